#include "daemon/logging/logfile.h"
#include "daemon/logging/mainlog.h"
#include "daemon/process/clock.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/rpc/logchunks.h"
#include "daemon/rpc/methods.h"
#include "daemon/rpc/targets.h"
#include "daemon/supervisor.h"
#include "protocol/capabilities.h"
#include "protocol/faultcode.h"

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

using Answer = Result<QVariant>;

QVariantMap entryMap(const Process::HistoryEntry &entry)
{
    return {
        {u"time"_s, inSeconds(entry.when)}, {u"from"_s, stateName(entry.from)},
        {u"to"_s, stateName(entry.to)},     {u"pid"_s, entry.pid},
        {u"detail"_s, entry.detail},        {u"cause"_s, entry.cause},
    };
}

QVariant history(const Process *process)
{
    QVariantList entries;
    for (const Process::HistoryEntry &entry : process->history())
        entries.append(entryMap(entry));
    return entries;
}

QString autoRestartText(AutoRestart mode)
{
    switch (mode) {
    case AutoRestart::Never: return u"false"_s;
    case AutoRestart::Unexpected: return u"unexpected"_s;
    case AutoRestart::Always: return u"true"_s;
    }
    return {};
}

/// "can't find command 'x'" of a fault's "NO_FILE: can't find command 'x'"; empty where the command can be run.
QString commandProblem(const Process *process)
{
    const auto checked = process->checkCommand();
    return checked ? QString() : checked.error().message.section(u": "_s, 1);
}

/// One sentence on why the process is in its state.
QString summary(const Process *process, const QString &problem)
{
    const QString name = process->namespec();
    const Process::HistoryEntry last
        = process->history().isEmpty() ? Process::HistoryEntry() : process->history().constLast();
    const QString by = last.cause.isEmpty() ? QString() : u" (asked for by %1)"_s.arg(last.cause);
    const QString how = last.detail.isEmpty() ? QString() : u": "_s + last.detail;
    if (process->isFlapping() && isStarted(process->state()))
        return u"%1 ends as fast as it is started, again and again; its last child has pid %2."_s.arg(name).arg(
            process->pid());
    if (process->isFlapping() && process->state() == ProcessState::Exited)
        return u"%1 ends as fast as it is started, again and again%2."_s.arg(name, how);
    switch (process->state()) {
    case ProcessState::Running: return u"%1 runs with pid %2."_s.arg(name).arg(process->pid());
    case ProcessState::Starting:
        return u"%1 was started and must stay up for %2 seconds to count as running."_s.arg(name).arg(
            process->config().startSecs.count());
    case ProcessState::Backoff: return u"%1 failed to start and will be tried again%2."_s.arg(name, how);
    case ProcessState::Stopping: return u"%1 was asked to stop and has not ended yet%2."_s.arg(name, by);
    case ProcessState::Fatal: return u"%1 failed to start too often and was given up%2."_s.arg(name, how);
    case ProcessState::Exited:
        return u"%1 ended by itself%2; it has autorestart=%3."_s.arg(name, how,
                                                                     autoRestartText(process->config().autoRestart));
    case ProcessState::Stopped:
        if (!problem.isEmpty())
            return u"%1 cannot be started: %2."_s.arg(name, problem);
        if (!process->history().isEmpty())
            return u"%1 was stopped%2."_s.arg(name, by);
        return process->config().autoStart ? u"%1 was never started."_s.arg(name)
                                           : u"%1 was never started: it has autostart=false."_s.arg(name);
    case ProcessState::Unknown: break;
    }
    return u"%1 is in an unknown state%2."_s.arg(name, how);
}

/// What could not be written to a channel's log since the daemon began, and why it cannot be written now.
QVariantMap lossMap(const Process *process, Process::Channel channel)
{
    const LogFile *const file = process->logFile(channel);
    const LogFile::Loss loss = file ? file->loss() : LogFile::Loss();
    return {{u"bytes"_s, static_cast<qint64>(loss.bytes)}, {u"reason"_s, loss.reason}};
}

QVariant explanation(const Process *process)
{
    const ProcessConfig &config = process->config();
    const QString problem = commandProblem(process);
    return QVariantMap{
        {u"summary"_s, summary(process, problem)},
        {u"state"_s, stateName(process->state())},
        {u"command"_s, config.command},
        {u"command_problem"_s, problem},
        {u"directory"_s, config.directory.value_or(QString())},
        {u"user"_s, config.user},
        {u"spawnerr"_s, process->spawnError()},
        {u"autostart"_s, config.autoStart},
        {u"autorestart"_s, autoRestartText(config.autoRestart)},
        {u"startsecs"_s, static_cast<int>(config.startSecs.count())},
        {u"startretries"_s, config.startRetries},
        {u"stdout_loss"_s, lossMap(process, Process::Channel::Stdout)},
        {u"stderr_loss"_s, lossMap(process, Process::Channel::Stderr)},
        {u"last"_s, process->history().isEmpty() ? QVariantMap() : entryMap(process->history().constLast())},
    };
}

