#include "daemon/process/childjournal.h"

#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxFileBytes = 64 * 1024 * 1024;
/// A file with fewer lines than this is not written anew, however few of them still matter.
constexpr qsizetype fewLines = 256;

tl::unexpected<Error> systemFailure(const QString &path, int error)
{
    return failure(Error::Code::System, u"%1: %2"_s.arg(path, QString::fromLocal8Bit(std::strerror(error))), error);
}

QByteArray firstLine()
{
    QFile boot(u"/proc/sys/kernel/random/boot_id"_s);
    const QByteArray id = boot.open(QIODevice::ReadOnly) ? boot.readAll().trimmed() : QByteArray("unknown");
    return "kantoku-children 1 " + id + '\n';
}

/// "+ PID STARTED SIGNAL WAIT STOPASGROUP KILLASGROUP GROUP PROCESS", names percent-encoded.
QByteArray birthLine(const ChildRecord &child)
{
    const auto number = [](qint64 value) { return QByteArray::number(value); };
    return "+ " + number(child.pid) + ' ' + number(child.started.count()) + ' ' + number(child.stopSignal) + ' '
        + number(child.stopWait.count()) + (child.stopAsGroup ? " 1" : " 0") + (child.killAsGroup ? " 1 " : " 0 ")
        + child.group.toUtf8().toPercentEncoding() + ' ' + child.process.toUtf8().toPercentEncoding() + '\n';
}

void readLine(const QByteArray &line, QHash<qint64, ChildRecord> &living)
{
    const QList<QByteArray> words = line.split(' ');
    bool isNumber = false;
    const qint64 pid = words.value(1).toLongLong(&isNumber);
    if (!isNumber || pid < 2)
        return;
    if (words[0] == "-") {
        living.remove(pid);
        return;
    }
    if (words[0] != "+" || words.size() != 9)
        return;
    ChildRecord child;
    child.pid = pid;
    child.started = std::chrono::milliseconds(words[2].toLongLong());
    child.stopSignal = words[3].toInt();
    child.stopWait = std::chrono::seconds(words[4].toLongLong());
    child.stopAsGroup = words[5] == "1";
    child.killAsGroup = words[6] == "1";
    child.group = QString::fromUtf8(QByteArray::fromPercentEncoding(words[7]));
    child.process = QString::fromUtf8(QByteArray::fromPercentEncoding(words[8]));
    living.insert(pid, child);
}

/// Nothing where the file is of another boot or no journal at all.
QHash<qint64, ChildRecord> readAll(int fd)
{
    QFile file;
    QHash<qint64, ChildRecord> living;
    if (!file.open(fd, QIODevice::ReadOnly) || file.readLine() != firstLine())
        return living;
    QByteArray text = file.read(maxFileBytes);
    text.truncate(text.lastIndexOf('\n') + 1);
    for (const QByteArray &line : text.split('\n'))
        readLine(line, living);
    return living;
}

bool isOursAlone(const struct stat &status)
{
    return S_ISREG(status.st_mode) && status.st_uid == ::geteuid() && (status.st_mode & 077) == 0
        && status.st_nlink <= 1;
}

bool isUnder(const QByteArray &name, const struct stat &status)
{
    struct stat named {};
    return ::lstat(name.constData(), &named) == 0 && named.st_dev == status.st_dev && named.st_ino == status.st_ino;
}

} // namespace

ChildJournal::~ChildJournal()
{
    close();
}

Result<QList<ChildRecord>> ChildJournal::open(const QString &path)
{
    close();
    m_path = path;
    const QByteArray name = QFile::encodeName(path);
    for (;;) {
        Descriptor file(
            ::open(name.constData(), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600));
        struct stat status {};
        if (!file.isValid() || ::fstat(file.get(), &status) != 0)
            return systemFailure(path, errno);
        if (!isOursAlone(status))
            return failure(Error::Code::System,
                           u"%1 is not this user's alone and is not trusted; remove it"_s.arg(path), EPERM);
        if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
            return systemFailure(path, errno);
        if (!isUnder(name, status))
            continue; // its owner has just put a new one in its place, or removed it
        m_living = readAll(file.get());
        m_file = std::move(file);
        break;
    }
    (void)rewrite(); // where that fails, the old one still tells of them, and the next call tries again
    return m_living.values();
}

void ChildJournal::close()
{
    if (m_file.isValid() && m_living.isEmpty())
        ::unlink(QFile::encodeName(m_path).constData());
    m_file.reset();
    m_living.clear();
    m_isBroken = false;
}

Result<void> ChildJournal::add(const ChildRecord &child)
{
    if (!isOpen())
        return {};
    m_living.insert(child.pid, child);
    return append(birthLine(child));
}

Result<void> ChildJournal::remove(qint64 pid)
{
    if (!isOpen() || !m_living.remove(pid))
        return {};
    return append("- " + QByteArray::number(pid) + '\n');
}

Result<void> ChildJournal::append(const QByteArray &line)
{
    if (m_isBroken || (m_lines >= fewLines && m_lines >= 4 * m_living.size()))
        return rewrite();
    ++m_lines;
    const ssize_t written = ::write(m_file.get(), line.constData(), static_cast<size_t>(line.size()));
    if (written == line.size())
        return {};
    m_isBroken = true;
    return systemFailure(m_path, written < 0 ? errno : ENOSPC);
}

Result<void> ChildJournal::rewrite()
{
    m_isBroken = true;
    const QByteArray name = QFile::encodeName(m_path);
    const QByteArray next = name + ".new";
    ::unlink(next.constData());
    Descriptor file(::open(next.constData(), O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.isValid() || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
        return systemFailure(QFile::decodeName(next), errno);
    QByteArray text = firstLine();
    for (const ChildRecord &child : std::as_const(m_living))
        text += birthLine(child);
    const ssize_t written = ::write(file.get(), text.constData(), static_cast<size_t>(text.size()));
    if (written != text.size() || ::rename(next.constData(), name.constData()) != 0) {
        const int error = written >= 0 && written != text.size() ? ENOSPC : errno;
        ::unlink(next.constData());
        return systemFailure(m_path, error);
    }
    m_file = std::move(file);
    m_lines = m_living.size() + 1;
    m_isBroken = false;
    return {};
}

} // namespace kantoku::daemon
