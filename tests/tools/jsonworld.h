#pragma once

#include "daemon/config/world.h"

#include <QJsonObject>

/**
 * A machine that is described by a JSON document: environment, users, groups, directories, host.
 *
 * Files are read from the real file system, but only those below the current directory exist for [include]. A relaxed
 * world has every directory, user and group, and provides every Python entry point.
 */
class JsonWorld : public kantoku::daemon::World {
public:
    explicit JsonWorld(const QJsonObject &description);

    void setRelaxed(const QHash<QString, QString> &extraEnvironment);
    /// The names behind the ids that a relaxed world made up.
    const QHash<uint, QString> &invented() const { return m_invented; }

    std::optional<User> userByName(const QString &name) const override;
    std::optional<User> userById(uint uid) const override;
    std::optional<uint> groupByName(const QString &name) const override;
    bool hasGroup(uint gid) const override;
    uint userId() const override { return 0; }
    bool isDirectory(const QString &path) const override;
    QHash<QString, QString> environment() const override { return m_environment; }
    QString hostName() const override { return m_host; }
    QString temporaryDirectory() const override { return m_temporaryDirectory; }
    QString currentDirectory() const override { return m_currentDirectory; }
    QStringList matchingPaths(const QString &pattern) const override;
    bool provides(const QString &module, const QString &attribute) const override;

private:
    uint invent(const QString &name) const;

    QHash<QString, User> m_users;
    QHash<QString, uint> m_groups;
    QSet<QString> m_directories;
    QHash<QString, QString> m_environment;
    QString m_host;
    QString m_temporaryDirectory;
    QString m_currentDirectory;
    bool m_isRelaxed = false;
    mutable QHash<uint, QString> m_invented;
    kantoku::daemon::SystemWorld m_system;
};
