#pragma once

#include "client/serverevents.h"
#include "protocol/processinfo.h"

#include <QHash>
#include <QSet>

namespace kantoku::client {

/// One change of state of a process: what kantoku.getHistory tells, or as much as was seen of it from outside.
struct StateChange {
    QDateTime time;
    ProcessState from = ProcessState::Unknown;
    ProcessState to = ProcessState::Unknown;
    qint64 pid = 0; ///< of the child that it is about; 0 for none, or not known
    QString detail; ///< how the child ended or why it did not start
    QString cause; ///< who asked; empty where nobody did, or not known

    static Result<QList<StateChange>> listFromReply(const QVariant &reply);
    friend bool operator==(const StateChange &, const StateChange &) = default;
};

/**
 * What a session has seen of its processes since it was made: their changes of state, and how often each was started
 * again. Changes between two pictures of a server that pushes no events are seen as one.
 */
class ProcessTrack {
public:
    /// A newer picture. Without `events` it is compared with what was seen last; with them each change in it was told
    /// by one, or will be.
    /// @param sequence  of the last event that is in the picture; 0 where nobody knows
    void see(const QList<ProcessInfo> &processes, bool events, quint64 sequence = 0);
    /// @return whether restarts() is another one
    bool see(const ServerEvent &event);

    QList<StateChange> changes(const QString &namespec) const { return m_known.value(namespec).changes; }
    /// By namespec; only those that were started again.
    const QHash<QString, int> &restarts() const { return m_restarts; }

    /// So many changes of each process are kept, the oldest go first.
    static constexpr qsizetype keptChanges = 100;

private:
    struct Known {
        ProcessInfo last; ///< by the events where they tell, by the pictures otherwise
        QList<StateChange> changes;
        bool wasStarted = false;
        quint64 sequence = 0; ///< of the last event that is in the picture that was compared last
    };
    static StateChange difference(const ProcessInfo &before, const ProcessInfo &now);
    static void record(Known &known, StateChange change);

    QHash<QString, Known> m_known;
    QHash<QString, int> m_restarts; ///< those of m_known that were started again
};

} // namespace kantoku::client
