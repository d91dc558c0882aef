#include "daemon/http/httpserver.h"

#include "daemon/http/httpconnection.h"
#include "daemon/http/listensocket.h"

#include <QFile>
#include <QLocalServer>
#include <QTcpServer>

#include <sys/stat.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

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
    const Result<int> fd = openListenSocket(m_config);
    if (!fd)
        return tl::unexpected(fd.error());
    if (m_config.kind == ServerConfig::Kind::Inet) {
        m_tcp = new QTcpServer(this);
        connect(m_tcp, &QTcpServer::newConnection, this, [this] {
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

void HttpServer::close()
{
    if (m_local && m_socketInode != 0) {
        const QByteArray path = QFile::encodeName(m_config.path);
        struct stat status {};
        if (::lstat(path.constData(), &status) == 0 && status.st_dev == m_socketDevice
            && status.st_ino == m_socketInode)
            ::unlink(path.constData());
    }
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
        const BasicAuth::Verdict verdict = m_auth->check(request.headers.value("Authorization"));
        if (verdict == BasicAuth::Verdict::Malformed) {
            connection->send(HttpResponse::error(400));
            return;
        }
        if (verdict == BasicAuth::Verdict::Denied) {
            HttpResponse response = HttpResponse::error(401);
            response.headers.append({"WWW-Authenticate"_ba, "Basic realm=\"default\""_ba});
            response.closes = true;
            connection->send(response);
            return;
        }
    }
    m_handler(connection, request);
}

} // namespace kantoku::daemon
