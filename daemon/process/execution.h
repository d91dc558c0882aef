#pragma once

#include "daemon/process/launcher.h"

#include <csignal>
#include <vector>

namespace kantoku::daemon {

/**
 * The way from fork to exec: a LaunchPlan with all its memory laid out as the system calls want it.
 *
 * Made before the fork; run() is called in the child and is async-signal-safe.
 */
class Execution {
public:
    /// @param descriptors  what becomes 0, 1 and 2; they may be equal, and none of them is below 3
    Execution(LaunchPlan plan, int standardInput, int standardOutput, int standardError);
    Execution(const Execution &) = delete;
    Execution &operator=(const Execution &) = delete;

    /// Becomes the program. Where that fails, the reason goes to standard error and the child ends with 127.
    [[noreturn]] void run() const noexcept;

private:
    void resetSignals() const noexcept;
    void takeDescriptors() const noexcept;
    [[noreturn]] void fail(const char *what, const char *which, const char *reason) const noexcept;

    const LaunchPlan m_plan;
    const int m_descriptors[3];
    std::vector<char *> m_arguments;
    std::vector<char *> m_environment;
    std::vector<gid_t> m_groups;
};

/// Holds all signals back for as long as it lives, so that none reaches a child before its handlers are reset.
class SignalBlock {
public:
    SignalBlock();
    ~SignalBlock();
    SignalBlock(const SignalBlock &) = delete;
    SignalBlock &operator=(const SignalBlock &) = delete;

private:
    sigset_t m_before;
};

} // namespace kantoku::daemon
