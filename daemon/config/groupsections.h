#pragma once

#include "daemon/config/configuration.h"

namespace kantoku::daemon {

struct LoadContext;

/**
 * All groups: those of [group:x], then each program, event listener and FastCGI program that is in none of them; by
 * priority, then name. What is wrong goes to the context.
 */
QList<GroupConfig> readGroups(LoadContext &context);

} // namespace kantoku::daemon
