#include "daemon/http/tlshandshakes.h"

#include <QSslSocket>
#include <QTimer>

#include <unistd.h>

namespace kantoku::daemon {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype handshakesAtOnce = 1000;
constexpr auto handshakeTime = 5s;

} // namespace

void TlsHandshakes::begin(int connection)
{
    auto *const socket = m_sockets.size() < handshakesAtOnce ? new QSslSocket(this) : nullptr;
    if (!socket || !socket->setSocketDescriptor(connection)) {
        ::close(connection);
        delete socket;
        return;
    }
    m_sockets.insert(socket);
    socket->setSslConfiguration(m_configuration);
    connect(socket, &QSslSocket::encrypted, this, [this, socket] { finish(socket); });
    connect(socket, &QSslSocket::errorOccurred, this, [this, socket] { giveUp(socket); });
    connect(socket, &QSslSocket::disconnected, this, [this, socket] { giveUp(socket); });
    QTimer::singleShot(handshakeTime, socket, [this, socket] { giveUp(socket); });
    socket->startServerEncryption();
}

void TlsHandshakes::giveUp(QSslSocket *socket)
{
    if (m_sockets.remove(socket))
        socket->deleteLater(); // it may have called us
}

void TlsHandshakes::finish(QSslSocket *socket)
{
    socket->disconnect(this);
    if (m_sockets.remove(socket))
        emit encrypted(socket);
}

} // namespace kantoku::daemon
