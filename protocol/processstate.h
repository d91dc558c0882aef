#pragma once

#include <QMetaType>
#include <QString>

#include <optional>

namespace kantoku {

/// State of a process, with Supervisor's own codes; they go over the wire as they are.
enum class ProcessState : int {
    Stopped = 0,
    Starting = 10,
    Running = 20,
    Backoff = 30,
    Stopping = 40,
    Exited = 100,
    Fatal = 200,
    Unknown = 1000,
};

/// State of the daemon itself, as getState answers it.
enum class SupervisorState : int {
    Fatal = 2,
    Running = 1,
    Restarting = 0,
    Shutdown = -1,
};

/// The wire name, "RUNNING". Never translated.
QString stateName(ProcessState state);
QString stateName(SupervisorState state);

/// The state with that wire code; nothing for a code that does not exist.
std::optional<ProcessState> processStateFromCode(int code);

/// The state with that wire name; nothing for another text.
std::optional<ProcessState> processStateFromName(const QString &name);

/// True where Supervisor counts the process as not running: STOPPED, EXITED, FATAL, UNKNOWN.
constexpr bool isStopped(ProcessState state) noexcept
{
    return state == ProcessState::Stopped || state == ProcessState::Exited || state == ProcessState::Fatal
        || state == ProcessState::Unknown;
}

/// True where Supervisor counts the process as running: RUNNING, STARTING, BACKOFF.
constexpr bool isStarted(ProcessState state) noexcept
{
    return state == ProcessState::Running || state == ProcessState::Starting || state == ProcessState::Backoff;
}

/// True where there is a child that a signal can reach: RUNNING, STARTING, STOPPING.
constexpr bool isSignallable(ProcessState state) noexcept
{
    return state == ProcessState::Running || state == ProcessState::Starting || state == ProcessState::Stopping;
}

} // namespace kantoku

Q_DECLARE_METATYPE(kantoku::ProcessState)
Q_DECLARE_METATYPE(kantoku::SupervisorState)
