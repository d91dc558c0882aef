#pragma once

#include "daemon/process/forker.h"
#include "daemon/process/launcher.h"

#include <QHash>

namespace kantoku::daemon {

class RealChild;

/**
 * Starts real children and reaps them, and whoever else becomes a child of ours: what was there before the daemon and,
 * as process 1 or subreaper, the orphans of its programs.
 *
 * What runs between fork and exec is async-signal-safe: all memory is laid out before. Its failures are told in
 * Supervisor's words in the child's own stderr.
 *
 * A child leads a process group of its own in the daemon's session, has the default action for every signal, none
 * blocked, and the descriptors 0, 1 and 2 only.
 */
class ProcessLauncher : public QObject, public Launcher {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Makes orphans of our descendants come to us (Linux), so that none is lost sight of.
    static void adoptOrphans();

    /// The launcher must outlive its children. One that is destroyed while it lives is killed.
    Result<std::unique_ptr<Child>> launch(const LaunchPlan &plan) override;
    /// True for the pid of a child of ours that was not reaped yet.
    bool isChild(pid_t pid) const { return m_live.contains(pid); }

    /// Children may have ended (SIGCHLD): reaps all that have, and tells the children's watchers.
    void reap();

signals:
    /// A child that was not launched here ended.
    void orphanReaped(qint64 pid, const kantoku::daemon::ExitStatus &status);

private:
    friend class RealChild;

    Forker m_forker;
    QHash<pid_t, RealChild *> m_live;
};

} // namespace kantoku::daemon
