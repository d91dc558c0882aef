#include "ui/servers/localservers.h"

#include "client/ctlconfig.h"
#include "ui/servers/daemonconfig.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <sys/stat.h>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::ServerAddress;

namespace {

bool isSocket(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 && S_ISSOCK(status.st_mode);
}

QStringList usualSockets()
{
    QStringList paths{u"/run/kantoku.sock"_s,
                      u"/run/kantoku/kantoku.sock"_s,
                      u"/run/supervisor.sock"_s,
                      u"/run/supervisord.sock"_s,
                      u"/run/supervisor/supervisor.sock"_s,
                      u"/var/run/supervisor.sock"_s,
                      u"/var/run/supervisor/supervisor.sock"_s,
                      u"/tmp/supervisor.sock"_s,
                      u"/tmp/kantoku.sock"_s,
                      QDir::homePath() + u"/supervisor.sock"_s};
    const QDir runtime(runtimeFolder());
    for (const QString &name : runtime.entryList({u"*.sock"_s}, QDir::System | QDir::AllEntries))
        paths.append(runtime.filePath(name));
    return paths;
}

QStringList usualConfigurations()
{
    QStringList files = client::CtlConfig::searchPaths(QCoreApplication::applicationFilePath());
    const QDir own(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/kantoku"_s);
    for (const QString &name : own.entryList({u"*.conf"_s}, QDir::Files | QDir::Readable))
        files.append(own.filePath(name));
    return files;
}

} // namespace

QList<LocalServer> findLocalServers()
{
    QList<LocalServer> found;
    const auto add = [&found](LocalServer server) {
        if (server.address.kind == ServerAddress::Kind::Unix) {
            const QString real = QFileInfo(server.address.path).canonicalFilePath(); // /var/run is /run
            if (real.isEmpty() || !isSocket(real))
                return;
            server.address.path = real;
        }
        const auto known = std::ranges::find(found, server.address, &LocalServer::address);
        if (known == found.end())
            found.append(std::move(server));
    };
    // Files first: they know passwords.
    for (const QString &file : usualConfigurations()) {
        if (const Result<LocalServer> server = serverOfConfiguration(file))
            add(*server);
    }
    for (const QString &path : usualSockets()) {
        LocalServer server;
        server.address.path = path;
        add(server);
    }
    return found;
}

Result<LocalServer> serverOfConfiguration(const QString &configFile)
{
    const QString file = QFileInfo(configFile).absoluteFilePath();
    const Result<Endpoint> endpoint = readEndpoint(file, QProcessEnvironment::systemEnvironment());
    if (endpoint)
        return LocalServer{endpoint->address, endpoint->credentials, file};
    if (endpoint.error().code != Error::Code::Invalid)
        return tl::unexpected(endpoint.error());
    const Result<client::CtlConfig> config = client::CtlConfig::load(file, QString());
    if (!config)
        return tl::unexpected(endpoint.error()); // it has nothing of a client either: say what a daemon would need
    const Result<ServerAddress> address = ServerAddress::parse(config->serverUrl);
    if (!address)
        return tl::unexpected(address.error());
    return LocalServer{*address, {config->username, config->password}, file};
}

QString runtimeFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + u"/kantoku"_s;
}

QString demoConfiguration()
{
    const QString program = QCoreApplication::applicationDirPath();
    const QString file = u"demo/supervisord.conf"_s;
    for (const QString &folder : {u"/../share/kantoku/"_s, u"/../../../resources/"_s}) {
        const QString path = QDir::cleanPath(program + folder + file);
        if (QFileInfo::exists(path))
            return path;
    }
    return QStandardPaths::locate(QStandardPaths::GenericDataLocation, u"kantoku/"_s + file);
}

} // namespace kantoku::ui
