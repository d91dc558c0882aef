#pragma once

#include "client/rpcclient.h"
#include "protocol/processinfo.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace kantoku::client {

/// What a process and its descendants used together when they were measured last.
struct ProcessUsage {
    qint64 pid = 0;
    double cpuShare = 0; ///< of one processor: 1.0 keeps one busy
    qint64 residentBytes = 0;
    int processes = 0; ///< with the process itself
    int threads = 0;
    int descriptors = -1; ///< -1 where the server cannot see them
    friend bool operator==(const ProcessUsage &, const ProcessUsage &) = default;
};

/// One measurement as a graph keeps it.
struct UsagePoint {
    qint32 milliseconds = 0; ///< since UsageSampler::beganAt()
    float cpuShare = 0;
    float residentMebibytes = 0;
};

/**
 * Asks a kantokud again and again what its processes use, as long as somebody wants to see it.
 *
 * The processes in focus are asked for each time, the others in turn, so many at once that neither side is held up. A
 * server that does not answer is not asked again meanwhile. What was measured in the last hour is kept.
 */
class UsageSampler : public QObject {
    Q_OBJECT
public:
    /// @param rpc  must outlive the sampler
    explicit UsageSampler(RpcClient *rpc, QObject *parent = nullptr);

    /// Whether the server can tell at all; false for a foreign supervisord and while offline.
    bool isAvailable() const { return m_available; }
    void setAvailable(bool available);
    /// Those that can be asked for: the others' values go.
    void setProcesses(const QList<ProcessInfo> &processes);
    /// Some of them have a child now that had none, others have none any more.
    void setRunning(const QSet<QString> &began, const QSet<QString> &ended);

    static constexpr std::chrono::milliseconds defaultInterval{2'000};
    std::chrono::milliseconds interval() const { return m_interval; }
    void setInterval(std::chrono::milliseconds interval);
    /// Views come and go: only while this is true something is asked.
    void setWanted(bool wanted);
    bool isWanted() const { return m_wanted; }
    /// The processes that are looked at, by namespec.
    void setFocus(const QStringList &namespecs) { m_focus = namespecs; }

    /// The latest value of each running process that was measured, by namespec.
    const QHash<QString, ProcessUsage> &latest() const { return m_latest; }
    /// The measurements of the last hour, the oldest first.
    QList<UsagePoint> series(const QString &namespec) const;
    QDateTime beganAt() const { return m_beganAt; }

    static constexpr qsizetype othersAtOnce = 100;
    static constexpr std::chrono::milliseconds kept{3'600'000};

signals:
    /// Comes before each question: the moment to setFocus().
    void aboutToAsk();
    /// latest() has new values, or some have gone.
    void sampled();

private:
    QCoro::Task<void> ask();
    QStringList nextNames();
    void take(const QVariantList &reply);
    void schedule();

    RpcClient *m_rpc;
    QTimer m_timer;
    std::chrono::milliseconds m_interval = defaultInterval;
    QDateTime m_beganAt;
    QStringList m_focus;
    QStringList m_running;
    qsizetype m_next = 0; ///< of m_running, whose turn it is
    QHash<QString, ProcessUsage> m_latest;
    QHash<QString, QList<UsagePoint>> m_series;
    bool m_available = false;
    bool m_wanted = false;
    bool m_asking = false;
};

} // namespace kantoku::client
