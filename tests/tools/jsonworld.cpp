#include "jsonworld.h"

#include "protocol/posixpath.h"

#include <QDir>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr uint firstInventedId = 1u << 30;

QJsonObject object(const QJsonObject &parent, const QString &name)
{
    return parent.value(name).toObject();
}

} // namespace

JsonWorld::JsonWorld(const QJsonObject &description)
    : m_host(description.value("host"_L1).toString())
    , m_temporaryDirectory(description.value("temporary_directory"_L1).toString())
    , m_currentDirectory(QDir::current().canonicalPath())
{
    const QJsonObject environment = object(description, u"environment"_s);
    for (auto it = environment.begin(); it != environment.end(); ++it)
        m_environment.insert(it.key(), it->toString());
    const QJsonObject users = object(description, u"users"_s);
    for (auto it = users.begin(); it != users.end(); ++it) {
        const QJsonObject user = it->toObject();
        m_users.insert(it.key(),
                       {it.key(), uint(user.value("uid"_L1).toInt()), uint(user.value("gid"_L1).toInt()),
                        user.value("home"_L1).toString()});
    }
    const QJsonObject groups = object(description, u"groups"_s);
    for (auto it = groups.begin(); it != groups.end(); ++it)
        m_groups.insert(it.key(), uint(it->toInt()));
    const QJsonArray directories = description.value("directories"_L1).toArray();
    for (const auto &directory : directories)
        m_directories.insert(directory.toString());
}

void JsonWorld::setRelaxed(const QHash<QString, QString> &extraEnvironment)
{
    m_isRelaxed = true;
    m_environment.insert(extraEnvironment);
}

uint JsonWorld::invent(const QString &name) const
{
    const uint id = firstInventedId + uint(m_invented.size());
    m_invented.insert(id, name);
    return id;
}

std::optional<kantoku::daemon::World::User> JsonWorld::userByName(const QString &name) const
{
    if (const auto it = m_users.constFind(name); it != m_users.cend())
        return *it;
    if (!m_isRelaxed)
        return std::nullopt;
    const uint id = invent(name);
    return User{name, id, id, u"/"_s};
}

std::optional<kantoku::daemon::World::User> JsonWorld::userById(uint uid) const
{
    const auto known = std::ranges::find(m_users, uid, &User::uid);
    if (known != m_users.end())
        return *known;
    if (!m_isRelaxed)
        return std::nullopt;
    return User{m_invented.value(uid), uid, uid, u"/"_s};
}

std::optional<uint> JsonWorld::groupByName(const QString &name) const
{
    if (const auto it = m_groups.constFind(name); it != m_groups.cend())
        return *it;
    return m_isRelaxed ? std::optional(invent(name)) : std::nullopt;
}

bool JsonWorld::hasGroup(uint gid) const
{
    return m_isRelaxed || std::ranges::find(m_groups, gid) != m_groups.end();
}

bool JsonWorld::isDirectory(const QString &path) const
{
    if (m_isRelaxed)
        return true;
    const QString full = kantoku::absolutePath(path, m_currentDirectory);
    if (full == m_currentDirectory || full.startsWith(m_currentDirectory + u'/'))
        return m_system.isDirectory(full);
    return m_directories.contains(full);
}

QStringList JsonWorld::matchingPaths(const QString &pattern) const
{
    QStringList paths = m_system.matchingPaths(pattern);
    paths.removeIf([this](const QString &path) {
        return !kantoku::absolutePath(path, m_currentDirectory).startsWith(m_currentDirectory + u'/');
    });
    return paths;
}

bool JsonWorld::provides(const QString &module, const QString &attribute) const
{
    return m_isRelaxed || m_system.provides(module, attribute);
}
