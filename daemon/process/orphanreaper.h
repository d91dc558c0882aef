#pragma once

#include <QObject>

namespace kantoku::daemon {

class MainLog;
class ProcessLauncher;

/**
 * Reaps children that the daemon did not start: those that were there before it, and, as process 1 or subreaper, the
 * orphans of its programs. Never takes an end away from the launcher, which reaps its own.
 */
class OrphanReaper : public QObject {
    Q_OBJECT
public:
    OrphanReaper(ProcessLauncher &launcher, MainLog &log, QObject *parent = nullptr);

    /// Makes orphans of our descendants come to us (Linux), so that none is lost sight of.
    static void adoptOrphans();

    /// A child of somebody may have ended (SIGCHLD).
    void reap();

private:
    ProcessLauncher &m_launcher;
    MainLog &m_log;
    bool m_isBlocked = false; ///< one of the launcher's stands before the others
};

} // namespace kantoku::daemon
