#include "ui/logs/awaitedlogs.h"

#include "ui/servers/serverlist.h"

#include <algorithm>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

QStringList processesOf(const client::Session *session, const QString &name)
{
    QStringList found;
    for (const ProcessInfo &process : session->processes()) {
        if (process.namespec() == name || name == process.group + u":*" || name == process.group + u':' + process.name)
            found.append(process.namespec());
    }
    return found;
}

} // namespace

AwaitedLogs::AwaitedLogs(ServerList *servers, QObject *parent)
    : QObject(parent)
    , m_servers(servers)
{
    connect(servers, &ServerList::changed, this, &AwaitedLogs::look);
}

void AwaitedLogs::add(const QString &namespec)
{
    m_names.append(namespec);
    look();
}

void AwaitedLogs::look()
{
    const QStringList names = m_names;
    for (const QString &name : names) {
        for (client::Session *session : m_servers->sessions()) {
            const QStringList processes = processesOf(session, name);
            if (processes.isEmpty())
                continue;
            m_names.removeOne(name);
            m_missed.removeOne(name);
            for (const QString &process : processes)
                emit found(session, process);
            break;
        }
    }
    if (!m_names.isEmpty())
        tellMissed();
}

void AwaitedLogs::tellMissed()
{
    const QList<client::Session *> sessions = m_servers->sessions();
    const auto hasNamed
        = [](const client::Session *session) { return session->status() == client::Session::Status::Online; };
    if (sessions.isEmpty() || !std::ranges::all_of(sessions, hasNamed))
        return;
    const QStringList names = m_names;
    for (const QString &name : names) {
        if (m_missed.contains(name))
            continue;
        m_missed.append(name);
        emit missed(name);
    }
}

} // namespace kantoku::ui
