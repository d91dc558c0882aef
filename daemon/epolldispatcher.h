#pragma once

#include "daemon/timerheap.h"

#include <QAbstractEventDispatcher>
#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <deque>
#include <memory>
#include <vector>

struct epoll_event;

namespace kantoku::daemon {

/// See eventdispatcher.h, which is what others include.
class EpollDispatcher : public QAbstractEventDispatcher {
    Q_OBJECT
public:
    /// Null where the system refuses epoll or an eventfd.
    static std::unique_ptr<EpollDispatcher> make();
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    using QAbstractEventDispatcher::registerTimer;
    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    void wakeUp() override;
    void interrupt() override;

private:
    /// The notifiers of one descriptor.
    struct Watch {
        std::array<QSocketNotifier *, 3> notifiers{}; ///< by QSocketNotifier::Type
        std::array<bool, 3> isPending{};
        quint32 interest = 0; ///< as the kernel knows it; 0: not at all
        quint32 generation = 0; ///< tells an event from one for an earlier file with the same number
        bool isAlwaysReady = false; ///< a regular file: epoll refuses it, and it never blocks
    };
    struct Pending {
        int fd;
        QSocketNotifier::Type type;
    };

    EpollDispatcher(int epoll, int wake);

    void updateInterest(int fd);
    bool control(int fd, Watch &watch, quint32 interest);
    int waitFor(std::chrono::nanoseconds timeout, bool isEndless, bool withNotifiers);
    int collect(const epoll_event *events, int count);
    void markPending(int fd, quint32 ready);
    void markAlwaysReady();
    void dropInvalid();
    void rebuild();
    int runNotifiers();
    int runTimers();

    int m_epoll;
    int m_wake;
    std::vector<Watch> m_watches; ///< by descriptor
    std::vector<int> m_alwaysReady;
    std::vector<int> m_invalid; ///< descriptors that turned out not to be open
    std::deque<Pending> m_pending;
    TimerHeap m_timers;
    quint32 m_nextGeneration = 1;
    std::atomic<bool> m_isWoken{true};
    std::atomic<bool> m_isInterrupted{false};
    std::atomic<bool> m_isBlocking{false};
};

} // namespace kantoku::daemon
