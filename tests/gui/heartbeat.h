#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QObject>
#include <QTimer>

#include <algorithm>

namespace kantoku::tests {

/// The longest time for which the event loop did not turn, without what its thread waited for a CPU: other tests may
/// keep the machine busy.
class Heartbeat : public QObject {
public:
    Heartbeat()
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const qint64 queued = queuedNanoseconds();
            const qint64 gap = m_since.nsecsElapsed() - (queued - m_queued);
            m_since.restart();
            m_queued = queued;
            longest = std::max(longest, gap / 1'000'000);
        });
        begin();
        m_timer.start(5);
    }

    qint64 longest = 0; ///< ms

    /// Forgets what was, and the turn that is being taken: the servers may be in this loop, too.
    void beginAfterThisTurn()
    {
        QTimer::singleShot(0, this, [this] { begin(); });
    }

private:
    void begin()
    {
        m_since.start();
        m_queued = queuedNanoseconds();
        longest = 0;
    }

    /// How long this thread was ready to run and did not; see proc(5).
    static qint64 queuedNanoseconds()
    {
        QFile file(QStringLiteral("/proc/thread-self/schedstat"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no schedstat");
        return file.readAll().split(' ').value(1).toLongLong();
    }

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_queued = 0;
};

} // namespace kantoku::tests
