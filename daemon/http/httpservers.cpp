#include "daemon/http/httpservers.h"

#include "daemon/http/eventfeed.h"
#include "daemon/http/httproutes.h"
#include "daemon/http/httpserver.h"
#include "daemon/http/listensocket.h"
#include "daemon/logging/mainlog.h"
#include "daemon/rpc/rpcdispatcher.h"
#include "daemon/supervisor.h"

#include <QTimer>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <vector>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto retryTime = 5s;

/// In the order of Supervisor, which opens TCP servers first.
QList<ServerConfig> ordered(QList<ServerConfig> configs)
{
    std::stable_partition(configs.begin(), configs.end(),
                          [](const ServerConfig &c) { return c.kind == ServerConfig::Kind::Inet; });
    return configs;
}

/// Not where a name has to be looked up again: that may take long, and nobody is served meanwhile.
bool isTriedAgain(const Error &error)
{
    return error.number != EADDRNOTAVAIL;
}

} // namespace

struct HttpServers::Private {
    explicit Private(Supervisor &s)
        : supervisor(s)
        , feed(s)
        , rpc(s, [this] { return feed.last(); })
        , routes(s, rpc, feed)
    {
        retry.setSingleShot(true);
        QObject::connect(&retry, &QTimer::timeout, &retry, [this] { openMissing(); });
    }

    void take(const Configuration &configuration);
    Result<void> open(const ServerConfig &config);
    void openOrRetry(const ServerConfig &config);
    void openMissing();
    void announce(const ServerConfig &config) const;
    std::unique_ptr<HttpServer> takeUnchanged(const ServerConfig &config);

    Supervisor &supervisor;
    EventFeed feed;
    RpcDispatcher rpc;
    HttpRoutes routes;
    QList<RpcInterfaceConfig> interfaces;
    std::vector<std::unique_ptr<HttpServer>> servers;
    QList<ServerConfig> missing; ///< what could not be opened and is tried again
    QTimer retry;
};

void HttpServers::Private::take(const Configuration &configuration)
{
    interfaces = configuration.rpcInterfaces;
    const auto isMain = [](const RpcInterfaceConfig &interface) { return interface.name == "supervisor"_L1; };
    rpc.setSupervisorEnabled(std::ranges::any_of(interfaces, isMain));
}

Result<void> HttpServers::Private::open(const ServerConfig &config)
{
    MainLog &log = supervisor.mainLog();
    auto server = std::make_unique<HttpServer>(
        config, [this](const HttpServer &from, HttpConnection *connection, const http::Request &request) {
            routes.handle(from, connection, request);
        });
    QObject::connect(server.get(), &HttpServer::loginFailed, server.get(),
                     [&log, section = config.section](const QString &peer) {
                         log.warn(u"Server '%1': wrong user or password from %2"_s.arg(section, peer));
                     });
    QObject::connect(server.get(), &HttpServer::turnedAway, server.get(), [&log, section = config.section] {
        log.error(
            u"Server '%1': clients are sent away, there are no free file descriptors (see minfds)"_s.arg(section));
    });
    QObject::connect(server.get(), &HttpServer::crowded, server.get(), [&log, section = config.section](qint64 most) {
        log.error(
            u"Server '%1': clients are sent away, %2 are connected, with half of all descriptors"_s.arg(section).arg(
                most));
    });
    if (auto opened = server->open(); !opened)
        return opened;
    if (const QString problem = folderProblem(config); !problem.isEmpty())
        log.critical(problem);
    announce(config);
    servers.push_back(std::move(server));
    return {};
}

void HttpServers::Private::openOrRetry(const ServerConfig &config)
{
    const auto opened = open(config);
    if (opened)
        return;
    QString text = u"Server '%1' cannot be opened: %2"_s.arg(config.section, opened.error().message);
    if (isTriedAgain(opened.error())) {
        text += u" (it is tried again every %1 seconds)"_s.arg(retryTime.count());
        missing.append(config);
        retry.start(retryTime);
    }
    supervisor.mainLog().critical(text);
}

void HttpServers::Private::openMissing()
{
    missing.removeIf([this](const ServerConfig &config) {
        const bool opened = open(config).has_value();
        if (opened)
            supervisor.mainLog().info(u"Server '%1' is open now"_s.arg(config.section));
        return opened;
    });
    if (!missing.isEmpty())
        retry.start(retryTime);
}

void HttpServers::Private::announce(const ServerConfig &config) const
{
    MainLog &log = supervisor.mainLog();
    for (const RpcInterfaceConfig &interface : interfaces)
        log.info(u"RPC interface '%1' initialized"_s.arg(interface.name));
    if (config.username.isEmpty())
        log.critical(u"Server '%1' running without any HTTP authentication checking"_s.arg(config.section));
}

std::unique_ptr<HttpServer> HttpServers::Private::takeUnchanged(const ServerConfig &config)
{
    const auto it = std::ranges::find_if(servers, [&](const auto &server) { return server->config() == config; });
    if (it == servers.end())
        return nullptr;
    auto server = std::move(*it);
    servers.erase(it);
    return server;
}

HttpServers::HttpServers(Supervisor &supervisor, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(supervisor))
{
}

HttpServers::~HttpServers() = default;

Result<void> HttpServers::open(const Configuration &configuration)
{
    d->take(configuration);
    for (const ServerConfig &config : ordered(configuration.servers)) {
        if (auto opened = d->open(config); !opened) {
            close();
            return opened;
        }
    }
    return {};
}

void HttpServers::reopen(const Configuration &configuration)
{
    d->take(configuration);
    const QList<ServerConfig> configs = ordered(configuration.servers);
    std::vector<std::unique_ptr<HttpServer>> unchanged;
    for (const ServerConfig &config : configs)
        unchanged.push_back(d->takeUnchanged(config));
    close(); // what is left has changed or gone; its port may be wanted again
    for (std::size_t i = 0; i < unchanged.size(); ++i) {
        const ServerConfig &config = configs[static_cast<qsizetype>(i)];
        if (!unchanged[i]) {
            d->openOrRetry(config);
            continue;
        }
        if (const auto renewed = unchanged[i]->readTls(); !renewed)
            d->supervisor.mainLog().error(u"the certificate in use stays: %1"_s.arg(renewed.error().message));
        d->announce(config);
        d->servers.push_back(std::move(unchanged[i]));
    }
}

void HttpServers::close()
{
    d->servers.clear();
    d->missing.clear();
    d->retry.stop();
}

} // namespace kantoku::daemon
