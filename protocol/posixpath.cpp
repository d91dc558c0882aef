#include "protocol/posixpath.h"

#include <QStringList>

#include <algorithm>

namespace kantoku {

using namespace Qt::StringLiterals;

QString directoryName(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(u'/');
    qsizetype end = slash + 1;
    while (end > 0 && path.at(end - 1) == u'/')
        --end;
    return end == 0 ? path.first(slash + 1) : path.first(end);
}

QString normalizedPath(const QString &path)
{
    if (path.isEmpty())
        return u"."_s;
    const qsizetype slashes = std::ranges::find_if(path, [](QChar c) { return c != u'/'; }) - path.begin();
    const bool isAbsolute = slashes > 0;
    QStringList parts;
    const QStringList given = path.split(u'/', Qt::SkipEmptyParts);
    for (const QString &part : given) {
        if (part == "."_L1)
            continue;
        if (part != ".."_L1 || (!isAbsolute && parts.isEmpty()) || (!parts.isEmpty() && parts.last() == ".."_L1))
            parts.append(part);
        else if (!parts.isEmpty())
            parts.removeLast();
    }
    const QString result = QString(slashes == 2 ? 2 : isAbsolute ? 1 : 0, u'/') + parts.join(u'/');
    return result.isEmpty() ? u"."_s : result;
}

QString joinedPath(const QString &base, const QString &path)
{
    if (path.startsWith(u'/') || base.isEmpty())
        return path;
    return base.endsWith(u'/') ? QString(base + path) : QString(base + u'/' + path);
}

QString absolutePath(const QString &path, const QString &currentDirectory)
{
    return normalizedPath(joinedPath(currentDirectory, path));
}

QString withHome(const QString &path, const std::function<QString(const QString &)> &homeOf)
{
    if (!path.startsWith(u'~'))
        return path;
    const qsizetype slash = path.indexOf(u'/');
    const qsizetype end = slash < 0 ? path.size() : slash;
    QString home = homeOf(path.sliced(1, end - 1));
    if (home.isNull())
        return path;
    while (home.endsWith(u'/'))
        home.chop(1);
    const QString result = home + path.sliced(end);
    return result.isEmpty() ? u"/"_s : result;
}

} // namespace kantoku
