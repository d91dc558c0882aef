#pragma once

#include "daemon/config/configuration.h"

namespace kantoku::daemon {

struct LoadContext;

/**
 * The processes of one program, event listener or FastCGI section as members of group `group`, numprocs expanded,
 * by priority, then name.
 *
 * Their environment is the program's own; [supervisord]'s comes later. What is wrong goes to the context.
 */
QList<ProcessConfig> readProcesses(LoadContext &context, const QString &section, const QString &group);

} // namespace kantoku::daemon
