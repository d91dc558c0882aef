#pragma once

#include "daemon/process/launcher.h"

#include <QSet>

namespace kantoku::daemon {

/**
 * Starts real children.
 *
 * QProcess forks, reaps and tells the end. The rest is ours: the pipes, because they are larger and read without a
 * buffer in between, and the way from fork to exec, because its failures are told in Supervisor's words in the child's
 * own stderr. What runs there is async-signal-safe: all memory is laid out before the fork.
 *
 * A child leads a process group of its own in the daemon's session, has the default action for every signal, none
 * blocked, and the descriptors 0, 1 and 2 only.
 */
class ProcessLauncher : public QObject, public Launcher {
    Q_OBJECT
public:
    using QObject::QObject;
    /// The launcher must outlive its children.
    Result<std::unique_ptr<Child>> launch(const LaunchPlan &plan) override;
    /// True for the pid of a child of ours that was not reaped yet.
    bool isChild(pid_t pid) const { return m_live.contains(pid); }

signals:
    /// A child ended and its number is free again; before anything else is told about its end.
    void reaped(qint64 pid);

private:
    QSet<pid_t> m_live;
};

} // namespace kantoku::daemon
