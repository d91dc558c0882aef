#pragma once

#include "daemon/background.h"
#include "daemon/config/configloader.h"
#include "daemon/daemonoptions.h"
#include "daemon/events/eventbus.h"
#include "daemon/events/ticksource.h"
#include "daemon/http/httpservers.h"
#include "daemon/logging/mainlog.h"
#include "daemon/pidfile.h"
#include "daemon/posixsignals.h"
#include "daemon/process/childprocess.h"
#include "daemon/process/clock.h"
#include "daemon/process/leftovers.h"
#include "daemon/process/survivors.h"
#include "daemon/supervisor.h"
#include "daemon/systemdnotify.h"

#include <QObject>

#include <optional>

namespace kantoku::daemon {

/**
 * The running program: its parts, wired together, from the start over reloads to the end.
 *
 * The order of the start is Supervisor's: user, limits, main log, groups, servers, background, pid file, programs. What
 * fails before the background is told on standard error.
 */
class Daemon : public QObject {
    Q_OBJECT
public:
    /// @param file  the configuration file, absolute
    Daemon(const QString &file, const ConfigOverrides &overrides, const World &world);
    ~Daemon() override;

    /// @param background  where to go when everything that can fail has worked; none for the foreground
    /// @return what belongs after "Error: " where the daemon cannot run
    tl::expected<void, QString> start(Configuration configuration, std::optional<Background> background);

private:
    tl::expected<void, QString> takeUser(const SupervisordConfig &config);
    tl::expected<void, QString> takeLimits(const SupervisordConfig &config);
    tl::expected<void, QString> openLog(const Configuration &configuration);
    void enterBackground(Background &background, const SupervisordConfig &config);
    void begin(const SupervisordConfig &config);
    void startAgain();
    void handleSignal(int number);

    const World &m_world;
    MainLog m_log;
    EventBus m_events;
    TickSource m_ticks{m_events};
    SystemClock m_clock;
    ProcessLauncher m_launcher;
    SystemdNotify m_systemd; ///< before the supervisor, which copies the environment
    Supervisor m_supervisor;
    std::optional<PidFile> m_pidFile; ///< before the servers: who sees it go finds no socket either
    HttpServers m_servers{m_supervisor};
    Leftovers m_leftovers{m_launcher, m_log};
    Survivors m_survivors{m_clock, m_log};
    PosixSignals m_signals;
    QStringList m_startMessages; ///< INFO lines of what happened before the main log was open
};

} // namespace kantoku::daemon
