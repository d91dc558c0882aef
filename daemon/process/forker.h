#pragma once

#include "daemon/descriptor.h"
#include "daemon/process/launcher.h"

#include <array>

namespace kantoku::daemon {

class Execution;

/**
 * Makes the process that carries out a LaunchPlan.
 *
 * A fork copies our table of descriptors, and the child closes what it was not meant to have: beside a thousand others,
 * which have three each, that takes longer than all else of a start. So the child shares the table until it takes the
 * lowest of it for its own, and what it shall have is put there for it. It runs in our memory, while we stand still,
 * until it has become the program.
 *
 * Where close_range(2) cannot do that (before Linux 5.9), the table is copied.
 *
 * A child of another user gets its own copy of everything, and is not waited for: from the moment on that it is that
 * user's, other processes of that user can stop it, and the daemon would stand still with it.
 */
class Forker {
public:
    /// @param mayShareTable  false: as where the system cannot
    explicit Forker(bool mayShareTable = true);

    /**
     * Returns when the child runs the program, or has ended because it could not; with another user at once.
     * @param descriptors  what becomes its 0, 1 and 2; they may be equal, and stay the caller's
     * @return its pid; Error::Code::System with errno: EMFILE without descriptors, EAGAIN without processes
     */
    Result<pid_t> fork(const LaunchPlan &plan, const std::array<int, 3> &descriptors);

private:
    pid_t forkWithin(const Execution &execution) const;
    static pid_t forkApart(const Execution &execution);

    const bool m_sharesTable;
    std::array<Descriptor, 3> m_seats; ///< low numbers, kept for what the next child shall have
    Descriptor m_nothing; ///< sits there meanwhile
};

} // namespace kantoku::daemon
