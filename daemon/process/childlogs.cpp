#include "daemon/process/childlogs.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QUuid>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

AutoLog createAutoLog(const QString &folder, const QString &process, const QString &channel, const QString &identifier)
{
    const QString stem = folder + u'/' + process + u'-' + channel + u"---" + identifier + u'-';
    QByteArray path = QFile::encodeName(stem + u"XXXXXX.log");
    const int fd = ::mkostemps(path.data(), 4, O_CLOEXEC);
    if (fd < 0) {
        const int error = errno;
        const QString name = stem + QUuid::createUuid().toString(QUuid::Id128).left(6) + u".log";
        return {name,
                failure(Error::Code::System,
                        u"The log %1 cannot be made: %2"_s.arg(name, QString::fromLocal8Bit(std::strerror(error))),
                        error)};
    }
    ::close(fd);
    return {QFile::decodeName(path), {}};
}

QStringList removeAutoLogs(const QString &folder, const QString &identifier)
{
    const QDir dir(folder);
    if (!dir.exists() || !dir.isReadable())
        return {u"Could not clear childlog dir"_s};
    // Anchored at the start only, as there: whatever follows the number goes too.
    const QRegularExpression automatic(u"\\A.+?---"_s + QRegularExpression::escape(identifier)
                                       + u"-\\S+\\.log\\.?\\d{0,4}"_s);
    QStringList problems;
    for (const QString &name : dir.entryList(QDir::Files | QDir::Hidden | QDir::System)) {
        if (!automatic.match(name).hasMatch())
            continue;
        const QString path = dir.filePath(name);
        if (!QFile::remove(path))
            problems.append(u"Failed to clean up '%1'"_s.arg(path));
    }
    return problems;
}

} // namespace kantoku::daemon
