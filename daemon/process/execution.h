#pragma once

#include "daemon/process/launcher.h"

#include <array>
#include <vector>

namespace kantoku::daemon {

/**
 * The way from fork to exec: a LaunchPlan with all its memory laid out as the system calls want it.
 *
 * Made before the fork, and no longer there than the plan; run() is called in the child and is async-signal-safe.
 */
class Execution {
public:
    /// @param descriptors  what becomes 0, 1 and 2; none of them is below 3
    /// @param sharesTable  the child has the daemon's own table of descriptors, which it must leave before anything
    /// else
    Execution(const LaunchPlan &plan, const std::array<int, 3> &descriptors, bool sharesTable);
    Execution(const Execution &) = delete;
    Execution &operator=(const Execution &) = delete;

    /// Becomes the program. Where that fails, the reason goes to standard error and the child ends with 127.
    [[noreturn]] void run() const noexcept;

private:
    void resetSignals() const noexcept;
    void takeDescriptors() const noexcept;
    [[noreturn]] void fail(const char *what, const char *which, const char *reason,
                           int standardError = 2) const noexcept;

    const LaunchPlan &m_plan;
    const std::array<int, 3> m_descriptors;
    const bool m_sharesTable;
    std::vector<char *> m_arguments;
    std::vector<char *> m_environment;
    std::vector<gid_t> m_groups;
};

} // namespace kantoku::daemon
