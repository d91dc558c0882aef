#pragma once

#include "daemon/descriptor.h"
#include "protocol/error.h"

#include <QHash>
#include <QList>
#include <QString>

#include <chrono>

namespace kantoku::daemon {

/// A child as a later daemon needs to know it: who it is, and how it wants to be stopped.
struct ChildRecord {
    qint64 pid = 0;
    std::chrono::milliseconds started{}; ///< since the machine started; with the pid it says who a process is
    QString group;
    QString process;
    int stopSignal = 15;
    std::chrono::seconds stopWait{10};
    bool stopAsGroup = false;
    bool killAsGroup = false;

    friend bool operator==(const ChildRecord &, const ChildRecord &) = default;
};

/**
 * The file that knows the daemon's living children, for the next daemon, should this one be killed.
 *
 * A journal: one line for each start and each end, written with one write(2) at its end, so whoever kills us leaves a
 * file that can be read; a last line that is not whole is not looked at. When most lines tell of the dead it is
 * written anew and renamed into place. Nothing is ever synchronized with the disk: the file is of use only until the
 * machine goes down, which its first line, the boot's id, tells, and until then the kernel has it.
 *
 * What stands in the file gets signals, so it must be ours alone: mode 0600, ours, no symbolic link, and locked for as
 * long as it is open.
 */
class ChildJournal {
public:
    ChildJournal() = default;
    /// Closes, see close().
    ~ChildJournal();
    ChildJournal(const ChildJournal &) = delete;
    ChildJournal &operator=(const ChildJournal &) = delete;

    /// Opens or makes the file. @return the children of an earlier daemon on this boot that the file says are alive;
    /// or System with errno: EWOULDBLOCK where another daemon has it open, EPERM where the file is not ours alone. A
    /// full disk is no failure: who is alive can be read all the same, and add() and remove() tell of it
    Result<QList<ChildRecord>> open(const QString &path);
    bool isOpen() const { return m_file.isValid(); }
    QString path() const { return m_path; }
    /// Removes the file, unless it knows of living children.
    void close();

    /// @return System where it cannot be written; the next call tries again to write all that is known
    Result<void> add(const ChildRecord &child);
    Result<void> remove(qint64 pid);

private:
    Result<void> append(const QByteArray &line);
    Result<void> rewrite();

    QString m_path;
    Descriptor m_file;
    QHash<qint64, ChildRecord> m_living;
    qsizetype m_lines = 0; ///< in the file
    bool m_isBroken = false; ///< a line is missing
};

} // namespace kantoku::daemon
