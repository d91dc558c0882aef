#include "daemon/http/acceptor.h"

#include <QSocketNotifier>
#include <QTimer>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>

namespace kantoku::daemon {

using namespace std::chrono_literals;

namespace {

/// Accepted in one turn of the event loop; who waits longer has the next one.
constexpr int connectionsAtOnce = 32;
constexpr auto pauseTime = 1s;

Descriptor openSpare()
{
    return Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

sockaddr_storage socketName(const Descriptor &socket)
{
    sockaddr_storage name{};
    socklen_t size = sizeof name;
    ::getsockname(socket.get(), reinterpret_cast<sockaddr *>(&name), &size);
    return name;
}

} // namespace

Acceptor::Acceptor(int socket, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_spare(openSpare())
    , m_notifier(new QSocketNotifier(socket, QSocketNotifier::Read, this))
{
    connect(m_notifier, &QSocketNotifier::activated, this, &Acceptor::acceptSome);
}

Acceptor::~Acceptor()
{
    m_notifier->setEnabled(false); // before its descriptor is closed
}

QHostAddress Acceptor::address() const
{
    const sockaddr_storage name = socketName(m_socket);
    return QHostAddress(reinterpret_cast<const sockaddr *>(&name));
}

quint16 Acceptor::port() const
{
    const sockaddr_storage name = socketName(m_socket);
    if (name.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in &>(name).sin_port);
    return name.ss_family == AF_INET6 ? ntohs(reinterpret_cast<const sockaddr_in6 &>(name).sin6_port) : 0;
}

void Acceptor::acceptSome()
{
    for (int i = 0; i < connectionsAtOnce; ++i) {
        if (!acceptOne())
            return;
    }
}

/// @return whether there may be another one now
bool Acceptor::acceptOne()
{
    const int connection = ::accept4(m_socket.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (connection >= 0) {
        m_saidTurnedAway = false;
        emit accepted(connection);
        return true;
    }
    switch (errno) {
    case EAGAIN: return false;
    case EMFILE:
    case ENFILE: return turnAway();
    case ENOBUFS:
    case ENOMEM: pause(); return false;
    default: return true; // the client has left again, or a signal came
    }
}

bool Acceptor::turnAway()
{
    m_spare.reset();
    Descriptor connection(::accept4(m_socket.get(), nullptr, nullptr, SOCK_CLOEXEC));
    const bool accepted = connection.isValid();
    connection.reset();
    m_spare = openSpare();
    if (!accepted || !m_spare.isValid()) { // somebody else took it
        pause();
        return false;
    }
    if (!std::exchange(m_saidTurnedAway, true))
        emit turnedAway();
    return true;
}

// The system itself is out of descriptors or memory: whoever waits is ready all the time, and so would we be.
void Acceptor::pause()
{
    m_notifier->setEnabled(false);
    QTimer::singleShot(pauseTime, this, [this] { m_notifier->setEnabled(true); });
}

} // namespace kantoku::daemon
