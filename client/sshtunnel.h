#pragma once

#include "client/serveraddress.h"
#include "protocol/error.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace kantoku::client {

/**
 * Forwards the unix socket of another host to one of ours, through the user's own OpenSSH: keys, agent, known hosts and
 * configuration are theirs. It never asks: what would need a question (a password, an unknown host) is an error that
 * carries ssh's own words. ssh ends with us, however we end (on Linux), and not by a Ctrl+C in our terminal.
 */
class SshTunnel : public QObject {
    Q_OBJECT
public:
    /// @param program  what is run in the place of `ssh`
    explicit SshTunnel(ServerAddress address, QString program = QStringLiteral("ssh"), QObject *parent = nullptr);
    ~SshTunnel() override;

    bool isOpen() const { return m_open; }
    /// The near end, as an address; usable while isOpen().
    ServerAddress localAddress() const;
    /// Starts ssh unless it runs already; opened() or failed() follows.
    void open();

signals:
    void opened();
    void failed(const kantoku::Error &error);

private:
    void lookForSocket();
    QString localPath() const;
    QStringList arguments() const;

    ServerAddress m_address;
    QString m_program;
    QTemporaryDir m_dir;
    QFileSystemWatcher m_watcher; // ssh tells by creating the socket that the tunnel stands
    std::unique_ptr<QProcess> m_process;
    bool m_open = false;
};

} // namespace kantoku::client
