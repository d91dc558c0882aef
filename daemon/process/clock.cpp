#include "daemon/process/clock.h"

#include <QTimerEvent>

namespace kantoku::daemon {

namespace {

// A bare timer id instead of a QTimer: there is one for each process.
class EventLoopTimer : public QObject, public Timer {
public:
    explicit EventLoopTimer(std::function<void()> expired)
        : m_expired(std::move(expired))
    {
    }
    ~EventLoopTimer() override { stop(); }

    void start(std::chrono::milliseconds delay) override
    {
        stop();
        m_id = startTimer(delay, Qt::PreciseTimer);
    }
    void stop() override
    {
        if (m_id != 0)
            killTimer(std::exchange(m_id, 0));
    }
    bool isActive() const override { return m_id != 0; }

protected:
    void timerEvent(QTimerEvent *) override
    {
        stop();
        m_expired();
    }

private:
    std::function<void()> m_expired;
    int m_id = 0;
};

} // namespace

std::chrono::milliseconds SystemClock::monotonic() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

std::chrono::milliseconds SystemClock::wall() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
}

std::unique_ptr<Timer> SystemClock::createTimer(std::function<void()> expired)
{
    return std::make_unique<EventLoopTimer>(std::move(expired));
}

} // namespace kantoku::daemon
