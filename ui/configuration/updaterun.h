#pragma once

#include "client/session.h"

#include <QObject>
#include <QPointer>

namespace kantoku::ui {

/**
 * Updates groups of a server one after another, and can be stopped between two of them.
 *
 * Ends by itself at the first error that is not one of the group alone, when the session goes, and when it was told to
 * stop; then finished() is emitted once and the run deletes itself.
 */
class UpdateRun : public QObject {
    Q_OBJECT
public:
    /// @param groups  in the order in which they are to be updated
    UpdateRun(client::Session *session, QStringList groups, QObject *parent);

public slots:
    void start();
    /// The group that is under way is brought to its end, no other is begun.
    void stop() { m_stopped = true; }

signals:
    void groupBegun(const QString &group);
    void groupUpdated(const QString &group);
    /// The server did not find that the group differs.
    void groupUnchanged(const QString &group);
    void groupFailed(const QString &group, const kantoku::Error &error);
    void finished(const kantoku::GroupChanges &changes, const QStringList &leftOut);

private:
    void next();
    void end();

    QPointer<client::Session> m_session;
    QStringList m_groups; ///< still to come
    GroupChanges m_changes;
    bool m_stopped = false;
    bool m_ended = false;
};

} // namespace kantoku::ui
