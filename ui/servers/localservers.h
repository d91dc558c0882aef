#pragma once

#include "client/serveraddress.h"

#include <QList>
#include <QString>

namespace kantoku::ui {

/// A server that was found on this machine.
struct LocalServer {
    client::ServerAddress address;
    client::Credentials credentials; ///< as the configuration file says them; empty where it says none
    QString origin; ///< the configuration file that names it; empty for a socket that was found as such

    friend bool operator==(const LocalServer &, const LocalServer &) = default;
};

/// Sockets that stand at the usual places of supervisord and kantokud, and what the usual configuration files name.
/// Reads files: not for the thread that paints.
QList<LocalServer> findLocalServers();

/// The server of a configuration file: where its daemon listens, else the `serverurl` of its [supervisorctl]. Reads it.
Result<LocalServer> serverOfConfiguration(const QString &configFile);

/// The folder for sockets of daemons that we start; private to the user.
QString runtimeFolder();

/// Where the demo's configuration is, installed or in the source tree; empty where it is not.
QString demoConfiguration();

} // namespace kantoku::ui
