#include "daemon/process/orphanreaper.h"

#include "daemon/logging/mainlog.h"
#include "daemon/process/childprocess.h"

#include <sys/prctl.h>
#include <sys/wait.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

ExitStatus statusOf(const siginfo_t &info)
{
    ExitStatus status;
    if (info.si_code == CLD_EXITED) {
        status.code = info.si_status;
    } else {
        status.signal = info.si_status;
        status.coreDumped = info.si_code == CLD_DUMPED;
    }
    return status;
}

} // namespace

OrphanReaper::OrphanReaper(ProcessLauncher &launcher, MainLog &log, QObject *parent)
    : QObject(parent)
    , m_launcher(launcher)
    , m_log(log)
{
    connect(&launcher, &ProcessLauncher::reaped, this, [this] {
        if (m_isBlocked)
            reap();
    });
}

void OrphanReaper::adoptOrphans()
{
#ifdef PR_SET_CHILD_SUBREAPER
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
#endif
}

void OrphanReaper::reap()
{
    m_isBlocked = false;
    for (;;) {
        siginfo_t info = {};
        if (::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0)
            return;
        if (m_launcher.isChild(info.si_pid)) {
            // The kernel shows one dead child at a time; we go on when the launcher has taken this one.
            m_isBlocked = true;
            return;
        }
        const ExitStatus status = statusOf(info);
        ::waitid(P_PID, static_cast<id_t>(info.si_pid), &info, WEXITED | WNOHANG);
        m_log.info(u"reaped unknown pid %1 (%2)"_s.arg(info.si_pid).arg(status.text()));
    }
}

} // namespace kantoku::daemon
