#include "daemon/logging/fileidentity.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace kantoku::daemon {

QString fileIdentity(int descriptor)
{
#ifdef STATX_BTIME
    struct statx facts {};
    if (::statx(descriptor, "", AT_EMPTY_PATH, STATX_INO | STATX_BTIME, &facts) == 0) {
        const bool hasBirth = (facts.stx_mask & STATX_BTIME) != 0;
        const quint64 born = hasBirth ? quint64(facts.stx_btime.tv_sec) * 1'000'000'000 + facts.stx_btime.tv_nsec : 0;
        return QString::number(facts.stx_ino, 36) + u'.' + QString::number(born, 36);
    }
#endif
    struct stat status {};
    return ::fstat(descriptor, &status) == 0 ? QString::number(quint64(status.st_ino), 36) + QStringLiteral(".0")
                                             : QString();
}

} // namespace kantoku::daemon
