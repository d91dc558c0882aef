#pragma once

#include "fakeserver.h"
#include "protocol/processinfo.h"

#include <map>

/// Answers that a FakeServer gives in the tests of commands.
namespace kantoku::tests {

using namespace Qt::StringLiterals;

/// What getProcessInfo answers of a process.
inline QVariantMap info(const QString &group, const QString &name, ProcessState state, const QString &description = {},
                        int pid = 0)
{
    ProcessInfo process;
    process.group = group;
    process.name = name;
    process.state = state;
    process.description = description;
    process.pid = pid;
    return process.toMap();
}

/// What a call on several processes answers of one.
inline QVariantMap outcome(const QString &group, const QString &name, FaultCode code,
                           const QString &description = u"OK"_s)
{
    return ProcessOutcome{name, group, static_cast<int>(code), description}.toMap();
}

inline QVariant list(std::initializer_list<QVariantMap> maps)
{
    QVariantList all;
    for (const QVariantMap &map : maps)
        all.append(map);
    return all;
}

/// Answers with a fault for each name in `faults`, and with true for every other.
inline FakeServer::Method byName(const std::map<QString, FaultCode> &faults)
{
    return [faults](const QVariantList &params) -> Result<QVariant> {
        const auto it = faults.find(params.first().toString());
        return it == faults.end() ? Result<QVariant>(true) : Result<QVariant>(fault(it->second, it->first));
    };
}

/// Two programs, one of them with a process that is about to run.
inline void threeProcesses(FakeServer &server)
{
    server.answer(u"supervisor.getAllProcessInfo"_s,
                  list({info(u"cat"_s, u"cat"_s, ProcessState::Running, u"pid 7, uptime 0:00:01"_s, 7),
                        info(u"web"_s, u"a"_s, ProcessState::Running, u"pid 8, uptime 0:00:02"_s, 8),
                        info(u"web"_s, u"b"_s, ProcessState::Starting)}));
}

/// One that runs and one that is given up.
inline void twoStates(FakeServer &server)
{
    server.answer(u"supervisor.getAllProcessInfo"_s,
                  list({info(u"cat"_s, u"cat"_s, ProcessState::Running, u"pid 7, uptime 0:00:01"_s, 7),
                        info(u"gone"_s, u"gone"_s, ProcessState::Fatal, u"no file"_s)}));
}

/// A line of `status`.
inline QString row(const QString &name, const QString &state, const QString &description)
{
    return name.leftJustified(33) + state.leftJustified(10) + description + u'\n';
}

} // namespace kantoku::tests
