#pragma once

#include "daemon/config/configuration.h"
#include "protocol/error.h"

namespace kantoku::daemon {

/**
 * Opens the listening socket of one HTTP server, non-blocking and closed on exec.
 *
 * A unix socket is bound under a temporary name with its mode, gets its owner and listens before it is linked under its
 * own name: nobody ever sees it with a wider mode or finds nobody behind it. A socket file that nobody listens on is
 * replaced, which is said on standard error as Supervisor does; a file that is no socket is left alone.
 *
 * @return the descriptor, or System with errno; where Supervisor has a text for it, the message is that text without
 * its leading "Error: "
 */
Result<int> openListenSocket(const ServerConfig &config);

/// Who besides us could put another socket in place of this server's, as a sentence; empty for nobody, and for TCP.
QString folderProblem(const ServerConfig &config);

} // namespace kantoku::daemon
