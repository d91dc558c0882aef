// What would change, and what is wrong with the files.

#include "tests/tools/screenshots/picture.h"
#include "tests/tools/screenshots/studio.h"
#include "ui/mainwindow.h"

#include <QTabWidget>

#include <array>

using namespace Qt::StringLiterals;

namespace {

QByteArray changedConfiguration()
{
    QByteArray changed = Studio::configuration();
    changed.replace("numprocs=3", "numprocs=3\nstopsignal=INT\nenvironment=LEVEL=\"high\"");
    changed.replace("[program:reports]\ncommand=sleep 100000\nautostart=false\n",
                    "[program:search]\ncommand=sleep 100000\n");
    return changed;
}

QCoro::Task<QWidget *> dialogOf(Studio *studio, QString action, QString dialog)
{
    studio->trigger(action);
    QWidget *widget = co_await studio->shown(dialog);
    co_await studio->settle(600);
    co_return widget;
}

QCoro::Task<QWidget *> reread(Studio *studio)
{
    studio->writeConfiguration(changedConfiguration());
    return dialogOf(studio, u"config.reread"_s, u"rereadDialog"_s);
}

QCoro::Task<QWidget *> rereadText(Studio *studio)
{
    QWidget *dialog = co_await dialogOf(studio, u"config.reread"_s, u"rereadDialog"_s);
    if (auto *tabs = dialog ? dialog->findChild<QTabWidget *>() : nullptr)
        tabs->setCurrentIndex(tabs->count() - 1);
    co_await studio->settle(300);
    co_return dialog;
}

QCoro::Task<QWidget *> layers(Studio *studio)
{
    studio->select(u"web_0"_s);
    studio->trigger(u"config.show"_s);
    co_await studio->settle(800);
    co_return studio->window();
}

QCoro::Task<QWidget *> update(Studio *studio)
{
    return dialogOf(studio, u"config.update"_s, u"updateDialog"_s);
}

QCoro::Task<QWidget *> rereadErrors(Studio *studio)
{
    studio->writeConfiguration(changedConfiguration() + "[program:broken]\ncommnd=sleep 1\n");
    return dialogOf(studio, u"config.reread"_s, u"rereadDialog"_s);
}

QCoro::Task<QWidget *> updateErrors(Studio *studio)
{
    return dialogOf(studio, u"config.update"_s, u"updateDialog"_s);
}

QCoro::Task<QWidget *> reloadErrors(Studio *studio)
{
    return dialogOf(studio, u"config.reload"_s, u"refusalDialog"_s);
}

QCoro::Task<QWidget *> updateNothing(Studio *studio)
{
    studio->writeConfiguration(Studio::configuration());
    return dialogOf(studio, u"config.update"_s, u"updateDialog"_s);
}

QCoro::Task<QWidget *> confirmReload(Studio *studio)
{
    return dialogOf(studio, u"config.reload"_s, u"confirmation"_s);
}

QCoro::Task<QWidget *> confirmShutdown(Studio *studio)
{
    return dialogOf(studio, u"server.shutdown"_s, u"confirmation"_s);
}

/// With a daemon of its own, the window asks.
QCoro::Task<QWidget *> confirmClose(Studio *studio)
{
    studio->window()->close();
    co_return co_await studio->shown(u"daemonsAtClose"_s);
}

} // namespace

std::span<const Picture> configurationPictures()
{
    static constexpr std::array table{
        Picture{"reread", reread},
        Picture{"reread-text", rereadText},
        Picture{"configuration-layers", layers},
        Picture{"update", update},
        Picture{"reread-errors", rereadErrors},
        Picture{"update-errors", updateErrors},
        Picture{"reload-errors", reloadErrors},
        Picture{"update-nothing", updateNothing},
        Picture{"confirm-reload", confirmReload},
        Picture{"confirm-shutdown", confirmShutdown},
        Picture{"confirm-remove",
                [](Studio *studio) { return dialogOf(studio, u"server.close"_s, u"confirmation"_s); }},
        Picture{"confirm-close", confirmClose},
        Picture{"rename-server",
                [](Studio *studio) { return dialogOf(studio, u"server.rename"_s, u"renameServer"_s); }},
    };
    return table;
}
