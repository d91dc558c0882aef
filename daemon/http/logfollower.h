#pragma once

#include "protocol/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QObject>

class QFileSystemWatcher;

namespace kantoku::daemon {

/**
 * Reads a log file as it grows, and goes on in the next one when it is rotated, without losing a byte.
 *
 * Holds the files open that it has not read to their end, up to maxFiles; only a reader that stalls over more
 * rotations than that loses text, and is told how much in the stream itself. A file that shrank is announced by
 * "==> File truncated <==" and read from its start.
 *
 * The writer tells of every change by look(); changes by others are noticed through the file system's own
 * notification.
 */
class LogFollower : public QObject {
    Q_OBJECT
public:
    static constexpr int maxFiles = 8;

    explicit LogFollower(const QString &path, QObject *parent = nullptr);
    ~LogFollower() override;

    /// Begins `tailBytes` before the end of the file. @return System with errno; EINVAL for what is no regular file
    Result<void> open(qint64 tailBytes);
    /// When the file was last changed, at open().
    QDateTime modified() const { return m_modified; }
    /// The next bytes, at most `maxBytes`; empty where there are none yet.
    QByteArray read(qint64 maxBytes);

public slots:
    /// The file was appended to, rotated, emptied or replaced. Takes hold of a new file at once, reads nothing.
    void look();

signals:
    /// read() may have something.
    void readyRead();

private:
    struct File {
        int fd = -1;
        quint64 device = 0;
        quint64 inode = 0;
        qint64 position = 0;
    };

    Result<File> openFile() const;
    void takeNext(const File &file);
    void dropFirst();
    void watch();

    const QString m_path;
    QList<File> m_files; ///< the oldest first; the last is the one under the name
    QByteArray m_notice; ///< goes into the stream before the next bytes
    QDateTime m_modified;
    QFileSystemWatcher *m_watcher = nullptr;
};

} // namespace kantoku::daemon
