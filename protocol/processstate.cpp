#include "protocol/processstate.h"

namespace kantoku {

using namespace Qt::StringLiterals;

QString stateName(ProcessState state)
{
    switch (state) {
    case ProcessState::Stopped: return u"STOPPED"_s;
    case ProcessState::Starting: return u"STARTING"_s;
    case ProcessState::Running: return u"RUNNING"_s;
    case ProcessState::Backoff: return u"BACKOFF"_s;
    case ProcessState::Stopping: return u"STOPPING"_s;
    case ProcessState::Exited: return u"EXITED"_s;
    case ProcessState::Fatal: return u"FATAL"_s;
    case ProcessState::Unknown: return u"UNKNOWN"_s;
    }
    return u"UNKNOWN"_s;
}

QString stateName(SupervisorState state)
{
    switch (state) {
    case SupervisorState::Fatal: return u"FATAL"_s;
    case SupervisorState::Running: return u"RUNNING"_s;
    case SupervisorState::Restarting: return u"RESTARTING"_s;
    case SupervisorState::Shutdown: return u"SHUTDOWN"_s;
    }
    return u"FATAL"_s;
}

std::optional<ProcessState> processStateFromName(const QString &name)
{
    using enum ProcessState;
    for (const ProcessState state : {Stopped, Starting, Running, Backoff, Stopping, Exited, Fatal, Unknown}) {
        if (stateName(state) == name)
            return state;
    }
    return std::nullopt;
}

std::optional<ProcessState> processStateFromCode(int code)
{
    using enum ProcessState;
    for (const ProcessState state : {Stopped, Starting, Running, Backoff, Stopping, Exited, Fatal, Unknown}) {
        if (static_cast<int>(state) == code)
            return state;
    }
    return std::nullopt;
}

} // namespace kantoku
