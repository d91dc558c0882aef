#include "daemon/events/eventbus.h"

namespace kantoku::daemon {

namespace {

static_assert(eventTypeCount <= 32);

constexpr quint32 bitOf(EventType type)
{
    return 1u << unsigned(type);
}

} // namespace

struct EventBus::Subscription {
    quint32 types = 0;
    QObject *context = nullptr; ///< null once it is gone
    std::function<void(const Event &)> receiver;
};

EventBus::EventBus(QObject *parent)
    : QObject(parent)
{
}

EventBus::~EventBus() = default;

bool EventBus::isWanted(EventType type) const
{
    return (m_wanted & bitOf(type)) != 0;
}

void EventBus::publish(EventType type, const QByteArray &payload)
{
    if (!isWanted(type))
        return;
    m_queue.append(Event{type, m_nextSerial++, payload});
    if (m_isDelivering)
        return;
    m_isDelivering = true;
    while (!m_queue.isEmpty()) {
        const Event event = m_queue.takeFirst();
        const auto subscriptions = m_subscriptions; // a receiver may subscribe, or end another's context
        for (const std::shared_ptr<Subscription> &subscription : subscriptions) {
            if (subscription->context && (subscription->types & bitOf(event.type)) != 0)
                subscription->receiver(event);
        }
    }
    m_isDelivering = false;
}

void EventBus::subscribe(const QList<EventType> &types, QObject *context, std::function<void(const Event &)> receiver)
{
    auto subscription = std::make_shared<Subscription>();
    for (int i = 0; i < eventTypeCount; ++i) {
        for (const EventType wanted : types) {
            if (isKindOf(EventType(i), wanted))
                subscription->types |= bitOf(EventType(i));
        }
    }
    subscription->context = context;
    subscription->receiver = std::move(receiver);
    m_subscriptions.append(std::move(subscription));
    m_wanted |= m_subscriptions.constLast()->types;
    connect(context, &QObject::destroyed, this, &EventBus::unsubscribe, Qt::UniqueConnection);
    emit wantedChanged();
}

void EventBus::unsubscribe(QObject *context)
{
    m_wanted = 0;
    for (const std::shared_ptr<Subscription> &subscription : std::as_const(m_subscriptions)) {
        if (subscription->context == context)
            subscription->context = nullptr;
        else
            m_wanted |= subscription->types;
    }
    m_subscriptions.removeIf([](const std::shared_ptr<Subscription> &subscription) { return !subscription->context; });
    emit wantedChanged();
}

} // namespace kantoku::daemon
