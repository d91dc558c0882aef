#pragma once

#include "protocol/httpparser.h"

#include <QString>
#include <QStringList>

namespace kantoku::daemon {

struct Peer;
struct ServerConfig;

/**
 * Tells a call that somebody makes from one that a web page makes in somebody's browser.
 *
 * A browser sends what any page wants to any address it reaches, also to the loopback; it does not let a page choose
 * Host and Origin, nor, without asking first, a content type of XML. So a call is refused whose
 * - content type is given and is not XML;
 * - Origin is given and is not the very server that was asked, under a name that is its own;
 * - Host, on a server that listens on the loopback alone, is not a name of this machine: such a page brought its own
 *   name to our address (DNS rebinding). On other addresses a server may have names that it does not know.
 *
 * Names of this machine are addresses, localhost, its host name, the server's `port=HOST:…` and `trusted_hosts`.
 * Clients other than browsers send no Origin. Nothing but a proxy reaches a unix socket for a browser: there Origin
 * and Host need only be equal, and any content type will do.
 *
 * @return why the call is refused, for the log; empty where it is not
 */
QString foreignOrigin(const http::Request &request, const ServerConfig &server, const Peer &peer,
                      const QString &hostName);

} // namespace kantoku::daemon
