#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace kantoku::daemon {

/**
 * The facts of the machine that the meaning of a configuration depends on.
 *
 * The loader asks here instead of the system, so that a test or a comparison can load a file as if it stood on
 * another machine, and needs no root.
 */
class World {
public:
    struct User {
        QString name;
        uint uid = 0;
        uint gid = 0;
        QString home;
    };

    virtual ~World() = default;

    virtual std::optional<User> userByName(const QString &name) const = 0;
    virtual std::optional<User> userById(uint uid) const = 0;
    virtual std::optional<uint> groupByName(const QString &name) const = 0;
    virtual bool hasGroup(uint gid) const = 0;
    /// The user that we run as.
    virtual uint userId() const = 0;
    virtual bool isDirectory(const QString &path) const = 0;
    virtual QHash<QString, QString> environment() const = 0;
    virtual QString hostName() const = 0;
    virtual QString temporaryDirectory() const = 0;
    virtual QString currentDirectory() const = 0;
    /// The paths that a shell pattern (* ? []) matches, in no particular order; names that begin with a dot only where
    /// the pattern does.
    virtual QStringList matchingPaths(const QString &pattern) const = 0;
    /// Whether we provide what a Python entry point "module:attribute" stands for.
    virtual bool provides(const QString &module, const QString &attribute) const = 0;
};

/// The machine we run on.
class SystemWorld : public World {
public:
    std::optional<User> userByName(const QString &name) const override;
    std::optional<User> userById(uint uid) const override;
    std::optional<uint> groupByName(const QString &name) const override;
    bool hasGroup(uint gid) const override;
    uint userId() const override;
    bool isDirectory(const QString &path) const override;
    QHash<QString, QString> environment() const override;
    QString hostName() const override;
    QString temporaryDirectory() const override;
    QString currentDirectory() const override;
    QStringList matchingPaths(const QString &pattern) const override;
    bool provides(const QString &module, const QString &attribute) const override;
};

} // namespace kantoku::daemon
