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

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <climits>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr LoginDelay::Time crowdedTime = std::chrono::minutes(1);

LoginDelay::Time monotonicNow()
{
    return std::chrono::duration_cast<LoginDelay::Time>(std::chrono::steady_clock::now().time_since_epoch());
}

HttpResponse refusal(int status)
{
    HttpResponse response = HttpResponse::error(status);
    response.closes = true;
    return response;
}

HttpResponse unauthorized()
{
    HttpResponse response = refusal(401);
    response.headers.append({"WWW-Authenticate"_ba, "Basic realm=\"default\""_ba});
    return response;
}

/// A client that is lost without a word would keep its descriptor for ever where nothing is sent to it, as in a stream
/// of a quiet log. The kernel asks for it after five minutes, and every half minute then.
void noticeLoss(int connection)
{
    const auto set = [connection](int level, int option, int value) {
        ::setsockopt(connection, level, option, &value, sizeof value);
    };
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, 300);
    set(IPPROTO_TCP, TCP_KEEPINTVL, 30);
    set(IPPROTO_TCP, TCP_KEEPCNT, 4);
}

} // namespace

HttpServer::HttpServer(const ServerConfig &config, Handler handler, const HttpTimes &times, QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_handler(std::move(handler))
    , m_times(times)
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
    if (m_config.kind == ServerConfig::Kind::Inet) {
        if (!hasRoom()) {
            ::close(connection);
            return;
        }
        noticeLoss(connection);
    }
    if (m_tls) {
        m_tls->begin(connection);
        return;
    }
    const auto take = [this, connection](auto socket) {
        if (socket->setSocketDescriptor(connection))
            serve(new HttpConnection(socket.release(), m_times, this));
        else
            ::close(connection); // the client has left already
    };
    if (m_config.kind == ServerConfig::Kind::Unix)
        take(std::make_unique<QLocalSocket>());
    else
        take(std::make_unique<QTcpSocket>());
}

/// Strangers may connect over TCP, also to a server with a password: half of the descriptors are not for them, so that
/// programs can be started and the unix socket can be reached.
bool HttpServer::hasRoom()
{
    rlimit descriptors{};
    ::getrlimit(RLIMIT_NOFILE, &descriptors);
    const auto most = static_cast<qint64>(std::min<rlim_t>(descriptors.rlim_cur / 2, INT_MAX));
    if (m_connected + (m_tls ? m_tls->count() : 0) < most)
        return true;
    if (const auto now = monotonicNow(); !m_toldCrowded || now - *m_toldCrowded > crowdedTime) {
        m_toldCrowded = now;
        emit crowded(most);
    }
    return false;
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
                [this](QSslSocket *socket) { serve(new HttpConnection(socket, m_times, this)); });
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
    ++m_connected;
    connect(connection, &QObject::destroyed, this, [this] { --m_connected; });
    if (m_auth)
        connection->setGate(
            [this](HttpConnection *client, const http::Headers &headers) { return admit(client, headers); });
    connect(connection, &HttpConnection::requestReceived, this,
            [this](HttpConnection *client, const http::Request &request) { m_handler(*this, client, request); });
}

bool HttpServer::admit(HttpConnection *connection, const http::Headers &headers)
{
    const QString peer = connection->peer().key;
    const QByteArray credentials = headers.value("Authorization");
    if (credentials.isEmpty()) { // a client that asks whether it must; nothing was guessed
        connection->send(unauthorized());
        return false;
    }
    if (!m_delay.mayTry(peer)) {
        connection->send(refusal(429));
        return false;
    }
    switch (m_auth->check(credentials)) {
    case BasicAuth::Verdict::Malformed: connection->send(refusal(400)); return false;
    case BasicAuth::Verdict::Denied: refuseLogin(connection); return false;
    case BasicAuth::Verdict::Allowed: break;
    }
    m_delay.succeeded(peer);
    return true;
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
