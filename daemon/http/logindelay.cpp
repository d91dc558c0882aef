#include "daemon/http/logindelay.h"

#include <algorithm>

namespace kantoku::daemon {

LoginDelay::Time LoginDelay::failed(const QString &peer, Time now)
{
    if (m_peers.size() >= maxPeers)
        forget(now);
    Record &record = m_peers[peer];
    if (now - record.last > memory)
        record.failures = 0;
    record.last = now;
    ++record.waiting;
    ++record.failures;
    return std::min(longest, shortest * (1 << std::min(record.failures - 1, 10)));
}

void LoginDelay::answered(const QString &peer)
{
    if (const auto it = m_peers.find(peer); it != m_peers.end())
        it->waiting = std::max(0, it->waiting - 1);
}

void LoginDelay::succeeded(const QString &peer)
{
    if (const auto it = m_peers.constFind(peer); it != m_peers.cend() && it->waiting == 0)
        m_peers.erase(it);
}

/// Those whose failures are old; where too many are left, all whom nobody waits for.
void LoginDelay::forget(Time now)
{
    m_peers.removeIf([now](auto it) { return it->waiting == 0 && now - it->last > memory; });
    if (m_peers.size() >= maxPeers)
        m_peers.removeIf([](auto it) { return it->waiting == 0; });
}

} // namespace kantoku::daemon
