#include "daemon/process/survivors.h"

#include "daemon/logging/mainlog.h"
#include "daemon/process/clock.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/process/procfs.h"
#include "daemon/process/sendsignal.h"
#include "protocol/namespec.h"
#include "protocol/signalname.h"

#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

using namespace std::chrono_literals;

constexpr auto betweenLooks = 1s;

Descriptor openPidfd(qint64 pid)
{
#ifdef SYS_pidfd_open
    return Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(pid), 0)));
#else
    errno = ENOSYS;
    return {};
#endif
}

/// What is to be known of the process's child; nothing where there is none.
std::optional<ChildRecord> recordOf(const Process &process)
{
    const auto facts = process.pid() != 0 ? Procfs().process(process.pid()) : std::nullopt;
    if (!facts)
        return std::nullopt;
    const ProcessConfig &config = process.config();
    return ChildRecord{process.pid(),     facts->started,  process.group()->name(), process.name(),
                       config.stopSignal, config.stopWait, config.stopAsGroup,      config.killAsGroup};
}

bool hasEnded(const Descriptor &pidfd)
{
    pollfd wanted{pidfd.get(), POLLIN, 0};
    return ::poll(&wanted, 1, 0) == 1;
}

} // namespace

struct Survivors::Survivor {
    ChildRecord child;
    Descriptor pidfd;
    std::unique_ptr<QObject> end; ///< what tells us of it
    std::unique_ptr<Timer> patience;

    QString name() const { return namespecText(child.group, child.process); }
};

