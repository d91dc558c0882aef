#pragma once

#include "daemon/config/configuration.h"
#include "daemon/process/launcher.h"
#include "daemon/process/revised.h"
#include "daemon/process/transitions.h"
#include "protocol/error.h"
#include "protocol/processinfo.h"
#include "protocol/processstate.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace kantoku::daemon {

class LogFile;
class OutputLog;
class ProcessGroup;
class Timer;
struct ProcessServices;

/**
 * One process under control: its state, its child, its output.
 *
 * The rules are the table in transitions.h; this class owns the state, runs the table's actions and announces. All
 * calls return at once; stateChanged() reports what came of them.
 */
class Process : public QObject, private Child::Watcher {
    Q_OBJECT
public:
    using Channel = Child::Channel;

    /// One change of state. A bounded number of them is kept, the oldest first.
    struct HistoryEntry {
        std::chrono::milliseconds when{}; ///< wall clock, since 1970 UTC
        ProcessState from = ProcessState::Stopped;
        ProcessState to = ProcessState::Stopped;
        qint64 pid = 0; ///< of the child that it is about; 0 where there was none
        QString detail; ///< how the child ended or why it did not start; empty where there is nothing to say
        QString cause; ///< who asked: "autostart", "autorestart", "retry", "shutdown", or the caller's own word
    };

    /// @param config  stays where it is: the group's, which outlives its processes
    Process(const ProcessConfig &config, ProcessGroup *group, const ProcessServices &services);
    ~Process() override;

    const ProcessConfig &config() const { return m_config; }
    ProcessGroup *group() const { return m_group; }
    QString name() const { return m_config.name; } ///< the process's own name
    QString namespec() const; ///< "group:name", or "name" where both are the same
    ProcessState state() const { return m_facts->state; }
    qint64 pid() const { return m_facts->pid; } ///< 0 where there is no child
    /// Of the child that lives or ended last; 0 before the first. While an end is reported, pid() is 0 already.
    qint64 childPid() const { return m_lastPid; }
    QString spawnError() const { return m_facts->spawnError; }
    /// As getProcessInfo answers it, now. Only revision() and the time make it another one.
    ProcessInfo info() const;
    /// What a life changes of info(): all but the log files, and the description, which describe() makes of it.
    ProcessInfo life() const;
    const QList<HistoryEntry> &history() const { return m_history; }

    /// Whether the command could be run now: fault NO_FILE or NOT_EXECUTABLE with Supervisor's text, else nothing.
    Result<void> checkCommand() const;
    /// Starts a child. @return fault ALREADY_STARTED in STARTING, RUNNING and BACKOFF, ABNORMAL_TERMINATION in
    /// STOPPING, FAILED in UNKNOWN, SPAWN_ERROR while an earlier child still runs (see Survivors)
    Result<void> start(const QString &cause = {});
    /// True for a program that ends by itself as fast as it is started: ten of its starts were within two seconds.
    bool isFlapping() const { return m_flaps && startsOften(); }
    /// Whether there is something to stop: a child that lives or is wanted, a restart that is due in a moment.
    bool isStoppable() const;
    /// Asks for the end: stopsignal now, SIGKILL after stopwaitsecs. @return fault NOT_RUNNING, or FAILED where the
    /// system does not let us send the signal
    Result<void> stop(const QString &cause = {});
    /// A process in BACKOFF becomes FATAL without further attempts: the daemon ends. Otherwise nothing happens.
    void giveUp(const QString &cause);
    /// @return fault NOT_RUNNING where there is no child, FAILED where the system refuses
    Result<void> signal(int number);
    /// Queues bytes for the child's standard input, all or none.
    /// @return fault NOT_RUNNING, NO_FILE where it is closed, or FAILED where the child does not read
    Result<void> writeStdin(const QByteArray &bytes);
    /// Deletes the logs and their backups and starts new ones. @return fault FAILED with the reason
    Result<void> clearLogs();
    /// Opens the logs again under their names (SIGUSR2).
    void reopenLogs();
    /// The path of a channel's log; empty where there is none.
    QString logPath(Channel channel) const;
    /// Null where the channel has no log. Lives as long as the process; open only while there is a child.
    LogFile *logFile(Channel channel) const;

signals:
    void stateChanged(kantoku::ProcessState from, kantoku::ProcessState to);
    /// Bytes were added to the log, or it was rotated or cleared. Emitted only while somebody is connected.
    void logChanged(kantoku::daemon::Process::Channel channel);
    /// A child began; follows its stateChanged().
    void childStarted();
    /// What the child wrote to standard output. Emitted only while somebody is connected.
    void standardOutput(QByteArrayView bytes);
    /// The child is gone and all its output was handed on; follows its stateChanged().
    void childEnded();

protected:
    void connectNotify(const QMetaMethod &signal) override;

private:
    /// What info() tells of a life.
    struct Facts {
        ProcessState state = ProcessState::Stopped;
        qint64 pid = 0;
        std::chrono::milliseconds started{}; ///< wall clock; 0 for never
        std::chrono::milliseconds ended{};
        int exitNumber = 0;
        QString spawnError;
    };

    struct Step {
        Input input;
        QString cause;
    };

    void apply(Input input, const QString &cause = {});
    void take(const Step &step);
    void run(Action action, Input input);
    void record(ProcessState from, const QString &cause);
    void publish(ProcessState from);

    void spawn();
    Result<LaunchPlan> plan() const;
    void failSpawn(const QString &reason);
    void reportRunning();
    void awaitRetry(Input input);
    void reportGivenUp();
    void sendStopSignal();
    void sendKillSignal();
    void kill(int number, bool wholeGroup);
    void reportStopped();
    void reportExited();
    bool startsOften() const;
    std::chrono::milliseconds restartDelay() const;
    void wait(std::chrono::milliseconds delay, Input then, const QString &cause = {});
    void takeTimerStep();
    void childWrote(Channel channel, QByteArrayView bytes) override;
    void childExited(const ExitStatus &status) override;
    bool isExpected(const ExitStatus &status) const { return m_config.exitCodes.contains(status.number()); }
    std::unique_ptr<OutputLog> makeLog(Channel channel);
    OutputLog *log(Channel channel) const;

    // Bursts of this many starts within a second go through at once, beyond that a restart waits.
    static constexpr qsizetype startBurst = 10;

    const ProcessConfig &m_config;
    ProcessGroup *const m_group;
    const ProcessServices &m_services;

    Revised<Facts> m_facts;
    QList<Step> m_steps; ///< the first one is being taken
    std::unique_ptr<Child> m_child;
    qint64 m_lastPid = 0; ///< of the child that the current state is about; 0 without one
    int m_tries = 0; ///< failed starts in a row
    ExitStatus m_exit; ///< of the last child
    QString m_signalError; ///< why the last signal could not be sent
    QList<std::chrono::milliseconds> m_recentStarts; ///< monotonic, the last startBurst, the oldest first
    bool m_flaps = false; ///< at its last end; see isFlapping()
    std::unique_ptr<Timer> m_timer; ///< the one thing that the current state waits for
    Step m_timerStep{Input::StayedUp, {}};
    std::unique_ptr<OutputLog> m_stdoutLog;
    std::unique_ptr<OutputLog> m_stderrLog;
    QList<HistoryEntry> m_history;
    bool m_isDeaf = false; ///< the last input was more than is kept for a child that does not read
    bool m_tellsLogChanges = false;
    bool m_tellsOutput = false;
};

} // namespace kantoku::daemon
