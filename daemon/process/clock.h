#pragma once

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace kantoku::daemon {

/// A time as kantoku.* and /events tell it: seconds with a fraction.
constexpr double inSeconds(std::chrono::milliseconds time)
{
    return static_cast<double>(time.count()) / 1000;
}

/// Runs out once per start; stopped by its destruction.
class Timer {
public:
    virtual ~Timer() = default;
    virtual void start(std::chrono::milliseconds delay) = 0; ///< an earlier start is forgotten
    virtual void stop() = 0;
    virtual bool isActive() const = 0;
};

/**
 * Time for everything that waits or is dated. Tests have one that they move by hand.
 *
 * Waiting goes by a clock that never jumps; what people see goes by the wall clock, which may.
 */
class Clock {
public:
    virtual ~Clock() = default;
    /// Since some fixed moment; never goes back and is not set by anybody.
    virtual std::chrono::milliseconds monotonic() const = 0;
    /// Since 1970 UTC.
    virtual std::chrono::milliseconds wall() const = 0;
    /// `expired` is called from the event loop, never from start().
    virtual std::unique_ptr<Timer> createTimer(std::function<void()> expired) = 0;
};

class SystemClock : public Clock {
public:
    std::chrono::milliseconds monotonic() const override;
    std::chrono::milliseconds wall() const override;
    std::unique_ptr<Timer> createTimer(std::function<void()> expired) override;
};

} // namespace kantoku::daemon
