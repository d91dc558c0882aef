#pragma once

#include "client/commands/commandoutput.h"
#include "client/rpcclient.h"
#include "protocol/processinfo.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace kantoku::client {

/**
 * Runs lines of supervisorctl's command language against one server at a time.
 *
 * It has a connection of its own, made when the first command needs it; `open` switches to another server. One line
 * runs at a time. Texts and exit statuses are supervisorctl's.
 */
class CommandEngine : public QObject {
    Q_OBJECT
public:
    struct Options {
        QString serverUrl; ///< as it was given: texts show it so
        Credentials credentials;
        bool interactive = false; ///< may ask, for passwords and before it shuts a server down
        QString configurationFile; ///< what `check` reads without a name of its own; empty to search
        QByteArray trustedFingerprint{}; ///< SHA-256 of the certificate that the user accepted; empty for none
    };

    /// @param output  must outlive the engine
    CommandEngine(Options options, CommandOutput &output, QObject *parent = nullptr);
    ~CommandEngine() override;

    /// Runs a line to its end. An empty one does nothing.
    /// @return the exit status: 0, or the last failure of the line
    QCoro::Task<int> run(QString line);
    bool isRunning() const;
    /// A command has asked to leave: exit, quit or EOF.
    bool wantsToLeave() const;

    /// Ends the line that runs, as Ctrl+C does; what the server was asked to do goes on there.
    void cancel();

    QString serverUrl() const;
    const Credentials &credentials() const { return m_options.credentials; }
    /// The processes, for completion: asked for once between two commands, empty where the server does not answer.
    QCoro::Task<QList<ProcessInfo>> processes();

signals:
    /// `open` leads to another server now.
    void serverChanged(const QString &url);

private:
    friend class CommandRun;

    Result<RpcClient *> rpc();
    void setServerUrl(const QString &url);

    Options m_options;
    CommandOutput &m_output;
    std::unique_ptr<RpcClient> m_rpc;
    std::vector<std::function<void()>> m_onCancel; // of the line that runs
    std::optional<QList<ProcessInfo>> m_processes;
    bool m_running = false;
    bool m_leaving = false;
};

} // namespace kantoku::client
