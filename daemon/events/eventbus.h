#pragma once

#include "daemon/events/event.h"

#include <QObject>

#include <functional>

namespace kantoku::daemon {

/**
 * Takes every event of the daemon once, gives it its serial and hands it to whoever subscribed.
 *
 * Serials start at 0 and go on over a reload. Only an event that somebody subscribed to takes a serial, as with
 * Supervisor.
 */
class EventBus : public QObject {
    Q_OBJECT
public:
    explicit EventBus(QObject *parent = nullptr);

    /// Whether publishing that type would reach anybody: a producer of many bytes asks first.
    bool isWanted(EventType type) const;
    void publish(EventType type, const QByteArray &payload);
    /// Runs `receiver` for every event that is a kind of one of `types`, once, until `context` is gone.
    void subscribe(const QList<EventType> &types, QObject *context, std::function<void(const Event &)> receiver);
};

} // namespace kantoku::daemon
