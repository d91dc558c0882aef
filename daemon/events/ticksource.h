#pragma once

#include "daemon/events/event.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <chrono>
#include <functional>

namespace kantoku::daemon {

class EventBus;

/**
 * Publishes TICK_5, TICK_60 and TICK_3600 when the wall clock passes a multiple of their period.
 *
 * Only while somebody subscribed: no subscriber, no timer. The timer is set for the next multiple, and for no more than
 * a minute, so that a clock that was set is noticed. Never ticks at the start; a clock that jumped over many multiples,
 * in either direction, gives one tick.
 */
class TickSource : public QObject {
    Q_OBJECT
public:
    /// @param wallClock  since the epoch; for tests
    explicit TickSource(EventBus &bus, QObject *parent = nullptr,
                        std::function<std::chrono::milliseconds()> wallClock = {});

    /// Whether a timer runs.
    bool isTicking() const;

private:
    struct Period {
        EventType type;
        std::chrono::seconds length;
        qint64 lastSlice = -1; ///< the multiple last passed, in seconds since the epoch; -1 while nobody subscribed
    };

    void adapt();
    void look();
    void setTimer();

    EventBus &m_bus;
    std::function<std::chrono::milliseconds()> m_wallClock;
    std::array<Period, 3> m_periods;
    QTimer m_timer;
};

} // namespace kantoku::daemon
