#pragma once

#include "protocol/httpparser.h"

namespace kantoku::daemon {

class HttpConnection;
class RpcDispatcher;
class Supervisor;

/**
 * What the HTTP servers serve: /RPC2, /logtail/NAME[/stdout|/stderr], /mainlogtail; everything else is 404.
 *
 * As with Supervisor, a path is known by its beginning ("/RPC2/", "/RPC2?x"), and a wrong method is 400.
 */
class HttpRoutes {
public:
    HttpRoutes(Supervisor &supervisor, RpcDispatcher &rpc);

    /// Answers now or later.
    void handle(HttpConnection *connection, const http::Request &request);

private:
    void call(HttpConnection *connection, const http::Request &request);
    void tailProcess(HttpConnection *connection, const QString &path);
    void tailMainLog(HttpConnection *connection);

    Supervisor &m_supervisor;
    RpcDispatcher &m_rpc;
};

} // namespace kantoku::daemon
