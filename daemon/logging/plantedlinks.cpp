#include "daemon/logging/plantedlinks.h"

#include "daemon/descriptor.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <optional>

namespace kantoku::daemon {

namespace {

constexpr int mostLinks = 40; // as many as Linux follows
constexpr int passThrough = O_PATH | O_DIRECTORY | O_CLOEXEC;

bool isTrusted(const struct stat &status)
{
    return status.st_uid == 0 || status.st_uid == ::geteuid();
}

/// A directory that a group can write to is none: /var/log is on some systems, and links of the administrator in it
/// are to be followed. Those of the group's members are theirs, and are refused for that.
bool isOpenToOthers(const Descriptor &folder)
{
    struct stat status {};
    return ::fstat(folder.get(), &status) != 0 || !isTrusted(status) || (status.st_mode & S_IWOTH) != 0;
}

/// Links there are the kernel's: /proc/self/fd/1 may lead to a pipe, which has no name.
bool isProcfs(const Descriptor &folder)
{
    struct statfs status {};
    return ::fstatfs(folder.get(), &status) == 0 && status.f_type == PROC_SUPER_MAGIC;
}

QByteArray targetOf(const Descriptor &link)
{
    QByteArray target(PATH_MAX, Qt::Uninitialized);
    const ssize_t length = ::readlinkat(link.get(), "", target.data(), static_cast<size_t>(target.size()));
    target.truncate(std::max<ssize_t>(0, length));
    return target;
}

QByteArray withoutSlashes(QByteArray path)
{
    while (path.startsWith('/'))
        path.remove(0, 1);
    return path;
}

/// Where a path begins.
Descriptor startOf(const QByteArray &path)
{
    return Descriptor(::open(path.startsWith('/') ? "/" : ".", passThrough));
}

/// Most ways have no link at all, and one system call goes them. @return nothing where it says that there is one, or
/// does not exist (before Linux 5.6, and in some sandboxes)
std::optional<int> openWithoutLinks(const QByteArray &path, int flags, mode_t mode)
{
#ifdef SYS_openat2
    open_how how{};
    how.flags = static_cast<quint64>(flags);
    how.mode = mode;
    how.resolve = RESOLVE_NO_SYMLINKS;
    const long file = ::syscall(SYS_openat2, AT_FDCWD, path.constData(), &how, sizeof how);
    if (file >= 0 || (errno != ELOOP && errno != ENOSYS && errno != EPERM))
        return static_cast<int>(file);
#endif
    return {};
}

} // namespace

int openUnplanted(const QByteArray &path, int flags, mode_t mode)
{
    if (const auto file = openWithoutLinks(path, flags, mode))
        return *file;
    Descriptor folder = startOf(path);
    QByteArray rest = withoutSlashes(path);
    for (int links = 0; folder.isValid();) {
        const qsizetype slash = rest.indexOf('/');
        const bool isLast = slash < 0;
        const QByteArray name = isLast ? rest : rest.left(slash);
        const QByteArray after = isLast ? QByteArray() : withoutSlashes(rest.mid(slash));
        const Descriptor part(::openat(folder.get(), name.constData(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
        struct stat status {};
        const bool isThere = part.isValid() && ::fstat(part.get(), &status) == 0;
        if (!isThere && !isLast)
            return -1;
        if (!isThere || !S_ISLNK(status.st_mode)) {
            if (isLast)
                return ::openat(folder.get(), name.constData(), flags | O_NOFOLLOW, mode);
            folder = Descriptor(::openat(part.get(), ".", passThrough));
            rest = after.isEmpty() ? QByteArray(".") : after; // "folder/" is the folder itself
            continue;
        }
        if (++links > mostLinks || !isTrusted(status) || (isLast && isOpenToOthers(folder))) {
            errno = ELOOP;
            return -1;
        }
        if (isProcfs(folder)) {
            if (isLast)
                return ::openat(folder.get(), name.constData(), flags, mode);
            folder = Descriptor(::openat(folder.get(), name.constData(), passThrough));
            rest = after;
            continue;
        }
        const QByteArray target = targetOf(part);
        if (target.startsWith('/'))
            folder = startOf(target);
        rest = withoutSlashes(isLast ? target : target + '/' + after);
    }
    return -1;
}

} // namespace kantoku::daemon
