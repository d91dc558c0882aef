#pragma once

#include "daemon/config/world.h"
#include "protocol/posixpath.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>

#include <algorithm>

/// A machine with a few users, groups and directories, and a real folder for the files that a test writes.
class FakeWorld : public kantoku::daemon::World {
public:
    FakeWorld()
        : m_here(QFileInfo(m_folder.path()).canonicalFilePath())
    {
    }

    QString here() const { return m_here; }
    QString path(const QString &name) const { return m_here + u'/' + name; }
    QString write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        if (!QDir().mkpath(QFileInfo(file).path()) || !file.open(QIODevice::WriteOnly))
            qFatal("cannot write %s", qPrintable(file.fileName()));
        file.write(text);
        return file.fileName();
    }
    void setVariable(const QString &name, const QString &value) { m_environment.insert(name, value); }

    std::optional<User> userByName(const QString &name) const override
    {
        return find([&name](const User &user) { return user.name == name; });
    }
    std::optional<User> userById(uint uid) const override
    {
        return find([uid](const User &user) { return user.uid == uid; });
    }
    std::optional<uint> groupByName(const QString &name) const override
    {
        return name == u"staff" ? std::optional(50u) : std::nullopt;
    }
    bool hasGroup(uint gid) const override { return gid == 50; }
    uint userId() const override { return 0; }
    bool isDirectory(const QString &name) const override
    {
        const QString full = kantoku::absolutePath(name, currentDirectory());
        return m_directories.contains(full) || full == m_here;
    }
    QHash<QString, QString> environment() const override { return m_environment; }
    QString hostName() const override { return QStringLiteral("box"); }
    QString temporaryDirectory() const override { return QStringLiteral("/tmp"); }
    QString currentDirectory() const override { return QStringLiteral("/place"); }
    QStringList matchingPaths(const QString &pattern) const override { return m_system.matchingPaths(pattern); }
    bool provides(const QString &module, const QString &attribute) const override
    {
        return m_system.provides(module, attribute);
    }

private:
    template <typename Test>
    std::optional<User> find(Test test) const
    {
        const auto it = std::ranges::find_if(m_users, test);
        return it == m_users.end() ? std::nullopt : std::optional(*it);
    }

    QTemporaryDir m_folder;
    QString m_here;
    QList<User> m_users = {{QStringLiteral("root"), 0, 0, QStringLiteral("/root")},
                           {QStringLiteral("joe"), 1000, 100, QStringLiteral("/home/joe")}};
    QSet<QString> m_directories
        = {QStringLiteral("/"),     QStringLiteral("/tmp"),   QStringLiteral("/var/log"),   QStringLiteral("/home/joe"),
           QStringLiteral("/root"), QStringLiteral("/place"), QStringLiteral("/place/sub"), QStringLiteral("/dev")};
    QHash<QString, QString> m_environment
        = {{QStringLiteral("HOME"), QStringLiteral("/root")}, {QStringLiteral("COLOUR"), QStringLiteral("blue 50%")}};
    kantoku::daemon::SystemWorld m_system;
};
