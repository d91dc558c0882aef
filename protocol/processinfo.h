#pragma once

#include "protocol/error.h"
#include "protocol/processstate.h"

#include <QMetaType>
#include <QString>
#include <QVariant>

namespace kantoku {

/**
 * One process as getProcessInfo and getAllProcessInfo answer it.
 *
 * Source: Supervisor's XML-RPC API, getProcessInfo. Times are Unix seconds by the daemon's clock, 0 for never.
 */
struct ProcessInfo {
    QString name;
    QString group;
    ProcessState state = ProcessState::Unknown;
    qint64 start = 0; ///< the last start
    qint64 stop = 0; ///< the last end; stays from the previous run while the process runs
    qint64 now = 0; ///< when the answer was made
    int exitStatus = 0; ///< 0 also where there is none; -1 after a death by signal
    QString spawnError; ///< empty where there is none
    QString stdoutLogFile; ///< empty where there is none
    QString stderrLogFile; ///< empty where there is none
    qint64 pid = 0; ///< 0 where there is no child
    QString description; ///< "pid 7, uptime 0:01:02" and its like, made by the daemon

    /// The name that people type: "name" where group and process are called the same, else "group:name".
    QString namespec() const;
    /// The struct with exactly Supervisor's members.
    QVariantMap toMap() const;
    /// Reads the struct; members that a server leaves out keep their defaults, a missing name or state is an error.
    static Result<ProcessInfo> fromMap(const QVariantMap &map);

    friend bool operator==(const ProcessInfo &, const ProcessInfo &) = default;
};

/// One entry of reloadConfig's answer: the names of the groups that were added, changed and removed.
struct GroupChanges {
    QStringList added;
    QStringList changed;
    QStringList removed;

    bool isEmpty() const { return added.isEmpty() && changed.isEmpty() && removed.isEmpty(); }
    static Result<GroupChanges> fromReply(const QVariant &reply);
    QVariant toReply() const;

    friend bool operator==(const GroupChanges &, const GroupChanges &) = default;
};

/// Result of one process in a call on many, as startProcessGroup and its like answer it.
struct ProcessOutcome {
    QString name;
    QString group;
    int status = 0; ///< fault code; 80 (SUCCESS) when it worked
    QString description; ///< "OK", or the fault's text

    QString namespec() const;
    QVariantMap toMap() const;
    static Result<ProcessOutcome> fromMap(const QVariantMap &map);

    friend bool operator==(const ProcessOutcome &, const ProcessOutcome &) = default;
};

} // namespace kantoku

Q_DECLARE_METATYPE(kantoku::ProcessInfo)
