#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

/// Supervisor's event types and their names. Source: its Events documentation; exact bytes: its wire.
namespace kantoku::daemon {

enum class EventType {
    Event,
    ProcessState,
    ProcessStateStarting,
    ProcessStateRunning,
    ProcessStateBackoff,
    ProcessStateStopping,
    ProcessStateExited,
    ProcessStateStopped,
    ProcessStateFatal,
    ProcessStateUnknown,
    RemoteCommunication,
    ProcessLog,
    ProcessLogStdout,
    ProcessLogStderr,
    ProcessCommunication,
    ProcessCommunicationStdout,
    ProcessCommunicationStderr,
    SupervisorStateChange,
    SupervisorStateChangeRunning,
    SupervisorStateChangeStopping,
    Tick,
    Tick5,
    Tick60,
    Tick3600,
    ProcessGroup,
    ProcessGroupAdded,
    ProcessGroupRemoved,
};
inline constexpr int eventTypeCount = int(EventType::ProcessGroupRemoved) + 1;

/// The name on the wire: "PROCESS_STATE_STARTING", "TICK_5".
QByteArray eventName(EventType type);
/// In any case, blanks around it ignored.
std::optional<EventType> eventTypeFromName(const QByteArray &name);
/// True for the type itself and for its abstract ancestors.
bool isKindOf(EventType type, EventType ancestor);

struct Event {
    EventType type = EventType::Event;
    quint64 serial = 0; ///< the same in every pool
    QByteArray payload;
};

} // namespace kantoku::daemon
