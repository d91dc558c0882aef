#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace kantoku::daemon {

class EventFeed;
class HttpConnection;

/// Feeds a connection's endless response from the event feed; only as fast as the client reads. Ends with the
/// connection.
class EventStream : public QObject {
    Q_OBJECT
public:
    /// @param since  the last record that the client has; without one it begins with what happens next
    /// @param heartbeat  how often a line comes that only says that the connection lives
    EventStream(HttpConnection *connection, const EventFeed *feed, std::optional<quint64> since,
                std::chrono::milliseconds heartbeat);

private:
    void pump();
    void beat();

    HttpConnection *m_connection;
    const EventFeed *m_feed;
    quint64 m_sequence;
    QTimer m_heartbeat;
};

} // namespace kantoku::daemon
