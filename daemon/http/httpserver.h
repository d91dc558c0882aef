#pragma once

#include "daemon/config/configuration.h"
#include "daemon/http/basicauth.h"
#include "daemon/http/httptimes.h"
#include "daemon/http/logindelay.h"
#include "protocol/error.h"
#include "protocol/httpparser.h"

#include <QObject>

#include <functional>
#include <optional>

namespace kantoku::daemon {

class Acceptor;
class HttpConnection;
class TlsHandshakes;

/// One HTTP server: its socket, its connections and its authentication. What it serves is the handler's business.
class HttpServer : public QObject {
    Q_OBJECT
public:
    /// Answers the request, now or later; called only for requests that are allowed.
    using Handler
        = std::function<void(const HttpServer &server, HttpConnection *connection, const http::Request &request)>;

    HttpServer(const ServerConfig &config, Handler handler, const HttpTimes &times = {}, QObject *parent = nullptr);
    /// Closes, see close().
    ~HttpServer() override;

    const ServerConfig &config() const { return m_config; }
    /// Opens the socket; connections are served as soon as the event loop runs. @return see openListenSocket()
    Result<void> open();
    /// Ends all connections and removes the socket file, where it is still ours.
    void close();
    /// Reads the files of certificate and key, again for connections from now on; nothing without TLS.
    /// @return see tlsSettings(); then the old ones stay
    Result<void> readTls();
    /// The TCP port; differs from the configuration's where that is 0.
    quint16 port() const;
    /// True where only this machine can connect over TCP, whatever name the configuration has for its address.
    bool isOnLoopback() const { return m_isOnLoopback; }

signals:
    void loginFailed(const QString &peer);
    /// See Acceptor.
    void turnedAway();
    /// A client was sent away because `most` others are connected; said again after a minute at the earliest.
    void crowded(qint64 most);

private:
    void accept(int connection);
    bool hasRoom();
    bool admit(HttpConnection *connection, const http::Headers &headers);
    void refuseLogin(HttpConnection *connection);
    void serve(HttpConnection *connection);

    ServerConfig m_config;
    Handler m_handler;
    const HttpTimes m_times;
    std::optional<BasicAuth> m_auth;
    LoginDelay m_delay;
    Acceptor *m_acceptor = nullptr; ///< while open
    TlsHandshakes *m_tls = nullptr; ///< where it encrypts
    bool m_isOnLoopback = false;
    qint64 m_connected = 0; ///< without handshakes
    std::optional<LoginDelay::Time> m_toldCrowded;
    quint64 m_socketDevice = 0; ///< of our socket file, so that another daemon's is left alone
    quint64 m_socketInode = 0;
};

} // namespace kantoku::daemon
