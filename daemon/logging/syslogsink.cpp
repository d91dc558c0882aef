#include "daemon/logging/syslogsink.h"

#include <QList>

#include <syslog.h>

namespace kantoku::daemon {

namespace {
constexpr qsizetype messageLimit = 8192;
}

SyslogSink::SyslogSink(QByteArray prefix)
    : m_prefix(std::move(prefix))
{
}

void SyslogSink::write(QByteArrayView bytes) const
{
    // The C library keeps one connection for the process; its identity is the program's name. It writes to a datagram
    // socket and drops the message when the system's logger is away.
    for (QByteArray &message : syslogMessages(m_prefix, bytes)) {
        message.replace('\0', ' '); // syslog(3) takes C strings
        ::syslog(LOG_INFO | LOG_USER, "%s", message.constData());
    }
}

QList<QByteArray> syslogMessages(QByteArrayView prefix, QByteArrayView bytes)
{
    QList<QByteArray> messages;
    while (bytes.endsWith('\n'))
        bytes.chop(1);
    for (;;) {
        const qsizetype end = bytes.indexOf('\n');
        QByteArray message = prefix.toByteArray();
        message.append(bytes.first(end < 0 ? bytes.size() : end));
        message.truncate(messageLimit);
        messages.append(std::move(message));
        if (end < 0)
            return messages;
        bytes = bytes.sliced(end + 1);
    }
}

} // namespace kantoku::daemon
