#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/rpc/methods.h"
#include "daemon/rpc/processinfoxml.h"
#include "daemon/rpc/targets.h"
#include "daemon/supervisor.h"
#include "protocol/xmlrpc.h"

#include <algorithm>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

QVariant allProcessInfo(const Supervisor &supervisor)
{
    QList<ProcessGroup *> groups = supervisor.groups();
    std::ranges::sort(groups, {}, &ProcessGroup::name);
    qsizetype count = 0;
    for (const ProcessGroup *group : std::as_const(groups))
        count += group->processes().size();
    xmlrpc::Fragment answer;
    answer.xml.reserve(count * 1200 + 64);
    answer.xml += "<array><data>\n";
    for (const ProcessGroup *group : std::as_const(groups)) {
        QList<Process *> processes = group->processes();
        std::ranges::sort(processes, {}, &Process::name);
        for (const Process *process : std::as_const(processes)) {
            answer.xml += "<value>";
            appendProcessInfo(answer.xml, process->info());
            answer.xml += "</value>\n";
        }
    }
    answer.xml += "</data></array>";
    return QVariant::fromValue(answer);
}

} // namespace

QList<RpcMethod> informationMethods(Supervisor &supervisor)
{
    Supervisor *s = &supervisor;
    return {
        {.name = u"supervisor.getProcessInfo"_s,
         .text = u"Tells everything about one process."_s,
         .parameters = {{RpcType::String, u"name"_s, u"the process, as name or group:name"_s}},
         .result = RpcType::Struct,
         .resultText = u"name, group, state, statename, pid, description, start, stop, now, exitstatus, spawnerr, "
                       "logfile, stdout_logfile and stderr_logfile"_s,
         .handler = [s](const QVariantList &a) -> Result<QVariant> {
             return findProcess(*s, a[0].toString()).map([](const Process *process) {
                 return QVariant(process->info().toMap());
             });
         }},
        {.name = u"supervisor.getAllProcessInfo"_s,
         .text = u"Tells everything about all processes."_s,
         .parameters = {},
         .result = RpcType::Array,
         .resultText = u"a struct as getProcessInfo's for each, sorted by group and name"_s,
         .handler = [s](const QVariantList &) -> Result<QVariant> { return allProcessInfo(*s); }},
    };
}

} // namespace kantoku::daemon
