#include "daemon/process/childprocess.h"

#include "daemon/process/pipes.h"
#include "daemon/process/sendsignal.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

namespace kantoku::daemon {

namespace {

/// What children leave to clients and to logs that rotate, where there are few descriptors: a daemon that is full must
/// still answer.
constexpr int reservedDescriptors = 32;

/// Descriptors are numbered from the lowest free one: a high number says that nearly all are taken.
bool isAmongTheLast(const Descriptor &newest)
{
    rlimit limit = {};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY
        && static_cast<rlim_t>(newest.get()) + std::min<rlim_t>(reservedDescriptors, limit.rlim_cur / 4)
        >= limit.rlim_cur;
}

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

class RealChild final : public Child {
public:
    explicit RealChild(ProcessLauncher &launcher)
        : m_launcher(launcher)
    {
    }
    ~RealChild() override;

    Result<void> start(const LaunchPlan &plan);
    /// It was reaped: its pid may belong to somebody else from now on.
    void end(const ExitStatus &status);

    qint64 pid() const override { return m_pid; }
    Result<void> sendSignal(int number, SignalTarget target) override;
    bool hasInput() const override { return m_input && m_input->isOpen(); }
    Result<void> write(const QByteArray &bytes) override;

private:
    std::unique_ptr<OutputReader> makeReader(Channel channel, Descriptor fd);

    ProcessLauncher &m_launcher;
    std::unique_ptr<InputWriter> m_input;
    std::unique_ptr<OutputReader> m_stdout;
    std::unique_ptr<OutputReader> m_stderr;
    pid_t m_pid = 0; ///< 0 again once it was reaped
};

RealChild::~RealChild()
{
    if (m_pid == 0)
        return;
    m_launcher.m_live.remove(m_pid);
    siginfo_t info = {};
    if (daemon::sendSignal(m_pid, SIGKILL, SignalTarget::Process))
        ::waitid(P_PID, static_cast<id_t>(m_pid), &info, WEXITED);
}

std::unique_ptr<OutputReader> RealChild::makeReader(Channel channel, Descriptor fd)
{
    return std::make_unique<OutputReader>(std::move(fd),
                                          [this, channel](QByteArrayView bytes) { tellOutput(channel, bytes); });
}

Result<void> RealChild::start(const LaunchPlan &plan)
{
    Pipe input, output, error;
    const auto make = [](Pipe &pipe) -> Result<void> {
        auto made = makePipe();
        if (!made)
            return tl::unexpected<Error>(made.error());
        pipe = std::move(*made);
        return {};
    };
    const bool pipesInput = plan.standardInput < 0;
    Result<void> made = pipesInput ? make(input) : Result<void>();
    if (made)
        made = make(output);
    if (made && !plan.redirectStderr)
        made = make(error);
    if (!made)
        return made;
    if (isAmongTheLast(output.writeEnd))
        return failure(Error::Code::System, QString::fromLocal8Bit(std::strerror(EMFILE)), EMFILE);

    const int outputEnd = output.writeEnd.get();
    const Result<pid_t> forked
        = m_launcher.m_forker.fork(plan,
                                   {pipesInput ? input.readEnd.get() : plan.standardInput, outputEnd,
                                    plan.redirectStderr ? outputEnd : error.writeEnd.get()});
    if (!forked)
        return tl::unexpected<Error>(forked.error());
    m_pid = *forked;
    m_launcher.m_live.insert(m_pid, this);

    if (pipesInput)
        m_input = std::make_unique<InputWriter>(std::move(input.writeEnd));
    m_stdout = makeReader(Channel::Stdout, std::move(output.readEnd));
    if (!plan.redirectStderr)
        m_stderr = makeReader(Channel::Stderr, std::move(error.readEnd));
    return {};
}

void RealChild::end(const ExitStatus &status)
{
    m_pid = 0;
    m_input.reset();
    m_stdout->finish();
    if (m_stderr)
        m_stderr->finish();
    tellExit(status);
}

Result<void> RealChild::sendSignal(int number, SignalTarget target)
{
    if (m_pid == 0)
        return failure(Error::Code::System, QString::fromLocal8Bit(std::strerror(ESRCH)), ESRCH);
    return daemon::sendSignal(m_pid, number, target);
}

Result<void> RealChild::write(const QByteArray &bytes)
{
    if (!m_input)
        return failure(Error::Code::System, QString::fromLocal8Bit(std::strerror(EPIPE)), EPIPE);
    return m_input->write(bytes);
}

void ProcessLauncher::adoptOrphans()
{
#ifdef PR_SET_CHILD_SUBREAPER
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
#endif
}

Result<std::unique_ptr<Child>> ProcessLauncher::launch(const LaunchPlan &plan)
{
    auto child = std::make_unique<RealChild>(*this);
    if (const Result<void> started = child->start(plan); !started)
        return tl::unexpected<Error>(started.error());
    return std::unique_ptr<Child>(std::move(child));
}

void ProcessLauncher::reap()
{
    for (;;) {
        siginfo_t info = {};
        if (::waitid(P_ALL, 0, &info, WEXITED | WNOHANG) != 0 || info.si_pid == 0)
            return;
        if (RealChild *const child = m_live.take(info.si_pid))
            child->end(statusOf(info));
        else
            emit orphanReaped(info.si_pid, statusOf(info));
    }
}

} // namespace kantoku::daemon
