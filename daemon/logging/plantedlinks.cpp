#include "daemon/logging/plantedlinks.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kantoku::daemon {

int linkFlags(const QByteArray &path)
{
    const qsizetype slash = path.lastIndexOf('/');
    const QByteArray folder = slash > 0 ? path.left(slash) : QByteArray(slash == 0 ? "/" : ".");
    struct stat status {};
    if (::stat(folder.constData(), &status) != 0)
        return 0;
    const bool isOurs = status.st_uid == 0 || status.st_uid == ::geteuid();
    return isOurs && (status.st_mode & S_IWOTH) == 0 ? 0 : O_NOFOLLOW;
}

} // namespace kantoku::daemon
