#include "daemon/process/processgroup.h"

#include "daemon/process/fcgisocket.h"
#include "daemon/process/process.h"
#include "daemon/process/processlistener.h"
#include "daemon/process/processservices.h"

#include <algorithm>
#include <tuple>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

ProcessGroup::ProcessGroup(GroupConfig config, const ProcessServices &services, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
{
    if (m_config.socket)
        m_socket = std::make_unique<FcgiSocket>(*m_config.socket, services.log);
    for (const ProcessConfig &process : m_config.processes)
        m_processes.append(new Process(process, this, services));
    std::ranges::stable_sort(m_processes, {}, [](const Process *process) {
        return std::tuple(process->config().priority, process->config().name);
    });
    if (m_config.type == GroupConfig::Type::EventListener) {
        m_pool = std::make_unique<ListenerPool>(m_config, services.identifier, services.events, services.log);
        for (Process *const process : std::as_const(m_processes))
            m_listeners.push_back(std::make_unique<ProcessListener>(*process, *m_pool));
    }
}

ProcessGroup::~ProcessGroup()
{
    m_listeners.clear(); // each before its process, and all before the pool
    m_pool.reset();
    qDeleteAll(std::exchange(m_processes, {}));
}

Process *ProcessGroup::find(const QString &name) const
{
    const auto it = std::ranges::find_if(m_processes, [&](const Process *process) { return process->name() == name; });
    return it == m_processes.end() ? nullptr : *it;
}

bool ProcessGroup::isStopped() const
{
    return std::ranges::all_of(m_processes,
                               [](const Process *process) { return kantoku::isStopped(process->state()); });
}

Result<void> ProcessGroup::checkSocket()
{
    if (!m_socket)
        return {};
    const auto socket = m_socket->acquire(this);
    if (!socket)
        return tl::unexpected<Error>(socket.error());
    m_socket->release(this);
    return {};
}

void ProcessGroup::retire()
{
    m_listeners.clear();
    m_pool.reset();
    for (Process *const process : std::as_const(m_processes))
        (void)process->stop(u"removed"_s); // a restart may be pending
}

void ProcessGroup::stopAll(const QString &cause)
{
    std::for_each(m_processes.crbegin(), m_processes.crend(), [&cause](Process *process) {
        if (process->state() == ProcessState::Backoff)
            process->giveUp(cause);
        else if (process->state() == ProcessState::Starting || process->state() == ProcessState::Running)
            (void)process->stop(cause);
    });
}

} // namespace kantoku::daemon
