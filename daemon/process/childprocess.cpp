#include "daemon/process/childprocess.h"

#include "daemon/process/execution.h"
#include "daemon/process/pipes.h"
#include "daemon/process/sendsignal.h"

#include <QEvent>
#include <QFile>
#include <QProcess>
#include <QSocketNotifier>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>
#include <utility>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

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

class RealChild : public Child {
public:
    /// @param whenReaped  its pid may belong to somebody else from then on
    explicit RealChild(std::function<void(pid_t pid)> whenReaped);

    Result<void> start(const LaunchPlan &plan);

    qint64 pid() const override { return m_pid; }
    Result<void> sendSignal(int number, SignalTarget target) override;
    bool hasInput() const override { return m_input && m_input->isOpen(); }
    Result<void> write(const QByteArray &bytes) override;

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::unique_ptr<OutputReader> makeReader(Channel channel, Descriptor fd);
    void watchForEnd();
    void handleFinished(int code, QProcess::ExitStatus how);

    std::function<void(pid_t pid)> m_whenReaped;
    QProcess m_process;
    std::unique_ptr<InputWriter> m_input;
    std::unique_ptr<OutputReader> m_stdout;
    std::unique_ptr<OutputReader> m_stderr;
    pid_t m_pid = 0; ///< 0 again once it was reaped
    bool m_coreDumped = false;
};

RealChild::RealChild(std::function<void(pid_t pid)> whenReaped)
    : m_whenReaped(std::move(whenReaped))
{
    // No pipes of QProcess's own: the modifier gives the child ours.
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.setInputChannelMode(QProcess::ForwardedInputChannel);
    connect(&m_process, &QProcess::started, this, &RealChild::watchForEnd);
    connect(&m_process, &QProcess::finished, this, &RealChild::handleFinished);
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
    const Execution execution(plan, pipesInput ? input.readEnd.get() : plan.standardInput, outputEnd,
                              plan.redirectStderr ? outputEnd : error.writeEnd.get());
    m_process.setChildProcessModifier([&execution] { execution.run(); });
    m_process.setProgram(QFile::decodeName(plan.file));
    errno = 0;
    {
        const SignalBlock block;
        m_process.start(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    const int startError = errno;
    m_process.setChildProcessModifier({}); // what it refers to ends here
    m_pid = static_cast<pid_t>(m_process.processId());
    if (m_pid <= 0) {
        m_pid = 0;
        return failure(Error::Code::System, m_process.errorString(), startError != 0 ? startError : EAGAIN);
    }
    // The child does this too; whoever comes first, a signal to the group never misses.
    ::setpgid(m_pid, m_pid);
    watchForEnd();

    if (pipesInput)
        m_input = std::make_unique<InputWriter>(std::move(input.writeEnd));
    m_stdout = makeReader(Channel::Stdout, std::move(output.readEnd));
    if (!plan.redirectStderr)
        m_stderr = makeReader(Channel::Stderr, std::move(error.readEnd));
    return {};
}

// QProcess does not tell whether a core was dumped, and after it has reaped the child nobody can. So we look at what
// wakes it just before it does; without such a notifier the remark is missing, nothing else.
void RealChild::watchForEnd()
{
    for (QSocketNotifier *const notifier : m_process.findChildren<QSocketNotifier *>())
        notifier->installEventFilter(this);
}

bool RealChild::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::SockAct && m_pid > 0) {
        siginfo_t info = {};
        if (::waitid(P_PID, static_cast<id_t>(m_pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == m_pid)
            m_coreDumped = info.si_code == CLD_DUMPED;
    }
    return Child::eventFilter(watched, event);
}

void RealChild::handleFinished(int code, QProcess::ExitStatus how)
{
    m_whenReaped(std::exchange(m_pid, 0));
    m_input.reset();
    m_stdout->finish();
    if (m_stderr)
        m_stderr->finish();

    ExitStatus status;
    if (how == QProcess::CrashExit) {
        status.signal = code;
        status.coreDumped = m_coreDumped;
    } else {
        status.code = code;
    }
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

} // namespace

Result<std::unique_ptr<Child>> ProcessLauncher::launch(const LaunchPlan &plan)
{
    auto child = std::make_unique<RealChild>([this](pid_t pid) {
        m_live.remove(pid);
        emit reaped(pid);
    });
    if (const Result<void> started = child->start(plan); !started)
        return tl::unexpected<Error>(started.error());
    m_live.insert(static_cast<pid_t>(child->pid()));
    return std::unique_ptr<Child>(std::move(child));
}

} // namespace kantoku::daemon
