#include "daemon/logging/logfile.h"
#include "daemon/logging/mainlog.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/rpc/logreading.h"
#include "daemon/rpc/methods.h"
#include "daemon/rpc/targets.h"
#include "daemon/supervisor.h"
#include "protocol/faultcode.h"
#include "protocol/processinfo.h"

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

using Answer = Result<QVariant>;
using Channel = Process::Channel;

const RpcParameter readOffset{RpcType::Int, u"offset"_s,
                              u"the first byte; negative: that many bytes before the end, with length 0"_s};
const RpcParameter readLength{RpcType::Int, u"length"_s, u"how many bytes; 0: to the end"_s};

RpcMethod readMainLog(Supervisor *s, const QString &name)
{
    return {.name = name,
            .text = u"Reads a part of the daemon's own log."_s,
            .parameters = {readOffset, readLength},
            .result = RpcType::String,
            .resultText = u"the text"_s,
            .handler = [s](const QVariantList &a) -> Answer {
                const LogFile *file = s->mainLog().file();
                return readLog(file ? file->path() : QString(), a[0].toLongLong(), a[1].toLongLong())
                    .map([](const xmlrpc::Fragment &text) { return QVariant::fromValue(text); });
            }};
}

RpcMethod readProcessLog(Supervisor *s, const QString &name, Channel channel)
{
    return {.name = name,
            .text
            = u"Reads a part of a process's log (%1)."_s.arg(channel == Channel::Stdout ? u"stdout"_s : u"stderr"_s),
            .parameters = {processParameter, readOffset, readLength},
            .result = RpcType::String,
            .resultText = u"the text"_s,
            .handler = [s, channel](const QVariantList &a) -> Answer {
                const auto process = findProcess(*s, a[0].toString());
                if (!process)
                    return tl::unexpected(process.error());
                return readLog((*process)->logPath(channel), a[1].toLongLong(), a[2].toLongLong())
                    .map([](const xmlrpc::Fragment &text) { return QVariant::fromValue(text); });
            }};
}

RpcMethod tailProcessLog(Supervisor *s, const QString &name, Channel channel)
{
    return {.name = name,
            .text
            = u"Reads the end of a process's log (%1), for callers that poll: with the offset of the last answer "
              "and a length they get what was added."_s.arg(channel == Channel::Stdout ? u"stdout"_s : u"stderr"_s),
            .parameters = {processParameter,
                           {RpcType::Int, u"offset"_s, u"where the caller has read to"_s},
                           {RpcType::Int, u"length"_s, u"how many bytes at most"_s}},
            .result = RpcType::Array,
            .resultText = u"[text, size of the log, whether more than length was added since offset]"_s,
            .handler = [s, channel](const QVariantList &a) -> Answer {
                const auto process = findProcess(*s, a[0].toString());
                if (!process)
                    return tl::unexpected(process.error());
                const LogTail tail = tailLog((*process)->logPath(channel), a[1].toLongLong(), a[2].toLongLong());
                return QVariant(QVariantList{QVariant::fromValue(tail.text), tail.end, tail.hasOverflow});
            }};
}

RpcMethod clearProcessLogs(Supervisor *s, const QString &name)
{
    return {.name = name,
            .text = u"Empties both logs of a process."_s,
            .parameters = {processParameter},
            .resultText = u"true"_s,
            .handler = [s](const QVariantList &a) -> Answer {
                const auto process = findProcess(*s, a[0].toString());
                if (!process)
                    return tl::unexpected(process.error());
                if (!(*process)->clearLogs())
                    return fault(FaultCode::Failed, a[0].toString());
                return QVariant(true);
            }};
}

QVariant clearAllLogs(const Supervisor &supervisor)
{
    QVariantList results;
    for (const ProcessGroup *group : supervisor.groups()) {
        for (Process *process : group->processes()) {
            ProcessOutcome outcome{process->name(), group->name(), static_cast<int>(FaultCode::Success), u"OK"_s};
            if (!process->clearLogs()) {
                outcome.status = static_cast<int>(FaultCode::Failed);
                outcome.description = faultText(FaultCode::Failed, process->namespec());
            }
            results.append(outcome.toMap());
        }
    }
    return results;
}

} // namespace

QList<RpcMethod> logMethods(Supervisor &supervisor)
{
    Supervisor *s = &supervisor;
    return {
        readMainLog(s, u"supervisor.readLog"_s),
        readMainLog(s, u"supervisor.readMainLog"_s),
        {.name = u"supervisor.clearLog"_s,
         .text = u"Empties the daemon's own log."_s,
         .parameters = {},
         .resultText = u"true"_s,
         .handler
         = [s](const QVariantList &) -> Answer { return s->mainLog().clear().map([] { return QVariant(true); }); }},
        readProcessLog(s, u"supervisor.readProcessLog"_s, Channel::Stdout),
        readProcessLog(s, u"supervisor.readProcessStdoutLog"_s, Channel::Stdout),
        readProcessLog(s, u"supervisor.readProcessStderrLog"_s, Channel::Stderr),
        tailProcessLog(s, u"supervisor.tailProcessLog"_s, Channel::Stdout),
        tailProcessLog(s, u"supervisor.tailProcessStdoutLog"_s, Channel::Stdout),
        tailProcessLog(s, u"supervisor.tailProcessStderrLog"_s, Channel::Stderr),
        clearProcessLogs(s, u"supervisor.clearProcessLog"_s),
        clearProcessLogs(s, u"supervisor.clearProcessLogs"_s),
        {.name = u"supervisor.clearAllProcessLogs"_s,
         .text = u"Empties the logs of all processes."_s,
         .parameters = {},
         .result = RpcType::Array,
         .resultText = u"a struct for each process: name, group, status (80 where it worked) and description"_s,
         .handler = [s](const QVariantList &) -> Answer { return clearAllLogs(*s); }},
    };
}

} // namespace kantoku::daemon
