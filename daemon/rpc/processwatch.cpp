#include "daemon/rpc/processwatch.h"

#include "daemon/process/process.h"

#include <QCoreApplication>

namespace kantoku::daemon {

ProcessWatch::ProcessWatch(Process *process)
{
    connect(process, &Process::stateChanged, this, [this](ProcessState, ProcessState to) {
        m_states.append(to);
        wake();
    });
    connect(process, &QObject::destroyed, this, [this] {
        m_isGone = true;
        wake();
    });
}

std::optional<ProcessState> ProcessWatch::take()
{
    if (m_states.isEmpty())
        return std::nullopt;
    return m_states.takeFirst();
}

void ProcessWatch::wake()
{
    if (!m_waiting || m_isWaking)
        return;
    m_isWaking = true;
    // The coroutine may end and take us with it, so nothing of ours may be on the stack but the last call.
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [watch = QPointer<ProcessWatch>(this)] {
            if (!watch)
                return;
            watch->m_isWaking = false;
            std::exchange(watch->m_waiting, {}).resume();
        },
        Qt::QueuedConnection);
}

} // namespace kantoku::daemon
