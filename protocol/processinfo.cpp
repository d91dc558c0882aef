#include "protocol/processinfo.h"

#include "protocol/namespec.h"

#include <algorithm>
#include <limits>

namespace kantoku {

using namespace Qt::StringLiterals;

namespace {

// XML-RPC's int has 32 bits; Supervisor clips times at its end.
int wireTime(qint64 seconds)
{
    return static_cast<int>(std::clamp<qint64>(seconds, 0, std::numeric_limits<int>::max()));
}

QStringList names(const QVariant &list)
{
    QStringList result;
    for (const QVariant &name : list.toList())
        result.append(name.toString());
    return result;
}

QVariantList toList(const QStringList &names)
{
    return {names.begin(), names.end()};
}

} // namespace

QString ProcessInfo::namespec() const
{
    return namespecText(group, name);
}

QVariantMap ProcessInfo::toMap() const
{
    return {
        {u"name"_s, name},
        {u"group"_s, group},
        {u"start"_s, wireTime(start)},
        {u"stop"_s, wireTime(stop)},
        {u"now"_s, wireTime(now)},
        {u"state"_s, static_cast<int>(state)},
        {u"statename"_s, stateName(state)},
        {u"spawnerr"_s, spawnError},
        {u"exitstatus"_s, exitStatus},
        {u"logfile"_s, stdoutLogFile},
        {u"stdout_logfile"_s, stdoutLogFile},
        {u"stderr_logfile"_s, stderrLogFile},
        {u"pid"_s, static_cast<int>(pid)},
        {u"description"_s, description},
    };
}

Result<ProcessInfo> ProcessInfo::fromMap(const QVariantMap &map)
{
    ProcessInfo info;
    info.name = map.value(u"name"_s).toString();
    info.group = map.value(u"group"_s, info.name).toString();
    if (info.name.isEmpty())
        return failure(Error::Code::Malformed, u"The server described a process without a name."_s);
    bool isNumber = false;
    const int code = map.value(u"state"_s).toInt(&isNumber);
    const auto state = processStateFromCode(code);
    if (!isNumber || !state)
        return failure(Error::Code::Malformed,
                       u"The server gave %1 a state that does not exist."_s.arg(info.namespec()));
    info.state = *state;
    info.start = map.value(u"start"_s).toLongLong();
    info.stop = map.value(u"stop"_s).toLongLong();
    info.now = map.value(u"now"_s).toLongLong();
    info.exitStatus = map.value(u"exitstatus"_s).toInt();
    info.spawnError = map.value(u"spawnerr"_s).toString();
    info.stdoutLogFile = map.value(u"stdout_logfile"_s, map.value(u"logfile"_s)).toString();
    info.stderrLogFile = map.value(u"stderr_logfile"_s).toString();
    info.pid = map.value(u"pid"_s).toLongLong();
    info.description = map.value(u"description"_s).toString();
    return info;
}

Result<GroupChanges> GroupChanges::fromReply(const QVariant &reply)
{
    const QVariantList parts = reply.toList().value(0).toList();
    if (parts.size() != 3)
        return failure(Error::Code::Malformed, u"The server's answer to reloadConfig has no three lists."_s);
    return GroupChanges{names(parts[0]), names(parts[1]), names(parts[2])};
}

QVariant GroupChanges::toReply() const
{
    return QVariantList{QVariant(QVariantList{toList(added), toList(changed), toList(removed)})};
}

QString ProcessOutcome::namespec() const
{
    return namespecText(group, name);
}

QVariantMap ProcessOutcome::toMap() const
{
    return {{u"name"_s, name}, {u"group"_s, group}, {u"status"_s, status}, {u"description"_s, description}};
}

Result<ProcessOutcome> ProcessOutcome::fromMap(const QVariantMap &map)
{
    ProcessOutcome outcome{map.value(u"name"_s).toString(), map.value(u"group"_s).toString(),
                           map.value(u"status"_s).toInt(), map.value(u"description"_s).toString()};
    if (outcome.name.isEmpty())
        return failure(Error::Code::Malformed, u"The server reported an outcome without a process."_s);
    return outcome;
}

} // namespace kantoku
