#pragma once

#include "daemon/process/launcher.h"

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
class ProcessLauncher : public Launcher {
public:
    Result<std::unique_ptr<Child>> launch(const LaunchPlan &plan) override;
};

/// True for the pid of a child that a ProcessLauncher started and that was not reaped yet.
bool isOwnChild(pid_t pid);

} // namespace kantoku::daemon
