#include "daemon/config/configwatch.h"

#include "daemon/config/configfiles.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace kantoku::daemon {

ConfigWatch::ConfigWatch(const QString &file, const World &world, QObject *parent)
    : QObject(parent)
    , m_file(QFileInfo(file).absoluteFilePath())
    , m_world(world)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, &ConfigWatch::look);
    // Not started anew by every notice: a file that is written without end is looked at now and then.
    const auto settle = [this] {
        if (!m_settle.isActive())
            m_settle.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, settle);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, settle);
}

void ConfigWatch::start()
{
    m_digests = read();
    watch();
}

ConfigWatch::Digests ConfigWatch::read() const
{
    Digests digests{{m_file, {}}};
    for (const QString &path : readConfigFiles(m_file, m_world).files)
        digests.insert(path, {});
    for (auto it = digests.begin(); it != digests.end(); ++it) {
        QFile file(it.key());
        if (file.open(QIODevice::ReadOnly))
            *it = QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256);
    }
    return digests;
}

void ConfigWatch::look()
{
    // Anew, because somebody may hold the file open that was replaced, and the watch would stay on that. First watched,
    // then read: what comes in between is noticed once more.
    if (const QStringList paths = m_watcher.files() + m_watcher.directories(); !paths.isEmpty())
        m_watcher.removePaths(paths);
    watch();
    const Digests now = read();
    QStringList files;
    for (auto it = now.begin(); it != now.end(); ++it) {
        if (!m_digests.contains(it.key()) || m_digests.value(it.key()) != *it)
            files.append(it.key());
    }
    for (auto it = m_digests.begin(); it != m_digests.end(); ++it) {
        if (!now.contains(it.key()))
            files.append(it.key());
    }
    m_digests = now;
    if (watch())
        m_settle.start(); // what is watched only now may have changed since it was read
    std::ranges::sort(files);
    if (!files.isEmpty())
        emit changed(files);
}

bool ConfigWatch::watch()
{
    QSet<QString> wanted;
    for (auto it = m_digests.begin(); it != m_digests.end(); ++it) {
        const QFileInfo info(it.key());
        if (info.exists())
            wanted.insert(it.key());
        if (!info.exists() || it.key() != m_file)
            wanted.insert(info.absolutePath());
    }
    const QStringList paths = m_watcher.files() + m_watcher.directories();
    const QSet<QString> present(paths.begin(), paths.end());
    const QSet<QString> old = present - wanted;
    const QSet<QString> added = wanted - present;
    if (!old.isEmpty())
        m_watcher.removePaths({old.begin(), old.end()});
    bool isMore = false;
    for (const QString &path : added) {
        if (QFileInfo::exists(path))
            isMore |= m_watcher.addPath(path);
    }
    return isMore;
}

} // namespace kantoku::daemon
