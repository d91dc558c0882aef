#include "ui/configuration/updaterun.h"

#include "protocol/faultcode.h"

#include <utility>

namespace kantoku::ui {

UpdateRun::UpdateRun(client::Session *session, QStringList groups, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_groups(std::move(groups))
{
    connect(session, &QObject::destroyed, this, &UpdateRun::end);
}

void UpdateRun::start()
{
    next();
}

void UpdateRun::next()
{
    if (m_groups.isEmpty() || m_stopped || !m_session) {
        end();
        return;
    }
    const QString group = m_groups.takeFirst();
    emit groupBegun(group);
    QCoro::connect(m_session->update({group}), this, [this, group](const Result<GroupChanges> &changes) {
        if (!changes) {
            // That programs of one group cannot be stopped is no reason to leave out the others.
            m_stopped = m_stopped || !isFault(changes.error(), FaultCode::Failed);
            emit groupFailed(group, changes.error());
        } else if (changes->isEmpty()) {
            emit groupUnchanged(group);
        } else {
            m_changes.added += changes->added;
            m_changes.changed += changes->changed;
            m_changes.removed += changes->removed;
            emit groupUpdated(group);
        }
        next();
    });
}

void UpdateRun::end()
{
    // The session may go, which cancels the call that is under way, which ends here too.
    if (std::exchange(m_ended, true))
        return;
    emit finished(m_changes, m_groups);
    deleteLater();
}

} // namespace kantoku::ui
