#pragma once

#include "daemon/config/configuration.h"
#include "protocol/error.h"

#include <QObject>

#include <memory>
#include <vector>

namespace kantoku::daemon {

class FcgiSocket;
class ListenerPool;
class Process;
class ProcessListener;
struct ProcessServices;

/**
 * An active group: the configuration it runs with, and its processes.
 *
 * A group of event listeners owns their pool, a FastCGI group the socket that its members share.
 */
class ProcessGroup : public QObject {
    Q_OBJECT
public:
    ProcessGroup(GroupConfig config, const ProcessServices &services, QObject *parent = nullptr);
    ~ProcessGroup() override;

    const GroupConfig &config() const { return m_config; }
    QString name() const { return m_config.name; }
    /// By priority, then name.
    const QList<Process *> &processes() const { return m_processes; }
    Process *find(const QString &name) const;
    /// True when every member is in STOPPED, EXITED, FATAL or UNKNOWN.
    bool isStopped() const;
    /// The socket of a FastCGI group, otherwise null.
    FcgiSocket *socket() const { return m_socket.get(); }

    /// Asks every member to stop, highest priority number first; one in BACKOFF becomes FATAL.
    void stopAll(const QString &cause);
    /// The group is about to be removed: it takes part in nothing any more.
    void retire();
    /// Makes sure that the socket of a FastCGI group can be had. @return Error::Code::System
    Result<void> checkSocket();

private:
    const GroupConfig m_config;
    std::unique_ptr<FcgiSocket> m_socket;
    QList<Process *> m_processes;
    std::unique_ptr<ListenerPool> m_pool;
    std::vector<std::unique_ptr<ProcessListener>> m_listeners;
};

} // namespace kantoku::daemon
