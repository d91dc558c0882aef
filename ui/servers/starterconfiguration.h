#pragma once

#include "protocol/error.h"

#include <QString>

namespace kantoku::ui {

/// Where a new configuration is proposed to be made: in the user's configuration folder, under a name that is free.
QString proposedConfigurationPath();

/**
 * Writes a configuration to begin with: a daemon whose socket and files are the user's own, in the folders of the XDG
 * base directories, and programs to fill in, as comments. Makes the folders that it needs. An existing file is
 * replaced.
 */
Result<void> writeStarterConfiguration(const QString &path);

} // namespace kantoku::ui
