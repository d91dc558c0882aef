#pragma once

#include "protocol/error.h"

#include <QByteArrayView>
#include <QObject>

#include <memory>

namespace kantoku::daemon {

/**
 * One log file: appended to, rotated, cleared, reopened. Bytes go in as they are.
 *
 * Writing never blocks a child and never fails outwardly: where the file cannot be written (disk full, directory
 * gone), bytes are counted as lost, loss() tells how many and why, and writing resumes by itself.
 *
 * Rotation follows Supervisor: after a write that reaches maxBytes, o.1 becomes o.2 and o becomes o.1; one write is
 * never split; backups=0 empties the file; maxBytes=0 never rotates.
 */
class LogFile : public QObject {
    Q_OBJECT
public:
    struct Loss {
        quint64 bytes = 0;
        QString reason; ///< of the last failure; empty while writing works
    };

    LogFile(QString path, qint64 maxBytes, int backups, QObject *parent = nullptr);
    ~LogFile() override;

    /// Opens for appending, creating the file. @return Error::Code::System with errno
    Result<void> open();
    bool isOpen() const;
    void write(QByteArrayView bytes);
    /// Closes and opens again under the same name; what somebody else renamed away is left alone.
    Result<void> reopen();
    /// Removes the file and its backups and starts a new one.
    Result<void> clear();
    void close();

    QString path() const;
    Loss loss() const;
    /// Counts the files that have stood under this name since the daemon began: every rotation, clear and reopen.
    quint64 generation() const;

signals:
    /// Bytes were added. Costs nothing while nobody is connected.
    void appended();
    /// Another file stands under the name now; a follower that holds the old one open reads it to its end first.
    void replaced();
};

} // namespace kantoku::daemon
