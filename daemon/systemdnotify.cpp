#include "daemon/systemdnotify.h"

#include "daemon/descriptor.h"
#include "daemon/process/socketfile.h"

#include <cstddef>
#include <ctime>

#include <sys/socket.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace std::chrono_literals;

SystemdNotify::SystemdNotify(QObject *parent)
    : QObject(parent)
    , m_socket(qgetenv("NOTIFY_SOCKET"))
{
    const auto period = std::chrono::microseconds(qgetenv("WATCHDOG_USEC").toLongLong());
    const QByteArray owner = qgetenv("WATCHDOG_PID");
    if (!m_socket.isEmpty() && period > 0us && (owner.isEmpty() || owner.toLongLong() == ::getpid()))
        m_watchdog = std::max(1ms, std::chrono::duration_cast<std::chrono::milliseconds>(period / 2));
    qunsetenv("NOTIFY_SOCKET");
    qunsetenv("WATCHDOG_USEC");
    qunsetenv("WATCHDOG_PID");
    if (m_watchdog > 0ms)
        startTimer(m_watchdog);
}

void SystemdNotify::ready()
{
    send("READY=1\nMAINPID=" + QByteArray::number(::getpid()));
}

void SystemdNotify::reloading()
{
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    send("RELOADING=1\nMONOTONIC_USEC=" + QByteArray::number(qint64(now.tv_sec) * 1000000 + now.tv_nsec / 1000));
}

void SystemdNotify::stopping()
{
    send("STOPPING=1");
}

void SystemdNotify::timerEvent(QTimerEvent *)
{
    send("WATCHDOG=1");
}

void SystemdNotify::send(const QByteArray &state) const
{
    auto address = socketAddress(m_socket);
    if (m_socket.isEmpty() || !address)
        return;
    if (address->sun_path[0] == '@')
        address->sun_path[0] = '\0'; // an abstract name
    const Descriptor fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + size_t(m_socket.size()));
    // Nobody there is no reason to end: systemd itself will say what it missed.
    (void)::sendto(fd.get(), state.constData(), size_t(state.size()), MSG_NOSIGNAL,
                   reinterpret_cast<const sockaddr *>(&*address), length);
}

} // namespace kantoku::daemon
