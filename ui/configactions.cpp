#include "ui/configactions.h"

#include "ui/confirmation.h"
#include "ui/messagebar.h"
#include "ui/rereaddialog.h"
#include "ui/updatedialog.h"

#include <QAction>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;

namespace {

QString changesText(const GroupChanges &changes)
{
    QStringList parts;
    if (!changes.added.isEmpty())
        parts.append(ConfigActions::tr("added %1").arg(changes.added.join(u", "_s)));
    if (!changes.changed.isEmpty())
        parts.append(ConfigActions::tr("changed %1").arg(changes.changed.join(u", "_s)));
    if (!changes.removed.isEmpty())
        parts.append(ConfigActions::tr("removed %1").arg(changes.removed.join(u", "_s)));
    return parts.join(u"; "_s);
}

} // namespace

ConfigActions::ConfigActions(MessageBar *messages, QWidget *window)
    : QObject(window)
    , m_messages(messages)
    , m_window(window)
{
}

void ConfigActions::withPreview(Session *session, const Shown &show)
{
    emit progress(tr("Comparing the configuration of %1…").arg(session->name()));
    QCoro::connect(session->previewConfig(), this,
                   [this, show, guard = QPointer(session)](const Result<ConfigPreview> &preview) {
                       emit progress({});
                       if (!preview)
                           m_messages->showError(preview.error());
                       else if (guard)
                           show(guard, *preview);
                   });
}

void ConfigActions::reread(Session *session)
{
    withPreview(session, [this](Session *of, const ConfigPreview &preview) {
        auto *dialog = new RereadDialog(preview, !of->identity().isKantoku(), m_window);
        connect(dialog, &RereadDialog::rereadRequested, of, [this, of] { load(of); });
        connect(dialog, &RereadDialog::updateRequested, of, [this, of] { update(of); });
        dialog->open();
    });
}

void ConfigActions::load(Session *session)
{
    QCoro::connect(session->reread(), this, [this, guard = QPointer(session)](const Result<GroupChanges> &changes) {
        if (!changes) {
            m_messages->showError(changes.error());
            return;
        }
        if (changes->isEmpty()) {
            m_messages->showMessage(MessageBar::Kind::Success,
                                    tr("Read the configuration. Every group runs with what it says."));
            return;
        }
        auto *next = new QAction(tr("Update…"));
        connect(next, &QAction::triggered, this, [this, guard] {
            if (guard)
                update(guard);
        });
        m_messages->showMessage(
            MessageBar::Kind::Success,
            tr("Read the configuration: %1. Nothing runs differently until you update.").arg(changesText(*changes)),
            next);
    });
}

void ConfigActions::update(Session *session)
{
    withPreview(session, [this](Session *of, const ConfigPreview &preview) {
        auto *dialog = new UpdateDialog(preview, of->processes(), m_window);
        connect(dialog, &UpdateDialog::updateRequested, of,
                [this, of](const QStringList &groups) { apply(of, groups); });
        dialog->open();
    });
}

void ConfigActions::apply(Session *session, const QStringList &groups)
{
    emit progress(tr("Updating %1…").arg(groups.join(u", "_s)));
    QCoro::connect(session->update(groups), this, [this](const Result<GroupChanges> &changes) {
        emit progress({});
        if (!changes)
            m_messages->showError(changes.error());
        else if (changes->isEmpty())
            m_messages->showMessage(MessageBar::Kind::Info, tr("There was nothing to update."));
        else
            m_messages->showMessage(MessageBar::Kind::Success, tr("Updated: %1.").arg(changesText(*changes)));
    });
}

void ConfigActions::reload(Session *session)
{
    const auto running = static_cast<int>(std::ranges::count_if(
        session->processes(), [](const ProcessInfo &process) { return isStarted(process.state); }));
    confirm(m_window, tr("Reload Server"), tr("Restart %1 with its configuration read anew?").arg(session->name()),
            tr("%n running process(es) will be stopped. Those that start by themselves come back.", nullptr, running),
            tr("&Reload"), [this, guard = QPointer(session)] {
                if (!guard)
                    return;
                QCoro::connect(guard->reload(), this, [this](const Result<void> &done) {
                    if (done)
                        m_messages->showMessage(MessageBar::Kind::Info, tr("The server restarts."));
                    else
                        m_messages->showError(done.error());
                });
            });
}

void ConfigActions::shutdown(Session *session)
{
    const auto running = static_cast<int>(std::ranges::count_if(
        session->processes(), [](const ProcessInfo &process) { return isStarted(process.state); }));
    confirm(m_window, tr("Shut Down Server"), tr("Shut down %1?").arg(session->name()),
            tr("%n running process(es) will be stopped, and nothing starts them again.", nullptr, running),
            tr("&Shut Down"), [this, guard = QPointer(session)] {
                if (!guard)
                    return;
                QCoro::connect(guard->shutdown(), this, [this](const Result<void> &done) {
                    if (done)
                        m_messages->showMessage(MessageBar::Kind::Info, tr("The server shuts down."));
                    else
                        m_messages->showError(done.error());
                });
            });
}

} // namespace kantoku::ui
