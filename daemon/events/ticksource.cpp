#include "daemon/events/ticksource.h"

#include "daemon/events/eventbus.h"
#include "daemon/events/payload.h"

using namespace std::chrono_literals;

namespace kantoku::daemon {

namespace {

constexpr std::chrono::milliseconds longestWait = 60s;

std::chrono::milliseconds systemClock()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
}

qint64 sliceOf(std::chrono::milliseconds now, std::chrono::seconds period)
{
    return now / period * period.count();
}

} // namespace

TickSource::TickSource(EventBus &bus, QObject *parent, std::function<std::chrono::milliseconds()> wallClock)
    : QObject(parent)
    , m_bus(bus)
    , m_wallClock(wallClock ? std::move(wallClock) : systemClock)
    , m_periods{{{EventType::Tick5, 5s}, {EventType::Tick60, 60s}, {EventType::Tick3600, 3600s}}}
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &TickSource::look);
    connect(&m_bus, &EventBus::wantedChanged, this, &TickSource::adapt);
    adapt();
}

bool TickSource::isTicking() const
{
    return m_timer.isActive();
}

void TickSource::adapt()
{
    const std::chrono::milliseconds now = m_wallClock();
    for (Period &period : m_periods) {
        if (!m_bus.isWanted(period.type))
            period.lastSlice = -1;
        else if (period.lastSlice < 0)
            period.lastSlice = sliceOf(now, period.length);
    }
    setTimer();
}

void TickSource::look()
{
    const std::chrono::milliseconds now = m_wallClock();
    for (Period &period : m_periods) {
        const qint64 slice = sliceOf(now, period.length);
        if (period.lastSlice < 0 || slice == period.lastSlice)
            continue;
        period.lastSlice = slice;
        m_bus.publish(period.type, tickPayload(slice));
    }
    setTimer();
}

void TickSource::setTimer()
{
    const std::chrono::milliseconds now = m_wallClock();
    std::chrono::milliseconds wait = std::chrono::milliseconds::max();
    for (const Period &period : m_periods) {
        if (period.lastSlice >= 0)
            wait = std::min(wait, period.length - now % period.length);
    }
    if (wait == std::chrono::milliseconds::max())
        m_timer.stop();
    else
        m_timer.start(std::min(wait, longestWait));
}

} // namespace kantoku::daemon
