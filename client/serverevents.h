#pragma once

#include "protocol/processinfo.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace kantoku::client {

/// One line of GET /events, see docs/protocol.md. Members that the line leaves out keep their defaults.
struct ServerEvent {
    QString name; ///< "PROCESS_STATE_EXITED"
    quint64 sequence = 0; ///< 0 for what has no number of its own
    QDateTime time;
    QString group;
    QString process; ///< empty where it is not about one
    ProcessState from = ProcessState::Unknown;
    ProcessState to = ProcessState::Unknown;
    qint64 pid = 0;
    QString detail;
    QString cause;
    /// The process after the change, without its log files.
    std::optional<ProcessInfo> info;

    bool isProcessState() const { return !process.isEmpty(); }
    /// Whether a list has it that was taken when record `last` was the last one; never of an event without a number.
    bool isIn(quint64 last) const { return sequence > 0 && sequence <= last; }
    QString namespec() const;
};

/// Cuts the bytes of GET /events into events, however they arrive. What is no event is left out.
class EventReader {
public:
    QList<ServerEvent> feed(const QByteArray &bytes);

    /// A line longer than this is dropped: no server of ours writes one.
    static constexpr qsizetype longestLine = 1 << 20;

private:
    QByteArray m_rest; ///< the beginning of a line whose end has not come yet
    bool m_dropping = false;
};

} // namespace kantoku::client
