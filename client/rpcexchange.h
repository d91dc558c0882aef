#pragma once

#include "client/completion.h"
#include "client/httpconnection.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace kantoku::client {

/// What an HTTP status other than 200 means.
Error describeStatus(int status, const ServerAddress &address);

/// An error of the near end of an ssh tunnel, as an error of the server at its far end.
Error seenThroughTunnel(const Error &error, bool answered, const ServerAddress &address);

/// One call under way: its connection, its time, and the coroutine that waits for its answer.
class RpcExchange : public QObject {
    Q_OBJECT
public:
    using Connect = std::function<std::unique_ptr<HttpConnection>()>;

    /// @param reconnect  makes a fresh connection, for when a kept one turns out to be closed by the server
    RpcExchange(ServerAddress address, QByteArray request, Connect reconnect);

    void start(std::unique_ptr<HttpConnection> connection);
    void limitTime(std::chrono::milliseconds timeout);
    /// Ends the call without an answer.
    void fail(const Error &error);
    /// Hands the result to the coroutine; the last thing to be done with the exchange.
    void deliver(Result<QByteArray> result);

    const Completion<Result<QByteArray>> &completion() const { return m_completion; }
    const Result<QByteArray> &result() const { return m_result; }
    /// The connection, to be kept for the next call; null where it cannot be.
    std::unique_ptr<HttpConnection> takeConnection();

signals:
    /// result() is there. Emitted once, from the event loop.
    void finished();

private:
    void use(std::unique_ptr<HttpConnection> connection);
    void finish(Result<QByteArray> result);

    ServerAddress m_address;
    QByteArray m_request;
    Connect m_reconnect;
    std::unique_ptr<HttpConnection> m_connection;
    QByteArray m_body;
    QTimer m_timer;
    Completion<Result<QByteArray>> m_completion;
    Result<QByteArray> m_result;
    bool m_finished = false;
};

} // namespace kantoku::client
