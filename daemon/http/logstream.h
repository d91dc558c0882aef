#pragma once

#include <QObject>

namespace kantoku::daemon {

class HttpConnection;
class LogFollower;

/// Feeds a connection's endless response from a log; reads only as fast as the client does. Ends with the connection.
class LogStream : public QObject {
    Q_OBJECT
public:
    /// The last bytes of the log that a stream begins with.
    static constexpr qint64 tailBytes = 1024;

    /// @param follower  open; becomes a child
    LogStream(HttpConnection *connection, LogFollower *follower);

private:
    void pump();

    HttpConnection *m_connection;
    LogFollower *m_follower;
};

} // namespace kantoku::daemon
