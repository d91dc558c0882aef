#include "daemon/process/fcgisocket.h"

#include "daemon/logging/mainlog.h"
#include "daemon/process/sendsignal.h"
#include "daemon/process/socketfile.h"

#include <QFile>

#include <cerrno>
#include <cstring>

#include <netdb.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

QString errorText(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

tl::unexpected<Error> failed(int error)
{
    return failure(Error::Code::System, errorText(error), error);
}

/// Signal 0 is none; it only asks. Of process 0, which stands for an unknown one, it is refused.
bool hasEnded(pid_t pid)
{
    const auto asked = sendSignal(pid, 0, SignalTarget::Process);
    return !asked && asked.error().number == ESRCH;
}

/// Removes the socket of an earlier time. Children of a daemon that was killed may still hold it: they are no reason to
/// leave it alone, other programs are.
Result<void> removeOld(const QByteArray &path, const sockaddr_un &address)
{
    struct stat status {};
    if (::lstat(path.constData(), &status) != 0)
        return errno == ENOENT ? Result<void>() : failed(errno);
    if (!S_ISSOCK(status.st_mode))
        return failure(Error::Code::System, u"it exists and is no socket; remove it or choose another name"_s, EEXIST);
    const auto listener = listenerOn(address);
    if (listener && *listener != ::getpid() && !hasEnded(*listener)) {
        const QString who = *listener == 0 ? u"another program"_s : u"the process with pid %1"_s.arg(*listener);
        return failure(Error::Code::System, u"%1 listens on it; stop that or choose another name"_s.arg(who),
                       EADDRINUSE);
    }
    if (::unlink(path.constData()) != 0 && errno != ENOENT)
        return failed(errno);
    return {};
}

} // namespace

FcgiSocket::FcgiSocket(FcgiSocketConfig config, MainLog &log)
    : m_config(std::move(config))
    , m_log(log)
{
}

QString FcgiSocket::url() const
{
    if (m_config.kind == FcgiSocketConfig::Kind::Unix)
        return u"unix://"_s + m_config.path;
    return u"tcp://%1:%2"_s.arg(m_config.host).arg(m_config.port);
}

Result<int> FcgiSocket::acquire(const void *holder)
{
    if (!m_socket.isValid()) {
        m_log.info(u"Creating socket "_s + url());
        auto opened = open();
        if (!opened)
            return tl::unexpected<Error>(opened.error());
        m_socket = std::move(*opened);
    }
    m_holders.insert(holder);
    return m_socket.get();
}

void FcgiSocket::release(const void *holder)
{
    if (!m_holders.remove(holder) || !m_holders.isEmpty())
        return;
    m_log.info(u"Closing socket "_s + url());
    m_socket = Descriptor();
}

Result<Descriptor> FcgiSocket::open() const
{
    std::optional<SocketFileLock> lock; // until we listen: before, it looks like one of an earlier time
    if (m_config.kind == FcgiSocketConfig::Kind::Unix)
        lock.emplace(QFile::encodeName(m_config.path));
    Result<Descriptor> opened = failed(EADDRINUSE);
    if (!lock)
        opened = openTcp();
    else if (!lock->isTaken())
        opened = openUnix();
    if (opened && ::listen(opened->get(), m_config.backlog.value_or(SOMAXCONN)) == 0)
        return opened;
    const int error = opened ? errno : opened.error().number;
    const QString reason = opened ? errorText(error) : opened.error().message;
    return failure(Error::Code::System, u"Could not create FastCGI socket %1: %2"_s.arg(url(), reason), error);
}

Result<Descriptor> FcgiSocket::openTcp() const
{
    addrinfo hints = {};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo *addresses = nullptr;
    const int lookup = ::getaddrinfo(m_config.host.toUtf8().constData(), QByteArray::number(m_config.port).constData(),
                                     &hints, &addresses);
    if (lookup != 0)
        return failure(Error::Code::System, QString::fromLocal8Bit(::gai_strerror(lookup)), EADDRNOTAVAIL);
    int error = EADDRNOTAVAIL;
    for (const addrinfo *address = addresses; address; address = address->ai_next) {
        Descriptor fd(::socket(address->ai_family, address->ai_socktype | SOCK_CLOEXEC, address->ai_protocol));
        const int on = 1;
        ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (fd.isValid() && ::bind(fd.get(), address->ai_addr, address->ai_addrlen) == 0) {
            ::freeaddrinfo(addresses);
            return fd;
        }
        error = errno;
    }
    ::freeaddrinfo(addresses);
    return failed(error);
}

Result<Descriptor> FcgiSocket::openUnix() const
{
    const QByteArray path = QFile::encodeName(m_config.path);
    const auto address = socketAddress(path);
    if (!address)
        return failed(ENAMETOOLONG);
    if (const auto removed = removeOld(path, *address); !removed)
        return tl::unexpected<Error>(removed.error());
    Descriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!fd.isValid())
        return failed(errno);
    if (const int error = bindSocketFile(fd.get(), *address, static_cast<mode_t>(m_config.mode.value_or(0700))))
        return failed(error);
    if (const int error = m_config.owner ? giveSocketFile(path, *m_config.owner) : 0; error != 0) {
        ::unlink(path.constData());
        return failed(error);
    }
    return fd;
}

} // namespace kantoku::daemon
