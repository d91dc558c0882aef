#include "daemon/process/process.h"
#include "daemon/rpc/methods.h"
#include "daemon/rpc/processinfoxml.h"
#include "daemon/rpc/targets.h"
#include "daemon/supervisor.h"
#include "protocol/xmlrpc.h"

#include <memory>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

QList<RpcMethod> informationMethods(Supervisor &supervisor)
{
    Supervisor *s = &supervisor;
    const auto all = std::make_shared<AllProcessInfo>(supervisor);
    return {
        {.name = u"supervisor.getProcessInfo"_s,
         .text = u"Tells everything about one process."_s,
         .parameters = {processParameter},
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
         .handler = [all](const QVariantList &) -> Result<QVariant> {
             return QVariant::fromValue(xmlrpc::Fragment{all->xml()});
         }},
    };
}

} // namespace kantoku::daemon
