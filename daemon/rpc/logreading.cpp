#include "daemon/rpc/logreading.h"

#include "daemon/logging/plantedlinks.h"
#include "protocol/faultcode.h"

#include <QFile>
#include <QScopeGuard>
#include <QStringDecoder>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pieceBytes = 256 * 1024;

qint64 sizeOf(int fd)
{
    struct stat status {};
    return ::fstat(fd, &status) == 0 ? status.st_size : 0;
}

/// The bytes at the end that are the beginning of a character, 0 to 3.
qsizetype incompleteTail(QByteArrayView bytes)
{
    for (qsizetype back = 1; back <= std::min<qsizetype>(3, bytes.size()); ++back) {
        const auto byte = static_cast<uchar>(bytes[bytes.size() - back]);
        if ((byte & 0xc0) == 0x80)
            continue;
        const qsizetype length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
        return length > back ? back : 0;
    }
    return 0;
}

xmlrpc::Fragment textOf(int fd, qint64 offset, qint64 length)
{
    xmlrpc::Fragment text{"<string>"_ba};
    // Stateless, so that a character that was cut off is shown; those cut by our pieces are put together here.
    QStringDecoder decode(QStringDecoder::Utf8,
                          QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const auto append = [&](QByteArrayView bytes) {
        const QString decoded = decode(bytes);
        xmlrpc::appendText(text.xml, decoded);
    };
    QByteArray buffer(std::min(pieceBytes, length) + 3, Qt::Uninitialized);
    qsizetype kept = 0; // of the last piece, at the start of the buffer
    while (length > 0) {
        const ssize_t count
            = ::pread(fd, buffer.data() + kept, static_cast<std::size_t>(std::min(pieceBytes, length)), offset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        offset += count;
        length -= count;
        const QByteArrayView bytes(buffer.constData(), kept + count);
        kept = incompleteTail(bytes);
        append(bytes.chopped(kept));
        std::memmove(buffer.data(), buffer.constData() + bytes.size() - kept, static_cast<std::size_t>(kept));
    }
    append(QByteArrayView(buffer.constData(), kept));
    text.xml += "</string>";
    return text;
}

} // namespace

int openLog(const QString &path)
{
    const int fd = openUnplanted(QFile::encodeName(path), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat status {};
    if (fd >= 0 && (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))) {
        ::close(fd);
        errno = ESPIPE;
        return -1;
    }
    return fd;
}

Result<xmlrpc::Fragment> readLog(const QString &path, qint64 offset, qint64 length)
{
    if (path.isEmpty())
        return fault(FaultCode::NoFile);
    const int fd = openLog(path);
    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? fault(FaultCode::NoFile, path) : fault(FaultCode::Failed);
    const auto closeFile = qScopeGuard([fd] { ::close(fd); });
    if (length < 0 || (offset < 0 && length != 0))
        return fault(FaultCode::BadArguments);
    const qint64 size = sizeOf(fd);
    if (offset < 0)
        offset = std::max<qint64>(0, size + std::max(offset, -std::numeric_limits<qint64>::max()));
    const qint64 available = std::max<qint64>(0, size - offset);
    return textOf(fd, offset, length == 0 ? available : std::min(length, available));
}

LogTail tailLog(const QString &path, qint64 offset, qint64 length)
{
    LogTail tail{{"<string></string>"_ba}, 0, false};
    const int fd = path.isEmpty() ? -1 : openLog(path);
    if (fd < 0)
        return tail;
    const auto closeFile = qScopeGuard([fd] { ::close(fd); });
    const qint64 size = sizeOf(fd);
    tail.end = size;
    // So that sums cannot overflow; no file is longer.
    constexpr qint64 far = qint64(1) << 60;
    offset = std::clamp(offset, -far, far);
    length = std::clamp(length, -far, far);

    // Supervisor's arithmetic, also where an offset or a length makes no sense.
    tail.hasOverflow = size > offset + length;
    if (tail.hasOverflow)
        offset = size - 1;
    if (offset + length > size) {
        if (offset > size - 1)
            length = 0;
        offset = size - length;
    }
    if (offset < 0) {
        offset = 0;
        length = size;
    }
    tail.text = textOf(fd, offset, std::clamp<qint64>(length, 0, size - offset));
    return tail;
}

} // namespace kantoku::daemon
