// Logs and the console.

#include "tests/tools/screenshots/picture.h"
#include "tests/tools/screenshots/studio.h"
#include "ui/console/consolewidget.h"
#include "ui/mainwindow.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

QCoro::Task<QWidget *> log(Studio *studio)
{
    studio->select(u"web_0"_s);
    studio->trigger(u"log.open"_s);
    co_await studio->settle(1200);
    co_return studio->window();
}

QCoro::Task<QWidget *> emptyLog(Studio *studio)
{
    studio->select(u"cleanup"_s);
    studio->trigger(u"log.open"_s);
    co_await studio->settle(600);
    co_return studio->window();
}

QCoro::Task<QWidget *> console(Studio *studio)
{
    studio->select(u"web_0"_s);
    auto *widget = studio->window()->findChild<kantoku::ui::ConsoleWidget *>();
    if (!widget)
        co_return nullptr;
    widget->runLine(u"status"_s);
    co_await studio->until([widget] { return !widget->isRunning(); });
    co_await studio->settle(800);
    co_return studio->window();
}

QCoro::Task<QWidget *> mainLog(Studio *studio)
{
    studio->trigger(u"log.main"_s);
    co_await studio->settle(1000);
    co_return studio->window();
}

} // namespace

std::span<const Picture> logPictures()
{
    static constexpr std::array table{
        Picture{"main-log", log},
        Picture{"main-log-empty", emptyLog},
        Picture{"main-console", console},
        Picture{"main-main-log", mainLog},
    };
    return table;
}
