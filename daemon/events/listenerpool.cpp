#include "daemon/events/listenerpool.h"

#include "daemon/events/eventbus.h"
#include "daemon/events/listenerprotocol.h"
#include "daemon/logging/decodedtext.h"
#include "daemon/logging/mainlog.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace kantoku::daemon {

struct ListenerPool::Member {
    Listener *listener = nullptr;
    ListenerProtocol protocol;
    std::optional<Queued> event; ///< in its hands
};

ListenerPool::ListenerPool(const GroupConfig &config, const QString &identifier, EventBus &bus, MainLog &log,
                           QObject *parent)
    : QObject(parent)
    , m_name(config.name)
    , m_identifier(identifier)
    , m_bufferSize(config.bufferSize)
    , m_log(log)
{
    QList<EventType> types;
    for (const QString &name : config.events) {
        if (const std::optional<EventType> type = eventTypeFromName(name.toUtf8()))
            types.append(*type);
    }
    bus.subscribe(types, this, [this](const Event &event) { accept(event); });
}

ListenerPool::~ListenerPool() = default;

ListenerPool::Member *ListenerPool::find(Listener *listener) const
{
    for (const std::unique_ptr<Member> &member : m_members) {
        if (member->listener == listener)
            return member.get();
    }
    return nullptr;
}

void ListenerPool::addListener(Listener *listener)
{
    m_members.push_back(std::make_unique<Member>());
    m_members.back()->listener = listener;
}

void ListenerPool::removeListener(Listener *listener)
{
    if (Member *member = find(listener))
        takeBack(*member);
    std::erase_if(m_members,
                  [listener](const std::unique_ptr<Member> &member) { return member->listener == listener; });
    dispatch();
}

void ListenerPool::listenerSpawned(Listener *listener)
{
    Member *member = find(listener);
    if (!member)
        return;
    takeBack(*member);
    member->protocol.reset();
}

void ListenerPool::listenerStateChanged(Listener *)
{
    dispatch();
}

void ListenerPool::listenerDied(Listener *listener)
{
    Member *member = find(listener);
    if (!member)
        return;
    takeBack(*member);
    member->protocol.reset(); // nothing of the old child's half sentence belongs to the next
    dispatch();
}

void ListenerPool::feed(Listener *listener, QByteArrayView bytes)
{
    Member *member = find(listener);
    if (!member)
        return;
    using Kind = ListenerProtocol::Step::Kind;
    using State = ListenerProtocol::State;
    const QString name = listener->name();
    for (const ListenerProtocol::Step &step : member->protocol.feed(bytes)) {
        State to = State::Acknowledged;
        switch (step.kind) {
        case Kind::BecameReady: to = State::Ready; break;
        case Kind::Accepted: m_log.debug(u"%1: event was processed"_s.arg(name)); break;
        case Kind::Rejected: m_log.warn(u"%1: event was rejected"_s.arg(name)); break;
        case Kind::BadResultLine:
            to = State::Unknown;
            m_log.warn(u"%1: bad result line: '%2'"_s.arg(name, QString::fromUtf8(decodedText(step.line))));
            break;
        case Kind::Violated: to = State::Unknown; break;
        }
        if (m_log.isEnabled(LogLevel::Debug)) {
            m_log.debug(u"%1: %2 -> %3"_s.arg(name, QString::fromLatin1(listenerStateName(step.from)),
                                              QString::fromLatin1(listenerStateName(to))));
        }
        if (to == State::Unknown) {
            m_log.warn(u"%1: has entered the UNKNOWN state and will no longer receive events, this usually indicates "
                       "the process violated the eventlistener protocol"_s.arg(name));
        }
        if (step.kind == Kind::Accepted)
            member->event.reset();
        else
            takeBack(*member);
    }
    dispatch();
}

qsizetype ListenerPool::queuedCount() const
{
    return m_queue.size();
}

void ListenerPool::accept(const Event &event)
{
    makeRoom();
    m_queue.append(Queued{event, m_nextSerial++});
    dispatch();
}

void ListenerPool::makeRoom()
{
    if (m_queue.isEmpty() || m_queue.size() < m_bufferSize)
        return;
    const Queued discarded = m_queue.takeFirst();
    m_log.error(u"pool %1 event buffer overflowed, discarding event %2"_s.arg(m_name).arg(discarded.event.serial));
}

void ListenerPool::takeBack(Member &member)
{
    if (!member.event)
        return;
    if (m_log.isEnabled(LogLevel::Debug)) {
        m_log.debug(u"rebuffering event %1 for pool %2 (buf size=%3, max=%4)"_s.arg(member.event->event.serial)
                        .arg(m_name)
                        .arg(m_queue.size())
                        .arg(m_bufferSize));
    }
    makeRoom();
    m_queue.prepend(*member.event);
    member.event.reset();
}

void ListenerPool::dispatch()
{
    if (m_isDispatching)
        return;
    m_isDispatching = true;
    while (!m_queue.isEmpty()) {
        const Queued next = m_queue.takeFirst();
        if (give(next))
            continue;
        m_queue.prepend(next);
        break;
    }
    m_isDispatching = false;
}

/// To the first listener that can take it. @return whether there was one
bool ListenerPool::give(const Queued &queued)
{
    QByteArray bytes;
    for (const std::unique_ptr<Member> &member : m_members) {
        if (member->protocol.state() != ListenerProtocol::State::Ready || !member->listener->isRunning())
            continue;
        if (bytes.isEmpty())
            bytes = envelope(queued);
        if (!member->listener->send(bytes)) {
            m_log.debug(u"epipe occurred while sending event %1 to listener %2, listener state unchanged"_s.arg(
                QString::number(queued.event.serial), member->listener->name()));
            continue;
        }
        member->protocol.eventSent();
        member->event = queued;
        if (m_log.isEnabled(LogLevel::Debug)) {
            m_log.debug(
                u"event %1 sent to listener %2"_s.arg(QString::number(queued.event.serial), member->listener->name()));
        }
        return true;
    }
    return false;
}

/// Header and payload in one piece: there are listeners that hang when they come in two.
QByteArray ListenerPool::envelope(const Queued &queued) const
{
    // The length counts characters, as with Supervisor: its listeners read text.
    return "ver:3.0 server:" + m_identifier.toUtf8() + " serial:" + QByteArray::number(queued.event.serial)
        + " pool:" + m_name.toUtf8() + " poolserial:" + QByteArray::number(queued.poolSerial)
        + " eventname:" + eventName(queued.event.type)
        + " len:" + QByteArray::number(characterCount(queued.event.payload)) + '\n' + queued.event.payload;
}

} // namespace kantoku::daemon
