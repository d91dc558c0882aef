#include "daemon/epolldispatcher.h"

#include <QCoreApplication>
#include <QThread>
#include <QTimerEvent>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

using namespace std::chrono_literals;

namespace kantoku::daemon {

namespace {

using Clock = TimerHeap::Clock;
using Type = QSocketNotifier::Type;

constexpr int eventsPerTurn = 256;
constexpr quint64 wakeMark = ~quint64(0);

constexpr std::array<quint32, 3> interestOf{EPOLLIN, EPOLLOUT, EPOLLPRI};
constexpr std::array<quint32, 3> readyOf{EPOLLIN | EPOLLHUP | EPOLLERR, EPOLLOUT | EPOLLHUP | EPOLLERR,
                                         EPOLLPRI | EPOLLHUP | EPOLLERR};
constexpr std::array<const char *, 3> typeNames{"Read", "Write", "Exception"};

/// With the precision of the system where it has epoll_pwait2, else rounded up to milliseconds.
int epollWait(int epoll, epoll_event *events, int count, std::chrono::nanoseconds timeout, bool isEndless)
{
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 35)
    static bool hasPwait2 = true;
    if (hasPwait2 && !isEndless && timeout > 0ns) {
        const timespec wait{time_t(timeout / 1s), long((timeout % 1s).count())};
        const int ready = ::epoll_pwait2(epoll, events, count, &wait, nullptr);
        if (ready >= 0 || errno != ENOSYS)
            return ready;
        hasPwait2 = false;
    }
#endif
    int milliseconds = -1;
    if (!isEndless)
        milliseconds = int(std::min<qint64>(std::chrono::ceil<std::chrono::milliseconds>(timeout).count(), INT_MAX));
    return ::epoll_wait(epoll, events, count, milliseconds);
}

bool addWake(int epoll, int wake)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = wakeMark;
    return ::epoll_ctl(epoll, EPOLL_CTL_ADD, wake, &event) == 0;
}

} // namespace

std::unique_ptr<EpollDispatcher> EpollDispatcher::make()
{
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    const int wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (epoll >= 0 && wake >= 0 && addWake(epoll, wake))
        return std::unique_ptr<EpollDispatcher>(new EpollDispatcher(epoll, wake));
    if (epoll >= 0)
        ::close(epoll);
    if (wake >= 0)
        ::close(wake);
    return nullptr;
}

EpollDispatcher::EpollDispatcher(int epoll, int wake)
    : m_epoll(epoll)
    , m_wake(wake)
{
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_epoll);
    ::close(m_wake);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_isInterrupted = false;
    emit awake();

    // Before the events are sent: what is posted meanwhile wakes the next turn.
    int handled = m_isWoken.exchange(false) ? 1 : 0;
    QCoreApplication::sendPostedEvents();
    dropInvalid();

    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    const bool withNotifiers = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    const bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents) && handled == 0 && !m_isWoken
        && m_pending.empty() && !(withNotifiers && !m_alwaysReady.empty()) && !m_isInterrupted;
    if (mayWait)
        emit aboutToBlock();
    if (m_isInterrupted)
        return false;

    std::chrono::nanoseconds timeout = 0ns;
    bool isEndless = false;
    if (mayWait) {
        const std::optional<TimerHeap::Time> due = withTimers ? m_timers.nextDue() : std::nullopt;
        isEndless = !due;
        if (due)
            timeout = std::max<std::chrono::nanoseconds>(*due - Clock::now(), 0ns);
    }
    handled += waitFor(timeout, isEndless, withNotifiers);
    if (withNotifiers) {
        markAlwaysReady();
        handled += runNotifiers();
    }
    if (withTimers)
        handled += runTimers();
    return handled > 0;
}

