#pragma once

#include "daemon/process/clock.h"
#include "daemon/process/launcher.h"
#include "daemon/process/sendsignal.h"

#include <QList>
#include <QPointer>

#include <cerrno>
#include <deque>

/// Time that stands still until a test moves it.
class FakeClock : public kantoku::daemon::Clock {
public:
    std::chrono::milliseconds monotonic() const override { return m_now; }
    std::chrono::milliseconds wall() const override { return m_now + m_wallOffset; }
    std::unique_ptr<kantoku::daemon::Timer> createTimer(std::function<void()> expired) override
    {
        auto timer = std::make_unique<FakeTimer>(*this, std::move(expired));
        m_timers.append(timer.get());
        return timer;
    }

    /// Lets `time` pass; timers run out on the way, in their order.
    void advance(std::chrono::milliseconds time)
    {
        const auto end = m_now + time;
        for (;;) {
            FakeTimer *next = nullptr;
            for (FakeTimer *const timer : std::as_const(m_timers)) {
                if (timer->m_active && timer->m_due <= end && (!next || timer->m_due < next->m_due))
                    next = timer;
            }
            if (!next)
                break;
            m_now = std::max(m_now, next->m_due);
            next->m_active = false;
            next->m_expired();
        }
        m_now = end;
    }
    /// Somebody sets the wall clock.
    void setWall(std::chrono::milliseconds time) { m_wallOffset = time - m_now; }
    int activeTimers() const
    {
        return static_cast<int>(
            std::ranges::count_if(m_timers, [](const FakeTimer *timer) { return timer->m_active; }));
    }

private:
    struct FakeTimer : kantoku::daemon::Timer {
        FakeTimer(FakeClock &clock, std::function<void()> expired)
            : m_clock(clock)
            , m_expired(std::move(expired))
        {
        }
        ~FakeTimer() override { m_clock.m_timers.removeOne(this); }
        void start(std::chrono::milliseconds delay) override
        {
            m_due = m_clock.m_now + delay;
            m_active = true;
        }
        void stop() override { m_active = false; }
        bool isActive() const override { return m_active; }

        FakeClock &m_clock;
        std::function<void()> m_expired;
        std::chrono::milliseconds m_due{};
        bool m_active = false;
    };

    std::chrono::milliseconds m_now{1000};
    std::chrono::milliseconds m_wallOffset{1'600'000'000'000};
    QList<FakeTimer *> m_timers;
};

/// A child that does what the test says.
class FakeChild : public kantoku::daemon::Child {
    Q_OBJECT
public:
    struct Sent {
        int number;
        kantoku::daemon::SignalTarget target;
        bool operator==(const Sent &) const = default;
    };

    explicit FakeChild(qint64 pid)
        : m_pid(pid)
    {
    }
    qint64 pid() const override { return m_pid; }
    kantoku::Result<void> sendSignal(int number, kantoku::daemon::SignalTarget target) override
    {
        if (signalError != 0)
            return kantoku::failure(kantoku::Error::Code::System, QStringLiteral("refused"), signalError);
        sent.append({number, target});
        return {};
    }
    bool hasInput() const override { return takesInput; }
    kantoku::Result<void> write(const QByteArray &bytes) override
    {
        if (!takesInput)
            return kantoku::failure(kantoku::Error::Code::System, QStringLiteral("closed"), EPIPE);
        if (isDeaf)
            return kantoku::failure(kantoku::Error::Code::System, QStringLiteral("full"), ENOBUFS);
        input += bytes;
        return {};
    }
    void say(const QByteArray &bytes) { tellOutput(Channel::Stdout, bytes); }
    void complain(const QByteArray &bytes) { tellOutput(Channel::Stderr, bytes); }
    void exit(int code) { tellExit({code, 0, false}); }
    void dieOf(int signal, bool coreDumped = false) { tellExit({0, signal, coreDumped}); }

    QList<Sent> sent;
    QByteArray input;
    bool takesInput = true;
    bool isDeaf = false; ///< its input is full
    int signalError = 0;

private:
    qint64 m_pid;
};

class FakeLauncher : public kantoku::daemon::Launcher {
public:
    kantoku::Result<std::unique_ptr<kantoku::daemon::Child>> launch(const kantoku::daemon::LaunchPlan &plan) override
    {
        plans.append(plan);
        if (error != 0)
            return kantoku::failure(kantoku::Error::Code::System, QStringLiteral("cannot"), error);
        auto child = std::make_unique<FakeChild>(100 + plans.size());
        children.append(child.get());
        return std::unique_ptr<kantoku::daemon::Child>(std::move(child));
    }
    /// The youngest child; null where it is gone.
    FakeChild *child() const { return children.isEmpty() ? nullptr : children.constLast().data(); }

    QList<kantoku::daemon::LaunchPlan> plans;
    QList<QPointer<FakeChild>> children;
    int error = 0;
};