/// A log, as readLogChunk needs it.
struct Log {
    QString path; ///< empty where there is none
    LogFile *file = nullptr;
};

Result<Log> findLog(Supervisor &supervisor, const QString &name, const QString &channel)
{
    if (name.isEmpty()) {
        LogFile *file = supervisor.mainLog().file();
        return Log{file ? file->path() : QString(), file};
    }
    if (channel != "stdout"_L1 && channel != "stderr"_L1)
        return fault(FaultCode::BadArguments, u"channel is stdout or stderr, not "_s + channel);
    const auto process = findProcess(supervisor, name);
    if (!process)
        return tl::unexpected(process.error());
    const auto which = channel == "stdout"_L1 ? Process::Channel::Stdout : Process::Channel::Stderr;
    return Log{(*process)->logPath(which), (*process)->logFile(which)};
}

RpcMethod readLogChunkMethod(Supervisor *s)
{
    return {.name = u"kantoku.readLogChunk"_s,
            .text = u"Reads bytes of a log as they are, at most 1 MiB at once, also when it was rotated meanwhile."_s,
            .parameters
            = {{RpcType::String, u"name"_s, u"the process, as name or group:name; empty: the daemon's log"_s},
               {RpcType::String, u"channel"_s, u"stdout or stderr; not used for the daemon's log"_s},
               {RpcType::Int, u"offset"_s, u"the first byte; negative: that many before the end"_s},
               {RpcType::Int, u"length"_s, u"how many bytes; 0: to the end"_s},
               {RpcType::String, u"generation"_s,
                u"which of the log's files, as an answer named it; empty: the present"_s, QVariant(QString())}},
            .result = RpcType::Struct,
            .resultText = u"bytes (base64), offset, size, generation, lost and next; see docs/protocol.md"_s,
            .handler = [s](const QVariantList &a) -> Result<QVariant> {
                const Result<Log> log = findLog(*s, a[0].toString(), a[1].toString());
                if (!log)
                    return tl::unexpected(log.error());
                const LogPosition from{a[4].toString(), a[2].toLongLong()};
                return readLogChunk(log->path, log->file, from, a[3].toLongLong()).map([](const LogChunk &chunk) {
                    return QVariant(chunk.toMap());
                });
            },
            .worksInShutdown = true};
}

RpcMethod ofProcess(Supervisor *s, const QString &name, const QString &text, RpcType result, const QString &resultText,
                    QVariant (*answer)(const Process *))
{
    return {.name = name,
            .text = text,
            .parameters = {processParameter},
            .result = result,
            .resultText = resultText,
            .handler = [s, answer](const QVariantList &a) -> Answer {
                const auto process = findProcess(*s, a[0].toString());
                if (!process)
                    return tl::unexpected(process.error());
                return answer(*process);
            },
            .worksInShutdown = true};
}

} // namespace

QList<RpcMethod> kantokuMethods(Supervisor &supervisor, std::function<quint64()> lastEvent)
{
    Supervisor *s = &supervisor;
    QList<RpcMethod> methods = configLayerMethods(supervisor);
    methods += {
        ofProcess(s, u"kantoku.getHistory"_s, u"Tells the last changes of state of a process."_s, RpcType::Array,
                  u"structs of time, from, to, pid, detail and cause, the oldest first"_s, history),
        ofProcess(s, u"kantoku.explainProcess"_s, u"Tells why a process is in its state."_s, RpcType::Struct,
                  u"summary, a sentence, and the facts behind it; see docs/protocol.md"_s, explanation),
        readLogChunkMethod(s),
    };
    methods += usageMethods(supervisor);

    Capabilities capabilities;
    capabilities.version = QStringLiteral(KANTOKU_VERSION);
    capabilities.protocol = Capabilities::currentProtocol;
    capabilities.names = {u"getCapabilities"_s, capability::events};
    for (const RpcMethod &method : std::as_const(methods))
        capabilities.names.append(method.name.section(u'.', 1));
    methods.append({.name = u"kantoku.getCapabilities"_s,
                    .text = u"Tells the version of Kantoku and what it offers beside Supervisor's interface."_s,
                    .parameters = {},
                    .result = RpcType::Struct,
                    .resultText = u"version (string), protocol (int), capabilities (array) and sequence (int)"_s,
                    .handler = [capabilities, lastEvent = std::move(lastEvent)](const QVariantList &) -> Answer {
                        Capabilities now = capabilities;
                        now.sequence = lastEvent();
                        return QVariant(now.toMap());
                    },
                    .worksInShutdown = true});
    return methods;
}

} // namespace kantoku::daemon
