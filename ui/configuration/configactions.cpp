#include "ui/configuration/configactions.h"

#include "protocol/capabilities.h"
#include "ui/configuration/refusaldialog.h"
#include "ui/configuration/rereaddialog.h"
#include "ui/configuration/updatedialog.h"
#include "ui/configuration/updaterun.h"
#include "ui/confirmation.h"
#include "ui/messagebar.h"
#include "ui/translations.h"

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

/// How many processes end with their server, and which.
QString stopText(const Session *session, const QString &afterwards)
{
    constexpr int shown = 12;
    QStringList running;
    for (const ProcessInfo &process : session->processes()) {
        if (isStarted(process.state))
            running.append(process.namespec());
    }
    if (running.isEmpty())
        return ConfigActions::tr("No process is running.");
    const auto count = static_cast<int>(running.size());
    QString names = running.mid(0, shown).join(u", "_s);
    if (count > shown)
        names += u' ' + ConfigActions::tr("and %n more", nullptr, count - shown);
    return joinedSentences({ConfigActions::tr("%n running process(es) will be stopped.", nullptr, count), afterwards})
        + u"\n\n"_s + names;
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
        connect(dialog, &RereadDialog::filesWanted, of,
                [this, of, dialog](bool withSecrets) { compareFiles(of, dialog, withSecrets); });
        if (of->identity().capabilities.contains(capability::getConfigFiles))
            compareFiles(of, dialog, false);
        else
            dialog->showFilesProblem(tr("This server does not tell the text of its files."));
        dialog->open();
    });
}

void ConfigActions::compareFiles(Session *session, RereadDialog *dialog, bool withSecrets)
{
    QCoro::connect(session->configFiles(withSecrets), dialog, [dialog](const Result<QList<ConfigFileText>> &files) {
        if (files)
            dialog->showFiles(*files);
        else
            dialog->showFilesProblem(files.error().message);
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
        auto *dialog = new UpdateDialog(preview, client::planUpdate(preview, of->processes()), of->address().toString(),
                                        m_window);
        connect(dialog, &UpdateDialog::updateRequested, of,
                [this, of, dialog](const QStringList &groups) { apply(of, groups, dialog); });
        dialog->open();
    });
}

// The run goes on to the end of its group when its dialog has gone.
void ConfigActions::apply(Session *session, const QStringList &groups, UpdateDialog *dialog)
{
    auto *run = new UpdateRun(session, groups, this);
    connect(run, &UpdateRun::groupBegun, this,
            [this](const QString &group) { emit progress(tr("Updating %1…").arg(group)); });
    connect(run, &UpdateRun::groupBegun, dialog, &UpdateDialog::showBegun);
    connect(run, &UpdateRun::groupUpdated, dialog, &UpdateDialog::showUpdated);
    connect(run, &UpdateRun::groupUnchanged, dialog, &UpdateDialog::showUnchanged);
    connect(run, &UpdateRun::groupFailed, dialog, &UpdateDialog::showFailed);
    connect(run, &UpdateRun::groupFailed, this,
            [this](const QString &, const Error &error) { m_messages->showError(error); });
    connect(dialog, &UpdateDialog::stopRequested, run, &UpdateRun::stop);
    connect(run, &UpdateRun::finished, dialog, [dialog](const GroupChanges &changes, const QStringList &leftOut) {
        const qsizetype updated = changes.added.size() + changes.changed.size() + changes.removed.size();
        dialog->showFinished(static_cast<int>(updated), leftOut);
    });
    connect(run, &UpdateRun::finished, this, [this](const GroupChanges &changes) {
        emit progress({});
        if (!changes.isEmpty())
            m_messages->showMessage(MessageBar::Kind::Success, tr("Updated: %1.").arg(changesText(changes)));
    });
    run->start();
}

void ConfigActions::reload(Session *session)
{
    ifValid(
        session, tr("Reload Server"),
        tr("The server is not restarted: with these errors in its files it would not come back."), [this](Session *of) {
            confirm(m_window, tr("Reload Server"), tr("Restart %1 with its configuration read anew?").arg(of->name()),
                    stopText(of, tr("Programs with autostart start again.")), tr("&Reload"),
                    [this, guard = QPointer(of)] {
                        if (guard)
                            report(guard->reload(), tr("The server restarts."));
                    });
        });
}

void ConfigActions::shutdown(Session *session)
{
    ifValid(session, tr("Shut Down Server"),
            tr("The server is not shut down: with these errors in its files nobody could start it again."),
            [this](Session *of) {
                confirm(m_window, tr("Shut Down Server"), tr("Shut down %1?").arg(of->name()),
                        stopText(of, tr("Nothing starts them again.")), tr("&Shut Down"), [this, guard = QPointer(of)] {
                            if (guard)
                                report(guard->shutdown(), tr("The server shuts down."));
                        });
            });
}

// A foreign server cannot tell what it thinks of its files without loading them: it is not asked.
void ConfigActions::ifValid(Session *session, const QString &title, const QString &refusal,
                            const std::function<void(Session *)> &go)
{
    if (!session->identity().isKantoku()) {
        go(session);
        return;
    }
    withPreview(session, [this, title, refusal, go](Session *of, const ConfigPreview &preview) {
        if (preview.hasErrors())
            (new RefusalDialog(title, refusal, preview.messages, m_window))->open();
        else
            go(of);
    });
}

void ConfigActions::report(QCoro::Task<Result<void>> task, const QString &success)
{
    QCoro::connect(std::move(task), this, [this, success](const Result<void> &done) {
        if (done)
            m_messages->showMessage(MessageBar::Kind::Info, success);
        else
            m_messages->showError(done.error());
    });
}

} // namespace kantoku::ui
