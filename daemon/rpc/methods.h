#pragma once

#include "daemon/rpc/rpcmethod.h"

/// The rows of the method table, by subject. `supervisor` outlives them.
namespace kantoku::daemon {

class Supervisor;

/// Versions, identity and state of the daemon; shutdown and restart; events from outside.
QList<RpcMethod> identityMethods(Supervisor &supervisor);
/// reloadConfig, getAllConfigInfo, addProcessGroup, removeProcessGroup.
QList<RpcMethod> configurationMethods(Supervisor &supervisor);
/// getProcessInfo, getAllProcessInfo.
QList<RpcMethod> informationMethods(Supervisor &supervisor);
/// Starting, stopping, signalling, standard input.
QList<RpcMethod> processMethods(Supervisor &supervisor);
/// Reading, tailing and clearing of logs.
QList<RpcMethod> logMethods(Supervisor &supervisor);
/// Ours beside Supervisor's: kantoku.*, see docs/protocol.md. `lastEvent` tells the number of the last record of
/// GET /events.
QList<RpcMethod> kantokuMethods(Supervisor &supervisor, std::function<quint64()> lastEvent);
/// Those of kantoku.* about what is on disk, loaded and active.
QList<RpcMethod> configLayerMethods(Supervisor &supervisor);
/// Those of kantoku.* about what processes use and which descendants they have.
QList<RpcMethod> usageMethods(Supervisor &supervisor);

} // namespace kantoku::daemon
