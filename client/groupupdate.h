#pragma once

#include "client/rpcclient.h"
#include "protocol/processinfo.h"

#include <functional>

namespace kantoku::client {

/// One thing that an update has done, in the order in which it happens.
struct UpdateStep {
    enum class Kind {
        UnknownGroup, ///< a name that was asked for and is neither active nor new
        Stopped,
        HasProblems, ///< a member would not stop: the group is left as it is
        Removed,
        Updated,
        Added,
    };
    Kind kind;
    QString group;
};

/**
 * Reads the configuration files and brings the active groups in line with them, as `supervisorctl update` does: removed
 * groups first, then changed ones (stopped, removed and added again), then new ones.
 *
 * @param groups  only these; empty, or with "all" among them, means whatever differs
 * @param report  called for each step as it is done
 * @return what was applied, or the first error; what was done until then stays done
 */
QCoro::Task<Result<GroupChanges>> updateGroups(RpcClient &rpc, QStringList groups,
                                               std::function<void(const UpdateStep &)> report);

} // namespace kantoku::client
