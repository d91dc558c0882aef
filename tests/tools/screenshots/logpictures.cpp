// Logs and the console.

#include "tests/tools/screenshots/picture.h"
#include "tests/tools/screenshots/studio.h"
#include "ui/console/consolewidget.h"
#include "ui/logs/logfindbar.h"
#include "ui/mainwindow.h"

#include <QLineEdit>

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

/// Types into the find bar as a reader does.
QCoro::Task<QWidget *> found(Studio *studio, QString text, bool filtered)
{
    QWidget *window = co_await log(studio);
    auto *bar = window->findChild<kantoku::ui::LogFindBar *>();
    auto *edit = bar ? bar->findChild<QLineEdit *>() : nullptr;
    if (!edit)
        co_return nullptr;
    edit->setText(text);
    bar->setFilterShown(filtered);
    co_await studio->settle(800);
    bar->findNext(false); // Shift+Enter: the last one, and the log stands still
    co_await studio->settle(400);
    co_return window;
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
        Picture{"main-log-found", [](Studio *studio) { return found(studio, u"/1"_s, false); }},
        Picture{"main-log-filtered", [](Studio *studio) { return found(studio, u"/2"_s, true); }},
        Picture{"main-log-empty",
                [](Studio *studio) -> QCoro::Task<QWidget *> {
                    co_await found(studio, {}, false);
                    co_return co_await emptyLog(studio);
                }},
        Picture{"main-console", console},
        Picture{"main-main-log", mainLog},
    };
    return table;
}
