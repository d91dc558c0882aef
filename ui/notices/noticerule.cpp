#include "ui/notices/noticerule.h"

#include "ui/processes/processtext.h"

#include <QSet>

#include <algorithm>

namespace kantoku::ui {

NoticeRule::Time NoticeRule::Server::due() const
{
    const Time gathered = pendingSince + gather;
    return lastTold ? std::max(gathered, *lastTold + between) : gathered;
}

void NoticeRule::add(Server &server, const QString &id, Known &known, const QString &process, Notice::Kind kind,
                     Time now)
{
    const auto last = known.told.constFind(static_cast<int>(kind));
    if (last != known.told.cend() && now - *last < quiet)
        return;
    known.told.insert(static_cast<int>(kind), now);
    if (!server.pending) {
        server.pending = Notice{id, kind, {}};
        server.pendingSince = now;
    }
    server.pending->kind = std::min(server.pending->kind, kind);
    if (!server.pending->processes.contains(process))
        server.pending->processes.append(process);
}

void NoticeRule::see(const QString &id, const QList<ProcessInfo> &processes, const QHash<QString, int> &restarts,
                     Time now)
{
    Server &server = m_servers[id];
    for (const ProcessInfo &process : processes) {
        const QString name = process.namespec();
        const bool isNew = !server.processes.contains(name);
        Known &known = server.processes[name];
        const ProcessState before = std::exchange(known.state, process.state);
        const int startsBefore = std::exchange(known.restarts, restarts.value(name));
        if (isNew)
            continue;
        if (process.state != before && process.state == ProcessState::Fatal)
            add(server, id, known, name, Notice::Kind::Fatal, now);
        else if (process.state != before && process.state == ProcessState::Exited
                 && condition(process) == Condition::Trouble)
            add(server, id, known, name, Notice::Kind::UnexpectedExit, now);
        if (known.restarts <= startsBefore)
            continue;
        for (int i = startsBefore; i < known.restarts; ++i)
            known.starts.append(now);
        known.starts.removeIf([now](Time start) { return now - start >= quiet; });
        if (known.starts.size() >= loopStarts)
            add(server, id, known, name, Notice::Kind::CrashLoop, now);
    }
    if (server.processes.size() > processes.size()) {
        QSet<QString> present;
        for (const ProcessInfo &process : processes)
            present.insert(process.namespec());
        server.processes.removeIf([&present](const auto &known) { return !present.contains(known.key()); });
    }
}

std::optional<NoticeRule::Time> NoticeRule::due() const
{
    std::optional<Time> first;
    for (const Server &server : m_servers) {
        if (server.pending && (!first || server.due() < *first))
            first = server.due();
    }
    return first;
}

QList<Notice> NoticeRule::take(Time now)
{
    QList<Notice> notices;
    for (Server &server : m_servers) {
        if (!server.pending || server.due() > now)
            continue;
        notices.append(*std::exchange(server.pending, std::nullopt));
        server.lastTold = now;
    }
    return notices;
}

} // namespace kantoku::ui
