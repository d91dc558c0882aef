#include "daemon/process/resourceuse.h"

#include <algorithm>

namespace kantoku::daemon {

using std::chrono::milliseconds;

namespace {

double share(milliseconds used, milliseconds interval)
{
    if (interval <= milliseconds::zero())
        return 0;
    return std::max(0.0, static_cast<double>(used.count()) / static_cast<double>(interval.count()));
}

ResourceUse useOf(const Procfs &procfs, const Procfs::Facts &facts)
{
    return {facts.cpu, 0, facts.residentBytes, facts.threads, procfs.descriptors(facts.pid), 1};
}

void add(ResourceUse &sum, const ResourceUse &use)
{
    sum.cpu += use.cpu;
    sum.residentBytes += use.residentBytes;
    sum.threads += use.threads;
    sum.processes += use.processes;
    if (sum.descriptors && use.descriptors)
        *sum.descriptors += *use.descriptors;
    else
        sum.descriptors.reset();
}

} // namespace

ResourceUseMeter::ResourceUseMeter(Procfs procfs)
    : m_procfs(std::move(procfs))
{
}

std::optional<ProcessUse> ResourceUseMeter::measure(qint64 pid, milliseconds now)
{
    const QList<Procfs::Facts> tree = m_procfs.tree(pid);
    if (tree.isEmpty())
        return std::nullopt;
    ProcessUse use;
    use.tree.descriptors = 0;
    for (const Procfs::Facts &facts : tree) {
        const ResourceUse one = useOf(m_procfs, facts);
        if (facts.pid == pid)
            use.own = one;
        add(use.tree, one);
        use.tree.cpu += facts.endedChildrenCpu;
    }
    const Look look{now, use.own.cpu, use.tree.cpu};
    const Look since = base(tree.first(), look);
    use.interval = now - since.when;
    use.own.cpuShare = share(look.own - since.own, use.interval);
    use.tree.cpuShare = share(look.tree - since.tree, use.interval);
    return use;
}

ResourceUseMeter::Look ResourceUseMeter::base(const Procfs::Facts &process, const Look &look)
{
    m_looks.removeIf([&](const auto &entry) { return look.when - entry.value().latest.when > keepFor; });
    auto known = m_looks.find(process.pid);
    if (known == m_looks.end() || known->started != process.started) {
        const Look birth{process.started, {}, {}};
        known = m_looks.insert(process.pid, {process.started, birth, birth});
    }
    if (look.when - known->latest.when >= minInterval) {
        known->previous = known->latest;
        known->latest = look;
    }
    return known->previous;
}

} // namespace kantoku::daemon
