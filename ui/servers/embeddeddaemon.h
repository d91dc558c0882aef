#pragma once

#include "client/serveraddress.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QProcess>

namespace kantoku::ui {

/**
 * A kantokud of the desktop's own: `kantokud -n -s -c FILE` as a child, reached through its socket as any other server.
 *
 * start() ends in ready() or failed(), once. stop() asks the daemon to end (SIGTERM: it stops its programs in order);
 * ended() says that it is gone, with what it last said where that was not asked for. What it says goes to a file below
 * the user's state folder, so that it can go on without us: see release().
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
    /// The daemon is nobody's child from now on, and goes on when this program ends. No signal follows.
    void release();
    bool isRunning() const { return m_process && m_process->state() != QProcess::NotRunning; }
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
    void announceIfListening();
    void reportEnd();
    QString lastWords() const;
    QString wordsFile() const;

    QString m_configFile;
    client::ServerAddress m_endpoint;
    QProcess *m_process; ///< outlives this object while the daemon still ends; null after release()
    QFileSystemWatcher m_watcher; ///< of the socket's folder
    bool m_announced = false;
    bool m_stopping = false;
};

/// The folder for files of daemons that we start: $XDG_STATE_HOME/kantoku.
QString stateFolder();

} // namespace kantoku::ui
