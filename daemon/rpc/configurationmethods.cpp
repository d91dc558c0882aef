#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/rpc/methods.h"
#include "daemon/rpc/targets.h"
#include "daemon/supervisor.h"
#include "protocol/faultcode.h"

#include <algorithm>
#include <limits>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

QString noneOr(const std::optional<QString> &text)
{
    return text.value_or(u"none"_s);
}

/// @param running  the process that was made from this very configuration; null where there is none
QString logName(const LogConfig &log, const Process *running, Process::Channel channel)
{
    switch (log.kind) {
    case LogConfig::Kind::None: return u"none"_s;
    case LogConfig::Kind::File: return log.path;
    case LogConfig::Kind::Auto: break;
    }
    const QString path = running ? running->logPath(channel) : QString();
    return path.isEmpty() ? u"auto"_s : path;
}

int wireInt(qint64 number)
{
    return static_cast<int>(
        std::clamp<qint64>(number, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

QVariantMap configInfo(const GroupConfig &group, const ProcessConfig &process, bool isActive, const Process *running)
{
    QVariantList exitCodes;
    for (const int code : process.exitCodes)
        exitCodes.append(code);
    return {
        {u"name"_s, process.name},
        {u"group"_s, group.name},
        {u"command"_s, process.command},
        {u"directory"_s, noneOr(process.directory)},
        {u"uid"_s, process.uid ? QVariant(wireInt(*process.uid)) : QVariant(u"none"_s)},
        {u"serverurl"_s, noneOr(process.serverUrl)},
        {u"autostart"_s, process.autoStart},
        {u"inuse"_s, isActive},
        {u"exitcodes"_s, exitCodes},
        {u"group_prio"_s, group.priority},
        {u"process_prio"_s, process.priority},
        {u"startretries"_s, process.startRetries},
        {u"startsecs"_s, wireInt(process.startSecs.count())},
        {u"stopsignal"_s, process.stopSignal},
        {u"stopwaitsecs"_s, wireInt(process.stopWait.count())},
        {u"killasgroup"_s, process.killAsGroup},
        {u"redirect_stderr"_s, process.redirectStderr},
        {u"stdout_logfile"_s, logName(process.stdoutLog, running, Process::Channel::Stdout)},
        {u"stdout_logfile_backups"_s, process.stdoutLog.backups},
        {u"stdout_logfile_maxbytes"_s, wireInt(process.stdoutLog.maxBytes)},
        {u"stdout_capture_maxbytes"_s, wireInt(process.stdoutLog.captureMaxBytes)},
        {u"stdout_events_enabled"_s, process.stdoutLog.eventsEnabled},
        {u"stdout_syslog"_s, process.stdoutLog.syslog},
        {u"stderr_logfile"_s, logName(process.stderrLog, running, Process::Channel::Stderr)},
        {u"stderr_logfile_backups"_s, process.stderrLog.backups},
        {u"stderr_logfile_maxbytes"_s, wireInt(process.stderrLog.maxBytes)},
        {u"stderr_capture_maxbytes"_s, wireInt(process.stderrLog.captureMaxBytes)},
        {u"stderr_events_enabled"_s, process.stderrLog.eventsEnabled},
        {u"stderr_syslog"_s, process.stderrLog.syslog},
    };
}

QVariant allConfigInfo(const Supervisor &supervisor)
{
    struct Row {
        QString name;
        QVariantMap info;
    };
    QList<Row> rows;
    for (const GroupConfig &group : supervisor.loaded().groups) {
        const ProcessGroup *active = supervisor.findGroup(group.name);
        for (const ProcessConfig &process : group.processes) {
            // As with Supervisor, automatic names are known only until the files are read again.
            const Process *running = active && !supervisor.wasReread() ? active->find(process.name) : nullptr;
            rows.append({process.name, configInfo(group, process, active != nullptr, running)});
        }
    }
    std::ranges::stable_sort(rows, {}, &Row::name);
    QVariantList list;
    for (const Row &row : std::as_const(rows))
        list.append(row.info);
    return list;
}

} // namespace

QList<RpcMethod> configurationMethods(Supervisor &supervisor)
{
    Supervisor *s = &supervisor;
    return {
        {.name = u"supervisor.reloadConfig"_s,
         .text = u"Reads the configuration files again. Nothing is started or stopped; addProcessGroup and "
                 "removeProcessGroup apply what was read."_s,
         .parameters = {},
         .result = RpcType::Array,
         .resultText = u"[[added, changed, removed]], each a list of groups"_s,
         .handler = [s](const QVariantList &) -> Result<QVariant> {
             return s->reread().map([](const QList<GroupDiff> &diff) { return summary(diff).toReply(); });
         }},
        {.name = u"supervisor.getAllConfigInfo"_s,
         .text = u"Tells the configuration of all processes as it was last read."_s,
         .parameters = {},
         .result = RpcType::Array,
         .resultText = u"a struct for each process, sorted by name; inuse tells whether its group is active"_s,
         .handler = [s](const QVariantList &) -> Result<QVariant> { return allConfigInfo(*s); }},
        {.name = u"supervisor.addProcessGroup"_s,
         .text = u"Makes a group of the configuration active and starts what has autostart."_s,
         .parameters = {groupParameter},
         .resultText = u"true"_s,
         .handler = [s](const QVariantList &a) -> Result<QVariant> {
             return s->addGroup(a[0].toString()).map([] { return QVariant(true); });
         }},
        {.name = u"supervisor.removeProcessGroup"_s,
         .text = u"Removes a group all of whose processes are stopped."_s,
         .parameters = {groupParameter},
         .resultText = u"true"_s,
         .handler = [s](const QVariantList &a) -> Result<QVariant> {
             return s->removeGroup(a[0].toString()).map([] { return QVariant(true); });
         }},
    };
}

} // namespace kantoku::daemon
