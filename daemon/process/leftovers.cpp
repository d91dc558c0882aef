#include "daemon/process/leftovers.h"

#include "daemon/logging/mainlog.h"
#include "daemon/process/childprocess.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/process/sendsignal.h"

#include <QFile>
#include <QTimer>

#include <csignal>

#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<pid_t> childrenOf(pid_t pid)
{
    QList<pid_t> result;
    for (const QByteArray &word : contents(u"/proc/%1/task/%1/children"_s.arg(pid)).split(' ')) {
        if (const pid_t child = word.toInt(); child > 1)
            result.append(child);
    }
    return result;
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
    m_ended.append({process.namespec(), process.name().toUtf8(), process.group()->name().toUtf8(),
                    static_cast<pid_t>(process.childPid()), process.config().killAsGroup});
}

void Leftovers::lookNow()
{
    if (m_ended.isEmpty())
        return;
    const QList<Ended> all = std::exchange(m_ended, {});
    QList<pid_t> orphans;
    for (const pid_t child : childrenOf(::getpid())) {
        if (!m_launcher.isChild(child))
            orphans.append(child);
    }
    for (const Ended &ended : all) {
        QList<Found> found;
        QList<pid_t> open;
        for (const pid_t orphan : std::as_const(orphans)) {
            if (belongsTo(orphan, ended))
                open.append(orphan);
        }
        while (!open.isEmpty()) {
            const pid_t pid = open.takeFirst();
            found.append({pid, contents(u"/proc/%1/comm"_s.arg(pid)).trimmed()});
            open.append(childrenOf(pid));
        }
        if (!found.isEmpty())
            deal(ended, found);
    }
}

bool Leftovers::belongsTo(pid_t orphan, const Ended &ended) const
{
    const QList<QByteArray> variables = contents(u"/proc/%1/environ"_s.arg(orphan)).split('\0');
    if (variables.size() <= 1)
        return ::getpgid(orphan) == ended.pid && contents(u"/proc/%1/cmdline"_s.arg(orphan)).size() > 0;
    return variables.contains("SUPERVISOR_PROCESS_NAME=" + ended.process)
        && variables.contains("SUPERVISOR_GROUP_NAME=" + ended.group);
}

void Leftovers::deal(const Ended &ended, const QList<Found> &found)
{
    QStringList names;
    for (const Found &one : found)
        names.append(u"%1 (%2)"_s.arg(QString::number(one.pid), QString::fromUtf8(one.name)));
    m_log.warn(u"%1 left processes behind when it was stopped%2: %3"_s.arg(
        ended.namespec, ended.kills ? u", killing them with SIGKILL"_s : QString(), names.join(u", ")));
    if (!ended.kills)
        return;
    for (const Found &one : found)
        (void)sendSignal(one.pid, SIGKILL, SignalTarget::Process); // who is gone by now is what we want
}

} // namespace kantoku::daemon
