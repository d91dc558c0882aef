#include "daemon/process/sendsignal.h"

#include "protocol/signalname.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <limits>

#include <sys/syscall.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

Result<void> sendSignal(qint64 pid, int number, SignalTarget target)
{
    int error = EINVAL;
    if (pid >= 2 && pid <= std::numeric_limits<pid_t>::max()) {
        const auto id = static_cast<pid_t>(pid);
        if (::kill(target == SignalTarget::Group ? -id : id, number) == 0)
            return {};
        error = errno;
    }
    return failure(Error::Code::System,
                   u"Sending %1 to %2 %3 failed: %4"_s.arg(
                       signalName(number), target == SignalTarget::Group ? u"process group"_s : u"process"_s,
                       QString::number(pid), QString::fromLocal8Bit(std::strerror(error))),
                   error);
}

Result<void> sendSignalToDescriptor(int pidfd, int number)
{
#ifdef SYS_pidfd_send_signal
    const int error = ::syscall(SYS_pidfd_send_signal, pidfd, number, nullptr, 0) == 0 ? 0 : errno;
#else
    Q_UNUSED(pidfd)
    const int error = ENOSYS;
#endif
    if (error == 0)
        return {};
    return failure(Error::Code::System,
                   u"Sending %1 failed: %2"_s.arg(signalName(number), QString::fromLocal8Bit(std::strerror(error))),
                   error);
}

} // namespace kantoku::daemon