/// Waits, and notes which notifiers are to run. @return 1 where another thread or an event woke the loop, else 0
int EpollDispatcher::waitFor(std::chrono::nanoseconds timeout, bool isEndless, bool withNotifiers)
{
    // From here on wakeUp() writes to the eventfd, whoever calls it; what came before is seen in the flag.
    m_isBlocking = true;
    if (m_isWoken) {
        timeout = 0ns;
        isEndless = false;
    }
    int woken = 0;
    if (withNotifiers) {
        std::array<epoll_event, eventsPerTurn> events;
        const int count = epollWait(m_epoll, events.data(), eventsPerTurn, timeout, isEndless);
        m_isBlocking = false;
        woken = collect(events.data(), count);
    } else {
        pollfd wake{m_wake, POLLIN, 0};
        const timespec wait{time_t(timeout / 1s), long((timeout % 1s).count())};
        const int count = ::ppoll(&wake, 1, isEndless ? nullptr : &wait, nullptr);
        m_isBlocking = false;
        if (count > 0) {
            epoll_event event{};
            event.data.u64 = wakeMark;
            woken = collect(&event, 1);
        }
    }
    return woken;
}

int EpollDispatcher::collect(const epoll_event *events, int count)
{
    int woken = 0;
    bool isStale = false;
    for (int i = 0; i < count; ++i) {
        const quint64 mark = events[i].data.u64;
        if (mark == wakeMark) {
            quint64 number = 0;
            (void)!::read(m_wake, &number, sizeof number);
            woken = 1;
            continue;
        }
        const int fd = int(mark & 0xffffffff);
        const Watch &watch = m_watches[size_t(fd)];
        if (watch.generation == quint32(mark >> 32) && watch.interest != 0)
            markPending(fd, events[i].events);
        else
            isStale = true;
    }
    // A descriptor was closed while its notifier was on, and the file lives on in another process: the kernel goes on
    // reporting it and takes no request to stop, because there is no descriptor to name it by.
    if (isStale)
        rebuild();
    return woken;
}

void EpollDispatcher::markPending(int fd, quint32 ready)
{
    Watch &watch = m_watches[size_t(fd)];
    for (const Type type : {Type::Read, Type::Write, Type::Exception}) {
        if (!watch.notifiers[type] || watch.isPending[type] || (ready & readyOf[type]) == 0)
            continue;
        watch.isPending[type] = true;
        m_pending.push_back({fd, type});
    }
}

void EpollDispatcher::markAlwaysReady()
{
    for (const int fd : m_alwaysReady)
        markPending(fd, EPOLLIN | EPOLLOUT);
}

int EpollDispatcher::runNotifiers()
{
    int count = 0;
    while (!m_pending.empty()) {
        const Pending next = m_pending.front();
        m_pending.pop_front();
        Watch &watch = m_watches[size_t(next.fd)];
        if (!std::exchange(watch.isPending[next.type], false)) // unregistered since
            continue;
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(watch.notifiers[next.type], &event);
        ++count;
    }
    return count;
}

int EpollDispatcher::runTimers()
{
    if (!m_timers.nextDue())
        return 0;
    int count = 0;
    const Clock::time_point now = Clock::now();
    const quint64 round = m_timers.beginRound();
    while (const std::optional<TimerHeap::Taken> timer = m_timers.take(now, round)) {
        QTimerEvent event(timer->id);
        QCoreApplication::sendEvent(timer->object, &event);
        m_timers.putBack(*timer);
        ++count;
    }
    return count;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const int fd = int(notifier->socket());
    const Type type = notifier->type();
    if (size_t(fd) >= m_watches.size())
        m_watches.resize(std::max(size_t(fd) + 1, m_watches.size() * 2));
    Watch &watch = m_watches[size_t(fd)];
    if (watch.notifiers[type] && watch.notifiers[type] != notifier)
        qWarning("QSocketNotifier: Multiple socket notifiers for same socket %d and type %s", fd, typeNames[type]);
    watch.notifiers[type] = notifier;
    watch.isPending[type] = false;
    updateInterest(fd);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const int fd = int(notifier->socket());
    const Type type = notifier->type();
    if (size_t(fd) >= m_watches.size() || m_watches[size_t(fd)].notifiers[type] != notifier)
        return;
    m_watches[size_t(fd)].notifiers[type] = nullptr;
    m_watches[size_t(fd)].isPending[type] = false;
    updateInterest(fd);
}

