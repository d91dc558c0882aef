#pragma once

#include "client/serveraddress.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QProcess>

namespace kantoku::ui {

/**
 * A kantokud of the desktop's own: `kantokud -n -c FILE` as a child, reached through its socket as any other server.
 *
 * start() ends in ready() or failed(), once. stop() asks the daemon to end (SIGTERM: it stops its programs in order);
 * ended() says that it is gone, with what it last said where that was not asked for.
 */
class EmbeddedDaemon : public QObject {
    Q_OBJECT
public:
    /// @param endpoint  where the daemon will listen by its configuration: a unix socket or http
    /// @param environment  the daemon's
    EmbeddedDaemon(QString configFile, client::ServerAddress endpoint, const QProcessEnvironment &environment,
                   QObject *parent = nullptr);
    ~EmbeddedDaemon() override;

    void start();
    void stop();
    bool isRunning() const { return m_process->state() != QProcess::NotRunning; }
    const client::ServerAddress &endpoint() const { return m_endpoint; }
    const QString &configFile() const { return m_configFile; }

    /// kantokud beside this program, or in PATH; empty where there is none.
    static QString program();

signals:
    void ready();
    void failed(const QString &message);
    /// @param message  empty when stop() was asked for
    void ended(const QString &message);

private:
    void readOutput();
    void announceIfListening();
    void reportEnd();
    QString lastWords() const;

    QString m_configFile;
    client::ServerAddress m_endpoint;
    QProcess *m_process; ///< outlives this object while the daemon still ends
    QFileSystemWatcher m_watcher; ///< of the socket's folder
    QByteArray m_tail; ///< the end of what the daemon printed
    bool m_announced = false;
    bool m_stopping = false;
};

} // namespace kantoku::ui
