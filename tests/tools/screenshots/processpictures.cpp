// The tree of processes, what is shown of the selected one, and what acts on them.

#include "tests/tools/screenshots/picture.h"
#include "tests/tools/screenshots/studio.h"
#include "ui/mainwindow.h"

#include <QLineEdit>
#include <QTabWidget>
#include <QTreeView>

#include <array>

using namespace Qt::StringLiterals;

namespace {

QCoro::Task<QWidget *> selected(Studio *studio, QString name)
{
    studio->select(name);
    co_await studio->settle(300);
    co_return studio->window();
}

QCoro::Task<QWidget *> filtered(Studio *studio, QString filter)
{
    studio->type(u"filterProcesses"_s, filter);
    co_await studio->settle(300);
    co_return studio->window();
}

QCoro::Task<QWidget *> nothingSelected(Studio *studio)
{
    studio->tree()->setCurrentIndex({});
    studio->tree()->clearSelection();
    co_await studio->settle(300);
    co_return studio->window();
}

QCoro::Task<QWidget *> stopped(Studio *studio)
{
    studio->select(u"mailer"_s);
    co_await studio->settle();
    studio->trigger(u"process.stop"_s);
    co_await studio->settle(1000);
    co_return studio->window();
}

QCoro::Task<QWidget *> confirmStopAll(Studio *studio)
{
    studio->select({});
    co_await studio->settle();
    studio->trigger(u"process.stop"_s);
    co_return co_await studio->shown(u"confirmation"_s);
}

QCoro::Task<QWidget *> palette(Studio *studio)
{
    studio->trigger(u"view.palette"_s);
    QWidget *dialog = co_await studio->shown(u"commandPalette"_s);
    if (auto *edit = dialog ? dialog->findChild<QLineEdit *>() : nullptr)
        edit->setText(u"we"_s);
    co_return dialog;
}

QCoro::Task<QWidget *> history(Studio *studio)
{
    studio->select(u"worker"_s);
    auto *tabs = studio->window()->findChild<QTabWidget *>(u"detailTabs"_s);
    if (!tabs)
        co_return nullptr;
    tabs->setCurrentIndex(tabs->count() - 1);
    co_await studio->settle(800);
    co_return studio->window();
}

QCoro::Task<QWidget *> standardInput(Studio *studio)
{
    if (auto *tabs = studio->window()->findChild<QTabWidget *>(u"detailTabs"_s))
        tabs->setCurrentIndex(0);
    studio->select(u"web_0"_s);
    co_await studio->settle(300);
    studio->trigger(u"process.stdin"_s);
    co_return co_await studio->shown(u"stdinDialog"_s);
}

} // namespace

std::span<const Picture> processPictures()
{
    static constexpr std::array table{
        Picture{"main-nothing-selected", nothingSelected},
        Picture{"main-trouble", [](Studio *studio) { return selected(studio, u"worker"_s); }},
        Picture{"main-server-selected", [](Studio *studio) { return selected(studio, {}); }},
        Picture{"main-filtered", [](Studio *studio) { return filtered(studio, u"state:fatal"_s); }},
        Picture{"main-no-match", [](Studio *studio) { return filtered(studio, u"nothing of this name"_s); }},
        Picture{"main-stopped", stopped},
        Picture{"confirm-stop-all", confirmStopAll},
        Picture{"command-palette", palette},
        Picture{"main-history", history},
        Picture{"stdin", standardInput},
    };
    return table;
}
