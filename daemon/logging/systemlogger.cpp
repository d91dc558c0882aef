#include "daemon/logging/systemlogger.h"

#include "daemon/process/socketfile.h"

#include <QDateTime>
#include <QLocale>

#include <cerrno>

#include <sys/socket.h>
#include <syslog.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

/// "<14>Nov  7 09:05:03 kantokud: ", in English whatever the locale.
QByteArray header()
{
    const QDateTime now = QDateTime::currentDateTime();
    const QString day = QString::number(now.date().day()).rightJustified(2);
    return '<' + QByteArray::number(LOG_USER | LOG_INFO) + '>' + QLocale::c().toString(now, u"MMM "_s).toLatin1()
        + day.toLatin1() + now.toString(u" HH:mm:ss "_s).toLatin1() + program_invocation_short_name + ": ";
}

Descriptor connectedTo(const QByteArray &path)
{
    const auto address = socketAddress(path);
    if (!address)
        return {};
    Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.isValid()
        || ::connect(socket.get(), reinterpret_cast<const sockaddr *>(&*address), sizeof *address) != 0)
        return {};
    return socket;
}

} // namespace

SystemLogger::SystemLogger(QByteArray path)
    : m_path(std::move(path))
{
}

void SystemLogger::send(QByteArray message)
{
    message.replace('\0', ' ');
    const QByteArray start = header();
    if (m_lost > 0 && sendNow(start + QByteArray::number(m_lost) + " messages to this log were lost"))
        m_lost = 0;
    if (m_lost > 0 || !sendNow(start + message))
        ++m_lost;
}

bool SystemLogger::sendNow(const QByteArray &message)
{
    const auto taken = [&] {
        return m_socket.isValid()
            && ::send(m_socket.get(), message.constData(), static_cast<size_t>(message.size()), MSG_NOSIGNAL) >= 0;
    };
    if (taken())
        return true;
    if (m_socket.isValid() && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EMSGSIZE || errno == ENOBUFS))
        return false;
    m_socket = connectedTo(m_path); // another one listens there since, or one at last
    return taken();
}

SystemLogger &SystemLogger::shared()
{
    static SystemLogger logger;
    return logger;
}

} // namespace kantoku::daemon
