#include "daemon/rpc/configpreviewing.h"
#include "daemon/rpc/methods.h"
#include "daemon/supervisor.h"
#include "protocol/capabilities.h"

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

QList<RpcMethod> kantokuMethods(Supervisor &supervisor)
{
    Supervisor *s = &supervisor;
    QList<RpcMethod> methods{
        {.name = u"kantoku.previewConfig"_s,
         .text = u"Reads the configuration files without effect and tells what a reread and an update would bring."_s,
         .parameters = {},
         .result = RpcType::Struct,
         .resultText = u"messages, groups and files; see docs/protocol.md"_s,
         .handler = [s](const QVariantList &) -> Result<QVariant> { return QVariant(previewConfig(*s).toMap()); }},
    };

    Capabilities capabilities;
    capabilities.version = QStringLiteral(KANTOKU_VERSION);
    capabilities.protocol = Capabilities::currentProtocol;
    capabilities.names.append(u"kantoku.getCapabilities"_s);
    for (const RpcMethod &method : std::as_const(methods))
        capabilities.names.append(method.name);
    methods.append(
        {.name = u"kantoku.getCapabilities"_s,
         .text = u"Tells the version of Kantoku and what it offers beside Supervisor's interface."_s,
         .parameters = {},
         .result = RpcType::Struct,
         .resultText = u"version (string), protocol (int) and capabilities (array)"_s,
         .handler = [capabilities](const QVariantList &) -> Result<QVariant> { return QVariant(capabilities.toMap()); },
         .worksInShutdown = true});
    return methods;
}

} // namespace kantoku::daemon
