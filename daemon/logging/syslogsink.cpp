#include "daemon/logging/syslogsink.h"

#include "daemon/logging/systemlogger.h"

#include <QList>

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
    for (const QByteArray &message : syslogMessages(m_prefix, bytes))
        SystemLogger::shared().send(message);
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
