#include "daemon/rpc/targets.h"

#include "daemon/process/processgroup.h"
#include "daemon/supervisor.h"
#include "protocol/faultcode.h"
#include "protocol/namespec.h"

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

const RpcParameter processParameter{RpcType::String, u"name"_s, u"the process, as name or group:name"_s};
const RpcParameter groupParameter{RpcType::String, u"name"_s, u"the group"_s};

Result<Target> findTarget(const Supervisor &supervisor, const QString &name)
{
    const Namespec spec = parseNamespec(name);
    Target target;
    target.group = supervisor.findGroup(spec.group);
    if (target.group && !spec.isGroup())
        target.process = target.group->find(spec.process);
    if (!target.group || (!spec.isGroup() && !target.process))
        return fault(FaultCode::BadName, name);
    return target;
}

Result<Process *> findProcess(const Supervisor &supervisor, const QString &name)
{
    const auto target = findTarget(supervisor, name);
    if (!target || !target->process)
        return fault(FaultCode::BadName, name);
    return target->process;
}

Result<ProcessGroup *> findGroup(const Supervisor &supervisor, const QString &name)
{
    if (ProcessGroup *group = supervisor.findGroup(name))
        return group;
    return fault(FaultCode::BadName, name);
}

} // namespace kantoku::daemon
