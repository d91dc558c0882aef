#include "client/rpcexchange.h"

namespace kantoku::client {

Error describeStatus(int status, const ServerAddress &address)
{
    if (status == 401) {
        return {Error::Code::Unauthorized,
                RpcExchange::tr("%1 wants a user name and a password, and not the ones it was given.")
                    .arg(address.toString()),
                status};
    }
    return {Error::Code::HttpStatus,
            RpcExchange::tr("%1 answered with HTTP status %2.").arg(address.toString()).arg(status), status};
}

Error seenThroughTunnel(const Error &error, bool answered, const ServerAddress &address)
{
    if (address.kind != ServerAddress::Kind::Ssh || answered)
        return error;
    // ssh accepts every connection at the near end, and closes those that lead to nothing at the far end.
    if (error.code == Error::Code::Transport) {
        return {Error::Code::NoSocket,
                RpcExchange::tr("ssh got to %1, but nobody answers at %2 there: the server does not run, has another "
                                "socket, or does not let that user in.")
                    .arg(address.host, address.path)};
    }
    if (error.code == Error::Code::NoSocket || error.code == Error::Code::StaleSocket)
        return {Error::Code::Transport, RpcExchange::tr("The ssh connection to %1 has ended.").arg(address.host)};
    return error;
}

RpcExchange::RpcExchange(ServerAddress address, QByteArray request, Connect reconnect)
    : m_address(std::move(address))
    , m_request(std::move(request))
    , m_reconnect(std::move(reconnect))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        finish(failure(
            Error::Code::Timeout,
            tr("%1 did not answer within %2 seconds.").arg(m_address.toString()).arg(m_timer.interval() / 1000)));
    });
}

void RpcExchange::start(std::unique_ptr<HttpConnection> connection)
{
    if (!m_finished)
        use(std::move(connection));
}

void RpcExchange::limitTime(std::chrono::milliseconds timeout)
{
    if (timeout.count() > 0)
        m_timer.start(timeout);
}

void RpcExchange::fail(const Error &error)
{
    finish(tl::unexpected(error));
}

void RpcExchange::deliver(Result<QByteArray> result)
{
    const Completion<Result<QByteArray>> completion = m_completion; // we may be gone once the coroutine has run
    completion.resolve(std::move(result));
}

std::unique_ptr<HttpConnection> RpcExchange::takeConnection()
{
    if (!m_connection || !m_connection->isReusable())
        return nullptr;
    m_connection->disconnect(this);
    return std::move(m_connection);
}

void RpcExchange::use(std::unique_ptr<HttpConnection> connection)
{
    m_body.clear();
    m_connection = std::move(connection);
    connect(m_connection.get(), &HttpConnection::bodyRead, this, [this](const QByteArray &bytes) { m_body += bytes; });
    connect(m_connection.get(), &HttpConnection::completed, this, [this] {
        if (m_connection->status() == 200)
            finish(std::move(m_body));
        else
            finish(tl::unexpected(describeStatus(m_connection->status(), m_address)));
    });
    connect(m_connection.get(), &HttpConnection::failed, this, [this](const Error &error) {
        // A kept connection that the server closed meanwhile says nothing about this call: it never got through.
        if (m_connection->isReused() && !m_connection->hasAnswerBegun() && error.code == Error::Code::Transport) {
            m_connection.release()->deleteLater(); // we are inside its signal
            use(m_reconnect());
            return;
        }
        finish(tl::unexpected(seenThroughTunnel(error, m_connection->hasAnswerBegun(), m_address)));
    });
    m_connection->send(m_request);
}

void RpcExchange::finish(Result<QByteArray> result)
{
    if (std::exchange(m_finished, true))
        return;
    m_timer.stop();
    m_result = std::move(result);
    // From the event loop, so that whoever gets the answer may destroy anything: no socket is in the middle of a
    // signal.
    QMetaObject::invokeMethod(this, &RpcExchange::finished, Qt::QueuedConnection);
}

} // namespace kantoku::client
