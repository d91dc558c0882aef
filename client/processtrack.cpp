#include "client/processtrack.h"

#include <QCoreApplication>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ProcessTrack)
};

} // namespace

Result<QList<StateChange>> StateChange::listFromReply(const QVariant &reply)
{
    if (reply.typeId() != QMetaType::QVariantList)
        return failure(Error::Code::Malformed, Words::tr("The server answered no list of changes."));
    QList<StateChange> changes;
    for (const QVariant &entry : reply.toList()) {
        const QVariantMap map = entry.toMap();
        const auto state = [&map](const QString &member) {
            return processStateFromName(map.value(member).toString()).value_or(ProcessState::Unknown);
        };
        changes.append({QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(map.value(u"time"_s).toDouble() * 1000)),
                        state(u"from"_s), state(u"to"_s), map.value(u"pid"_s).toLongLong(),
                        map.value(u"detail"_s).toString(), map.value(u"cause"_s).toString()});
    }
    return changes;
}

void ProcessTrack::see(const QList<ProcessInfo> &processes, bool events, quint64 sequence)
{
    QSet<QString> present;
    for (const ProcessInfo &process : processes) {
        const QString name = process.namespec();
        present.insert(name);
        const auto known = m_known.find(name);
        if (known == m_known.end()) {
            m_known.insert(name, {process, {}, process.start > 0, sequence});
            continue;
        }
        if (events)
            continue;
        // A start that fails has no pid, but a time.
        const bool startedAgain = known->last.start != 0 && process.start != 0
            && (process.start != known->last.start || (process.pid > 0 && process.pid != known->last.pid));
        const bool isNewChild = process.pid > 0 || process.state == ProcessState::Backoff
            || process.state == ProcessState::Fatal || process.state == ProcessState::Exited;
        if (startedAgain && isNewChild)
            ++m_restarts[name];
        if (process.state != known->last.state)
            record(*known, difference(known->last, process));
        known->wasStarted = known->wasStarted || process.start > 0;
        known->last = process;
        known->sequence = sequence;
    }
    const auto isGone = [&present](const auto &known) { return !present.contains(known.key()); };
    m_known.removeIf(isGone);
    m_restarts.removeIf(isGone);
}

bool ProcessTrack::see(const ServerEvent &event)
{
    if (!event.isProcessState())
        return false;
    const auto known = m_known.find(event.namespec());
    if (known == m_known.end() || event.isIn(known->sequence))
        return false; // its group is new and the next picture brings it, or it is in the one that was compared
    bool isRestart = false;
    if (event.to == ProcessState::Starting) {
        isRestart = std::exchange(known->wasStarted, true);
        if (isRestart)
            ++m_restarts[known.key()];
    }
    if (event.info)
        known->last = *event.info;
    record(*known, {event.time, event.from, event.to, event.pid, event.detail, event.cause});
    return isRestart;
}

/// What two pictures tell of the change between them.
StateChange ProcessTrack::difference(const ProcessInfo &before, const ProcessInfo &now)
{
    StateChange change{QDateTime::fromSecsSinceEpoch(now.now), before.state,   now.state,
                       now.pid > 0 ? now.pid : before.pid,     now.spawnError, {}};
    const bool ended = isStopped(now.state) || now.state == ProcessState::Backoff;
    const qint64 since = ended ? now.stop : now.start;
    if (since > 0 && since <= now.now && since >= before.now)
        change.time = QDateTime::fromSecsSinceEpoch(since);
    if (now.state == ProcessState::Exited && change.detail.isEmpty()) {
        change.detail = now.exitStatus == -1 ? Words::tr("terminated by a signal")
                                             : Words::tr("exit status %1").arg(now.exitStatus);
    }
    return change;
}

void ProcessTrack::record(Known &known, StateChange change)
{
    if (known.changes.size() == keptChanges)
        known.changes.removeFirst();
    known.changes.append(std::move(change));
}

} // namespace kantoku::client