/// Tells the kernel what the notifiers of `fd` now want to know.
void EpollDispatcher::updateInterest(int fd)
{
    Watch &watch = m_watches[size_t(fd)];
    quint32 interest = 0;
    for (const Type type : {Type::Read, Type::Write, Type::Exception}) {
        if (watch.notifiers[type])
            interest |= interestOf[type];
    }
    if (watch.isAlwaysReady) {
        if (interest == 0) {
            watch.isAlwaysReady = false;
            std::erase(m_alwaysReady, fd);
        }
        return;
    }
    if (interest == watch.interest)
        return;
    if (control(fd, watch, interest))
        return;
    watch.interest = 0;
    if (interest == 0)
        return; // closed before its notifier was turned off: the kernel has forgotten it already
    if (errno == EPERM) {
        watch.isAlwaysReady = true;
        m_alwaysReady.push_back(fd);
    } else {
        m_invalid.push_back(fd);
        wakeUp();
    }
}

bool EpollDispatcher::control(int fd, Watch &watch, quint32 interest)
{
    epoll_event event{};
    event.events = interest;
    int operation = EPOLL_CTL_MOD;
    if (interest == 0)
        operation = EPOLL_CTL_DEL;
    else if (watch.interest == 0)
        operation = EPOLL_CTL_ADD;
    if (operation == EPOLL_CTL_ADD)
        watch.generation = m_nextGeneration++;
    event.data.u64 = quint64(watch.generation) << 32 | quint64(fd);
    int done = ::epoll_ctl(m_epoll, operation, fd, &event);
    // The number may stand for another file by now, with or without the kernel's knowing it.
    if (done != 0 && operation == EPOLL_CTL_MOD && errno == ENOENT)
        done = ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
    else if (done != 0 && operation == EPOLL_CTL_ADD && errno == EEXIST)
        done = ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &event);
    if (done == 0)
        watch.interest = interest;
    return done == 0;
}

/// As Qt's own dispatcher does where poll() says that a descriptor is none.
void EpollDispatcher::dropInvalid()
{
    for (const int fd : std::exchange(m_invalid, {})) {
        for (const Type type : {Type::Read, Type::Write, Type::Exception}) {
            const Watch &watch = m_watches[size_t(fd)];
            QSocketNotifier *notifier = watch.interest == 0 ? watch.notifiers[type] : nullptr;
            if (!notifier)
                continue;
            qWarning("QSocketNotifier: Invalid socket %d with type %s, disabling...", fd, typeNames[type]);
            notifier->setEnabled(false);
        }
    }
}

void EpollDispatcher::rebuild()
{
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0 || !addWake(epoll, m_wake)) { // out of descriptors: stale events go on until there is one
        if (epoll >= 0)
            ::close(epoll);
        return;
    }
    ::close(std::exchange(m_epoll, epoll));
    for (size_t fd = 0; fd < m_watches.size(); ++fd) {
        if (std::exchange(m_watches[fd].interest, 0) != 0)
            updateInterest(int(fd));
    }
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object)
{
    m_timers.add(timerId, std::chrono::milliseconds(interval), timerType, object, Clock::now());
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    return m_timers.remove(timerId);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return m_timers.removeOf(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> infos;
    for (const TimerHeap::Timer &timer : m_timers.timersOf(object))
        infos.append(TimerInfo(timer.id, int(timer.interval.count()), timer.type));
    return infos;
}

int EpollDispatcher::remainingTime(int timerId)
{
    const TimerHeap::Timer *timer = m_timers.find(timerId);
    if (!timer)
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(timer->due - Clock::now());
    return int(std::max<qint64>(left.count(), 0));
}

void EpollDispatcher::wakeUp()
{
    if (m_isWoken.exchange(true))
        return;
    // The loop's own thread sees the flag before it waits; only a handler of a signal can come while it does.
    if (QThread::currentThread() == thread() && !m_isBlocking)
        return;
    const quint64 one = 1;
    (void)!::write(m_wake, &one, sizeof one);
}

void EpollDispatcher::interrupt()
{
    m_isInterrupted = true;
    wakeUp();
}

} // namespace kantoku::daemon
