#include "daemon/process/leftovers.h"

#include "daemon/logging/mainlog.h"
#include "daemon/process/childprocess.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/process/sendsignal.h"

#include <QTimer>

#include <csignal>

#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLooks = 10;

/// All descendants of these.
QList<Procfs::Facts> below(const QList<qint64> &pids)
{
    QList<Procfs::Facts> found;
    for (const qint64 pid : pids) {
        for (const qint64 child : Procfs().children(pid))
            found.append(Procfs().tree(child));
    }
    return found;
}

} // namespace

Leftovers::Leftovers(const ProcessLauncher &launcher, MainLog &log, QObject *parent)
    : QObject(parent)
    , m_launcher(launcher)
    , m_log(log)
{
}

void Leftovers::look(const Process &process)
{
    if (m_ended.isEmpty())
        QTimer::singleShot(0, this, &Leftovers::lookNow);
    m_ended.append({process.namespec(),
                    process.name().toUtf8(),
                    process.group()->name().toUtf8(),
                    static_cast<pid_t>(process.childPid()),
                    process.config().killAsGroup,
                    {}});
}

void Leftovers::lookNow()
{
    QList<Ended> open = std::exchange(m_ended, {});
    // Again after killing: they may have forked since they were found, and once killed they cannot.
    for (int look = 0; look < mostLooks && !open.isEmpty(); ++look) {
        // Who is killed hands its children to us: they are looked for with it first, and then here.
        QList<QList<Procfs::Facts>> found;
        for (const Ended &ended : std::as_const(open))
            found.append(below(ended.killed));
        QList<pid_t> orphans;
        for (const qint64 child : Procfs().children(::getpid())) {
            if (!m_launcher.isChild(child))
                orphans.append(static_cast<pid_t>(child));
        }
        QList<Ended> again;
        for (qsizetype i = 0; i < open.size(); ++i) {
            Ended &ended = open[i];
            for (const pid_t orphan : std::as_const(orphans)) {
                if (belongsTo(orphan, ended))
                    found[i].append(Procfs().tree(orphan));
            }
            found[i].removeIf([&ended](const Procfs::Facts &one) { return ended.killed.contains(one.pid); });
            if (found[i].isEmpty())
                continue;
            deal(ended, found[i]);
            if (ended.kills)
                again.append(ended);
        }
        open = again;
    }
}

bool Leftovers::belongsTo(pid_t orphan, const Ended &ended) const
{
    const QList<QByteArray> variables = Procfs().environment(orphan);
    if (variables.isEmpty())
        return ::getpgid(orphan) == ended.pid && !Procfs().arguments(orphan).isEmpty();
    return variables.contains("SUPERVISOR_PROCESS_NAME=" + ended.process)
        && variables.contains("SUPERVISOR_GROUP_NAME=" + ended.group);
}

void Leftovers::deal(Ended &ended, const QList<Procfs::Facts> &found)
{
    QStringList names;
    for (const Procfs::Facts &one : found)
        names.append(u"%1 (%2)"_s.arg(QString::number(one.pid), one.name));
    m_log.warn(u"%1 left processes behind when it was stopped%2: %3"_s.arg(
        ended.namespec, ended.kills ? u", killing them with SIGKILL"_s : QString(), names.join(u", ")));
    if (!ended.kills)
        return;
    for (const Procfs::Facts &one : found) {
        (void)sendSignal(one.pid, SIGKILL, SignalTarget::Process); // who is gone by now is what we want
        ended.killed.append(one.pid);
    }
}

} // namespace kantoku::daemon
