#pragma once

#include "protocol/httpparser.h"

#include <QString>

namespace kantoku::daemon {

class HttpServer;
struct Peer;

/**
 * Tells a request that somebody makes from one that a web page makes in somebody's browser.
 *
 * A browser sends what any page wants to any address it reaches, also to the loopback; it does not let a page choose
 * Host and Origin, nor, without asking first, a content type of XML. So a request is refused whose
 * - content type is given and is not XML, where it is a call;
 * - Origin is given and is not the very server that was asked, under a name that is its own;
 * - Host, on a server that listens on the loopback alone, is not a name of this machine: such a page brought its own
 *   name to our address (DNS rebinding). On other addresses a server may have names that it does not know.
 *
 * Names of this machine are addresses, localhost, its host name and what /etc/hosts has beside that, the server's
 * `port=HOST:…` and `trusted_hosts`. Nothing that only begins with one of them: whoever has a domain has such names.
 * Clients other than browsers send no Origin. Nothing but a proxy reaches a unix socket for a browser: there Origin
 * and Host need only be equal, and any content type will do.
 *
 * @return why the request is refused, for the log; empty where it is not
 */
QString foreignOrigin(const http::Request &request, const HttpServer &server, const Peer &peer,
                      const QString &hostName);

} // namespace kantoku::daemon
