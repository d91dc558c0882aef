#include "daemon/daemon.h"

#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/process/userids.h"
#include "daemon/resourcelimits.h"
#include "protocol/signalname.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <csignal>
#include <cstring>

#include <sys/stat.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

QString systemText(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

} // namespace

Daemon::Daemon(const QString &file, const ConfigOverrides &overrides, const World &world)
    : m_world(world)
    , m_supervisor({m_log, m_events, m_clock, m_launcher, world}, file, overrides)
    , m_signals({SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR2, SIGCHLD})
{
    // A reader that is gone and a file as large as we may make one (ulimit -f) are errors of one log, not our end.
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN);
    connect(&m_signals, &PosixSignals::received, this, &Daemon::handleSignal);
    connect(&m_launcher, &ProcessLauncher::orphanReaped, this, [this](qint64 pid, const ExitStatus &status) {
        m_log.info(u"reaped unknown pid %1 (%2)"_s.arg(pid).arg(status.text()));
    });
    connect(&m_supervisor, &Supervisor::processStateChanged, this,
            [this](const Process *process, ProcessState from, ProcessState to) {
                m_survivors.note(*process);
                if (from == ProcessState::Stopping && to == ProcessState::Stopped)
                    m_leftovers.look(*process);
            });
    m_supervisor.setSurvivorLookup(
        [this](const QString &group, const QString &process) { return m_survivors.find(group, process); });
    connect(&m_survivors, &Survivors::gone, &m_supervisor, &Supervisor::startWaiting);
    connect(&m_supervisor, &Supervisor::allStopped, this, [this] {
        m_leftovers.lookNow();
        if (m_supervisor.state() == SupervisorState::Shutdown)
            QCoreApplication::exit(0);
        else
            startAgain();
    });
    connect(&m_supervisor, &Supervisor::stateChanged, this, [this](SupervisorState state) {
        if (state == SupervisorState::Shutdown)
            m_systemd.stopping();
        else if (state == SupervisorState::Restarting)
            m_systemd.reloading();
    });
}

Daemon::~Daemon() = default;

tl::expected<void, QString> Daemon::start(Configuration configuration, std::optional<Background> background)
{
    const SupervisordConfig config = configuration.supervisord;
    if (const auto taken = takeUser(config); !taken)
        return taken;
    if (const auto taken = takeLimits(config); !taken)
        return taken;
    if (const auto opened = openLog(configuration); !opened)
        return opened;
    if (const auto adopted = m_supervisor.adopt(std::move(configuration)); !adopted)
        return tl::unexpected<QString>(adopted.error().message);
    if (const auto opened = m_servers.open(m_supervisor.loaded()); !opened)
        return tl::unexpected<QString>(opened.error().message);
    if (background)
        enterBackground(*background, config);
    ProcessLauncher::adoptOrphans();
    begin(config);
    return {};
}

tl::expected<void, QString> Daemon::takeUser(const SupervisordConfig &config)
{
    if (!config.uid)
        return {};
    const auto ids = userIds(*config.uid);
    if (!ids)
        return tl::unexpected<QString>(ids.error());
    if (*ids) {
        const UserIds &user = **ids;
        const std::vector<gid_t> groups(user.groups.begin(), user.groups.end());
        if (const char *const problem = becomeUser(user.uid, user.gid, groups.data(), groups.size()))
            return tl::unexpected<QString>(QString::fromLatin1(problem));
    }
    m_startMessages.append(u"Set uid to user %1 succeeded"_s.arg(*config.uid));
    return {};
}

tl::expected<void, QString> Daemon::takeLimits(const SupervisordConfig &config)
{
    const auto raised = raiseResourceLimits(config.minFds, config.minProcs);
    if (!raised)
        return tl::unexpected<QString>(raised.error());
    m_startMessages.append(raised->messages);
    m_supervisor.setChildDescriptorLimit(raised->childDescriptors);
    return {};
}

