#include "client/rpcclient.h"

#include "client/rpcexchange.h"
#include "client/sshtunnel.h"
#include "protocol/xmlrpc.h"

#include <QPointer>
#include <QUrl>

#include <algorithm>
#include <limits>
#include <vector>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxIdleConnections = 4;
/// The log of a chatty program may be asked for as a whole.
constexpr http::Limits callLimits{.bodyBytes = 512 * 1024 * 1024};
constexpr http::Limits streamLimits{.bodyBytes = std::numeric_limits<qsizetype>::max()};

} // namespace

struct RpcClient::Private {
    ServerAddress address;
    Credentials credentials;
    QByteArray trustedFingerprint;
    QString sshProgram = u"ssh"_s;
    std::shared_ptr<SshTunnel> tunnel;
    std::vector<std::unique_ptr<HttpConnection>> idle;
    std::vector<std::unique_ptr<RpcExchange>> exchanges;
    bool keepConnections = true; ///< false until the exchanges that are under way have ended

    QByteArray headers() const
    {
        QByteArray text = "Host: " + hostAndPort() + "\r\nUser-Agent: kantoku/" KANTOKU_VERSION "\r\n";
        if (!credentials.isEmpty()) {
            const QString clear = credentials.username + u':' + credentials.password;
            text += "Authorization: Basic " + clear.toUtf8().toBase64() + "\r\n";
        }
        return text;
    }

    bool isUrl() const
    {
        return address.kind == ServerAddress::Kind::Http || address.kind == ServerAddress::Kind::Https;
    }

    QByteArray hostAndPort() const
    {
        if (!isUrl())
            return "localhost"; // the path of a socket is no host
        const QByteArray host
            = address.host.contains(u':') ? '[' + address.host.toLatin1() + ']' : QUrl::toAce(address.host);
        return host + ':' + QByteArray::number(address.port);
    }

    QByteArray prefix() const { return isUrl() ? QUrl::toPercentEncoding(address.path, "/") : QByteArray(); }

    std::unique_ptr<HttpConnection> makeConnection(http::Limits limits)
    {
        if (address.kind == ServerAddress::Kind::Ssh && !tunnel)
            tunnel = SshTunnel::to(address, sshProgram); // let go of while a call was under way
        const ServerAddress end = tunnel ? tunnel->localAddress() : address;
        return std::make_unique<HttpConnection>(Transport::create(end, trustedFingerprint), limits);
    }

    std::unique_ptr<HttpConnection> takeIdle()
    {
        if (idle.empty())
            return nullptr;
        std::unique_ptr<HttpConnection> connection = std::move(idle.back());
        idle.pop_back();
        connection->disconnect();
        return connection;
    }

    void keep(std::unique_ptr<HttpConnection> connection, QObject *context)
    {
        HttpConnection *raw = connection.get();
        connect(raw, &HttpConnection::failed, context, [this, raw] {
            const auto it = std::ranges::find(idle, raw, &std::unique_ptr<HttpConnection>::get);
            if (it == idle.end())
                return;
            it->release()->deleteLater(); // we are inside its signal
            idle.erase(it);
        });
        idle.push_back(std::move(connection));
    }

    /// Runs `begin` once the way to the server stands: at once but for ssh.
    template <typename Begin, typename Fail>
    void whenReachable(QObject *context, Begin begin, Fail fail)
    {
        if (address.kind != ServerAddress::Kind::Ssh) {
            begin();
            return;
        }
        if (!tunnel)
            tunnel = SshTunnel::to(address, sshProgram);
        if (tunnel->isOpen()) {
            begin();
            return;
        }
        connect(tunnel.get(), &SshTunnel::opened, context, begin, Qt::SingleShotConnection);
        connect(tunnel.get(), &SshTunnel::failed, context, fail, Qt::SingleShotConnection);
        tunnel->open();
    }
};

RpcClient::RpcClient(ServerAddress address, Credentials credentials, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->address = std::move(address);
    d->credentials = std::move(credentials);
}

RpcClient::~RpcClient()
{
    // Every call ends: those that are under way are cancelled. Their coroutines must not come back to us.
    const auto exchanges = std::move(d->exchanges);
    for (const std::unique_ptr<RpcExchange> &exchange : exchanges)
        exchange->deliver(failure(Error::Code::Cancelled, tr("The connection was closed.")));
}

const ServerAddress &RpcClient::address() const
{
    return d->address;
}

const Credentials &RpcClient::credentials() const
{
    return d->credentials;
}

void RpcClient::setCredentials(Credentials credentials)
{
    d->credentials = std::move(credentials);
}

void RpcClient::setTrustedFingerprint(QByteArray sha256)
{
    d->trustedFingerprint = std::move(sha256);
    closeIdleConnections();
}

