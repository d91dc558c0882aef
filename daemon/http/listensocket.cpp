#include "daemon/http/listensocket.h"

#include "daemon/descriptor.h"
#include "daemon/process/socketfile.h"

#include <QFile>

#include <fcntl.h>
#include <grp.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

QString errorName(int error)
{
#ifdef __GLIBC__
    if (const char *name = strerrorname_np(error))
        return u"errno.%1 (%2)"_s.arg(QLatin1StringView(name)).arg(error);
#endif
    return QString::number(error);
}

tl::unexpected<Error> openingFailed(const ServerConfig &config, const QString &where, int error)
{
    if (error == EADDRINUSE)
        return failure(Error::Code::System,
                       u"Another program is already listening on a port that one of our HTTP servers is configured to "
                       "use.  Shut this program down first before starting supervisord."_s,
                       error);
    return failure(Error::Code::System,
                   u"Cannot open an HTTP server: socket.error reported %1 for %2 in section [%3]: %4"_s.arg(
                       errorName(error), where, config.section, QString::fromLocal8Bit(std::strerror(error))),
                   error);
}

int newSocket(int family)
{
    return ::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

Result<void> giveToOwner(const ServerConfig &config, const QByteArray &path)
{
    const int error = config.owner ? giveSocketFile(path, *config.owner) : 0;
    if (error == 0)
        return {};
    if (error != EPERM)
        return openingFailed(config, config.path, error);
    return failure(Error::Code::System,
                   u"Not permitted to chown %1 to uid/gid (%2, %3); adjust \"sockchown\" value in config file or on "
                   "command line to values that the current user (uid %4) can successfully chown"_s.arg(config.path)
                       .arg(config.owner->first)
                       .arg(config.owner->second)
                       .arg(::geteuid()),
                   error);
}

Result<void> linkIntoPlace(const ServerConfig &config, const QByteArray &temporary, const QByteArray &path,
                           const sockaddr_un &address)
{
    for (int attempt = 0; attempt < 10; ++attempt) {
        if (::link(temporary.constData(), path.constData()) == 0)
            return {};
        if (errno != EEXIST)
            return openingFailed(config, config.path, errno);
        struct stat status {};
        if (::lstat(path.constData(), &status) != 0)
            continue; // it has just gone
        if (!S_ISSOCK(status.st_mode))
            return failure(Error::Code::System,
                           u"%1 in section [%2] exists and is no socket; remove it or choose another name"_s.arg(
                               config.path, config.section),
                           EEXIST);
        if (listenerOn(address))
            return openingFailed(config, config.path, EADDRINUSE);
        std::fprintf(stderr, "Unlinking stale socket %s\n", path.constData());
        ::unlink(path.constData());
    }
    return openingFailed(config, config.path, EADDRINUSE);
}

Result<int> openUnix(const ServerConfig &config)
{
    const QByteArray path = QFile::encodeName(config.path);
    const QByteArray temporary = path + '.' + QByteArray::number(::getpid());
    const auto address = socketAddress(path);
    const auto temporaryAddress = socketAddress(temporary);
    if (!address || !temporaryAddress)
        return openingFailed(config, QFile::decodeName(address ? temporary : path), ENAMETOOLONG);
    const SocketFileLock lock(path);
    if (lock.isTaken())
        return openingFailed(config, config.path, EADDRINUSE);
    Descriptor fd(newSocket(AF_UNIX));
    if (fd.get() < 0)
        return openingFailed(config, config.path, errno);

    ::unlink(temporary.constData());
    if (const int error = bindSocketFile(fd.get(), *temporaryAddress, static_cast<mode_t>(config.mode)); error != 0)
        return openingFailed(config, config.path, error);
    const auto unlinkTemporary = qScopeGuard([&] { ::unlink(temporary.constData()); });

    if (const auto given = giveToOwner(config, temporary); !given)
        return tl::unexpected(given.error());
    if (::listen(fd.get(), SOMAXCONN) != 0)
        return openingFailed(config, config.path, errno);
    if (const auto linked = linkIntoPlace(config, temporary, path, *address); !linked)
        return tl::unexpected(linked.error());
    return fd.release();
}

Result<int> openInet(const ServerConfig &config)
{
    QString host = config.host;
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    const QString where = u"%1:%2"_s.arg(host.isEmpty() ? u"*"_s : host).arg(config.port);

    // Supervisor listens on IPv4 only, so names and "all addresses" mean IPv4 where they can.
    addrinfo hints{};
    hints.ai_family = host.contains(u':') ? AF_INET6 : host.isEmpty() ? AF_INET : AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE;
    addrinfo *found = nullptr;
    const QByteArray hostBytes = host.toUtf8();
    const int code = ::getaddrinfo(host.isEmpty() ? nullptr : hostBytes.constData(),
                                   QByteArray::number(config.port).constData(), &hints, &found);
    if (code != 0)
        return failure(Error::Code::System,
                       u"Cannot open an HTTP server: the host of %1 in section [%2] is unknown: %3"_s.arg(
                           where, config.section, QString::fromLocal8Bit(::gai_strerror(code))),
                       code == EAI_SYSTEM ? errno : EADDRNOTAVAIL);
    const std::unique_ptr<addrinfo, void (*)(addrinfo *)> guard(found, ::freeaddrinfo);
    const addrinfo *address = found;
    while (address->ai_family != AF_INET && address->ai_next)
        address = address->ai_next;

    Descriptor fd(newSocket(address->ai_family));
    const int on = 1;
    if (fd.get() < 0 || ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0)
        return openingFailed(config, where, errno);
    if (address->ai_family == AF_INET6)
        ::setsockopt(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (::bind(fd.get(), address->ai_addr, address->ai_addrlen) != 0 || ::listen(fd.get(), SOMAXCONN) != 0)
        return openingFailed(config, where, errno);
    return fd.release();
}

/// Whether somebody besides us and root is, or may be, in the group. Many systems make one of its own for each user.
bool hasOthers(gid_t id)
{
    const group *const entry = ::getgrgid(id);
    const passwd *const us = ::getpwuid(::geteuid());
    if (id == 0 || !entry || !us)
        return id != 0 && id != ::getegid();
    if (us->pw_gid != id || std::strcmp(us->pw_name, entry->gr_name) != 0)
        return true;
    for (char **member = entry->gr_mem; *member; ++member) {
        if (std::strcmp(us->pw_name, *member) != 0)
            return true;
    }
    return false;
}

} // namespace

QString folderProblem(const ServerConfig &config)
{
    const QString folder = config.path.section(u'/', 0, -2);
    struct stat status {};
    if (config.kind != ServerConfig::Kind::Unix
        || ::stat(QFile::encodeName(folder.isEmpty() ? u"/"_s : folder).constData(), &status) != 0)
        return {};
    const bool isSticky = (status.st_mode & S_ISVTX) != 0;
    QString whose;
    if (status.st_uid != ::geteuid() && status.st_uid != 0)
        whose = u"another user's"_s;
    else if (!isSticky && (status.st_mode & S_IWOTH) != 0)
        whose = u"open to everybody"_s;
    else if (!isSticky && (status.st_mode & S_IWGRP) != 0 && hasOthers(status.st_gid))
        whose = u"open to a group"_s;
    else
        return {};
    return u"Server '%1': whoever can write to %2, which is %3, can put another socket in place of %4; choose a folder "
           "that only this user can write to"_s.arg(config.section, folder, whose, config.path);
}

Result<int> openListenSocket(const ServerConfig &config)
{
    return config.kind == ServerConfig::Kind::Unix ? openUnix(config) : openInet(config);
}

} // namespace kantoku::daemon
