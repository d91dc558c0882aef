#include "daemon/process/launcher.h"

#include "protocol/signalname.h"

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

QString ExitStatus::text() const
{
    if (signal == 0)
        return u"exit status %1"_s.arg(code);
    return u"terminated by %1"_s.arg(signalName(signal)) + (coreDumped ? u" (core dumped)"_s : QString());
}

} // namespace kantoku::daemon
