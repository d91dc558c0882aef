#pragma once

#include "daemon/config/configuration.h"
#include "protocol/error.h"
#include "protocol/processinfo.h"
#include "protocol/processstate.h"

#include <QObject>

#include <memory>

namespace kantoku::daemon {

class LogFile;
class ProcessGroup;

/**
 * One process under control: its state, its child, its output.
 *
 * The rules are the table in transitions.h; this class owns the state, runs the table's actions and announces. All
 * calls return at once; stateChanged() reports what came of them.
 */
class Process : public QObject {
    Q_OBJECT
public:
    enum class Channel { Stdout, Stderr };

    const ProcessConfig &config() const;
    ProcessGroup *group() const;
    QString name() const; ///< the process's own name
    QString namespec() const; ///< "group:name", or "name" where both are the same
    ProcessState state() const;
    qint64 pid() const; ///< 0 where there is no child
    QString spawnError() const;
    /// As getProcessInfo answers it, now.
    ProcessInfo info() const;

    /// Whether the command could be run now: fault NO_FILE or NOT_EXECUTABLE with Supervisor's text, else nothing.
    Result<void> checkCommand() const;
    /// Starts a child. @return fault ALREADY_STARTED in STARTING, RUNNING and BACKOFF
    Result<void> start();
    /// Asks for the end: stopsignal now, SIGKILL after stopwaitsecs. @return fault NOT_RUNNING
    Result<void> stop();
    /// @return fault NOT_RUNNING where there is no child
    Result<void> signal(int number);
    /// Queues bytes for the child's standard input. @return fault NOT_RUNNING, or NO_FILE where it is closed
    Result<void> writeStdin(const QByteArray &bytes);
    /// Deletes the logs and their backups and starts new ones. @return fault FAILED with the reason
    Result<void> clearLogs();
    /// Opens the logs again under their names (SIGUSR2).
    void reopenLogs();
    /// The path of a channel's log; empty where there is none.
    QString logPath(Channel channel) const;

signals:
    void stateChanged(kantoku::ProcessState from, kantoku::ProcessState to);
    /// Bytes were added to the log, or it was rotated or cleared. Emitted only while somebody is connected.
    void logChanged(kantoku::daemon::Process::Channel channel);
};

} // namespace kantoku::daemon
