#pragma once

#include "protocol/processstate.h"

#include <QCoro/QCoroTask>
#include <QList>
#include <QObject>
#include <QPointer>

#include <optional>

namespace kantoku::daemon {

class Process;

/**
 * Lets a coroutine wait for what becomes of a process, without missing a state that lasts a moment only.
 *
 * Records every transition from its construction on; `co_await next()` takes them one by one. The coroutine goes on
 * from the event loop, never from inside the transition itself. A local variable of the coroutine.
 */
class ProcessWatch : public QObject {
    Q_OBJECT
public:
    explicit ProcessWatch(Process *process);

    class Next {
    public:
        explicit Next(ProcessWatch &watch)
            : m_watch(watch)
        {
        }
        bool await_ready() const noexcept { return m_watch.isReady(); }
        void await_suspend(std::coroutine_handle<> coroutine) noexcept { m_watch.m_waiting = coroutine; }
        std::optional<ProcessState> await_resume() { return m_watch.take(); }

    private:
        ProcessWatch &m_watch;
    };
    /// The state that the process went to; nothing when there is no such process any more.
    Next next() { return Next(*this); }

private:
    bool isReady() const { return !m_states.isEmpty() || m_isGone; }
    std::optional<ProcessState> take();
    void wake();

    QList<ProcessState> m_states; ///< that nobody has taken yet
    bool m_isGone = false;
    bool m_isWaking = false;
    std::coroutine_handle<> m_waiting;
};

} // namespace kantoku::daemon
