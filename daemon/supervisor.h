#pragma once

#include "daemon/config/configdiff.h"
#include "daemon/config/configloader.h"
#include "daemon/process/processservices.h"
#include "daemon/process/revised.h"
#include "protocol/error.h"
#include "protocol/processstate.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace kantoku::daemon {

class Clock;
class EventBus;
class Launcher;
class MainLog;
class Process;
class ProcessGroup;
class Timer;

/**
 * The supervisor itself: the active groups, the loaded configuration, and the life of the daemon.
 *
 * Owns every group. What RPC methods, signals and listeners want goes through here; it knows none of them.
 */
class Supervisor : public QObject {
    Q_OBJECT
public:
    /// What it works with; all of it outlives the supervisor.
    struct Parts {
        MainLog &log;
        EventBus &events;
        Clock &clock;
        Launcher &launcher;
        const World &world;
    };

    /// @param file  the main configuration file, read again by readConfiguration(), reread() and restart()
    Supervisor(const Parts &parts, QString file, ConfigOverrides overrides, QObject *parent = nullptr);
    ~Supervisor() override;

    /// Makes a checked configuration the loaded layer and its groups the active ones, in place of all earlier ones.
    /// Starts nothing. @return Error::Code::System where sockets of FastCGI groups cannot be had; those groups are
    /// missing then, and all others are there
    Result<void> adopt(Configuration configuration);
    /// Says that the daemon runs, and starts what has autostart.
    void run();
    /// Soft RLIMIT_NOFILE of children, where the daemon's own is higher.
    void setChildDescriptorLimit(quint64 limit) { m_services.childDescriptorLimit = limit; }
    /// Where to ask for an earlier child that lives; its program is not started beside it.
    void setSurvivorLookup(decltype(ProcessServices::survivor) lookup) { m_services.survivor = std::move(lookup); }
    /// Nothing stands in the way any more of a process that has autostart and was not started yet.
    void startWaiting(const QString &group, const QString &process);

    SupervisorState state() const { return m_state; }
    QString identifier() const { return m_services.identifier; }
    MainLog &mainLog() { return m_parts.log; }
    EventBus &events() { return m_parts.events; }
    const Clock &clock() const { return m_parts.clock; }
    const World &world() const { return m_parts.world; }
    QString configurationFile() const { return m_file; } ///< the main one

    const Configuration &loaded() const { return m_loaded; }
    /// True once a reread succeeded since the start: the loaded layer no longer is the one that groups were made of.
    bool wasReread() const { return m_wasReread; }
    /// By priority, then name.
    const QList<ProcessGroup *> &groups() const { return *m_groups; }
    ProcessGroup *findGroup(const QString &name) const;
    Process *findProcess(const QString &group, const QString &process) const;
    /// What the groups run with, in the order in which they became active.
    QList<GroupConfig> activeConfigs() const;

    /// The files as they are now, read without effect.
    tl::expected<Configuration, ConfigErrors> readConfiguration() const;
    /// Reads the files and makes them the loaded layer. @return the differences to the active groups, or fault
    /// CANT_REREAD; then nothing has changed
    Result<QList<GroupDiff>> reread();
    /// Makes a loaded group active and starts what has autostart. @return fault BAD_NAME, ALREADY_ADDED, or FAILED
    /// where the socket of a FastCGI group cannot be had
    Result<void> addGroup(const QString &name);
    /// @return fault BAD_NAME, or STILL_RUNNING, also of a child that cannot be stopped
    Result<void> removeGroup(const QString &name);
    /// Opens the main log and the logs of running programs again under their names.
    void reopenLogs();

    /// Stops everything in order and ends the daemon.
    void shutdown();
    /// Stops everything, reads the configuration again, starts everything. @return fault CANT_REREAD where the
    /// configuration is broken; then nothing has changed (our one deliberate difference)
    Result<void> restart();
    /// What restart() read, for whoever starts anew after allStopped().
    Configuration takeNextConfiguration();

signals:
    void stateChanged(kantoku::SupervisorState state);
    void processStateChanged(kantoku::daemon::Process *process, kantoku::ProcessState from, kantoku::ProcessState to);
    void groupAdded(kantoku::daemon::ProcessGroup *group);
    void groupRemoved(const QString &name);
    /// The loaded layer is another one, or was read anew.
    void configurationLoaded();
    /// After shutdown() and restart(): no process is left. Emitted from the event loop.
    void allStopped();

private:
    Result<ProcessGroup *> makeGroup(const GroupConfig &config);
    bool isHeld(const Process &process) const;
    void queueAutomatic(const ProcessGroup &group);
    void startQueued();
    void beginStopping(SupervisorState state);
    void stopNextGroup();
    void reportWaiting();

    const Parts m_parts;
    const QString m_file;
    const ConfigOverrides m_overrides;
    ProcessServices m_services;
    SupervisorState m_state = SupervisorState::Running;
    Configuration m_loaded;
    Configuration m_next;
    bool m_wasReread = false;
    Revised<QList<ProcessGroup *>> m_groups;
    QList<ProcessGroup *> m_groupsByAge;
    QList<QPointer<Process>> m_toStart; ///< by autostart, in their order
    QList<ProcessGroup *> m_stopping; ///< not yet stopped, the next one last
    std::unique_ptr<Timer> m_waitingReport;
    std::unique_ptr<Timer> m_stopStep;
    std::unique_ptr<Timer> m_startStep;
};

} // namespace kantoku::daemon
