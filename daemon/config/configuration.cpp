#include "daemon/config/configuration.h"

#include <algorithm>

namespace kantoku::daemon {

namespace {

template <typename List>
List sorted(List list)
{
    std::ranges::sort(list);
    return list;
}

} // namespace

bool operator==(const ProcessConfig &a, const ProcessConfig &b)
{
    const auto values = [](const ProcessConfig &p) {
        return std::tie(p.name, p.command, p.directory, p.umask, p.priority, p.autoStart, p.autoRestart, p.startSecs,
                        p.startRetries, p.exitCodes, p.stopSignal, p.stopWait, p.stopAsGroup, p.killAsGroup, p.uid,
                        p.stdoutLog, p.stderrLog, p.redirectStderr, p.serverUrl);
    };
    return values(a) == values(b) && sorted(a.environment) == sorted(b.environment);
}

bool operator==(const GroupConfig &a, const GroupConfig &b)
{
    const auto values = [](const GroupConfig &g) {
        return std::tie(g.type, g.name, g.priority, g.processes, g.bufferSize, g.resultHandler, g.socket);
    };
    return values(a) == values(b) && sorted(a.events) == sorted(b.events);
}

const GroupConfig *Configuration::findGroup(const QString &name) const
{
    const auto it = std::ranges::find(groups, name, &GroupConfig::name);
    return it == groups.end() ? nullptr : &*it;
}

} // namespace kantoku::daemon
