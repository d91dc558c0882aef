// The supervisor and the three layers of the configuration: on disk, loaded, active.
#include "daemon/logging/mainlog.h"
#include "daemon/process/processgroup.h"
#include "daemon/supervisor.h"
#include "protocol/faultcode.h"

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

tl::expected<Configuration, ConfigErrors> Supervisor::readConfiguration() const
{
    return loadConfiguration(m_file, m_parts.world, m_overrides);
}

Result<QList<GroupDiff>> Supervisor::reread()
{
    auto read = readConfiguration();
    if (!read) {
        m_parts.log.error(u"the configuration cannot be read, nothing has changed:\n"_s + read.error().text());
        return fault(FaultCode::CantReread, read.error().supervisorText());
    }
    m_loaded = std::move(*read);
    m_wasReread = true;
    emit configurationLoaded();
    return diffGroups(activeConfigs(), m_loaded.groups);
}

Result<void> Supervisor::addGroup(const QString &name)
{
    const GroupConfig *const config = m_loaded.findGroup(name);
    if (!config)
        return fault(FaultCode::BadName, name);
    if (findGroup(name))
        return fault(FaultCode::AlreadyAdded, name);
    const auto group = makeGroup(*config);
    if (!group) {
        m_parts.log.error(group.error().message);
        return fault(FaultCode::Failed, group.error().message);
    }
    queueAutomatic(**group);
    startQueued();
    return {};
}

Result<void> Supervisor::restart()
{
    auto read = readConfiguration();
    if (!read) {
        m_parts.log.error(u"the configuration cannot be read, nothing is restarted:\n"_s + read.error().text());
        return fault(FaultCode::CantReread, read.error().supervisorText());
    }
    m_next = std::move(*read);
    beginStopping(SupervisorState::Restarting);
    return {};
}

} // namespace kantoku::daemon
