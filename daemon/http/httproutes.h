#pragma once

#include "protocol/httpparser.h"

#include <chrono>

namespace kantoku::daemon {

class EventFeed;
class HttpConnection;
class HttpServer;
class RpcDispatcher;
class Supervisor;
struct Peer;

/**
 * What the HTTP servers serve: /RPC2, /logtail/NAME[/stdout|/stderr], /mainlogtail, and /events[?since=N] of our own;
 * everything else is 404.
 *
 * As with Supervisor, a path is known by its beginning ("/RPC2/", "/RPC2?x"), and a wrong method is 400. What a web
 * page made a browser ask for is 403, see foreignOrigin().
 */
class HttpRoutes {
public:
    /// @param heartbeat  how often /events says that the connection lives
    HttpRoutes(Supervisor &supervisor, RpcDispatcher &rpc, const EventFeed &feed,
               std::chrono::milliseconds heartbeat = std::chrono::seconds(15));

    /// Answers now or later.
    /// @param server  the one that got the request
    void handle(const HttpServer &server, HttpConnection *connection, const http::Request &request);

private:
    bool isForeign(const HttpServer &server, const Peer &peer, const http::Request &request);
    void call(HttpConnection *connection, const http::Request &request);
    void tailProcess(HttpConnection *connection, const QString &path);
    void tailMainLog(HttpConnection *connection);
    void streamEvents(HttpConnection *connection, const QByteArray &target);

    Supervisor &m_supervisor;
    RpcDispatcher &m_rpc;
    const EventFeed &m_feed;
    const std::chrono::milliseconds m_heartbeat;
};

} // namespace kantoku::daemon
