#pragma once

#include "protocol/processinfo.h"

namespace kantoku::daemon {

/// The `description` of getProcessInfo, made of its other members: "pid 7, uptime 0:01:02" while it runs, the local
/// time of the end where it ended, the spawn error where it does not come up.
QString describe(const ProcessInfo &info);

} // namespace kantoku::daemon
