#pragma once

#include "client/processfacts.h"
#include "client/processtrack.h"
#include "client/rpcclient.h"
#include "client/serveraddress.h"
#include "client/usagesampler.h"
#include "protocol/configpreview.h"
#include "protocol/processinfo.h"
#include "protocol/processoptions.h"

#include <QDateTime>
#include <QList>
#include <QObject>

namespace kantoku::client {

/// What we know of a server once it has answered.
struct ServerIdentity {
    QString identification; ///< its identifier, "supervisor"
    QString supervisorVersion; ///< the level it is compatible with, "4.2.5"
    QString kantokuVersion; ///< empty for a foreign supervisord
    QStringList capabilities; ///< names of protocol/capabilities.h; empty for a foreign one
    qint64 pid = 0;

    bool isKantoku() const { return !kantokuVersion.isEmpty(); }
    friend bool operator==(const ServerIdentity &, const ServerIdentity &) = default;
};

/**
 * One server, live: its processes as they are now, its connection, and the actions on it.
 *
 * Owns the picture of the server; models are thin views of it and views never call RPC themselves. A lost connection
 * is retried after 1, 2, 4 … 60 s with jitter; a wrong password or the user's own disconnect is not. While offline
 * the last picture stays, with its time.
 */
class Session : public QObject {
    Q_OBJECT
public:
    enum class Status {
        Disconnected, ///< by the user, or never connected
        Connecting,
        Online,
        Retrying, ///< lost; the next try is under way or waited for
        Refused, ///< will not be retried by itself: wrong password, certificate, not a Supervisor
    };
    Q_ENUM(Status)

    explicit Session(ServerAddress address, Credentials credentials = {}, QObject *parent = nullptr);
    ~Session() override;

    const ServerAddress &address() const;
    /// For people: as the user calls it, else the server's identifier where it is set to something, else the address.
    QString name() const;
    /// @param name  the user's own; empty for none
    void setGivenName(const QString &name);
    Status status() const;
    /// Why the session is Retrying or Refused.
    Error lastError() const;
    const ServerIdentity &identity() const;
    SupervisorState serverState() const;
    /// As of `updatedAt`; sorted by group, then name.
    const QList<ProcessInfo> &processes() const;
    const ProcessInfo *find(const QString &namespec) const;
    /// Where the layers of the configuration stand apart, by the last that the server has told; nothing where it
    /// cannot.
    const std::optional<ConfigPreview> &configuration() const;
    /// When the picture was last confirmed by the server; invalid before the first time.
    QDateTime updatedAt() const;
    /// Seconds that our clock is ahead of the server's, by its last list of processes.
    qint64 clockOffset() const;
    /// What the processes use; asks only while a view wants it.
    UsageSampler &usage();
    /// How often each process was started again since this session is; by namespec, only those that were. A server
    /// without events is looked at from time to time, and a start between two looks may be missed.
    QHash<QString, int> restarts() const;
    /// When this session was made, and began to see what happens.
    QDateTime trackedSince() const;
    /// Whether history() is what the server tells, from before this session too, or only what the session has seen.
    bool tellsHistory() const;
    /// The client for everything that has no action here: log streams, the console's commands.
    RpcClient &rpc();

    static constexpr std::chrono::milliseconds defaultPollInterval{1'000};
    /// How often a server that pushes no events is asked while the session is online.
    void setPollInterval(std::chrono::milliseconds interval);

public slots:
    void connectToServer();
    void disconnectFromServer();
    void setCredentials(const kantoku::client::Credentials &credentials);
    /// Asks for the state now; a poll that is under way counts.
    void refresh();

public:
    /// Actions. Each ends once; several names run in parallel and report per process, in the order given.
    QCoro::Task<Result<QList<ProcessOutcome>>> start(QStringList namespecs);
    QCoro::Task<Result<QList<ProcessOutcome>>> stop(QStringList namespecs);
    QCoro::Task<Result<QList<ProcessOutcome>>> restart(QStringList namespecs);
    QCoro::Task<Result<QList<ProcessOutcome>>> signal(QStringList namespecs, QString signalName);
    QCoro::Task<Result<QList<ProcessOutcome>>> clearLogs(QStringList namespecs);
    QCoro::Task<Result<QList<ProcessOutcome>>> sendStdin(QStringList namespecs, QString text);

    /// Facts of one process. A foreign supervisord is asked for all of its configuration once.
    QCoro::Task<Result<ProcessFacts>> facts(QString namespec);
    /// The changes of state of one process, the oldest first.
    QCoro::Task<Result<QList<StateChange>>> history(QString namespec);
    /// The child of a process and all below it, each after its parent; only where capability::getProcessTree is.
    QCoro::Task<Result<QList<Descendant>>> descendants(QString namespec);

    /// What reading the files would bring. On a kantokud nothing is changed by asking (kantoku.previewConfig); on a
    /// foreign supervisord this is its reloadConfig, which loads.
    /// @param withSecrets  passwords and environment values too, where a kantokud masks them otherwise
    QCoro::Task<Result<ConfigPreview>> previewConfig(bool withSecrets = false);
    /// Every option of a process. A foreign supervisord tells some of what is loaded, as the loaded layer alone,
    /// without files and lines.
    QCoro::Task<Result<ProcessOptions>> processOptions(QString namespec, bool withSecrets = false);
    /// The texts of the configuration files; only where capability::getConfigFiles is.
    QCoro::Task<Result<QList<ConfigFileText>>> configFiles(bool withSecrets = false);
    QCoro::Task<Result<GroupChanges>> reread();
    /// Applies loaded changes group by group as `supervisorctl update` does; empty `groups` means all that changed.
    QCoro::Task<Result<GroupChanges>> update(QStringList groups);
    QCoro::Task<Result<void>> reload();
    QCoro::Task<Result<void>> shutdown();

signals:
    void statusChanged(kantoku::client::Session::Status status);
    void identityChanged();
    /// The list was replaced by a newer one, or restarts() is another one; emitted only when something in it differs.
    void processesChanged();
    /// configuration() is another one.
    void configurationChanged();
    /// One process went from one state to another between two pictures.
    void processStateChanged(const QString &namespec, kantoku::ProcessState from, kantoku::ProcessState to);
    /// The server has told a change of state of that process; the picture follows.
    void processEvent(const QString &namespec);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kantoku::client
