#pragma once

#include "daemon/process/procfs.h"

#include <QByteArray>
#include <QList>
#include <QObject>

#include <sys/types.h>

namespace kantoku::daemon {

class MainLog;
class Process;
class ProcessLauncher;

/**
 * Finds what a stopped program left behind: descendants that outlived it, also those that went into a process group or
 * session of their own.
 *
 * As a subreaper the daemon becomes their parent (see ProcessLauncher::adoptOrphans()), which is how they are found;
 * whose they were tells their process group or the variables that Supervisor gives its children. They are named in the
 * main log; with killasgroup they get SIGKILL. A pid is that of an unreaped child of ours or below one, never a
 * stranger's.
 *
 * Linux only; elsewhere nothing is found.
 */
class Leftovers : public QObject {
    Q_OBJECT
public:
    Leftovers(const ProcessLauncher &launcher, MainLog &log, QObject *parent = nullptr);

    /// `process` was stopped; looks when the event loop comes round, once for all that stopped together.
    void look(const Process &process);
    /// Looks now.
    void lookNow();

private:
    struct Ended {
        QString namespec;
        QByteArray process;
        QByteArray group;
        pid_t pid = 0;
        bool kills = false;
        QList<qint64> killed; ///< so far
    };
    bool belongsTo(pid_t orphan, const Ended &ended) const;
    void deal(Ended &ended, const QList<Procfs::Facts> &found);

    const ProcessLauncher &m_launcher;
    MainLog &m_log;
    QList<Ended> m_ended;
};

} // namespace kantoku::daemon
