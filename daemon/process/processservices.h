#pragma once

#include "daemon/config/configuration.h"
#include "protocol/processstate.h"

#include <functional>
#include <optional>

namespace kantoku::daemon {

class Clock;
class EventBus;
class Launcher;
class MainLog;
class Process;

/// What every process needs of the daemon around it. Owned by the supervisor, which outlives its processes.
struct ProcessServices {
    MainLog &log;
    EventBus &events;
    Clock &clock;
    Launcher &launcher;
    /// False while the daemon stops or restarts: then nothing is started or retried by itself.
    std::function<bool()> mayStart;
    QString identifier;
    QString childLogDir;
    bool stripAnsi = false;
    QList<QByteArray> environment; ///< the daemon's own, "NAME=value"
    std::optional<QString> serverUrl; ///< what children see as SUPERVISOR_SERVER_URL
    std::optional<quint64> childDescriptorLimit; ///< soft RLIMIT_NOFILE of children, where ours is higher
    /// The pid of a living earlier child of this process that is not ours any more, or 0; see Survivors. May be empty.
    std::function<qint64(const QString &group, const QString &process)> survivor = {};
    /// Told of every change of state, before who is connected. May be empty.
    std::function<void(Process *process, ProcessState from, ProcessState to)> stateChanged = {};
};

} // namespace kantoku::daemon
