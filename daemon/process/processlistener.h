#pragma once

#include "daemon/events/listenerpool.h"

#include <QObject>

namespace kantoku::daemon {

class Process;

/// A process as the member of a pool of event listeners: tells the pool what becomes of its child.
class ProcessListener : public QObject, public Listener {
    Q_OBJECT
public:
    /// Both outlive it.
    ProcessListener(Process &process, ListenerPool &pool);
    ~ProcessListener() override;

    QString name() const override;
    QString groupName() const override;
    bool isRunning() const override;
    qint64 pid() const override;
    bool send(const QByteArray &bytes) override;

private:
    Process &m_process;
    ListenerPool &m_pool;
};

} // namespace kantoku::daemon
