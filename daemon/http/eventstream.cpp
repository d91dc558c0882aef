#include "daemon/http/eventstream.h"

#include "daemon/http/eventfeed.h"
#include "daemon/http/httpconnection.h"

namespace kantoku::daemon {

namespace {

constexpr int recordsAtOnce = 100;

} // namespace

EventStream::EventStream(HttpConnection *connection, const EventFeed *feed, std::optional<quint64> since,
                         std::chrono::milliseconds heartbeat)
    : QObject(connection)
    , m_connection(connection)
    , m_feed(feed)
    // A number that was never given out is of another daemon: its reader begins anew.
    , m_sequence(since && *since <= feed->last() ? *since : feed->last())
{
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer);
    connect(feed, &EventFeed::recorded, this, &EventStream::follow);
    connect(&m_pause, &QTimer::timeout, this, &EventStream::pump);
    connect(connection, &HttpConnection::drained, this, &EventStream::pump);
    connect(&m_heartbeat, &QTimer::timeout, this, &EventStream::beat);
    m_heartbeat.start(heartbeat);
    connection->sendPiece(feed->greeting());
    pump();
}

void EventStream::follow()
{
    if (!m_pause.isActive())
        pump();
}

void EventStream::pump()
{
    while (m_connection->hasRoom()) {
        const QByteArray lines = m_feed->take(m_sequence, recordsAtOnce);
        if (lines.isEmpty())
            return;
        m_connection->sendPiece(lines);
        m_pause.start(betweenPieces);
    }
}

void EventStream::beat()
{
    if (m_connection->hasRoom())
        m_connection->sendPiece(m_feed->heartbeat());
}

} // namespace kantoku::daemon
