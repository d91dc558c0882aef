#pragma once

#include "client/session.h"

#include <QObject>

#include <memory>
#include <vector>

namespace kantoku::ui {

class ProcessModel;

/**
 * The servers that are open: owns their sessions and keeps the model's picture of each up to date.
 *
 * A server's id is its address as text; the same address is open once.
 */
class ServerList : public QObject {
    Q_OBJECT
public:
    explicit ServerList(ProcessModel *model, QObject *parent = nullptr);
    ~ServerList() override;

    /// Opens a server, or finds it where it is open, and connects.
    client::Session *open(const client::ServerAddress &address, const client::Credentials &credentials = {});
    /// Opens a server, or finds it where it is open, and leaves it to the caller to connect.
    client::Session *add(const client::ServerAddress &address, const client::Credentials &credentials = {});
    void close(const QString &id);

    client::Session *find(const QString &id) const;
    QList<client::Session *> sessions() const;
    static QString idOf(const client::Session *session);

signals:
    void opened(kantoku::client::Session *session);
    /// The session goes when this returns.
    void aboutToClose(kantoku::client::Session *session);
    /// Name, status, identity or processes of a server have changed.
    void changed(kantoku::client::Session *session);

private:
    void publish(client::Session *session);

    ProcessModel *m_model;
    std::vector<std::unique_ptr<client::Session>> m_sessions;
};

} // namespace kantoku::ui
