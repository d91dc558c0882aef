#pragma once

#include "daemon/config/configwatch.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QObject>

#include <chrono>
#include <functional>

namespace kantoku::daemon {

class Supervisor;

/**
 * What happens in the supervisor, as lines of JSON with numbers, for whoever follows it over HTTP.
 *
 * Keeps the last records in a ring of ringSize, so that a reader who was away can go on where it was. The numbers are
 * the feed's own and start at 1: event listeners and their serials do not notice it.
 */
class EventFeed : public QObject {
    Q_OBJECT
public:
    static constexpr quint64 ringSize = 4096;

    explicit EventFeed(Supervisor &supervisor, QObject *parent = nullptr);

    /// The number of the last record; 0 before the first.
    quint64 last() const { return m_last; }
    /// The lines from the record after `sequence` on, at most `maxRecords`; `sequence` becomes that of the last one.
    /// Where records are gone from the ring, a MISSED line comes first.
    QByteArray take(quint64 &sequence, int maxRecords) const;
    /// The first line of a stream: which daemon this is and where it is.
    QByteArray greeting() const;
    /// A line that only says that the connection lives.
    QByteArray heartbeat() const;

signals:
    void recorded();

private:
    using Fields = std::function<QJsonObject()>;

    /// What happened and when. Most of it is never asked for, so its text is made when it is.
    struct Record {
        std::chrono::milliseconds time{}; ///< since 1970 UTC
        Fields fields;
    };

    void record(Fields fields);
    QByteArray lineOf(quint64 number) const;

    ConfigWatch m_configWatch; ///< from the moment when the supervisor runs
    QString m_instance; ///< differs from daemon to daemon, so that a reader notices that the numbers start again
    QList<Record> m_ring; ///< the record n stands at (n - 1) % ringSize
    quint64 m_last = 0;
};

} // namespace kantoku::daemon
