#include "ui/servers/embeddeddaemons.h"

#include "client/rpcclient.h"
#include "ui/servers/daemonconfig.h"
#include "ui/servers/localservers.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds probeTimeout{2};

/// The demo wants to be told where its files go.
Result<QProcessEnvironment> environmentFor(const QString &configFile)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    if (configFile != demoConfiguration())
        return environment;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + u"/kantoku-demo"_s;
    if (!QDir().mkpath(folder)) {
        return failure(Error::Code::System,
                       EmbeddedDaemons::tr("The folder %1 for the demo cannot be made.").arg(folder));
    }
    environment.insert(u"KANTOKU_DEMO_DIR"_s, folder);
    return environment;
}

} // namespace

void EmbeddedDaemons::open(const QString &configFile, Absent what)
{
    const QString file = QFileInfo(configFile).absoluteFilePath();
    const Result<QProcessEnvironment> environment = environmentFor(file);
    if (!environment) {
        emit failed(environment.error().message);
        return;
    }
    const Result<Endpoint> endpoint = readEndpoint(file, *environment);
    if (!endpoint) {
        emit failed(endpoint.error().message);
        return;
    }
    // A daemon that already runs on this file is used as it is.
    auto *probe = new client::RpcClient(endpoint->address, endpoint->credentials, this);
    QCoro::connect(
        probe->call(u"supervisor.getState"_s, {}, probeTimeout), this,
        [this, probe, file, endpoint = *endpoint, environment = *environment, what](const Result<QVariant> &state) {
            probe->deleteLater();
            const QString address = endpoint.address.toString();
            if (state || state.error().code == Error::Code::Unauthorized)
                emit reached(endpoint.address, endpoint.credentials, file, m_files.contains(address));
            else if (what == Absent::Start)
                start(file, endpoint, environment);
            else
                emit absent(endpoint.address, file);
        });
}

void EmbeddedDaemons::start(const QString &configFile, const Endpoint &endpoint, const QProcessEnvironment &environment)
{
    auto *daemon = new EmbeddedDaemon(configFile, endpoint.address, environment, this);
    m_daemons.append(daemon);
    const auto dropIt = [this, daemon](const QString &message) { drop(daemon, message); };
    connect(daemon, &EmbeddedDaemon::failed, this, dropIt);
    connect(daemon, &EmbeddedDaemon::ended, this, dropIt);
    connect(daemon, &EmbeddedDaemon::ready, this, [this, daemon, credentials = endpoint.credentials] {
        adopt(daemon->endpoint().toString(), daemon->configFile());
        emit reached(daemon->endpoint(), credentials, daemon->configFile(), true);
    });
    daemon->start();
}

void EmbeddedDaemons::drop(EmbeddedDaemon *daemon, const QString &message)
{
    m_daemons.removeOne(daemon);
    daemon->deleteLater();
    if (m_stopping && m_daemons.isEmpty())
        emit ended();
    else if (!message.isEmpty())
        emit failed(message);
}

bool EmbeddedDaemons::isChild(const QString &address) const
{
    return std::ranges::any_of(m_daemons, [&](const EmbeddedDaemon *daemon) {
        return daemon->isRunning() && daemon->endpoint().toString() == address;
    });
}

void EmbeddedDaemons::stopAll()
{
    m_stopping = true;
    if (m_daemons.isEmpty()) {
        emit ended();
        return;
    }
    for (EmbeddedDaemon *daemon : std::as_const(m_daemons))
        daemon->stop();
}

void EmbeddedDaemons::releaseAll()
{
    for (EmbeddedDaemon *daemon : std::as_const(m_daemons))
        daemon->release();
    qDeleteAll(std::exchange(m_daemons, {}));
}

} // namespace kantoku::ui
