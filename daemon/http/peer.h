#pragma once

#include <QString>

class QAbstractSocket;
class QLocalSocket;

namespace kantoku::daemon {

/// Who is at the other end of a connection.
struct Peer {
    QString text; ///< for the log: "uid 1000, pid 4711", "127.0.0.1 port 50312"
    QString key; ///< the same for all connections of one user of this machine, one IPv4 address, one IPv6 network
    bool isLocal = false; ///< through a unix socket
};

/// What the kernel tells of the process that connected; Linux only, elsewhere all are one.
Peer peerOf(const QLocalSocket &socket);
Peer peerOf(const QAbstractSocket &socket);

} // namespace kantoku::daemon
