#pragma once

#include "daemon/config/configdiff.h"
#include "daemon/config/configloader.h"
#include "protocol/error.h"
#include "protocol/processstate.h"

#include <QObject>

namespace kantoku::daemon {

class EventBus;
class MainLog;
class Process;
class ProcessGroup;

/**
 * The supervisor itself: the active groups, the loaded configuration, and the life of the daemon.
 *
 * Owns every group. What RPC methods, signals and listeners want goes through here; it knows none of them.
 */
class Supervisor : public QObject {
    Q_OBJECT
public:
    SupervisorState state() const;
    QString identifier() const;
    MainLog &mainLog();
    EventBus &events();

    const Configuration &loaded() const;
    /// By priority, then name.
    const QList<ProcessGroup *> &groups() const;
    ProcessGroup *findGroup(const QString &name) const;
    Process *findProcess(const QString &group, const QString &process) const;

    /// The files as they are now, read without effect.
    tl::expected<Configuration, ConfigErrors> readConfiguration() const;
    /// Reads the files and makes them the loaded layer. @return the differences to the active groups, or fault
    /// CANT_REREAD; then nothing has changed
    Result<QList<GroupDiff>> reread();
    /// Makes a loaded group active and starts what has autostart. @return fault BAD_NAME or ALREADY_ADDED
    Result<void> addGroup(const QString &name);
    /// @return fault BAD_NAME or STILL_RUNNING
    Result<void> removeGroup(const QString &name);

    /// Stops everything in order and ends the daemon.
    void shutdown();
    /// Stops everything, reads the configuration again, starts everything. @return fault CANT_REREAD where the
    /// configuration is broken; then nothing has changed (our one deliberate difference)
    Result<void> restart();

signals:
    void stateChanged(kantoku::SupervisorState state);
    void processStateChanged(kantoku::daemon::Process *process, kantoku::ProcessState from, kantoku::ProcessState to);
    void groupAdded(kantoku::daemon::ProcessGroup *group);
    void groupRemoved(const QString &name);
};

} // namespace kantoku::daemon
