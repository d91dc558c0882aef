#include "client/transport.h"

#include "client/tlstransport.h"

#include <QFileInfo>
#include <QLocalSocket>
#include <QNetworkProxy>
#include <QTcpSocket>

#include <cerrno>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

class LocalTransport : public Transport {
public:
    explicit LocalTransport(const QString &path)
        : m_path(path)
    {
        connect(&m_socket, &QLocalSocket::connected, this, &Transport::opened);
        connect(&m_socket, &QLocalSocket::readyRead, this, [this] { emit received(m_socket.readAll()); });
        connect(&m_socket, &QLocalSocket::errorOccurred, this,
                [this](QLocalSocket::LocalSocketError code) { emit closed(describe(code)); });
    }

    void open() override { m_socket.connectToServer(m_path); }
    void write(const QByteArray &bytes) override { m_socket.write(bytes); }

private:
    Error describe(QLocalSocket::LocalSocketError code) const
    {
        switch (code) {
        case QLocalSocket::ServerNotFoundError:
            return {Error::Code::NoSocket,
                    Transport::tr("There is no socket %1; the server is not running or is configured with another one.")
                        .arg(m_path),
                    ENOENT};
        case QLocalSocket::ConnectionRefusedError:
            return {Error::Code::StaleSocket,
                    Transport::tr("Nobody listens on %1; the socket was left behind by a server that has ended.")
                        .arg(m_path),
                    ECONNREFUSED};
        case QLocalSocket::SocketAccessError:
            return {Error::Code::PermissionDenied, Transport::tr("No permission to connect to %1.").arg(m_path),
                    EACCES};
        case QLocalSocket::PeerClosedError:
            return {Error::Code::Transport, Transport::tr("The server at %1 closed the connection.").arg(m_path)};
        default: break;
        }
        // ENOTDIR and a name that is too long arrive here: nothing can listen on such a path.
        if (!QFileInfo::exists(m_path))
            return {Error::Code::NoSocket, Transport::tr("There is no socket %1.").arg(m_path), ENOENT};
        return {Error::Code::Transport,
                Transport::tr("The connection to %1 failed: %2.").arg(m_path, m_socket.errorString())};
    }

    QString m_path;
    QLocalSocket m_socket;
};

class TcpTransport : public Transport {
public:
    TcpTransport(const QString &host, quint16 port)
        : m_host(host)
        , m_port(port)
    {
        m_socket.setProxy(QNetworkProxy::NoProxy);
        connect(&m_socket, &QTcpSocket::connected, this, [this] {
            m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
            m_socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
            emit opened();
        });
        connect(&m_socket, &QTcpSocket::readyRead, this, [this] { emit received(m_socket.readAll()); });
        connect(&m_socket, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError code) {
            emit closed(describeSocketError(code, m_socket.errorString(), m_host, m_port));
        });
    }

    void open() override { m_socket.connectToHost(m_host, m_port); }
    void write(const QByteArray &bytes) override { m_socket.write(bytes); }

private:
    QString m_host;
    quint16 m_port;
    QTcpSocket m_socket;
};

} // namespace

Error describeSocketError(QAbstractSocket::SocketError code, const QString &text, const QString &host, quint16 port)
{
    switch (code) {
    case QAbstractSocket::ConnectionRefusedError:
        return {Error::Code::Refused, Transport::tr("Nobody listens on port %2 of %1.").arg(host).arg(port),
                ECONNREFUSED};
    case QAbstractSocket::HostNotFoundError:
        return {Error::Code::HostNotFound, Transport::tr("There is no host %1.").arg(host)};
    case QAbstractSocket::SocketTimeoutError:
        return {Error::Code::Timeout, Transport::tr("%1 does not answer on port %2.").arg(host).arg(port), ETIMEDOUT};
    case QAbstractSocket::SocketAccessError:
        return {Error::Code::PermissionDenied,
                Transport::tr("No permission to connect to port %2 of %1.").arg(host).arg(port), EACCES};
    case QAbstractSocket::RemoteHostClosedError:
        return {Error::Code::Transport,
                Transport::tr("The server at %1:%2 closed the connection.").arg(host).arg(port)};
    default:
        return {Error::Code::Transport,
                Transport::tr("The connection to %1:%2 failed: %3.").arg(host).arg(port).arg(text)};
    }
}

std::unique_ptr<Transport> Transport::create(const ServerAddress &address, const QByteArray &trustedFingerprint)
{
    switch (address.kind) {
    case ServerAddress::Kind::Http: return std::make_unique<TcpTransport>(address.host, address.port);
    case ServerAddress::Kind::Https:
        return std::make_unique<TlsTransport>(address.host, address.port, trustedFingerprint);
    case ServerAddress::Kind::Unix:
    case ServerAddress::Kind::Ssh: break;
    }
    return std::make_unique<LocalTransport>(address.path);
}

} // namespace kantoku::client
