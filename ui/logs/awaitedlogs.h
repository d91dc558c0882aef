#pragma once

#include <QObject>
#include <QStringList>

namespace kantoku::client {
class Session;
}

namespace kantoku::ui {

class ServerList;

/// Logs that were asked for before a server has named their processes, as on a command line.
class AwaitedLogs : public QObject {
    Q_OBJECT
public:
    explicit AwaitedLogs(ServerList *servers, QObject *parent = nullptr);

    /// @param namespec  `group:*` is all of a group
    void add(const QString &namespec);

signals:
    /// A server has it. Once for each process that was asked for.
    void found(kantoku::client::Session *session, const QString &namespec);
    /// Every server has named its processes, and none has it. It may come yet.
    void missed(const QString &namespec);

private:
    void look();
    void tellMissed();

    ServerList *m_servers;
    QStringList m_names; ///< not yet seen on a server
    QStringList m_missed; ///< those of them of which missed() has told
};

} // namespace kantoku::ui
