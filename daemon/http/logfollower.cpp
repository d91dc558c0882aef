#include "daemon/http/logfollower.h"

#include "daemon/logging/plantedlinks.h"

#include <QFile>
#include <QFileSystemWatcher>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

LogFollower::LogFollower(const QString &path, QObject *parent)
    : QObject(parent)
    , m_path(path)
{
}

LogFollower::~LogFollower()
{
    while (!m_files.isEmpty())
        dropFirst();
}

Result<LogFollower::File> LogFollower::openFile() const
{
    // O_NONBLOCK: opening a pipe without a writer must not wait.
    const int fd = openUnplanted(QFile::encodeName(m_path), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat status {};
    if (fd < 0 || ::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        const int error = fd < 0 ? errno : EINVAL;
        if (fd >= 0)
            ::close(fd);
        return failure(Error::Code::System,
                       u"%1 cannot be read: %2"_s.arg(m_path, QString::fromLocal8Bit(std::strerror(error))), error);
    }
    return File{fd, status.st_dev, status.st_ino, 0};
}

Result<void> LogFollower::open(qint64 tailBytes)
{
    auto file = openFile();
    if (!file)
        return tl::unexpected(file.error());
    struct stat status {};
    ::fstat(file->fd, &status);
    file->position = std::max<qint64>(0, status.st_size - tailBytes);
    m_modified = QDateTime::fromSecsSinceEpoch(status.st_mtime);
    m_files.append(*file);
    m_watcher = new QFileSystemWatcher(this);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, this, &LogFollower::look);
    watch();
    return {};
}

void LogFollower::watch()
{
    if (!m_watcher->files().contains(m_path))
        m_watcher->addPath(m_path);
}

QByteArray LogFollower::read(qint64 maxBytes)
{
    if (!m_notice.isEmpty())
        return std::exchange(m_notice, {});
    QByteArray bytes(maxBytes, Qt::Uninitialized);
    while (!m_files.isEmpty()) {
        File &file = m_files.first();
        const ssize_t count = ::pread(file.fd, bytes.data(), static_cast<std::size_t>(maxBytes), file.position);
        if (count > 0) {
            file.position += count;
            bytes.truncate(count);
            return bytes;
        }
        if (count < 0 && errno == EINTR)
            continue;
        if (m_files.size() == 1)
            break;
        dropFirst();
    }
    return {};
}

void LogFollower::look()
{
    if (m_files.isEmpty())
        return;
    struct stat status {};
    File &last = m_files.last();
    const bool isThere = ::stat(QFile::encodeName(m_path).constData(), &status) == 0;
    if (isThere && (status.st_dev != last.device || status.st_ino != last.inode)) {
        if (const auto file = openFile())
            takeNext(*file);
    } else if (isThere && status.st_size < last.position) {
        m_notice += "==> File truncated <==\n";
        last.position = 0;
    }
    watch();
    emit readyRead();
}

void LogFollower::takeNext(const File &file)
{
    m_files.append(file);
    if (m_files.size() <= maxFiles)
        return;
    struct stat status {};
    const File &first = m_files.first();
    const qint64 unread = ::fstat(first.fd, &status) == 0 ? status.st_size - first.position : 0;
    if (unread > 0)
        m_notice += "==> " + QByteArray::number(unread) + " bytes left out: the reader is too slow <==\n";
    dropFirst();
}

void LogFollower::dropFirst()
{
    ::close(m_files.takeFirst().fd);
}

} // namespace kantoku::daemon
