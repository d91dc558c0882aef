#pragma once

#include "daemon/config/configuration.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace kantoku::daemon {

/**
 * The environment of a child as "NAME=value".
 *
 * The daemon's own (`inherited`, bytes as they are), then Supervisor's variables, then the program's, which may
 * replace any of them.
 */
QList<QByteArray> childEnvironment(const QList<QByteArray> &inherited, const ProcessConfig &config,
                                   const QString &group, const std::optional<QString> &serverUrl);

/// The environment of this process.
QList<QByteArray> inheritedEnvironment();

} // namespace kantoku::daemon
