#include "daemon/config/world.h"

#include "protocol/posixpath.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QSysInfo>

#include <cerrno>
#include <grp.h>
#include <pwd.h>
#include <sys/utsname.h>
#include <unistd.h>
#include <vector>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

/// Calls one of the get..._r functions with a buffer that grows until the entry fits.
template <typename Entry, typename Call>
bool lookUp(Entry &entry, std::vector<char> &buffer, Call call)
{
    for (buffer.resize(1024); buffer.size() < (1u << 20); buffer.resize(buffer.size() * 2)) {
        Entry *found = nullptr;
        if (call(&entry, buffer.data(), buffer.size(), &found) != ERANGE)
            return found != nullptr;
    }
    return false;
}

World::User toUserEntry(const passwd &entry)
{
    return {QString::fromLocal8Bit(entry.pw_name), entry.pw_uid, entry.pw_gid, QString::fromLocal8Bit(entry.pw_dir)};
}

bool hasMagic(const QString &text)
{
    return text.contains(u'*') || text.contains(u'?') || text.contains(u'[');
}

/// What the folder `folder` ("" for the current one) has that matches one part of a pattern.
QStringList matchingNames(const QString &folder, const QString &part)
{
    const QRegularExpression expression(
        QRegularExpression::wildcardToRegularExpression(part, QRegularExpression::UnanchoredWildcardConversion));
    const QRegularExpression anchored(QRegularExpression::anchoredPattern(expression.pattern()),
                                      QRegularExpression::DotMatchesEverythingOption);
    QStringList names;
    QDirIterator entries(folder.isEmpty() ? u"."_s : folder,
                         QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
    while (entries.hasNext()) {
        entries.next();
        const QString name = entries.fileName();
        if ((part.startsWith(u'.') || !name.startsWith(u'.')) && anchored.match(name).hasMatch())
            names.append(name);
    }
    return names;
}

bool existsAtAll(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

} // namespace

std::optional<World::User> SystemWorld::userByName(const QString &name) const
{
    passwd entry = {};
    std::vector<char> buffer;
    const QByteArray key = name.toLocal8Bit();
    if (!lookUp(entry, buffer, [&key](auto... rest) { return getpwnam_r(key.constData(), rest...); }))
        return std::nullopt;
    return toUserEntry(entry);
}

std::optional<World::User> SystemWorld::userById(uint uid) const
{
    passwd entry = {};
    std::vector<char> buffer;
    if (!lookUp(entry, buffer, [uid](auto... rest) { return getpwuid_r(uid, rest...); }))
        return std::nullopt;
    return toUserEntry(entry);
}

std::optional<uint> SystemWorld::groupByName(const QString &name) const
{
    group entry = {};
    std::vector<char> buffer;
    const QByteArray key = name.toLocal8Bit();
    if (!lookUp(entry, buffer, [&key](auto... rest) { return getgrnam_r(key.constData(), rest...); }))
        return std::nullopt;
    return entry.gr_gid;
}

bool SystemWorld::hasGroup(uint gid) const
{
    group entry = {};
    std::vector<char> buffer;
    return lookUp(entry, buffer, [gid](auto... rest) { return getgrgid_r(gid, rest...); });
}

uint SystemWorld::userId() const
{
    return getuid();
}

bool SystemWorld::isDirectory(const QString &path) const
{
    return QFileInfo(path).isDir();
}

QHash<QString, QString> SystemWorld::environment() const
{
    QHash<QString, QString> result;
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names)
        result.insert(name, environment.value(name));
    return result;
}

QString SystemWorld::hostName() const
{
    utsname names = {};
    return uname(&names) == 0 ? QString::fromLocal8Bit(names.nodename) : QSysInfo::machineHostName();
}

QString SystemWorld::temporaryDirectory() const
{
    // The order in which Python's tempfile looks for one.
    const QStringList candidates = {qEnvironmentVariable("TMPDIR"),
                                    qEnvironmentVariable("TEMP"),
                                    qEnvironmentVariable("TMP"),
                                    u"/tmp"_s,
                                    u"/var/tmp"_s,
                                    u"/usr/tmp"_s};
    for (const QString &path : candidates) {
        if (!path.isEmpty() && QFileInfo(path).isDir() && QFileInfo(path).isWritable())
            return absolutePath(path, currentDirectory());
    }
    return currentDirectory();
}

QString SystemWorld::currentDirectory() const
{
    return QDir::currentPath();
}

QStringList SystemWorld::matchingPaths(const QString &pattern) const
{
    QStringList found = {pattern.startsWith(u'/') ? u"/"_s : QString()};
    const QStringList parts = pattern.split(u'/');
    for (qsizetype i = pattern.startsWith(u'/') ? 1 : 0; i < parts.size(); ++i) {
        const QString &part = parts.at(i);
        const bool isLast = i == parts.size() - 1;
        QStringList next;
        for (const QString &folder : std::as_const(found)) {
            const QString prefix = folder.isEmpty() || folder.endsWith(u'/') ? folder : QString(folder + u'/');
            const QStringList names = hasMagic(part) ? matchingNames(folder, part) : QStringList{part};
            for (const QString &name : names) {
                const QString path = prefix + name;
                const bool fits = hasMagic(part)
                    ? isLast || QFileInfo(path).isDir()
                    : !isLast || (name.isEmpty() ? QFileInfo(path).isDir() : existsAtAll(path));
                if (fits)
                    next.append(path);
            }
        }
        found = next;
    }
    return found;
}

bool SystemWorld::provides(const QString &module, const QString &attribute) const
{
    return (module == "supervisor.rpcinterface"_L1 && attribute == "make_main_rpcinterface"_L1)
        || (module == "supervisor.dispatchers"_L1 && attribute == "default_handler"_L1);
}

} // namespace kantoku::daemon
