// The pages of the preferences.

#include "tests/tools/screenshots/picture.h"
#include "tests/tools/screenshots/studio.h"
#include "ui/mainwindow.h"

#include <QKeySequenceEdit>
#include <QMessageBox>
#include <QTabWidget>

#include <array>

using namespace Qt::StringLiterals;

namespace {

QCoro::Task<QWidget *> page(Studio *studio, int index)
{
    studio->trigger(u"window.preferences"_s);
    QWidget *dialog = co_await studio->shown(u"preferencesDialog"_s);
    if (auto *tabs = dialog ? dialog->findChild<QTabWidget *>() : nullptr)
        tabs->setCurrentIndex(index);
    co_return dialog;
}

/// The message box that an action shows.
QCoro::Task<QWidget *> box(Studio *studio, QString action)
{
    studio->trigger(action);
    co_await studio->settle();
    co_return studio->window()->findChild<QMessageBox *>();
}

/// With something muted, by the commands that do it.
QCoro::Task<QWidget *> notices(Studio *studio)
{
    for (const QString &process : {u"worker"_s, u"web_1"_s}) {
        studio->select(process);
        co_await studio->settle();
        studio->trigger(u"notices.muteProcess"_s);
    }
    co_return co_await page(studio, 3);
}

QCoro::Task<QWidget *> conflict(Studio *studio)
{
    QWidget *dialog = co_await page(studio, 4);
    if (auto *keys = dialog ? dialog->findChild<QKeySequenceEdit *>() : nullptr)
        keys->setKeySequence(QKeySequence(u"Ctrl+Shift+T"_s));
    co_return dialog;
}

} // namespace

std::span<const Picture> preferencesPictures()
{
    static constexpr std::array table{
        Picture{"about", [](Studio *studio) { return box(studio, u"help.about"_s); }},
        Picture{"preferences-general", [](Studio *studio) { return page(studio, 0); }},
        Picture{"preferences-servers", [](Studio *studio) { return page(studio, 1); }},
        Picture{"preferences-logs", [](Studio *studio) { return page(studio, 2); }},
        Picture{"preferences-notices", notices},
        Picture{"preferences-shortcuts", conflict},
    };
    return table;
}
