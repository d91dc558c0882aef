#include "ui/logs/awaitedlogs.h"

#include "ui/servers/serverlist.h"

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
            for (const QString &process : processes)
                emit found(session, process);
            break;
        }
    }
}

} // namespace kantoku::ui
