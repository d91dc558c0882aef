#pragma once

#include "daemon/config/configuration.h"
#include "daemon/process/childjournal.h"

#include <QObject>

#include <memory>
#include <vector>

namespace kantoku::daemon {

class Clock;
class MainLog;
class Process;

/**
 * Children that outlived what knew them, and never run beside a second copy: those of a daemon that was killed, found
 * when the next one starts, and those that cannot be stopped, from a reload on.
 *
 * While the daemon lives it keeps its children in a ChildJournal. If it is killed, the next daemon finds there who is
 * left, and does with them what `leftovers` says: stop them with the signal that their program had, wait for their
 * end, or ignore them. As long as one lives, its program is not started; gone() tells when it may be.
 *
 * A process is known by its pid together with its start time, and held by a pidfd before it is looked at, so that a pid
 * that was used again belongs to a stranger and is left alone, whatever the moment. Linux only.
 */
class Survivors : public QObject {
    Q_OBJECT
public:
    Survivors(Clock &clock, MainLog &log, QObject *parent = nullptr);
    ~Survivors() override;

    /// Opens the journal, in place of another one, and deals with those whom it knows. Tells in the main log what it
    /// finds, and where the journal cannot be had: then the daemon runs without.
    void begin(const QString &path, LeftoverPolicy policy);
    /// Keeps the journal: to be called after each change of state of a process.
    void note(const Process &process);
    /// The process is about to go, as before a reload. A child that it has then, because that cannot be stopped, is a
    /// survivor that is waited for.
    void keep(const Process &process);
    /// The pid of a survivor that ran this process, or 0.
    qint64 find(const QString &group, const QString &process) const;

signals:
    /// The last survivor of this process has ended.
    void gone(const QString &group, const QString &process);

private:
    struct Survivor;

    void meet(const ChildRecord &child, LeftoverPolicy policy);
    void hold(std::unique_ptr<Survivor> survivor);
    void watch(Survivor &survivor);
    void stop(Survivor &survivor);
    void send(Survivor &survivor, int number, bool wholeGroup);
    void bury(qint64 pid);
    void check(const Result<void> &written);

    Clock &m_clock;
    MainLog &m_log;
    ChildJournal m_journal;
    QHash<const Process *, qint64> m_noted; ///< whose child is in the journal, and its pid
    std::vector<std::unique_ptr<Survivor>> m_survivors;
    bool m_saidBroken = false;
};

} // namespace kantoku::daemon
