#include "daemon/process/sendsignal.h"

#include "protocol/signalname.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <limits>

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

} // namespace kantoku::daemon
