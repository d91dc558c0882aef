#include "daemon/process/clock.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/process/resourceuse.h"
#include "daemon/rpc/methods.h"
#include "daemon/rpc/targets.h"
#include "daemon/supervisor.h"

#include <memory>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

using Answer = Result<QVariant>;

QVariantMap useMap(const ResourceUse &use)
{
    return {
        {u"cpu_time"_s, inSeconds(use.cpu)}, {u"cpu_share"_s, use.cpuShare},
        {u"rss"_s, use.residentBytes},       {u"threads"_s, use.threads},
        {u"processes"_s, use.processes},     {u"descriptors"_s, use.descriptors.value_or(-1)},
    };
}

/// The processes that `names` mean, each once; all of them where there are no names.
Result<QList<const Process *>> processesOf(const Supervisor &supervisor, const QVariantList &names)
{
    QList<const Process *> found;
    const auto addGroup = [&found](const ProcessGroup *group) {
        for (const Process *const process : group->processes()) {
            if (!found.contains(process))
                found.append(process);
        }
    };
    for (const QVariant &name : names) {
        const auto target = findTarget(supervisor, name.toString());
        if (!target)
            return tl::unexpected(target.error());
        if (!target->process)
            addGroup(target->group);
        else if (!found.contains(target->process))
            found.append(target->process);
    }
    if (names.isEmpty()) {
        for (const ProcessGroup *const group : supervisor.groups())
            found += QList<const Process *>(group->processes().cbegin(), group->processes().cend());
    }
    return found;
}

QVariantList stats(ResourceUseMeter &meter, const QList<const Process *> &processes)
{
    QVariantList list;
    for (const Process *const process : processes) {
        if (process->pid() <= 0)
            continue;
        if (const auto use = meter.measure(process->pid())) {
            list.append(QVariantMap{{u"group"_s, process->group()->name()},
                                    {u"name"_s, process->name()},
                                    {u"pid"_s, process->pid()},
                                    {u"interval"_s, inSeconds(use->interval)},
                                    {u"own"_s, useMap(use->own)},
                                    {u"tree"_s, useMap(use->tree)}});
        }
    }
    return list;
}

QVariantList tree(qint64 pid, const Clock &clock)
{
    QVariantList list;
    if (pid <= 0)
        return list;
    const Procfs procfs;
    const auto boot = clock.wall() - Procfs::now();
    for (const Procfs::Facts &facts : procfs.tree(pid)) {
        list.append(QVariantMap{{u"pid"_s, facts.pid},
                                {u"ppid"_s, facts.parent},
                                {u"name"_s, facts.name},
                                {u"command"_s, procfs.commandLine(facts)},
                                {u"start"_s, inSeconds(boot + facts.started)}});
    }
    return list;
}

} // namespace

QList<RpcMethod> usageMethods(Supervisor &supervisor)
{
    Supervisor *s = &supervisor;
    return {
        {.name = u"kantoku.getProcessStats"_s,
         .text = u"Tells what running processes use, each by itself and with its descendants."_s,
         .parameters = {{RpcType::Array, u"names"_s, u"processes as name, group:name or group:*; none: all"_s,
                         QVariant(QVariantList())}},
         .result = RpcType::Array,
         .resultText = u"structs of group, name, pid, interval, own and tree; see docs/protocol.md"_s,
         .handler = [s, meter = std::make_shared<ResourceUseMeter>()](const QVariantList &a) -> Answer {
             return processesOf(*s, a[0].toList()).map([&](const auto &processes) {
                 return QVariant(stats(*meter, processes));
             });
         },
         .worksInShutdown = true},
        {.name = u"kantoku.getProcessTree"_s,
         .text = u"Lists a running process and its descendants."_s,
         .parameters = {processParameter},
         .result = RpcType::Array,
         .resultText = u"structs of pid, ppid, name, command and start, each after its parent"_s,
         .handler = [s](const QVariantList &a) -> Answer {
             return findProcess(*s, a[0].toString()).map([s](const Process *process) {
                 return QVariant(tree(process->pid(), s->clock()));
             });
         },
         .worksInShutdown = true},
    };
}

} // namespace kantoku::daemon
