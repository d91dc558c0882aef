#pragma once

#include "daemon/events/event.h"
#include "protocol/processstate.h"

#include <QByteArrayView>
#include <QString>

/// What stands in an event's payload, byte by byte as Supervisor writes it. None ends in a newline unless said.
namespace kantoku::daemon {

/// Who an event is about.
struct EventSubject {
    QString process;
    QString group;
    qint64 pid = 0;
};

/// The event that tells of entering `state`.
EventType eventTypeOf(ProcessState state);

/// `processname:p groupname:g from_state:X`, then what `to` adds: tries, pid, expected.
/// @param tries  for STARTING and BACKOFF: failed attempts so far, already raised in BACKOFF
/// @param expected  for EXITED only
QByteArray processStatePayload(const EventSubject &subject, ProcessState from, ProcessState to, int tries,
                               bool expected);

/// A piece of output. Bytes that are not UTF-8 are shown as Supervisor shows them.
/// @param isStderr  the channel
QByteArray processLogPayload(const EventSubject &subject, bool isStderr, QByteArrayView data);

/// What a program wrote between its communication tags.
QByteArray processCommunicationPayload(const EventSubject &subject, QByteArrayView data);

QByteArray remoteCommunicationPayload(const QString &type, const QString &data);

/// @param when  seconds since the epoch, a multiple of the period
QByteArray tickPayload(qint64 when);

/// Ends in a newline. For ADDED and REMOVED.
QByteArray processGroupPayload(const QString &group);

} // namespace kantoku::daemon
