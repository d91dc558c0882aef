#pragma once

#include "protocol/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QObject>

#include <sys/types.h>

#include <optional>

class QSocketNotifier;

namespace kantoku::daemon {

/**
 * One log file: appended to, rotated, cleared, reopened. Bytes go in as they are.
 *
 * Writing never blocks and never fails outwardly: where the file cannot be written (disk full, directory gone), bytes
 * are counted as lost, loss() tells how many and why, and every later write tries again. A file that was deleted under
 * the daemon is noticed within a second of writing and made anew.
 *
 * Rotation follows Supervisor: after a write that reaches maxBytes, o.1 becomes o.2 and o becomes o.1; one write is
 * never split; backups=0 empties the file; maxBytes=0 never rotates. A new file has the mode of the one before.
 *
 * Special files (a terminal, a pipe, /dev/stdout) are never rotated nor removed. /dev/stdout, /dev/stderr and
 * /dev/fd/N mean the daemon's own descriptors. What such a reader does not take at once waits, up to 1 MiB.
 *
 * Symbolic links are not followed in a directory that others can write to. The process must ignore SIGPIPE.
 */
class LogFile : public QObject {
    Q_OBJECT
public:
    struct Loss {
        quint64 bytes = 0; ///< in all, since the object began
        QString reason; ///< of the last failure; empty while writing works
    };

    /// Who tells people of trouble. An interface and no signals: there are thousands of log files, and a connection
    /// costs more memory than most of them.
    class Reporter {
    public:
        /// Writing stopped working: from here on bytes are lost. Once per failure, not per write.
        virtual void writingFailed(const QString &reason) = 0;
        /// Writing works again; `lostBytes` are those lost since writingFailed().
        virtual void writingResumed(quint64 lostBytes) = 0;
        /// The limit was reached and the file could not be moved away; it goes on growing until that works.
        virtual void rotationFailed(const QString &reason) = 0;

    protected:
        ~Reporter() = default;
    };

    /// @param reporter  must outlive the log; null where nobody wants to know
    LogFile(QString path, qint64 maxBytes, int backups, Reporter *reporter = nullptr);
    ~LogFile() override;

    /// What a file that is made has as its mode, whatever the umask; else what the one before had.
    void setMode(mode_t mode) { m_mode = mode; }
    /// Opens for appending, creating the file. @return Error::Code::System with errno
    Result<void> open();
    bool isOpen() const;
    /// Appends, then rotates where that is due. After a failed open() or in trouble it opens first; after close() it
    /// does nothing.
    void write(QByteArrayView bytes);
    /// Closes and opens again under the same name; what somebody else renamed away is left alone.
    Result<void> reopen();
    /// Removes the file and starts a new one; its backups stay, as with Supervisor. Special files are left alone.
    Result<void> clear();
    void close();

    QString path() const;
    Loss loss() const;
    int backups() const;

    /// Names the file that is written to now, and how often it was emptied where it stands: "IDENTITY-COUNT" with the
    /// identity of fileidentity.h. Empty while there is no regular file.
    QString generation() const;
    /// A generation that is not written to any more.
    struct Ended {
        QString generation;
        qint64 bytes = 0; ///< how long it was in the end
    };
    /// The last ones, the oldest first; they may or may not be among the backups.
    const QList<Ended> &ended() const;
    /// Notices that somebody else has emptied or shortened the file: that ends a generation too.
    void lookForTruncation();
    /// True for an open regular file: one that has a size, can be read again and removed.
    bool isRegular() const;

signals:
    /// Bytes were added. Costs nothing while nobody is connected.
    void appended();
    /// The file is about to be emptied where it stands (backups=0): a follower reads the rest of it now.
    void aboutToEmpty();
    /// Another file stands under the name now; a follower that holds the old one open reads it to its end first.
    void replaced();

private:
    QByteArray systemPath() const;
    Result<void> openDescriptor();
    void closeDescriptor();
    void writeRegular(const char *data, qint64 size);
    void writeSpecial(const char *data, qint64 size);
    void flushPending();
    qint64 writeSome(const char *data, qint64 size);
    void lose(qint64 bytes, int error);
    void lose(qint64 bytes, const QString &reason);
    void workAgain();
    void checkStillLinked();
    bool isLostWithItsName();
    void rotate();
    int moveBackups() const;
    bool isStillUnderItsName() const;
    void endGeneration(qint64 bytes);
    void noteSize(qint64 bytes);

    enum class Kind { Closed, Regular, Special, Socket };

    const QString m_path;
    const qint64 m_maxBytes;
    const int m_backups;
    Reporter *const m_reporter;
    int m_fd = -1;
    Kind m_kind = Kind::Closed;
    bool m_wanted = false; ///< open() was called and close() was not
    std::optional<mode_t> m_mode; ///< of the last regular file, for the next
    qint64 m_size = 0; ///< of a regular file
    qint64 m_rotateAt = 0;
    qint64 m_checkedAt = 0; ///< monotonic seconds of the last look whether the file still has a name
    qint64 m_sinceCheck = 0; ///< bytes written since then
    QString m_identity; ///< of the regular file that is open
    int m_emptied = 0; ///< how often that file was emptied
    QList<Ended> m_ended;
    Loss m_loss;
    quint64 m_lostBefore = 0; ///< m_loss.bytes when the present failure began
    QByteArray m_pending; ///< for a special file whose reader is slow
    QSocketNotifier *m_writable = nullptr; ///< enabled while something is pending
};

} // namespace kantoku::daemon
