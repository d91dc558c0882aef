#include "daemon/process/procfs.h"

#include "daemon/descriptor.h"

#include <QFile>
#include <QScopeGuard>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

// Without QFile, which asks the kernel more about a file than reading it costs: every start of a program reads one.
QByteArray contents(const QString &path)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    QByteArray text;
    for (ssize_t count = 1; file.isValid() && count > 0;) {
        const qsizetype size = text.size();
        text.resize(size + 4096);
        count = ::read(file.get(), text.data() + size, 4096);
        text.truncate(size + std::max<ssize_t>(count, 0));
    }
    return text;
}

/// The names in a folder; nothing where it cannot be read. Looks at none of them: behind a descriptor may be a file
/// system that does not answer.
std::optional<QList<QByteArray>> entries(const QString &path)
{
    DIR *const dir = ::opendir(QFile::encodeName(path).constData());
    if (!dir)
        return std::nullopt;
    const auto closeDir = qScopeGuard([dir] { ::closedir(dir); });
    QList<QByteArray> names;
    while (const dirent *const entry = ::readdir(dir)) {
        if (entry->d_name[0] != '.')
            names.append(entry->d_name);
    }
    return names;
}

/// Of a file that ends each with a zero.
QList<QByteArray> texts(QByteArray file)
{
    while (file.endsWith('\0'))
        file.chop(1);
    return file.isEmpty() ? QList<QByteArray>() : file.split('\0');
}

milliseconds fromTicks(QByteArrayView ticks)
{
    static const qint64 perSecond = std::max(::sysconf(_SC_CLK_TCK), 1L);
    return milliseconds(ticks.toLongLong() * 1000 / perSecond);
}

} // namespace

Procfs::Procfs(QString root)
    : m_root(std::move(root))
{
}

QString Procfs::path(qint64 pid, const QString &file) const
{
    return m_root + u'/' + QString::number(pid) + u'/' + file;
}

std::optional<Procfs::Facts> Procfs::process(qint64 pid) const
{
    // "PID (NAME) STATE PPID …": the name may hold anything, so the last parenthesis counts.
    const QByteArray line = contents(path(pid, u"stat"_s));
    const qsizetype open = line.indexOf('(');
    const qsizetype close = line.lastIndexOf(')');
    if (open < 0 || close < open)
        return std::nullopt;
    constexpr qsizetype firstField = 3; // as proc(5) counts them
    constexpr qsizetype rssField = 24; // the last one that we read
    std::array<QByteArrayView, rssField - firstField + 1> fields;
    QByteArrayView rest = QByteArrayView(line).sliced(close + 1).trimmed();
    for (QByteArrayView &field : fields) {
        if (rest.isEmpty())
            return std::nullopt;
        const qsizetype end = rest.indexOf(' ');
        field = end < 0 ? rest : rest.first(end);
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
    }
    const auto field = [&](qsizetype number) { return fields[static_cast<size_t>(number - firstField)]; };
    static const qint64 pageBytes = std::max(::sysconf(_SC_PAGESIZE), 1L);
    Facts facts;
    facts.pid = pid;
    facts.parent = field(4).toLongLong();
    facts.name = QString::fromUtf8(line.sliced(open + 1, close - open - 1));
    facts.cpu = fromTicks(field(14)) + fromTicks(field(15));
    facts.endedChildrenCpu = fromTicks(field(16)) + fromTicks(field(17));
    facts.threads = field(20).toInt();
    facts.started = fromTicks(field(22));
    facts.residentBytes = field(rssField).toLongLong() * pageBytes;
    return facts;
}

QList<qint64> Procfs::children(qint64 pid) const
{
    QList<qint64> found;
    const QList<QByteArray> threads = entries(path(pid, u"task"_s)).value_or(QList<QByteArray>());
    for (const QByteArray &thread : threads) {
        for (const QByteArray &word :
             contents(path(pid, u"task/%1/children"_s.arg(QString::fromLatin1(thread)))).split(' ')) {
            if (const qint64 child = word.toLongLong(); child > 0)
                found.append(child);
        }
    }
    return found;
}

QList<Procfs::Facts> Procfs::tree(qint64 pid) const
{
    QList<Facts> found;
    if (const auto first = process(pid))
        found.append(*first);
    for (qsizetype i = 0; i < found.size(); ++i) {
        const qint64 parent = found[i].pid;
        for (const qint64 child : children(parent)) {
            // A pid that was used again meanwhile belongs to somebody else.
            if (const auto facts = process(child); facts && facts->parent == parent)
                found.append(*facts);
        }
    }
    return found;
}

std::optional<int> Procfs::descriptors(qint64 pid) const
{
    const auto open = entries(path(pid, u"fd"_s));
    return open ? std::optional(static_cast<int>(open->size())) : std::nullopt;
}

QList<QByteArray> Procfs::arguments(qint64 pid) const
{
    return texts(contents(path(pid, u"cmdline"_s)));
}

QList<QByteArray> Procfs::environment(qint64 pid) const
{
    return texts(contents(path(pid, u"environ"_s)));
}

QString Procfs::commandLine(const Facts &process) const
{
    const QList<QByteArray> words = arguments(process.pid);
    return words.isEmpty() ? u'[' + process.name + u']' : QString::fromUtf8(words.join(' '));
}

milliseconds Procfs::now()
{
    timespec time{};
#ifdef CLOCK_BOOTTIME
    ::clock_gettime(CLOCK_BOOTTIME, &time);
#else
    ::clock_gettime(CLOCK_MONOTONIC, &time);
#endif
    return std::chrono::seconds(time.tv_sec)
        + std::chrono::duration_cast<milliseconds>(std::chrono::nanoseconds(time.tv_nsec));
}

} // namespace kantoku::daemon
