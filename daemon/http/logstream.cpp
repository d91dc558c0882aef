#include "daemon/http/logstream.h"

#include "daemon/http/httpconnection.h"
#include "daemon/http/logfollower.h"

namespace kantoku::daemon {

namespace {

constexpr qint64 pieceBytes = 64 * 1024;

} // namespace

LogStream::LogStream(HttpConnection *connection, LogFollower *follower)
    : QObject(connection)
    , m_connection(connection)
    , m_follower(follower)
{
    follower->setParent(this);
    connect(follower, &LogFollower::readyRead, this, &LogStream::pump);
    connect(connection, &HttpConnection::drained, this, &LogStream::pump);
    pump();
}

void LogStream::pump()
{
    while (m_connection->hasRoom()) {
        const QByteArray piece = m_follower->read(pieceBytes);
        if (piece.isEmpty())
            return;
        m_connection->sendPiece(piece);
    }
}

} // namespace kantoku::daemon