const QByteArray &RpcClient::trustedFingerprint() const
{
    return d->trustedFingerprint;
}

void RpcClient::setSshProgram(QString program)
{
    d->sshProgram = std::move(program);
}

void RpcClient::closeIdleConnections()
{
    d->idle.clear();
    d->keepConnections = d->exchanges.empty();
}

void RpcClient::hangUp()
{
    closeIdleConnections();
    d->tunnel.reset();
}

QCoro::Task<Result<QVariant>> RpcClient::call(QString method, QVariantList params, std::chrono::milliseconds timeout)
{
    const QByteArray body = xmlrpc::writeCall(method, params);
    const QByteArray request = "POST " + d->prefix() + "/RPC2 HTTP/1.1\r\n" + d->headers()
        + "Accept: text/xml\r\nContent-Type: text/xml\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;

    auto owned = std::make_unique<RpcExchange>(d->address, request, [this] { return d->makeConnection(callLimits); });
    RpcExchange *exchange = owned.get();
    d->exchanges.push_back(std::move(owned));
    connect(exchange, &RpcExchange::finished, this, [this, exchange] {
        const auto it = std::ranges::find(d->exchanges, exchange, &std::unique_ptr<RpcExchange>::get);
        RpcExchange *done = it->release();
        done->deleteLater(); // we are inside its signal
        d->exchanges.erase(it);
        std::unique_ptr<HttpConnection> connection = done->takeConnection();
        if (connection && d->keepConnections && d->idle.size() < maxIdleConnections)
            d->keep(std::move(connection), this);
        if (d->exchanges.empty())
            d->keepConnections = true;
        done->deliver(done->result()); // we may be gone after this
    });
    // A call that waits may be under way for long, and is not to be asked twice: no kept connection for it.
    const bool waits = timeout == noTimeout;
    d->whenReachable(
        exchange,
        [this, exchange, waits, timeout] {
            exchange->limitTime(timeout); // from here on: a person who is asked by ssh may take their time
            std::unique_ptr<HttpConnection> connection = waits ? nullptr : d->takeIdle();
            exchange->start(connection ? std::move(connection) : d->makeConnection(callLimits));
        },
        [exchange](const Error &error) { exchange->fail(error); });

    const Completion<Result<QByteArray>> completion = exchange->completion();
    const Result<QByteArray> answer = co_await completion;
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return xmlrpc::parseResponse(*answer);
}

std::unique_ptr<LogStream> RpcClient::stream(const QString &path)
{
    std::unique_ptr<LogStream> stream(new LogStream);
    LogStream *raw = stream.get();
    const QByteArray request
        = "GET " + d->prefix() + path.toUtf8() + " HTTP/1.1\r\n" + d->headers() + "Accept: */*\r\n\r\n";
    const ServerAddress address = d->address;
    const auto begin = [this, self = QPointer<RpcClient>(this), raw, request, address] {
        if (!self)
            return raw->end({Error::Code::Cancelled, tr("The connection was closed.")});
        std::unique_ptr<HttpConnection> connection = d->makeConnection(streamLimits);
        HttpConnection *http = connection.get();
        connect(http, &HttpConnection::headersRead, raw, [raw, http, address] {
            if (http->status() == 200)
                emit raw->opened();
            else
                raw->end(describeStatus(http->status(), address));
        });
        raw->begin(std::move(connection), request);
    };
    QMetaObject::invokeMethod(
        raw,
        [this, self = QPointer<RpcClient>(this), raw, begin] {
            if (!self) {
                raw->end({Error::Code::Cancelled, tr("The connection was closed.")});
                return;
            }
            d->whenReachable(raw, begin, [raw](const Error &error) { raw->end(error); });
        },
        Qt::QueuedConnection);
    return stream;
}

LogStream::LogStream() = default;

LogStream::~LogStream()
{
    if (m_connection) {
        m_connection->disconnect(this);
        m_connection.release()->deleteLater(); // we may be inside its signal
    }
}

void LogStream::begin(std::unique_ptr<HttpConnection> connection, const QByteArray &request)
{
    if (m_ended)
        return;
    m_connection = std::move(connection);
    connect(m_connection.get(), &HttpConnection::bodyRead, this, &LogStream::received);
    connect(m_connection.get(), &HttpConnection::failed, this, &LogStream::end);
    connect(m_connection.get(), &HttpConnection::completed, this, [this] {
        end({Error::Code::Transport, tr("The server ended the stream.")});
    });
    m_connection->send(request);
}

void LogStream::end(const Error &error)
{
    if (std::exchange(m_ended, true))
        return;
    if (m_connection)
        m_connection->disconnect(this);
    emit finished(error);
}

} // namespace kantoku::client
