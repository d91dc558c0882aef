#pragma once

#include "daemon/config/configloader.h"

namespace kantoku::daemon {

struct LoadContext;

/// [supervisord], with absolute names of its files; its environment joins the names for expansion.
SupervisordConfig readSupervisord(LoadContext &context);

/// Lets the command line win, and looks up the user.
void applyOverrides(SupervisordConfig &config, const ConfigOverrides &overrides, LoadContext &context);

} // namespace kantoku::daemon
