#include "daemon/events/event.h"

#include <array>

namespace kantoku::daemon {

namespace {

struct Row {
    EventType type;
    EventType parent; ///< the type itself for Event, the root
    const char *name;
};

using enum EventType;

/// In the order of EventType.
constexpr std::array<Row, eventTypeCount> rows{{
    {Event, Event, "EVENT"},
    {ProcessState, Event, "PROCESS_STATE"},
    {ProcessStateStarting, ProcessState, "PROCESS_STATE_STARTING"},
    {ProcessStateRunning, ProcessState, "PROCESS_STATE_RUNNING"},
    {ProcessStateBackoff, ProcessState, "PROCESS_STATE_BACKOFF"},
    {ProcessStateStopping, ProcessState, "PROCESS_STATE_STOPPING"},
    {ProcessStateExited, ProcessState, "PROCESS_STATE_EXITED"},
    {ProcessStateStopped, ProcessState, "PROCESS_STATE_STOPPED"},
    {ProcessStateFatal, ProcessState, "PROCESS_STATE_FATAL"},
    {ProcessStateUnknown, ProcessState, "PROCESS_STATE_UNKNOWN"},
    {RemoteCommunication, Event, "REMOTE_COMMUNICATION"},
    {ProcessLog, Event, "PROCESS_LOG"},
    {ProcessLogStdout, ProcessLog, "PROCESS_LOG_STDOUT"},
    {ProcessLogStderr, ProcessLog, "PROCESS_LOG_STDERR"},
    {ProcessCommunication, Event, "PROCESS_COMMUNICATION"},
    {ProcessCommunicationStdout, ProcessCommunication, "PROCESS_COMMUNICATION_STDOUT"},
    {ProcessCommunicationStderr, ProcessCommunication, "PROCESS_COMMUNICATION_STDERR"},
    {SupervisorStateChange, Event, "SUPERVISOR_STATE_CHANGE"},
    {SupervisorStateChangeRunning, SupervisorStateChange, "SUPERVISOR_STATE_CHANGE_RUNNING"},
    {SupervisorStateChangeStopping, SupervisorStateChange, "SUPERVISOR_STATE_CHANGE_STOPPING"},
    {Tick, Event, "TICK"},
    {Tick5, Tick, "TICK_5"},
    {Tick60, Tick, "TICK_60"},
    {Tick3600, Tick, "TICK_3600"},
    {ProcessGroup, Event, "PROCESS_GROUP"},
    {ProcessGroupAdded, ProcessGroup, "PROCESS_GROUP_ADDED"},
    {ProcessGroupRemoved, ProcessGroup, "PROCESS_GROUP_REMOVED"},
}};

static_assert([] {
    for (int i = 0; i < eventTypeCount; ++i) {
        if (int(rows[size_t(i)].type) != i)
            return false;
    }
    return true;
}());

} // namespace

QByteArray eventName(EventType type)
{
    return rows[size_t(type)].name;
}

std::optional<EventType> eventTypeFromName(const QByteArray &name)
{
    const QByteArray wanted = name.trimmed().toUpper();
    for (const Row &row : rows) {
        if (wanted == row.name)
            return row.type;
    }
    return std::nullopt;
}

bool isKindOf(EventType type, EventType ancestor)
{
    while (type != ancestor) {
        const EventType parent = rows[size_t(type)].parent;
        if (parent == type)
            return false;
        type = parent;
    }
    return true;
}

} // namespace kantoku::daemon