Survivors::Survivors(Clock &clock, MainLog &log, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_log(log)
{
}

Survivors::~Survivors() = default;

void Survivors::begin(const QString &path, LeftoverPolicy policy)
{
    if (m_journal.isOpen() && m_journal.path() == path)
        return;
    for (const auto &survivor : m_survivors)
        check(m_journal.remove(survivor->child.pid));
    const auto children = m_journal.open(path);
    if (!children) {
        m_log.warn(u"children cannot be remembered for the next daemon, should this one be killed: %1"_s.arg(
            children.error().message));
        return;
    }
    for (const auto &survivor : m_survivors)
        check(m_journal.add(survivor->child));
    for (const ChildRecord &child : *children)
        meet(child, policy);
}

void Survivors::keep(const Process &process)
{
    m_noted.remove(&process);
    const auto record = recordOf(process);
    if (!record)
        return;
    auto survivor = std::make_unique<Survivor>();
    survivor->child = *record;
    survivor->pidfd = openPidfd(record->pid);
    m_log.warn(u"%1 still runs with pid %2 and cannot be stopped; its program is started when that one has ended"_s.arg(
        survivor->name(), QString::number(record->pid)));
    hold(std::move(survivor));
}

void Survivors::meet(const ChildRecord &child, LeftoverPolicy policy)
{
    auto survivor = std::make_unique<Survivor>();
    survivor->child = child;
    survivor->pidfd = openPidfd(child.pid);
    const int error = survivor->pidfd.isValid() ? 0 : errno;
    // Looked at after it is held: what we see is what we hold.
    const auto facts = Procfs().process(child.pid);
    const bool isStranger = !facts || facts->started != child.started;
    if (isStranger || (error == 0 && hasEnded(survivor->pidfd))) {
        check(m_journal.remove(child.pid));
        return;
    }
    const QString who = u"%1 still runs with pid %2 from a daemon that was killed"_s.arg(survivor->name(),
                                                                                         QString::number(child.pid));
    if (policy == LeftoverPolicy::Ignore) {
        m_log.warn(u"%1; it is ignored (leftovers=ignore)"_s.arg(who));
        check(m_journal.remove(child.pid));
        return;
    }
    if (error != 0) {
        m_log.error(u"%1; it cannot be stopped without harm to others (pidfd_open: %2), so its program is not started "
                    u"before that one has ended"_s.arg(who, QString::fromLocal8Bit(std::strerror(error))));
        hold(std::move(survivor));
        return;
    }
    Survivor &held = *survivor;
    hold(std::move(survivor));
    if (policy == LeftoverPolicy::Wait) {
        m_log.warn(u"%1; its program is started when that one has ended (leftovers=wait)"_s.arg(who));
        return;
    }
    m_log.warn(u"%1; it is stopped with %2 before its program is started"_s.arg(who, signalName(child.stopSignal)));
    stop(held);
}

void Survivors::hold(std::unique_ptr<Survivor> survivor)
{
    Survivor &held = *survivor;
    m_survivors.push_back(std::move(survivor));
    if (!held.pidfd.isValid()) {
        watch(held);
        return;
    }
    auto end = std::make_unique<QSocketNotifier>(held.pidfd.get(), QSocketNotifier::Read);
    connect(end.get(), &QSocketNotifier::activated, this, [this, pid = held.child.pid, told = end.get()] {
        told->setEnabled(false);
        bury(pid);
    });
    held.end = std::move(end);
}

/// Nothing tells of the end of a process that is no child of ours and that the system gives no pidfd for.
void Survivors::watch(Survivor &survivor)
{
    auto look = std::make_unique<QTimer>();
    connect(look.get(), &QTimer::timeout, this, [this, child = survivor.child, timer = look.get()] {
        const auto facts = Procfs().process(child.pid);
        if (facts && facts->started == child.started)
            return;
        timer->stop();
        bury(child.pid);
    });
    look->start(betweenLooks);
    survivor.end = std::move(look);
}

void Survivors::stop(Survivor &survivor)
{
    survivor.patience = m_clock.createTimer([this, &survivor] {
        m_log.warn(u"killing '%1' (%2) with SIGKILL"_s.arg(survivor.child.process).arg(survivor.child.pid));
        survivor.patience->start(std::max(survivor.child.stopWait, betweenKills));
        send(survivor, SIGKILL, survivor.child.killAsGroup);
    });
    survivor.patience->start(survivor.child.stopWait);
    send(survivor, survivor.child.stopSignal, survivor.child.stopAsGroup);
}

void Survivors::send(Survivor &survivor, int number, bool wholeGroup)
{
    // As long as the leader has not ended, the group has its number.
    const bool hasGroup = wholeGroup && !hasEnded(survivor.pidfd)
        && ::getpgid(static_cast<pid_t>(survivor.child.pid)) == survivor.child.pid;
    const auto sent = hasGroup ? sendSignal(survivor.child.pid, number, SignalTarget::Group)
                               : sendSignalToDescriptor(survivor.pidfd.get(), number);
    if (!sent && sent.error().number != ESRCH)
        m_log.error(u"%1: %2"_s.arg(survivor.name(), sent.error().message));
}

void Survivors::bury(qint64 pid)
{
    const auto it = std::ranges::find_if(m_survivors, [pid](const auto &one) { return one->child.pid == pid; });
    if (it == m_survivors.end())
        return;
    const std::unique_ptr<Survivor> survivor = std::move(*it);
    m_survivors.erase(it);
    survivor->end.release()->deleteLater(); // it called us
    const ChildRecord &child = survivor->child;
    m_log.info(u"the earlier child of %1 has ended (pid %2)"_s.arg(survivor->name(), QString::number(pid)));
    check(m_journal.remove(pid));
    if (find(child.group, child.process) == 0)
        emit gone(child.group, child.process);
}

qint64 Survivors::find(const QString &group, const QString &process) const
{
    const auto it = std::ranges::find_if(
        m_survivors, [&](const auto &one) { return one->child.process == process && one->child.group == group; });
    return it == m_survivors.end() ? 0 : (*it)->child.pid;
}

void Survivors::note(const Process &process)
{
    if (!m_journal.isOpen())
        return;
    const qint64 before = m_noted.value(&process);
    if (before == process.pid())
        return;
    if (before != 0) {
        m_noted.remove(&process);
        check(m_journal.remove(before));
    }
    if (const auto record = recordOf(process)) {
        m_noted.insert(&process, record->pid);
        check(m_journal.add(*record));
    }
}

void Survivors::check(const Result<void> &written)
{
    if (written.has_value() || std::exchange(m_saidBroken, true)) {
        m_saidBroken = !written.has_value();
        return;
    }
    m_log.error(u"children cannot be remembered for the next daemon, should this one be killed: %1"_s.arg(
        written.error().message));
}

} // namespace kantoku::daemon
