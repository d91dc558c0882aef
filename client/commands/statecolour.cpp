#include "client/commands/statecolour.h"

namespace kantoku::client {

using namespace Qt::StringLiterals;

QString colouredState(ProcessState state, const QString &text)
{
    const auto code = [state] {
        switch (state) {
        case ProcessState::Running: return u"32"_s;
        case ProcessState::Starting:
        case ProcessState::Stopping: return u"33"_s;
        case ProcessState::Backoff:
        case ProcessState::Unknown: return u"1;33"_s;
        case ProcessState::Fatal: return u"1;31"_s;
        case ProcessState::Stopped:
        case ProcessState::Exited: break;
        }
        return u"2"_s;
    }();
    return u"\x1b["_s + code + u'm' + text + u"\x1b[0m"_s;
}

} // namespace kantoku::client
