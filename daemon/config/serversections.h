#pragma once

#include "daemon/config/configuration.h"

namespace kantoku::daemon {

struct LoadContext;

/// The HTTP servers: every section that begins with inet_http_server, then every one with unix_http_server.
QList<ServerConfig> readServers(LoadContext &context);

/// What children see as SUPERVISOR_SERVER_URL: the first unix server, else the last TCP server.
std::optional<QString> serverUrl(const QList<ServerConfig> &servers);

/// The [rpcinterface:x] sections.
QList<RpcInterfaceConfig> readRpcInterfaces(LoadContext &context);

} // namespace kantoku::daemon
