#include "daemon/http/peer.h"

#include <QAbstractSocket>
#include <QHostAddress>
#include <QLocalSocket>

#include <sys/socket.h>

#include <algorithm>
#include <iterator>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

/// Of IPv6 a client has a whole network, which is 64 bits at least, and can call from each address in it.
QString networkOf(const QHostAddress &address)
{
    bool isIpv4 = false;
    if (const quint32 ipv4 = address.toIPv4Address(&isIpv4); isIpv4)
        return QHostAddress(ipv4).toString();
    Q_IPV6ADDR network = address.toIPv6Address();
    std::fill(std::begin(network.c) + 8, std::end(network.c), quint8(0));
    return QHostAddress(network).toString() + "/64"_L1;
}

} // namespace

Peer peerOf(const QLocalSocket &socket)
{
    Peer peer;
    peer.isLocal = true;
    peer.text = u"somebody on this machine"_s;
#ifdef SO_PEERCRED
    ucred credentials{};
    socklen_t size = sizeof credentials;
    if (::getsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0) {
        peer.key = u"uid %1"_s.arg(credentials.uid);
        peer.text = u"%1, pid %2"_s.arg(peer.key).arg(credentials.pid);
    }
#endif
    return peer;
}

Peer peerOf(const QAbstractSocket &socket)
{
    Peer peer;
    peer.key = networkOf(socket.peerAddress());
    peer.text = u"%1 port %2"_s.arg(socket.peerAddress().toString()).arg(socket.peerPort());
    return peer;
}

} // namespace kantoku::daemon
