#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace kantoku::daemon {

class EventFeed;
class HttpConnection;

/// Feeds a connection's endless response from the event feed; only as fast as the client reads, and a burst in a few
/// pieces: the first record at once, what follows every betweenPieces. Ends with the connection.
class EventStream : public QObject {
    Q_OBJECT
public:
    /// @param since  the last record that the client has; without one it begins with what happens next
    /// @param heartbeat  how often a line comes that only says that the connection lives
    EventStream(HttpConnection *connection, const EventFeed *feed, std::optional<quint64> since,
                std::chrono::milliseconds heartbeat);

    static constexpr std::chrono::milliseconds betweenPieces{20};

private:
    void follow();
    void pump();
    void beat();

    HttpConnection *m_connection;
    const EventFeed *m_feed;
    quint64 m_sequence;
    QTimer m_heartbeat;
    QTimer m_pause; ///< after a piece
};

} // namespace kantoku::daemon
