#include "daemon/http/httpserver.h"

#include "daemon/http/acceptor.h"
#include "daemon/http/httpconnection.h"
#include "daemon/http/listensocket.h"
#include "daemon/http/tlshandshakes.h"
#include "daemon/http/tlssettings.h"

#include <QFile>
#include <QLocalSocket>
#include <QSslSocket>
#include <QTimer>

#include <sys/stat.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

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
    m_acceptor = new Acceptor(*fd, this);
    m_isOnLoopback = m_acceptor->address().isLoopback();
    connect(m_acceptor, &Acceptor::accepted, this, &HttpServer::accept);
    connect(m_acceptor, &Acceptor::turnedAway, this, &HttpServer::turnedAway);
    struct stat status {};
    if (m_config.kind == ServerConfig::Kind::Unix
        && ::lstat(QFile::encodeName(m_config.path).constData(), &status) == 0) {
        m_socketDevice = status.st_dev;
        m_socketInode = status.st_ino;
    }
    return {};
}

void HttpServer::accept(int connection)
{
    if (m_tls) {
        m_tls->begin(connection);
        return;
    }
    const auto take = [this, connection](auto socket) {
        if (socket->setSocketDescriptor(connection))
            serve(new HttpConnection(socket.release(), this));
        else
            ::close(connection); // the client has left already
    };
    if (m_config.kind == ServerConfig::Kind::Unix)
        take(std::make_unique<QLocalSocket>());
    else
        take(std::make_unique<QTcpSocket>());
}

Result<void> HttpServer::readTls()
{
    if (m_config.certificate.isEmpty())
        return {};
    const auto settings = tlsSettings(m_config);
    if (!settings)
        return tl::unexpected<Error>(settings.error());
    if (!m_tls) {
        m_tls = new TlsHandshakes(this);
        connect(m_tls, &TlsHandshakes::encrypted, this,
                [this](QSslSocket *socket) { serve(new HttpConnection(socket, this)); });
    }
    m_tls->setConfiguration(*settings);
    return {};
}

void HttpServer::close()
{
    if (m_acceptor && m_socketInode != 0) {
        const QByteArray path = QFile::encodeName(m_config.path);
        struct stat status {};
        if (::lstat(path.constData(), &status) == 0 && status.st_dev == m_socketDevice
            && status.st_ino == m_socketInode)
            ::unlink(path.constData());
    }
    delete std::exchange(m_tls, nullptr);
    delete std::exchange(m_acceptor, nullptr);
    // Answers that are written already still go out.
    for (HttpConnection *connection : findChildren<HttpConnection *>(Qt::FindDirectChildrenOnly))
        connection->close();
}

quint16 HttpServer::port() const
{
    return m_acceptor ? m_acceptor->port() : 0;
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
    m_handler(*this, connection, request);
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
