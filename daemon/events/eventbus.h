#pragma once

#include "daemon/events/event.h"

#include <QObject>

#include <functional>
#include <memory>

namespace kantoku::daemon {

/**
 * Takes every event of the daemon once, gives it its serial and hands it to whoever subscribed.
 *
 * Serials start at 0 and go on over a reload. Only an event that somebody subscribed to takes a serial, as with
 * Supervisor. Receivers run within publish(); an event published by a receiver comes after the one it is busy with, so
 * that all receivers see the same order.
 */
class EventBus : public QObject {
    Q_OBJECT
public:
    explicit EventBus(QObject *parent = nullptr);
    ~EventBus() override;

    /// Whether publishing that type would reach anybody: a producer of many bytes asks first.
    bool isWanted(EventType type) const;
    void publish(EventType type, const QByteArray &payload);
    /// Runs `receiver` for every event that is a kind of one of `types`, once, until `context` is gone.
    void subscribe(const QList<EventType> &types, QObject *context, std::function<void(const Event &)> receiver);

signals:
    /// isWanted() may answer otherwise than before.
    void wantedChanged();

private:
    struct Subscription;

    void unsubscribe(QObject *context);

    QList<std::shared_ptr<Subscription>> m_subscriptions;
    quint32 m_wanted = 0; ///< a bit for each type
    quint64 m_nextSerial = 0;
    QList<Event> m_queue; ///< published and not yet handed out
    bool m_isDelivering = false;
};

} // namespace kantoku::daemon
