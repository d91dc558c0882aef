#pragma once

#include <QStringList>

namespace kantoku::ui {

/// Addresses of sockets that stand at the usual places of supervisord and kantokud. Looks for files only.
QStringList findLocalServers();

/// The socket of the embedded daemon for `configFile`: private to the user, the same for the same file.
QString embeddedSocketPath(const QString &configFile);

/// Where the demo's configuration is, installed or in the source tree; empty where it is not.
QString demoConfiguration();

} // namespace kantoku::ui
