#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace kantoku::daemon {

/**
 * Sends text to the system's log, a message for each line.
 *
 * A piece is cut at its newlines and its last newline is dropped; a line that goes on in the next piece becomes two
 * messages, as with Supervisor: nothing is held back. Messages are cut at 8 KiB.
 */
class SyslogSink {
public:
    /// @param prefix  stands before each line, with its own blank: "web "
    explicit SyslogSink(QByteArray prefix = {});
    void write(QByteArrayView bytes) const;

private:
    QByteArray m_prefix;
};

/// What SyslogSink::write() would send, message by message.
QList<QByteArray> syslogMessages(QByteArrayView prefix, QByteArrayView bytes);

} // namespace kantoku::daemon
