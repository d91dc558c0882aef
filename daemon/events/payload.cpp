#include "daemon/events/payload.h"

#include "daemon/logging/decodedtext.h"

namespace kantoku::daemon {

namespace {

QByteArray naming(const EventSubject &subject)
{
    return "processname:" + subject.process.toUtf8() + " groupname:" + subject.group.toUtf8();
}

QByteArray pidOf(const EventSubject &subject)
{
    return " pid:" + QByteArray::number(subject.pid);
}

} // namespace

EventType eventTypeOf(ProcessState state)
{
    switch (state) {
    case ProcessState::Stopped: return EventType::ProcessStateStopped;
    case ProcessState::Starting: return EventType::ProcessStateStarting;
    case ProcessState::Running: return EventType::ProcessStateRunning;
    case ProcessState::Backoff: return EventType::ProcessStateBackoff;
    case ProcessState::Stopping: return EventType::ProcessStateStopping;
    case ProcessState::Exited: return EventType::ProcessStateExited;
    case ProcessState::Fatal: return EventType::ProcessStateFatal;
    case ProcessState::Unknown: break;
    }
    return EventType::ProcessStateUnknown;
}

QByteArray processStatePayload(const EventSubject &subject, ProcessState from, ProcessState to, int tries,
                               bool expected)
{
    QByteArray payload = naming(subject) + " from_state:" + stateName(from).toUtf8();
    switch (to) {
    case ProcessState::Starting:
    case ProcessState::Backoff: payload += " tries:" + QByteArray::number(tries); break;
    case ProcessState::Running:
    case ProcessState::Stopping:
    case ProcessState::Stopped: payload += pidOf(subject); break;
    case ProcessState::Exited: payload += (expected ? " expected:1" : " expected:0") + pidOf(subject); break;
    case ProcessState::Fatal:
    case ProcessState::Unknown: break;
    }
    return payload;
}

QByteArray processLogPayload(const EventSubject &subject, bool isStderr, QByteArrayView data)
{
    return naming(subject) + pidOf(subject) + (isStderr ? " channel:stderr\n" : " channel:stdout\n")
        + decodedText(data);
}

QByteArray processCommunicationPayload(const EventSubject &subject, QByteArrayView data)
{
    return naming(subject) + pidOf(subject) + '\n' + decodedText(data);
}

QByteArray remoteCommunicationPayload(const QString &type, const QString &data)
{
    return "type:" + type.toUtf8() + '\n' + data.toUtf8();
}

QByteArray tickPayload(qint64 when)
{
    return "when:" + QByteArray::number(when);
}

QByteArray processGroupPayload(const QString &group)
{
    return "groupname:" + group.toUtf8() + '\n';
}

} // namespace kantoku::daemon
