#include "daemon/process/forker.h"

#include "daemon/process/execution.h"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace kantoku::daemon {

namespace {

#ifdef __SANITIZE_THREAD__
// The thread sanitizer keeps what signals have for handlers in the program's own memory: there the child must not reset
// them. The parent waits all the same.
constexpr int sharedMemory = 0;
#else
constexpr int sharedMemory = CLONE_VM;
#endif

/// Holds all signals back for as long as it lives, so that none reaches a child before its handlers are reset.
class SignalBlock {
public:
    SignalBlock()
    {
        sigset_t all;
        ::sigfillset(&all);
        ::pthread_sigmask(SIG_SETMASK, &all, &m_before);
    }
    ~SignalBlock() { ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr); }
    Q_DISABLE_COPY_MOVE(SignalBlock)

private:
    sigset_t m_before;
};

tl::unexpected<Error> systemFailure(int error)
{
    return failure(Error::Code::System, QString::fromLocal8Bit(std::strerror(error)), error);
}

int runChild(void *execution)
{
    static_cast<const Execution *>(execution)->run();
}

} // namespace

Forker::Forker(bool mayShareTable)
    : m_sharesTable(mayShareTable && ::close_range(~0U, ~0U, 0) == 0) // closes nothing
    , m_nothing(::eventfd(0, EFD_CLOEXEC))
{
    for (Descriptor &seat : m_seats)
        seat = Descriptor(::fcntl(m_nothing.get(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

Result<pid_t> Forker::fork(const LaunchPlan &plan, const std::array<int, 3> &descriptors)
{
    if (!m_seats.back().isValid())
        return systemFailure(EMFILE);
    const bool isApart = plan.user.has_value();
    const Execution execution(plan, {m_seats[0].get(), m_seats[1].get(), m_seats[2].get()}, m_sharesTable && !isApart);
    pid_t pid = -1;
    int error = 0;
    {
        const SignalBlock block;
        for (size_t i = 0; i < m_seats.size() && error == 0; ++i)
            error = ::dup3(descriptors[i], m_seats[i].get(), O_CLOEXEC) < 0 ? errno : 0;
        if (error == 0) {
            pid = isApart ? forkApart(execution) : forkWithin(execution);
            error = errno;
        }
        // An end of a pipe that stayed open here would hide the child's end from us.
        for (const Descriptor &seat : m_seats)
            ::dup3(m_nothing.get(), seat.get(), O_CLOEXEC);
    }
    if (pid < 0)
        return systemFailure(error);
    return pid;
}

pid_t Forker::forkWithin(const Execution &execution) const
{
    // Enough for what Execution does; the child does not return to ours.
    alignas(std::max_align_t) char stack[64 * 1024];
    const int flags = sharedMemory | CLONE_VFORK | SIGCHLD | (m_sharesTable ? CLONE_FILES : 0);
    return ::clone(&runChild, stack + sizeof stack, flags, const_cast<Execution *>(&execution));
}

pid_t Forker::forkApart(const Execution &execution)
{
    const pid_t pid = ::fork();
    if (pid == 0)
        execution.run();
    if (pid > 0)
        ::setpgid(pid, pid); // the child does it, too: whoever signals its group now must find one
    return pid;
}

} // namespace kantoku::daemon
