#include "daemon/process/processlistener.h"

#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"

namespace kantoku::daemon {

ProcessListener::ProcessListener(Process &process, ListenerPool &pool)
    : m_process(process)
    , m_pool(pool)
{
    m_pool.addListener(this);
    connect(&process, &Process::childStarted, this, [this] { m_pool.listenerSpawned(this); });
    connect(&process, &Process::stateChanged, this, [this] { m_pool.listenerStateChanged(this); });
    connect(&process, &Process::childEnded, this, [this] { m_pool.listenerDied(this); });
    connect(&process, &Process::standardOutput, this, [this](QByteArrayView bytes) { m_pool.feed(this, bytes); });
}

ProcessListener::~ProcessListener()
{
    m_pool.removeListener(this);
}

QString ProcessListener::name() const
{
    return m_process.name();
}

QString ProcessListener::groupName() const
{
    return m_process.group()->name();
}

bool ProcessListener::isRunning() const
{
    return m_process.state() == ProcessState::Running;
}

qint64 ProcessListener::pid() const
{
    return m_process.pid();
}

bool ProcessListener::send(const QByteArray &bytes)
{
    return m_process.writeStdin(bytes).has_value();
}

} // namespace kantoku::daemon
