#pragma once

#include "daemon/rpc/rpcmethod.h"
#include "protocol/error.h"

#include <QString>

namespace kantoku::daemon {

class Process;
class ProcessGroup;
class Supervisor;

/// The parameter of methods about one process, and of those about one group.
extern const RpcParameter processParameter;
extern const RpcParameter groupParameter;

/// What a caller's name means: a process, or a whole group.
struct Target {
    ProcessGroup *group = nullptr;
    Process *process = nullptr; ///< null for "group:*" and "group:"
};

/// @return fault BAD_NAME with the name as it was given
Result<Target> findTarget(const Supervisor &supervisor, const QString &name);
/// The same where only one process will do.
Result<Process *> findProcess(const Supervisor &supervisor, const QString &name);
/// @return fault BAD_NAME
Result<ProcessGroup *> findGroup(const Supervisor &supervisor, const QString &name);

} // namespace kantoku::daemon
