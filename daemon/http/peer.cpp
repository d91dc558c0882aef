#include "daemon/http/peer.h"

#include <QAbstractSocket>
#include <QHostAddress>
#include <QLocalSocket>

#include <sys/socket.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

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
    peer.key = socket.peerAddress().toString();
    peer.text = u"%1 port %2"_s.arg(peer.key).arg(socket.peerPort());
    return peer;
}

} // namespace kantoku::daemon
