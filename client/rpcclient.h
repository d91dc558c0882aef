#pragma once

#include "client/serveraddress.h"
#include "protocol/error.h"

#include <QCoro/QCoroTask>
#include <QObject>
#include <QVariant>

#include <chrono>
#include <memory>

namespace kantoku::client {

class HttpConnection;
class LogStream;

/**
 * Calls on one server over HTTP. Connections are opened on demand, kept alive and reused; a call that waits
 * (startProcess) has one of its own, so others go on. Every call ends once, in a value or an Error.
 */
class RpcClient : public QObject {
    Q_OBJECT
public:
    explicit RpcClient(ServerAddress address, Credentials credentials = {}, QObject *parent = nullptr);
    ~RpcClient() override;

    const ServerAddress &address() const;
    const Credentials &credentials() const;
    void setCredentials(Credentials credentials);
    /// SHA-256 of the certificate that the user accepted for this server; empty for none.
    void setTrustedFingerprint(QByteArray sha256);
    const QByteArray &trustedFingerprint() const;
    /// The program that is run for ssh addresses; "ssh" unless set.
    void setSshProgram(QString program);

    static constexpr std::chrono::milliseconds defaultTimeout{30'000};
    /// For calls that wait for a process: there is no bound but the server's own.
    static constexpr std::chrono::milliseconds noTimeout{0};

    QCoro::Task<Result<QVariant>> call(QString method, QVariantList params = {},
                                       std::chrono::milliseconds timeout = defaultTimeout);

    /// Lets go of the connections that carry no call; those that do are closed after it.
    void closeIdleConnections();
    /// As closeIdleConnections(), and of the ssh tunnel too, unless somebody else uses it.
    void hangUp();

    /// Opens GET `path` (such as /logtail/name/stdout, /mainlogtail, /events) as an endless response.
    /// It begins to connect in the next turn of the event loop. Destroying it ends it; it outlives the client unharmed.
    std::unique_ptr<LogStream> stream(const QString &path);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// An endless HTTP response: bytes as they arrive.
class LogStream : public QObject {
    Q_OBJECT
public:
    ~LogStream() override;

signals:
    /// Headers have arrived with status 200.
    void opened();
    void received(const QByteArray &bytes);
    /// The stream is over; with the reason. Emitted once, at the end.
    void finished(const kantoku::Error &error);

private:
    friend class RpcClient;
    LogStream();
    void begin(std::unique_ptr<HttpConnection> connection, const QByteArray &request);
    void end(const Error &error);

    std::unique_ptr<HttpConnection> m_connection;
    bool m_ended = false;
};

} // namespace kantoku::client
