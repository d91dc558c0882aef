#pragma once

#include "protocol/error.h"

#include <chrono>

namespace kantoku::daemon {

enum class SignalTarget { Process, Group };

/// From one SIGKILL to the next at least, whatever stopwaitsecs says: what sleeps in the kernel may take its time.
inline constexpr std::chrono::seconds betweenKills{1};

/**
 * The only place of the daemon that sends signals.
 *
 * To kill(2), 0 means our own group, -1 everybody and -pid a group, so a table that holds a wrong number could take a
 * machine down: pids below 2 are refused here with EINVAL.
 *
 * @param pid  of a child that was not yet reaped, so that the number cannot belong to somebody else
 * @return Error::Code::System with errno; ESRCH where it just ended
 */
Result<void> sendSignal(qint64 pid, int number, SignalTarget target);
/// To the process that a pidfd holds, which need not be a child of ours. @return as sendSignal()
Result<void> sendSignalToDescriptor(int pidfd, int number);

} // namespace kantoku::daemon
