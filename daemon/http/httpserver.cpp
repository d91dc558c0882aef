#include "daemon/http/httpserver.h"

#include "daemon/http/httpconnection.h"
#include "daemon/http/listensocket.h"
#include "daemon/http/tlssettings.h"

#include <QFile>
#include <QLocalServer>
#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpServer>
#include <QTimer>

#include <sys/stat.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

/// Handshakes and connections that wait for us; a handshake may take QSslServer's five seconds.
constexpr int maxPendingConnections = 1000;

LoginDelay::Time monotonicNow()
{
    return std::chrono::duration_cast<LoginDelay::Time>(std::chrono::steady_clock::now().time_since_epoch());
}

HttpResponse unauthorized()
{
    HttpResponse response = HttpResponse::error(401);
    response.headers.append({"WWW-Authenticate"_ba, "Basic realm=\"default\""_ba});
    response.closes = true;
    return response;
}

} // namespace

HttpServer::HttpServer(const ServerConfig &config, Handler handler, QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_handler(std::move(handler))
{
    if (!config.username.isEmpty())
        m_auth.emplace(config.username, config.password);
}

HttpServer::~HttpServer()
{
    close();
}

Result<void> HttpServer::open()
{
    if (const auto settings = readTls(); !settings)
        return settings;
    const Result<int> fd = openListenSocket(m_config);
    if (!fd)
        return tl::unexpected(fd.error());
    if (m_config.kind == ServerConfig::Kind::Inet) {
        m_tcp = m_tls ? m_tls : new QTcpServer(this);
        m_tcp->setMaxPendingConnections(maxPendingConnections);
        connect(m_tcp, &QTcpServer::pendingConnectionAvailable, this, [this] {
            while (QTcpSocket *socket = m_tcp->nextPendingConnection())
                serve(new HttpConnection(socket, this));
        });
        if (m_tcp->setSocketDescriptor(*fd))
            return {};
        ::close(*fd);
        return failure(Error::Code::System, m_tcp->errorString());
    }
    struct stat status {};
    if (::lstat(QFile::encodeName(m_config.path).constData(), &status) == 0) {
        m_socketDevice = status.st_dev;
        m_socketInode = status.st_ino;
    }
    m_local = new QLocalServer(this);
    connect(m_local, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_local->nextPendingConnection())
            serve(new HttpConnection(socket, this));
    });
    if (m_local->listen(*fd))
        return {};
    ::close(*fd);
    return failure(Error::Code::System, m_local->errorString());
}

Result<void> HttpServer::readTls()
{
    if (m_config.certificate.isEmpty())
        return {};
    const auto settings = tlsSettings(m_config);
    if (!settings)
        return tl::unexpected<Error>(settings.error());
    if (!m_tls)
        m_tls = new QSslServer(this);
    m_tls->setSslConfiguration(*settings);
    return {};
}

void HttpServer::close()
{
    if (m_local && m_socketInode != 0) {
        const QByteArray path = QFile::encodeName(m_config.path);
        struct stat status {};
        if (::lstat(path.constData(), &status) == 0 && status.st_dev == m_socketDevice
            && status.st_ino == m_socketInode)
            ::unlink(path.constData());
    }
    m_tls = nullptr;
    delete std::exchange(m_tcp, nullptr);
    delete std::exchange(m_local, nullptr);
    // Answers that are written already still go out.
    for (HttpConnection *connection : findChildren<HttpConnection *>(Qt::FindDirectChildrenOnly))
        connection->close();
}

quint16 HttpServer::port() const
{
    return m_tcp ? m_tcp->serverPort() : 0;
}

void HttpServer::serve(HttpConnection *connection)
{
    connect(connection, &HttpConnection::requestReceived, this, &HttpServer::answer);
}

void HttpServer::answer(HttpConnection *connection, const http::Request &request)
{
    if (m_auth) {
        const QString peer = connection->peer().key;
        const QByteArray credentials = request.headers.value("Authorization");
        if (credentials.isEmpty()) { // a client that asks whether it must; nothing was guessed
            connection->send(unauthorized());
            return;
        }
        if (!m_delay.mayTry(peer)) {
            HttpResponse response = HttpResponse::error(429);
            response.closes = true;
            connection->send(response);
            return;
        }
        const BasicAuth::Verdict verdict = m_auth->check(credentials);
        if (verdict == BasicAuth::Verdict::Malformed) {
            connection->send(HttpResponse::error(400));
            return;
        }
        if (verdict == BasicAuth::Verdict::Denied) {
            refuseLogin(connection);
            return;
        }
        m_delay.succeeded(peer);
    }
    m_handler(connection, request);
}

void HttpServer::refuseLogin(HttpConnection *connection)
{
    const QString peer = connection->peer().key;
    emit loginFailed(connection->peer().text);
    const auto wait = m_delay.failed(peer, monotonicNow());
    // Whether the client waits for it or not, this attempt counts until then.
    QTimer::singleShot(wait, this, [this, peer, client = QPointer<HttpConnection>(connection)] {
        m_delay.answered(peer);
        if (client)
            client->send(unauthorized());
    });
}

} // namespace kantoku::daemon
