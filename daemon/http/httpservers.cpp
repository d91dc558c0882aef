#include "daemon/http/httpservers.h"

#include "daemon/http/eventfeed.h"
#include "daemon/http/httproutes.h"
#include "daemon/http/httpserver.h"
#include "daemon/http/listensocket.h"
#include "daemon/logging/mainlog.h"
#include "daemon/rpc/rpcdispatcher.h"
#include "daemon/supervisor.h"

#include <algorithm>
#include <vector>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

struct HttpServers::Private {
    explicit Private(Supervisor &s)
        : supervisor(s)
        , rpc(s)
        , feed(s)
        , routes(s, rpc, feed)
    {
    }

    std::unique_ptr<HttpServer> takeUnchanged(const ServerConfig &config)
    {
        const auto it = std::ranges::find_if(servers, [&](const auto &server) { return server->config() == config; });
        if (it == servers.end())
            return nullptr;
        auto server = std::move(*it);
        servers.erase(it);
        return server;
    }

    Supervisor &supervisor;
    RpcDispatcher rpc;
    EventFeed feed;
    HttpRoutes routes;
    std::vector<std::unique_ptr<HttpServer>> servers;
};

HttpServers::HttpServers(Supervisor &supervisor, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(supervisor))
{
}

HttpServers::~HttpServers() = default;

Result<void> HttpServers::open(const Configuration &configuration)
{
    QList<ServerConfig> configs = configuration.servers;
    std::ranges::stable_partition(configs, [](const ServerConfig &c) { return c.kind == ServerConfig::Kind::Inet; });
    const auto isMain = [](const RpcInterfaceConfig &interface) { return interface.name == "supervisor"_L1; };
    d->rpc.setSupervisorEnabled(std::ranges::any_of(configuration.rpcInterfaces, isMain));

    std::vector<std::unique_ptr<HttpServer>> servers;
    for (const ServerConfig &config : configs)
        servers.push_back(d->takeUnchanged(config));
    d->servers.clear(); // what is left has changed or gone; its port may be wanted again
    MainLog &log = d->supervisor.mainLog();
    for (std::size_t i = 0; i < servers.size(); ++i) {
        const ServerConfig &config = configs[static_cast<qsizetype>(i)];
        if (!servers[i]) {
            servers[i] = std::make_unique<HttpServer>(
                config, [this, config](HttpConnection *connection, const http::Request &request) {
                    d->routes.handle(connection, request, config);
                });
            connect(servers[i].get(), &HttpServer::loginFailed, this,
                    [&log, section = config.section](const QString &peer) {
                        log.warn(u"Server '%1': wrong user or password from %2"_s.arg(section, peer));
                    });
            connect(servers[i].get(), &HttpServer::turnedAway, this, [&log, section = config.section] {
                log.error(u"Server '%1': clients are sent away, there are no free file descriptors (see minfds)"_s.arg(
                    section));
            });
            if (const auto opened = servers[i]->open(); !opened)
                return opened;
            if (const QString problem = folderProblem(config); !problem.isEmpty())
                log.critical(problem);
        } else if (const auto renewed = servers[i]->readTls(); !renewed) {
            log.error(u"the certificate in use stays: %1"_s.arg(renewed.error().message));
        }
        for (const RpcInterfaceConfig &interface : configuration.rpcInterfaces)
            log.info(u"RPC interface '%1' initialized"_s.arg(interface.name));
        if (config.username.isEmpty())
            log.critical(u"Server '%1' running without any HTTP authentication checking"_s.arg(config.section));
    }
    d->servers = std::move(servers);
    return {};
}

void HttpServers::close()
{
    d->servers.clear();
}

} // namespace kantoku::daemon
