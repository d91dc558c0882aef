#include "daemon/events/eventbus.h"
#include "daemon/rpc/methods.h"
#include "daemon/supervisor.h"

#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

/// The level of Supervisor that we are compatible with; our own version is in kantoku.getCapabilities.
constexpr auto supervisorVersion = "4.3.0"_L1;
constexpr auto apiVersion = "3.0"_L1;

RpcMethod apiVersionMethod(const QString &name)
{
    return {.name = name,
            .text = u"Tells the version of this interface."_s,
            .parameters = {},
            .result = RpcType::String,
            .resultText = u"the version"_s,
            .handler = [](const QVariantList &) -> Result<QVariant> { return QVariant(QString(apiVersion)); }};
}

} // namespace

QList<RpcMethod> identityMethods(Supervisor &supervisor)
{
    Supervisor *s = &supervisor;
    return {
        apiVersionMethod(u"supervisor.getAPIVersion"_s),
        apiVersionMethod(u"supervisor.getVersion"_s),
        {.name = u"supervisor.getSupervisorVersion"_s,
         .text = u"Tells which version of Supervisor this server behaves as."_s,
         .parameters = {},
         .result = RpcType::String,
         .resultText = u"the version"_s,
         .handler = [](const QVariantList &) -> Result<QVariant> { return QVariant(QString(supervisorVersion)); }},
        {.name = u"supervisor.getIdentification"_s,
         .text = u"Tells the identifier of this daemon."_s,
         .parameters = {},
         .result = RpcType::String,
         .resultText = u"the identifier from the configuration"_s,
         .handler = [s](const QVariantList &) -> Result<QVariant> { return QVariant(s->identifier()); }},
        {.name = u"supervisor.getState"_s,
         .text = u"Tells the state of this daemon."_s,
         .parameters = {},
         .result = RpcType::Struct,
         .resultText = u"statecode (int) and statename (string)"_s,
         .handler = [s](const QVariantList &) -> Result<QVariant> {
             return QVariant(
                 QVariantMap{{u"statecode"_s, static_cast<int>(s->state())}, {u"statename"_s, stateName(s->state())}});
         }},
        {.name = u"supervisor.getPID"_s,
         .text = u"Tells the process id of this daemon."_s,
         .parameters = {},
         .result = RpcType::Int,
         .resultText = u"the process id"_s,
         .handler = [](const QVariantList &) -> Result<QVariant> { return QVariant(static_cast<int>(::getpid())); }},
        {.name = u"supervisor.shutdown"_s,
         .text = u"Stops all processes and ends this daemon."_s,
         .parameters = {},
         .resultText = u"true"_s,
         .handler = [s](const QVariantList &) -> Result<QVariant> {
             s->shutdown();
             return QVariant(true);
         }},
        {.name = u"supervisor.restart"_s,
         .text = u"Stops all processes, reads the configuration again and starts anew."_s,
         .parameters = {},
         .resultText = u"true; a broken configuration is a fault, and nothing has changed"_s,
         .handler
         = [s](const QVariantList &) -> Result<QVariant> { return s->restart().map([] { return QVariant(true); }); }},
        {.name = u"supervisor.sendRemoteCommEvent"_s,
         .text = u"Sends an event to the listeners that subscribed to REMOTE_COMMUNICATION."_s,
         .parameters = {{RpcType::Bytes, u"type"_s, u"the event's type, in the sender's own words"_s},
                        {RpcType::Bytes, u"data"_s, u"the event's data"_s}},
         .resultText = u"true"_s,
         .handler = [s](const QVariantList &a) -> Result<QVariant> {
             s->events().publish(EventType::RemoteCommunication,
                                 "type:" + a[0].toByteArray() + '\n' + a[1].toByteArray());
             return QVariant(true);
         },
         .worksInShutdown = true},
    };
}

} // namespace kantoku::daemon
