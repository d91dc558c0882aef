#include "daemon/process/socketfile.h"

#include "daemon/descriptor.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace kantoku::daemon {

std::optional<sockaddr_un> socketAddress(const QByteArray &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return std::nullopt;
    std::memcpy(address.sun_path, path.constData(), static_cast<size_t>(path.size()));
    return address;
}

SocketFileLock::SocketFileLock(const QByteArray &path)
    : m_name(path + ".kantokud-lock")
{
    for (;;) {
        Descriptor file(
            ::open(m_name.constData(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600));
        struct stat locked {
        }, named{};
        if (!file.isValid() || ::fstat(file.get(), &locked) != 0 || locked.st_uid != ::geteuid())
            return;
        if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
            m_isTaken = errno == EWOULDBLOCK;
            return;
        }
        // Who had it before us removes it, perhaps since we opened it.
        if (::lstat(m_name.constData(), &named) == 0 && named.st_dev == locked.st_dev
            && named.st_ino == locked.st_ino) {
            m_file = std::move(file);
            return;
        }
    }
}

SocketFileLock::~SocketFileLock()
{
    if (m_file.isValid())
        ::unlink(m_name.constData());
}

int bindSocketFile(int socket, const sockaddr_un &address, mode_t mode)
{
    if (::fchmod(socket, mode) != 0) // Linux makes the file with the mode of the socket, less the umask
        return errno;
    const mode_t before = ::umask(0);
    const int bound = ::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    const int error = bound == 0 ? 0 : errno;
    ::umask(before);
    return error;
}

int giveSocketFile(const QByteArray &path, const QPair<int, int> &owner)
{
    const Descriptor file(::open(path.constData(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    struct stat status {};
    if (!file.isValid() || ::fstat(file.get(), &status) != 0)
        return errno;
    if (!S_ISSOCK(status.st_mode) || status.st_nlink != 1)
        return ENOTSOCK;
    const bool given
        = ::fchownat(file.get(), "", static_cast<uid_t>(owner.first), static_cast<gid_t>(owner.second), AT_EMPTY_PATH)
        == 0;
    return given ? 0 : errno;
}

std::optional<pid_t> listenerOn(const sockaddr_un &address)
{
    const Descriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (::connect(probe.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        const bool isNobody = errno == ECONNREFUSED || errno == ENOENT;
        return isNobody ? std::nullopt : std::optional<pid_t>(0);
    }
    ucred listener{};
    socklen_t size = sizeof listener;
    const bool isKnown = ::getsockopt(probe.get(), SOL_SOCKET, SO_PEERCRED, &listener, &size) == 0;
    return isKnown ? listener.pid : 0;
}

} // namespace kantoku::daemon
