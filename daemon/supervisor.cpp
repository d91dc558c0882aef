#include "daemon/supervisor.h"

#include "daemon/events/eventbus.h"
#include "daemon/events/payload.h"
#include "daemon/logging/mainlog.h"
#include "daemon/process/childenvironment.h"
#include "daemon/process/childlogs.h"
#include "daemon/process/clock.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "protocol/faultcode.h"

#include <algorithm>
#include <tuple>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto startSlice = 20ms;

} // namespace

Supervisor::Supervisor(const Parts &parts, QString file, ConfigOverrides overrides, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_file(std::move(file))
    , m_overrides(std::move(overrides))
    , m_services{parts.log,
                 parts.events,
                 parts.clock,
                 parts.launcher,
                 [this] { return m_state == SupervisorState::Running; },
                 {},
                 {},
                 false,
                 inheritedEnvironment(),
                 {},
                 {},
                 {},
                 [this](Process *process, ProcessState from, ProcessState to) {
                     emit processStateChanged(process, from, to);
                     // Not from within: whoever caused this has things left to do.
                     if (!m_stopping.isEmpty() && isStopped(to))
                         m_stopStep->start(0ms);
                 }}
    , m_waitingReport(parts.clock.createTimer([this] { reportWaiting(); }))
    , m_stopStep(parts.clock.createTimer([this] { stopNextGroup(); }))
    , m_startStep(parts.clock.createTimer([this] { startQueued(); }))
{
}

Supervisor::~Supervisor()
{
    qDeleteAll(*m_groups);
}

Result<void> Supervisor::adopt(Configuration configuration)
{
    m_groupsByAge.clear();
    qDeleteAll(std::exchange(m_groups.change(), {}));
    m_loaded = std::move(configuration);
    m_wasReread = false;
    m_services.identifier = m_loaded.supervisord.identifier;
    m_services.childLogDir = m_loaded.supervisord.childLogDir;
    m_services.stripAnsi = m_loaded.supervisord.stripAnsi;
    m_services.serverUrl = m_loaded.supervisord.serverUrl;
    if (!m_loaded.supervisord.noCleanup) {
        for (const QString &problem : removeAutoLogs(m_services.childLogDir, m_services.identifier))
            m_parts.log.warn(problem);
    }
    std::optional<Error> problem;
    for (const GroupConfig &config : std::as_const(m_loaded.groups)) {
        const auto made = makeGroup(config);
        if (made)
            continue;
        if (problem)
            problem->message += "; "_L1 + made.error().message;
        else
            problem = made.error();
    }
    return problem ? Result<void>(tl::unexpected(*problem)) : Result<void>();
}

void Supervisor::run()
{
    m_state = SupervisorState::Running;
    emit stateChanged(m_state);
    m_parts.events.publish(EventType::SupervisorStateChangeRunning, {});
    for (const ProcessGroup *const group : *m_groups)
        queueAutomatic(*group);
    startQueued();
}

bool Supervisor::isHeld(const Process &process) const
{
    return m_services.survivor && m_services.survivor(process.group()->name(), process.name()) != 0;
}

void Supervisor::queueAutomatic(const ProcessGroup &group)
{
    for (Process *const process : group.processes()) {
        if (process->config().autoStart)
            m_toStart.append(process);
    }
}

void Supervisor::startWaiting(const QString &group, const QString &name)
{
    Process *const process = findProcess(group, name);
    if (!process || !process->config().autoStart || m_state != SupervisorState::Running)
        return;
    m_toStart.append(process);
    startQueued();
}

// A thousand programs take a while to start; clients are served in between.
void Supervisor::startQueued()
{
    const auto end = m_parts.clock.monotonic() + startSlice;
    while (!m_toStart.isEmpty() && m_state == SupervisorState::Running) {
        const QPointer<Process> process = m_toStart.takeFirst();
        // Whoever was started meanwhile, and perhaps stopped again, has had his start.
        if (process && process->history().isEmpty() && !isHeld(*process))
            (void)process->start(u"autostart"_s);
        if (m_parts.clock.monotonic() >= end && !m_toStart.isEmpty()) {
            m_startStep->start(0ms);
            return;
        }
    }
    m_toStart.clear();
}

Result<ProcessGroup *> Supervisor::makeGroup(const GroupConfig &config)
{
    auto group = std::make_unique<ProcessGroup>(config, m_services, this);
    if (const auto usable = group->checkSocket(); !usable)
        return tl::unexpected<Error>(usable.error());
    ProcessGroup *const added = group.release();
    m_groupsByAge.append(added);
    const auto order = [](const ProcessGroup *g) { return std::tuple(g->config().priority, g->name()); };
    m_groups.change().insert(std::ranges::upper_bound(*m_groups, order(added), {}, order), added);
    m_parts.events.publish(EventType::ProcessGroupAdded, processGroupPayload(config.name));
    emit groupAdded(added);
    return added;
}

ProcessGroup *Supervisor::findGroup(const QString &name) const
{
    const auto it = std::ranges::find_if(*m_groups, [&](const ProcessGroup *group) { return group->name() == name; });
    return it == m_groups->end() ? nullptr : *it;
}

Process *Supervisor::findProcess(const QString &group, const QString &process) const
{
    const ProcessGroup *const found = findGroup(group);
    return found ? found->find(process) : nullptr;
}

QList<GroupConfig> Supervisor::activeConfigs() const
{
    QList<GroupConfig> configs;
    for (const ProcessGroup *const group : m_groupsByAge)
        configs.append(group->config());
    return configs;
}

Result<void> Supervisor::removeGroup(const QString &name)
{
    ProcessGroup *const group = findGroup(name);
    if (!group)
        return fault(FaultCode::BadName, name);
    // In UNKNOWN a process counts as stopped, and has a child that lives.
    const auto hasChild = [](const Process *process) { return process->pid() != 0; };
    if (!group->isStopped() || std::ranges::any_of(group->processes(), hasChild))
        return fault(FaultCode::StillRunning, name);
    m_groups.change().removeOne(group);
    m_groupsByAge.removeOne(group);
    m_stopping.removeOne(group);
    group->retire();
    m_parts.events.publish(EventType::ProcessGroupRemoved, processGroupPayload(name));
    emit groupRemoved(name);
    group->deleteLater();
    return {};
}

void Supervisor::reopenLogs()
{
    m_parts.log.info(u"supervisord logreopen"_s);
    m_parts.log.reopen();
    for (const ProcessGroup *const group : *m_groups) {
        for (Process *const process : group->processes())
            process->reopenLogs();
    }
}

// --- the end

void Supervisor::shutdown()
{
    beginStopping(SupervisorState::Shutdown);
}

Configuration Supervisor::takeNextConfiguration()
{
    return std::move(m_next);
}

void Supervisor::beginStopping(SupervisorState state)
{
    if (m_state == state || m_state == SupervisorState::Shutdown)
        return;
    const bool alreadyStopping = m_state != SupervisorState::Running;
    m_state = state;
    m_toStart.clear();
    emit stateChanged(m_state);
    if (alreadyStopping)
        return;
    m_parts.events.publish(EventType::SupervisorStateChangeStopping, {});
    m_stopping = *m_groups;
    m_stopStep->start(0ms);
}

// Groups go one after the other, the highest priority number first.
void Supervisor::stopNextGroup()
{
    while (!m_stopping.isEmpty() && m_stopping.constLast()->isStopped())
        m_stopping.removeLast();
    if (m_stopping.isEmpty()) {
        m_waitingReport->stop();
        emit allStopped();
        return;
    }
    m_stopping.constLast()->stopAll(u"shutdown"_s);
    if (!m_waitingReport->isActive())
        reportWaiting();
}

void Supervisor::reportWaiting()
{
    QStringList names;
    for (const ProcessGroup *const group : std::as_const(m_groupsByAge)) {
        for (const Process *const process : group->processes()) {
            if (!isStopped(process->state()))
                names.append(process->name());
        }
    }
    if (names.isEmpty())
        return;
    m_parts.log.info(u"waiting for %1 to die"_s.arg(names.join(u", ")));
    m_waitingReport->start(3s);
}

} // namespace kantoku::daemon