tl::expected<void, QString> Daemon::openLog(const Configuration &configuration)
{
    const SupervisordConfig &config = configuration.supervisord;
    const bool toStdout = config.noDaemon && !config.silent;
    const auto opened
        = m_log.open(config.logFile, config.logFileMaxBytes, config.logFileBackups, config.logLevel, toStdout);
    if (!opened)
        return tl::unexpected<QString>(opened.error().message);
    if (!config.uid && ::getuid() == 0) {
        m_log.critical(u"Supervisor is running as root.  Privileges were not dropped because no user is specified in "
                       u"the config file.  If you intend to run as root, you can set user=root in the config file to "
                       u"avoid this message."_s);
    }
    using Severity = Diagnostic::Severity;
    for (const Severity severity : {Severity::Warning, Severity::Info}) {
        for (const Diagnostic &diagnostic : configuration.diagnostics) {
            if (diagnostic.severity == severity)
                m_log.write(severity == Severity::Warning ? LogLevel::Warn : LogLevel::Info, diagnostic.message);
        }
    }
    for (const QString &message : std::exchange(m_startMessages, {}))
        m_log.info(message);
    return {};
}

void Daemon::enterBackground(Background &background, const SupervisordConfig &config)
{
    m_log.info(u"daemonizing the supervisord process"_s);
    if (config.directory) {
        if (::chdir(QFile::encodeName(*config.directory).constData()) != 0)
            m_log.critical(u"can't chdir into '%1': %2"_s.arg(*config.directory, systemText(errno)));
        else
            m_log.info(u"set current directory: '%1'"_s.arg(*config.directory));
    }
    ::umask(static_cast<mode_t>(config.umask));
    background.enter();
}

void Daemon::begin(const SupervisordConfig &config)
{
    m_pidFile.emplace(config.pidFile);
    if (m_pidFile->write())
        m_log.info(u"supervisord started with pid %1"_s.arg(QCoreApplication::applicationPid()));
    else
        m_log.critical(u"could not write pidfile %1"_s.arg(config.pidFile));
    m_survivors.begin(config.pidFile + u".children", config.leftovers);
    m_supervisor.run();
    m_launcher.reap();
    m_systemd.ready();
}

// Every program has ended; the same process takes the new configuration. Whatever fails now is logged, and the daemon
// goes on with what works.
void Daemon::startAgain()
{
    Configuration configuration = m_supervisor.takeNextConfiguration();
    const SupervisordConfig config = configuration.supervisord;
    m_log.close();
    if (const auto opened = openLog(configuration); !opened)
        m_log.critical(opened.error());
    for (const ProcessGroup *const group : m_supervisor.groups()) {
        for (const Process *const process : group->processes())
            m_survivors.keep(*process);
    }
    if (const auto adopted = m_supervisor.adopt(std::move(configuration)); !adopted)
        m_log.critical(adopted.error().message);
    m_servers.reopen(m_supervisor.loaded());
    m_pidFile.reset();
    begin(config);
}

void Daemon::handleSignal(int number)
{
    const QString name = signalName(number);
    switch (number) {
    case SIGTERM:
    case SIGINT:
    case SIGQUIT:
        m_log.warn(u"received %1 indicating exit request"_s.arg(name));
        m_supervisor.shutdown();
        return;
    case SIGHUP:
        if (m_supervisor.state() == SupervisorState::Shutdown) {
            m_log.warn(u"ignored %1 indicating restart request (shutdown in progress)"_s.arg(name));
            return;
        }
        m_log.warn(u"received %1 indicating restart request"_s.arg(name));
        (void)m_supervisor.restart(); // says in the log why it does not
        return;
    case SIGUSR2:
        m_log.info(u"received %1 indicating log reopen request"_s.arg(name));
        m_supervisor.reopenLogs();
        return;
    case SIGCHLD:
        m_log.debug(u"received %1 indicating a child quit"_s.arg(name));
        m_launcher.reap();
        return;
    }
}

} // namespace kantoku::daemon
