#include "daemon/rpc/logchunks.h"

#include "daemon/logging/fileidentity.h"
#include "daemon/logging/logfile.h"
#include "daemon/rpc/logreading.h"
#include "protocol/faultcode.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <vector>

namespace kantoku::daemon {

namespace {

/// A descriptor that closes itself.
struct Descriptor {
    explicit Descriptor(int number)
        : fd(number)
    {
    }
    Descriptor(Descriptor &&other) noexcept
        : fd(std::exchange(other.fd, -1))
    {
    }
    Descriptor &operator=(Descriptor &&) = delete;
    ~Descriptor()
    {
        if (fd >= 0)
            ::close(fd);
    }
    int fd;
};

/// One file that holds a generation of the log.
struct Kept {
    Descriptor file;
    QString generation;
};

/// The name of a generation: the file's identity, and how often it was emptied where it stands.
QString generationOf(const LogFile *log, int fd)
{
    const QString identity = fileIdentity(fd);
    if (log) {
        if (log->generation().startsWith(identity + u'-'))
            return log->generation();
        const auto &ended = log->ended();
        const auto last = std::find_if(ended.crbegin(), ended.crend(), [&](const LogFile::Ended &e) {
            return e.generation.startsWith(identity + u'-');
        });
        if (last != ended.crend())
            return last->generation;
    }
    return identity + QStringLiteral("-0");
}

/// The backups that are there, the newest first.
std::vector<Kept> openBackups(const QString &path, const LogFile *log)
{
    std::vector<Kept> backups;
    for (int number = 1; log && number <= log->backups(); ++number) {
        Descriptor file(openLog(path + u'.' + QString::number(number)));
        if (file.fd < 0)
            break;
        QString generation = generationOf(log, file.fd);
        backups.push_back({std::move(file), std::move(generation)});
    }
    return backups;
}

LogChunk readFrom(int fd, const QString &generation, qint64 offset, qint64 length)
{
    LogChunk chunk;
    chunk.generation = generation;
    struct stat status {};
    chunk.size = ::fstat(fd, &status) == 0 ? status.st_size : 0;
    chunk.offset = offset >= 0 ? std::min(offset, chunk.size) : chunk.size + std::max(offset, -chunk.size);
    const qint64 available = chunk.size - chunk.offset;
    const qint64 wanted = std::min({length == 0 ? available : length, available, LogChunk::maxBytes});
    chunk.bytes.resize(wanted);
    qint64 have = 0;
    while (have < wanted) {
        const ssize_t count
            = ::pread(fd, chunk.bytes.data() + have, static_cast<std::size_t>(wanted - have), chunk.offset + have);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        have += count;
    }
    chunk.bytes.truncate(have);
    return chunk;
}

/// The answer for a generation whose bytes are gone: how many that are, and where the log goes on.
LogChunk lostChunk(const LogFile *log, const LogPosition &from, const std::vector<Kept> &backups,
                   const QString &current)
{
    LogChunk chunk;
    chunk.generation = from.generation;
    chunk.offset = std::max<qint64>(0, from.offset);
    chunk.size = chunk.offset;
    chunk.lost = -1;
    chunk.next = current;
    const QList<LogFile::Ended> ended = log ? log->ended() : QList<LogFile::Ended>();
    auto gone = std::ranges::find(ended, from.generation, &LogFile::Ended::generation);
    if (gone == ended.end())
        return chunk;
    chunk.size = gone->bytes;
    chunk.lost = std::max<qint64>(0, gone->bytes - chunk.offset);
    while (++gone != ended.end()) {
        if (std::ranges::any_of(backups, [&](const Kept &kept) { return kept.generation == gone->generation; })) {
            chunk.next = gone->generation;
            break;
        }
        chunk.lost += gone->bytes;
    }
    return chunk;
}

/// The generation that followed one that is still there.
QString successor(const LogFile *log, const std::vector<Kept> &backups, std::size_t index, const QString &current)
{
    const QList<LogFile::Ended> &ended = log->ended();
    const auto it = std::ranges::find(ended, backups[index].generation, &LogFile::Ended::generation);
    if (it != ended.end())
        return it + 1 == ended.end() ? current : (it + 1)->generation;
    return index == 0 ? current : backups[index - 1].generation; // it ended before the daemon began
}

} // namespace

Result<LogChunk> readLogChunk(const QString &path, LogFile *log, const LogPosition &from, qint64 length)
{
    if (path.isEmpty())
        return fault(FaultCode::NoFile);
    if (length < 0)
        return fault(FaultCode::BadArguments);
    if (log)
        log->lookForTruncation();
    const Descriptor file(openLog(path));
    if (file.fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? fault(FaultCode::NoFile, path) : fault(FaultCode::Failed);
    const QString current = generationOf(log, file.fd);
    if (from.generation.isEmpty() || from.generation == current)
        return readFrom(file.fd, current, from.offset, length);

    const std::vector<Kept> backups = openBackups(path, log);
    const auto kept = std::ranges::find(backups, from.generation, &Kept::generation);
    if (kept == backups.end())
        return lostChunk(log, from, backups, current);
    LogChunk chunk = readFrom(kept->file.fd, kept->generation, from.offset, length);
    if (chunk.offset + chunk.bytes.size() == chunk.size)
        chunk.next = successor(log, backups, std::size_t(kept - backups.begin()), current);
    return chunk;
}

} // namespace kantoku::daemon
