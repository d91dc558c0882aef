#include "daemon/logging/logfile.h"
#include "daemon/logging/mainlog.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/rpc/configpreviewing.h"
#include "daemon/rpc/logreading.h"
#include "daemon/rpc/methods.h"
#include "daemon/rpc/targets.h"
#include "daemon/supervisor.h"
#include "protocol/capabilities.h"
#include "protocol/faultcode.h"

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

Result<QString> logPath(Supervisor &supervisor, const QString &name, const QString &channel)
{
    if (name.isEmpty()) {
        const LogFile *file = supervisor.mainLog().file();
        return file ? file->path() : QString();
    }
    if (channel != "stdout"_L1 && channel != "stderr"_L1)
        return fault(FaultCode::BadArguments, u"channel is stdout or stderr, not "_s + channel);
    const auto process = findProcess(supervisor, name);
    if (!process)
        return tl::unexpected(process.error());
    return (*process)->logPath(channel == "stdout"_L1 ? Process::Channel::Stdout : Process::Channel::Stderr);
}

RpcMethod readLogChunkMethod(Supervisor *s)
{
    return {.name = u"kantoku.readLogChunk"_s,
            .text = u"Reads bytes of a log as they are, at most 1 MiB at once."_s,
            .parameters
            = {{RpcType::String, u"name"_s, u"the process, as name or group:name; empty: the daemon's log"_s},
               {RpcType::String, u"channel"_s, u"stdout or stderr; not used for the daemon's log"_s},
               {RpcType::Int, u"offset"_s, u"the first byte; negative: that many before the end"_s},
               {RpcType::Int, u"length"_s, u"how many bytes; 0: to the end"_s}},
            .result = RpcType::Struct,
            .resultText = u"bytes (base64), offset of the first of them (int) and size of the file (int)"_s,
            .handler = [s](const QVariantList &a) -> Result<QVariant> {
                const Result<QString> path = logPath(*s, a[0].toString(), a[1].toString());
                if (!path)
                    return tl::unexpected(path.error());
                return readLogChunk(*path, a[2].toLongLong(), a[3].toLongLong()).map([](const LogChunk &chunk) {
                    return QVariant(
                        QVariantMap{{u"bytes"_s, chunk.bytes}, {u"offset"_s, chunk.offset}, {u"size"_s, chunk.size}});
                });
            },
            .worksInShutdown = true};
}

} // namespace

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
        readLogChunkMethod(s),
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
