#include "daemon/config/configloader.h"

#include "daemon/config/configfiles.h"
#include "daemon/config/groupsections.h"
#include "daemon/config/knownoptions.h"
#include "daemon/config/sectionreader.h"
#include "daemon/config/serversections.h"
#include "daemon/config/supervisordsection.h"
#include "daemon/config/world.h"

#include <algorithm>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

ExpansionNames environmentNames(const World &world)
{
    ExpansionNames names;
    const QHash<QString, QString> variables = world.environment();
    for (auto it = variables.cbegin(); it != variables.cend(); ++it)
        names.insert("ENV_"_L1 + it.key(), it.value());
    return names;
}

/// [supervisord]'s variables, and the process's over them in their places.
Environment merged(const Environment &common, const Environment &own)
{
    Environment result = common;
    for (const auto &variable : own) {
        const auto known = std::ranges::find(result, variable.first, &QPair<QString, QString>::first);
        if (known != result.end())
            known->second = variable.second;
        else
            result.append(variable);
    }
    return result;
}

Diagnostic missingSupervisordSection(const QString &file)
{
    Diagnostic error;
    error.severity = Diagnostic::Severity::Error;
    error.message = u".ini file does not include supervisord section"_s;
    error.supervisorText = error.message;
    error.section = u"supervisord"_s;
    error.allowed = u"a line [supervisord], also without options"_s;
    error.origin = {file, 0};
    return error;
}

/// "file:line: [section] option = value: message. Allowed: ..."
QString sentence(const Diagnostic &diagnostic)
{
    QString text = diagnostic.origin.file;
    if (diagnostic.origin.line > 0)
        text += u':' + QString::number(diagnostic.origin.line);
    text += ": "_L1;
    if (!diagnostic.section.isEmpty())
        text += u"[%1] "_s.arg(diagnostic.section);
    if (!diagnostic.option.isEmpty())
        text += diagnostic.option;
    // What stands behind a name that nobody knows may be a password.
    if (!diagnostic.value.isEmpty() && diagnostic.severity == Diagnostic::Severity::Error) {
        const QString value = diagnostic.value.contains(u'\n')
            ? QString(diagnostic.value.section(u'\n', 0, 0) + u" ..."_s)
            : diagnostic.value;
        text += diagnostic.option.isEmpty() ? u"\"%1\""_s.arg(value) : " = "_L1 + value;
    }
    if (text.endsWith(u' '))
        text += diagnostic.message;
    else
        text += ": "_L1 + diagnostic.message;
    if (!text.endsWith(u'.') && !text.endsWith(u'?'))
        text += u'.';
    if (!diagnostic.allowed.isEmpty())
        text += " Allowed: "_L1 + diagnostic.allowed + u'.';
    return text;
}

} // namespace

QString ConfigErrors::supervisorText() const
{
    return errors.isEmpty() ? QString() : errors.first().supervisorText;
}

QString ConfigErrors::text() const
{
    QStringList lines;
    for (const Diagnostic &error : errors)
        lines.append(sentence(error));
    return lines.join(u'\n');
}

tl::expected<Configuration, ConfigErrors> loadConfiguration(const QString &file, const World &world,
                                                            const ConfigOverrides &overrides)
{
    const ConfigFiles files = readConfigFiles(file, world);
    if (!files.errors.isEmpty())
        return tl::unexpected(ConfigErrors{files.errors});
    if (!files.document.hasSection(u"supervisord"_s))
        return tl::unexpected(ConfigErrors{{missingSupervisordSection(files.file)}});

    LoadContext context{files.document,          world, file, files.file,    files.here,
                        environmentNames(world), true,  {},   files.messages};
    Configuration configuration;
    configuration.file = files.file;
    configuration.files = files.files;
    configuration.texts = files.texts;
    configuration.supervisord = readSupervisord(context);
    configuration.rpcInterfaces = readRpcInterfaces(context);
    configuration.groups = readGroups(context);
    for (GroupConfig &group : configuration.groups) {
        for (ProcessConfig &process : group.processes)
            process.environment = merged(configuration.supervisord.environment, process.environment);
    }
    configuration.servers = readServers(context);
    configuration.supervisord.serverUrl = serverUrl(configuration.servers);
    applyOverrides(configuration.supervisord, overrides, context);
    const qsizetype messagesBefore = context.messages.size();
    warnOfUnknownNames(context);
    if (!context.errors.isEmpty())
        return tl::unexpected(ConfigErrors{context.errors + context.messages.sliced(messagesBefore)});
    configuration.diagnostics = context.messages;
    return configuration;
}

} // namespace kantoku::daemon
