#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/rpc/configpreviewing.h"
#include "daemon/rpc/methods.h"
#include "daemon/rpc/secretvalues.h"
#include "daemon/rpc/targets.h"
#include "daemon/supervisor.h"

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

using Answer = Result<QVariant>;

RpcParameter secretsParameter()
{
    return {RpcType::Boolean, u"secrets"_s, u"whether passwords and the values of environments are told"_s,
            QVariant(false)};
}

ConfigPreview withoutSecrets(ConfigPreview preview)
{
    for (ConfigPreview::Group &group : preview.groups)
        maskSecrets(group.options);
    return preview;
}

Answer processConfig(const Supervisor &supervisor, const QString &name, bool secrets)
{
    const auto process = findProcess(supervisor, name);
    if (!process)
        return tl::unexpected(process.error());
    ProcessOptions options = processOptions(configLayers(supervisor), (*process)->group()->name(), (*process)->name());
    if (!secrets)
        maskSecrets(options.options);
    return QVariant(options.toMap());
}

Answer configFiles(const Supervisor &supervisor, bool secrets)
{
    QVariantList answer;
    for (ConfigFileText text : configFileTexts(supervisor)) {
        if (!secrets) {
            text.loaded = text.loaded ? std::optional(maskedText(*text.loaded)) : std::nullopt;
            text.disk = text.disk ? std::optional(maskedText(*text.disk)) : std::nullopt;
        }
        answer.append(text.toMap());
    }
    return QVariant(answer);
}

} // namespace

QList<RpcMethod> configLayerMethods(Supervisor &supervisor)
{
    const Supervisor *s = &supervisor;
    return {
        {.name = u"kantoku.previewConfig"_s,
         .text = u"Reads the configuration files without effect and tells what a reread and an update would bring."_s,
         .parameters = {secretsParameter()},
         .result = RpcType::Struct,
         .resultText = u"messages, groups and files; see docs/protocol.md"_s,
         .handler = [s](const QVariantList &a) -> Answer {
             const ConfigPreview preview = previewConfig(*s);
             return QVariant((a[0].toBool() ? preview : withoutSecrets(preview)).toMap());
         },
         .worksInShutdown = true},
        {.name = u"kantoku.getConfig"_s,
         .text = u"Tells every option of a process: on disk, as loaded, and as it runs."_s,
         .parameters = {processParameter, secretsParameter()},
         .result = RpcType::Struct,
         .resultText = u"group, name, section, file, line, disk_readable and options; see docs/protocol.md"_s,
         .handler = [s](const QVariantList &a) -> Answer { return processConfig(*s, a[0].toString(), a[1].toBool()); },
         .worksInShutdown = true},
        {.name = u"kantoku.getConfigFiles"_s,
         .text = u"Tells the texts of the configuration files: on disk, and as they were loaded."_s,
         .parameters = {secretsParameter()},
         .result = RpcType::Array,
         .resultText = u"structs of file, loaded and disk"_s,
         .handler = [s](const QVariantList &a) -> Answer { return configFiles(*s, a[0].toBool()); },
         .worksInShutdown = true},
    };
}

} // namespace kantoku::daemon
