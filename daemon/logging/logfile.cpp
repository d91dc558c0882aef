#include "daemon/logging/logfile.h"

#include "daemon/logging/fileidentity.h"
#include "daemon/logging/plantedlinks.h"

#include <QFile>
#include <QSocketNotifier>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

using namespace Qt::StringLiterals;

namespace kantoku::daemon {

namespace {

constexpr qint64 pendingLimit = 1024 * 1024;
constexpr qsizetype rememberedGenerations = 256;

qint64 monotonicSeconds()
{
    timespec now{};
#ifdef CLOCK_MONOTONIC_COARSE
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
#else
    clock_gettime(CLOCK_MONOTONIC, &now);
#endif
    return now.tv_sec;
}

QString reasonOf(int error)
{
    return QString::fromLocal8Bit(strerror(error));
}

/// The daemon's own descriptor that a path stands for, or -1.
int ownDescriptor(const QByteArray &name)
{
    if (name == "/dev/stdin")
        return STDIN_FILENO;
    if (name == "/dev/stdout")
        return STDOUT_FILENO;
    if (name == "/dev/stderr")
        return STDERR_FILENO;
    for (const QByteArrayView folder : {QByteArrayView("/dev/fd/"), QByteArrayView("/proc/self/fd/")}) {
        if (!name.startsWith(folder))
            continue;
        bool ok = false;
        const int fd = name.mid(folder.size()).toInt(&ok);
        return ok ? fd : -1;
    }
    return -1;
}

/// A descriptor of our own for the same file as `fd`, that does not block where the system can give such a one.
int duplicate(int fd, const QByteArray &name)
{
    struct stat status {};
    if (::fstat(fd, &status) != 0)
        return -1;
    // Pipes and terminals are opened again, because O_NONBLOCK would be shared with everybody else who has them. A
    // regular file is not: its offset must be shared with what else is written to that descriptor.
    if (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode)) {
        const int own = ::open(name.constData(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        if (own >= 0)
            return own;
    }
    return ::fcntl(fd, F_DUPFD_CLOEXEC, 3);
}

} // namespace

LogFile::LogFile(QString path, qint64 maxBytes, int backups, Reporter *reporter)
    : m_path(std::move(path))
    , m_maxBytes(maxBytes)
    , m_backups(backups)
    , m_reporter(reporter)
{
}

LogFile::~LogFile()
{
    close();
}

Result<void> LogFile::open()
{
    m_wanted = true;
    if (m_fd >= 0)
        return {};
    return openDescriptor();
}

bool LogFile::isOpen() const
{
    return m_fd >= 0;
}

/// The path as the system takes it.
QByteArray LogFile::systemPath() const
{
    return QFile::encodeName(m_path);
}

QString LogFile::path() const
{
    return m_path;
}

LogFile::Loss LogFile::loss() const
{
    return m_loss;
}

int LogFile::backups() const
{
    return m_backups;
}

QString LogFile::generation() const
{
    return m_kind == Kind::Regular ? m_identity + u'-' + QString::number(m_emptied) : QString();
}

const QList<LogFile::Ended> &LogFile::ended() const
{
    return m_ended;
}

void LogFile::endGeneration(qint64 bytes)
{
    m_ended.append({m_identity + u'-' + QString::number(m_emptied), bytes});
    if (m_ended.size() > rememberedGenerations)
        m_ended.removeFirst();
}

/// Takes note of how long the file really is: shorter than what was written means that somebody has emptied it.
void LogFile::noteSize(qint64 bytes)
{
    if (bytes >= m_size)
        return;
    endGeneration(m_size - bytes); // what it has now was written since
    ++m_emptied;
    m_size = bytes;
}

void LogFile::lookForTruncation()
{
    struct stat status {};
    if (m_kind == Kind::Regular && ::fstat(m_fd, &status) == 0)
        noteSize(status.st_size);
}

bool LogFile::isRegular() const
{
    return m_kind == Kind::Regular;
}

Result<void> LogFile::openDescriptor()
{
    const QByteArray name = systemPath();
    const int alias = ownDescriptor(name);
    int fd = -1;
    if (alias >= 0) {
        fd = duplicate(alias, name);
    } else {
        // O_NONBLOCK: a pipe without a reader must not hold up the daemon.
        const int flags = O_WRONLY | O_APPEND | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
        fd = openUnplanted(name, flags);
        if (fd < 0 && errno == ENOENT) {
            fd = openUnplanted(name, flags | O_CREAT, m_mode.value_or(0666));
            if (fd >= 0 && m_mode)
                ::fchmod(fd, *m_mode); // a refusal leaves the mode that the umask gave, which is no wider
        }
        if (fd < 0 && errno == ELOOP)
            return failure(
                Error::Code::System,
                u"%1 leads over a symbolic link that is not followed, because it belongs neither to root nor "
                "to this user, or is in a directory that others can write to."_s.arg(m_path),
                ELOOP);
    }
    struct stat status {};
    if (fd < 0 || ::fstat(fd, &status) != 0) {
        const int error = errno;
        if (fd >= 0)
            ::close(fd);
        return failure(Error::Code::System, u"%1 cannot be opened: %2"_s.arg(m_path, reasonOf(error)), error);
    }
    m_fd = fd;
    if (!S_ISREG(status.st_mode) || alias >= 0) {
        m_kind = S_ISSOCK(status.st_mode) ? Kind::Socket : Kind::Special;
        return {};
    }
    m_kind = Kind::Regular;
    m_mode = status.st_mode & 0777;
    if (const QString identity = fileIdentity(m_fd); identity != m_identity) {
        if (!m_identity.isEmpty())
            endGeneration(m_size);
        m_identity = identity;
        m_emptied = 0;
    } else {
        noteSize(status.st_size);
    }
    m_size = status.st_size;
    m_rotateAt = m_maxBytes;
    m_checkedAt = monotonicSeconds();
    m_sinceCheck = 0;
    return {};
}

void LogFile::closeDescriptor()
{
    if (m_fd < 0)
        return;
    if (m_writable) {
        m_writable->setEnabled(false);
        m_writable->deleteLater(); // it may be the caller
        m_writable = nullptr;
    }
    ::close(m_fd);
    m_fd = -1;
    m_kind = Kind::Closed;
}

void LogFile::close()
{
    m_wanted = false;
    if (!m_pending.isEmpty())
        flushPending();
    if (!m_pending.isEmpty()) {
        lose(m_pending.size(), u"closed before its reader took everything"_s);
        m_pending.clear();
    }
    (void)isLostWithItsName();
    closeDescriptor();
}

void LogFile::write(QByteArrayView bytes)
{
    if (bytes.isEmpty() || !m_wanted)
        return;
    if (m_fd >= 0 && m_kind == Kind::Regular && monotonicSeconds() != m_checkedAt)
        checkStillLinked();
    if (m_fd < 0) {
        const Result<void> opened = openDescriptor();
        if (!opened) {
            lose(bytes.size(),
                 opened.error().number == ELOOP ? opened.error().message : reasonOf(opened.error().number));
            return;
        }
    }
    if (m_kind == Kind::Regular)
        writeRegular(bytes.data(), bytes.size());
    else
        writeSpecial(bytes.data(), bytes.size());
}

/// One system call, repeated when a signal came between. @return bytes taken, or -1 with errno
qint64 LogFile::writeSome(const char *data, qint64 size)
{
    ssize_t taken = -1;
    do {
        taken = m_kind == Kind::Socket ? ::send(m_fd, data, size_t(size), MSG_DONTWAIT | MSG_NOSIGNAL)
                                       : ::write(m_fd, data, size_t(size));
    } while (taken < 0 && errno == EINTR);
    return taken;
}

void LogFile::writeRegular(const char *data, qint64 size)
{
    qint64 done = 0;
    while (done < size) {
        const qint64 taken = writeSome(data + done, size - done);
        if (taken <= 0) {
            lose(size - done, taken == 0 ? ENOSPC : errno);
            break;
        }
        done += taken;
    }
    if (done > 0) {
        m_size += done;
        m_sinceCheck += done;
        if (done == size)
            workAgain();
        emit appended();
    }
    if (m_maxBytes > 0 && m_size >= m_rotateAt)
        rotate();
}

void LogFile::writeSpecial(const char *data, qint64 size)
{
    if (!m_pending.isEmpty())
        flushPending();
    qint64 done = 0;
    while (m_pending.isEmpty() && m_fd >= 0 && done < size) {
        const qint64 taken = writeSome(data + done, size - done);
        if (taken > 0) {
            done += taken;
            continue;
        }
        if (taken < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            break;
        lose(size - done, taken == 0 ? ENOSPC : errno);
        closeDescriptor(); // the next write tries with a new one
        break;
    }
    if (done > 0)
        emit appended();
    if (m_fd < 0)
        return;
    const qint64 fits = std::min(size - done, pendingLimit - m_pending.size());
    if (fits > 0)
        m_pending.append(data + done, fits);
    if (fits < size - done)
        lose(size - done - fits, u"its reader is too slow"_s);
    else if (m_pending.isEmpty())
        workAgain();
    if (m_pending.isEmpty())
        return;
    if (!m_writable) {
        m_writable = new QSocketNotifier(m_fd, QSocketNotifier::Write, this);
        connect(m_writable, &QSocketNotifier::activated, this, &LogFile::flushPending);
    }
    m_writable->setEnabled(true);
}

void LogFile::flushPending()
{
    qint64 done = 0;
    while (m_fd >= 0 && done < m_pending.size()) {
        const qint64 taken = writeSome(m_pending.constData() + done, m_pending.size() - done);
        if (taken > 0) {
            done += taken;
            continue;
        }
        if (taken < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            break;
        lose(m_pending.size() - done, taken == 0 ? ENOSPC : errno);
        m_pending.clear();
        closeDescriptor();
        return;
    }
    m_pending.remove(0, done);
    if (m_pending.isEmpty()) {
        if (m_writable)
            m_writable->setEnabled(false);
        workAgain();
    }
    if (done > 0)
        emit appended();
}

void LogFile::lose(qint64 bytes, int error)
{
    lose(bytes, reasonOf(error));
}

void LogFile::lose(qint64 bytes, const QString &reason)
{
    const bool worked = m_loss.reason.isEmpty();
    if (worked)
        m_lostBefore = m_loss.bytes;
    m_loss.bytes += quint64(bytes);
    m_loss.reason = reason;
    if (worked && m_reporter)
        m_reporter->writingFailed(reason);
}

void LogFile::workAgain()
{
    if (m_loss.reason.isEmpty())
        return;
    m_loss.reason.clear();
    if (m_reporter)
        m_reporter->writingResumed(m_loss.bytes - m_lostBefore);
}

/// A file without a name takes bytes that nobody can ever read: they are lost, and a new file is due.
bool LogFile::isLostWithItsName()
{
    struct stat status {};
    if (m_kind != Kind::Regular || ::fstat(m_fd, &status) != 0)
        return false;
    noteSize(status.st_size);
    const qint64 written = std::exchange(m_sinceCheck, 0);
    if (status.st_nlink > 0)
        return false;
    if (written > 0)
        lose(written, u"the file was deleted"_s);
    return true;
}

void LogFile::checkStillLinked()
{
    m_checkedAt = monotonicSeconds();
    if (!isLostWithItsName())
        return;
    closeDescriptor();
    if (openDescriptor())
        emit replaced();
}

bool LogFile::isStillUnderItsName() const
{
    struct stat ours {};
    struct stat named {};
    return ::fstat(m_fd, &ours) == 0 && ::stat(systemPath().constData(), &named) == 0 && ours.st_dev == named.st_dev
        && ours.st_ino == named.st_ino;
}

/// Moves o.1 to o.2 and so on, and o to o.1. @return 0 or errno of moving o itself
int LogFile::moveBackups() const
{
    const QByteArray name = systemPath();
    const auto backup = [&name](int number) { return QByteArray(name + '.' + QByteArray::number(number)); };
    // A gap in the numbers or an immovable old backup is no reason to keep the newest text from moving on.
    for (int i = m_backups - 1; i >= 1; --i)
        ::rename(backup(i).constData(), backup(i + 1).constData());
    return ::rename(name.constData(), backup(1).constData()) == 0 ? 0 : errno;
}

void LogFile::rotate()
{
    struct stat status {};
    if (::fstat(m_fd, &status) == 0 && status.st_size < m_maxBytes) {
        noteSize(status.st_size); // somebody else emptied it
        m_rotateAt = m_maxBytes;
        return;
    }
    int error = 0;
    if (isStillUnderItsName()) {
        if (m_backups <= 0) {
            emit aboutToEmpty();
            error = ::ftruncate(m_fd, 0) == 0 ? 0 : errno;
        } else {
            error = moveBackups();
        }
    }
    if (error != 0) {
        m_rotateAt = m_size + m_maxBytes;
        if (m_reporter)
            m_reporter->rotationFailed(reasonOf(error));
        return;
    }
    if (m_backups <= 0 && isStillUnderItsName()) {
        noteSize(0);
        m_rotateAt = m_maxBytes;
    } else {
        (void)isLostWithItsName();
        closeDescriptor(); // first, so that a full table of descriptors does not matter
        if (const Result<void> opened = openDescriptor(); !opened)
            lose(0, reasonOf(opened.error().number));
    }
    emit replaced();
}

Result<void> LogFile::reopen()
{
    close();
    m_wanted = true;
    const Result<void> opened = openDescriptor();
    emit replaced();
    return opened;
}

Result<void> LogFile::clear()
{
    const QByteArray name = systemPath();
    if (m_fd >= 0 ? m_kind != Kind::Regular : ownDescriptor(name) >= 0)
        return {};
    struct stat status {};
    if (m_fd < 0 && ::lstat(name.constData(), &status) == 0 && !S_ISREG(status.st_mode))
        return {};
    if (::unlink(name.constData()) != 0 && errno != ENOENT) {
        const int error = errno;
        return failure(Error::Code::System, u"%1 cannot be removed: %2"_s.arg(m_path, reasonOf(error)), error);
    }
    const bool wasWanted = m_wanted;
    closeDescriptor();
    Result<void> opened;
    if (wasWanted)
        opened = openDescriptor();
    emit replaced();
    return opened;
}

} // namespace kantoku::daemon
