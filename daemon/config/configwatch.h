#pragma once

#include <QByteArray>
#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <chrono>

namespace kantoku::daemon {

class World;

/**
 * Notices that the configuration's files change on disk, also when one comes or goes.
 *
 * Asks the system to be told: the files themselves, the folders of included ones (a new file may match the pattern),
 * and the folder of one that is missing just now, as while an editor replaces it. What comes together is looked at
 * once, and only another text counts as a change. Without a cause nothing wakes.
 */
class ConfigWatch : public QObject {
    Q_OBJECT
public:
    /// What comes within this time is one change.
    static constexpr std::chrono::milliseconds settleTime{200};

    /// @param file  the main configuration file @param world  outlives the watch
    ConfigWatch(const QString &file, const World &world, QObject *parent = nullptr);

    /// From here on changes are told; what changed before is not.
    void start();

signals:
    /// The files that have another text now, are new, or are gone.
    void changed(const QStringList &files);

private:
    using Digests = QHash<QString, QByteArray>;

    Digests read() const;
    void look();
    /// Watches what m_digests asks for. @return whether something was not watched before
    bool watch();

    const QString m_file;
    const World &m_world;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
    Digests m_digests; ///< of each file's text, by path; empty for one that cannot be read
};

} // namespace kantoku::daemon
