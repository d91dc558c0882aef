#include "daemon/config/supervisordsection.h"

#include "daemon/config/sectionreader.h"
#include "daemon/config/world.h"
#include "protocol/shellwords.h"

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

/// Supervisor expands this option twice: by the section's names first, then with host_node_name too.
void readEnvironment(LoadContext &context, SectionReader &reader, SupervisordConfig &config)
{
    const QString option = u"environment"_s;
    if (!reader.raw(option))
        return;
    auto text = reader.text(option);
    if (text) {
        reader.setName(u"host_node_name"_s, context.world.hostName());
        text = reader.expanded(*text, option, option);
    }
    const auto words = text ? parseEnvironment(*text) : failure(Error::Code::Invalid, {});
    if (!words) {
        if (text) {
            reader.addError(option, words.error().message,
                            u"KEY=value,KEY2=\"value two\"; quotes around anything but letters, digits and _/.+-():"_s);
        }
        context.environmentIsComplete = false;
        return;
    }
    config.environment = *words;
    for (const auto &[name, value] : *words)
        context.environment.insert("ENV_"_L1 + name, value);
}

QString logFilePath(const QString &name, const World &world)
{
    return name == "syslog"_L1 ? name : toAbsolutePath(name, world);
}

} // namespace

SupervisordConfig readSupervisord(LoadContext &context)
{
    const World &world = context.world;
    SectionReader reader(context, u"supervisord"_s, {{u"here"_s, context.here}});
    SupervisordConfig config;
    config.minFds = reader.get(u"minfds"_s, config.minFds, toInteger);
    config.minProcs = reader.get(u"minprocs"_s, config.minProcs, toInteger);
    config.directory = reader.find<QString>(u"directory"_s, toExistingDirectory);
    if (const auto user = reader.text(u"user"_s))
        config.user = user->isNull() ? u""_s : *user;
    config.umask = reader.get(u"umask"_s, config.umask, toOctal);
    config.logFile = logFilePath(reader.get(u"logfile"_s, u"supervisord.log"_s, toFileInDirectory), world);
    config.logFileMaxBytes = reader.get(u"logfile_maxbytes"_s, config.logFileMaxBytes, toByteSize);
    config.logFileBackups = reader.get(u"logfile_backups"_s, config.logFileBackups, toInteger);
    config.logLevel = reader.get(u"loglevel"_s, config.logLevel, toLogLevel);
    config.pidFile = toAbsolutePath(reader.get(u"pidfile"_s, u"supervisord.pid"_s, toFileInDirectory), world);
    config.identifier = reader.text(u"identifier"_s).value_or(u"supervisor"_s);
    config.noDaemon = reader.get(u"nodaemon"_s, config.noDaemon, toBoolean);
    config.silent = reader.get(u"silent"_s, config.silent, toBoolean);
    config.childLogDir = reader.get(u"childlogdir"_s, world.temporaryDirectory(), toExistingDirectory);
    config.noCleanup = reader.get(u"nocleanup"_s, config.noCleanup, toBoolean);
    config.stripAnsi = reader.get(u"strip_ansi"_s, config.stripAnsi, toBoolean);
    config.leftovers = reader.get(u"leftovers"_s, config.leftovers, toLeftoverPolicy);
    readEnvironment(context, reader, config);
    return config;
}

void applyOverrides(SupervisordConfig &config, const ConfigOverrides &overrides, LoadContext &context)
{
    const World &world = context.world;
    const auto replace = [](auto &value, const auto &override) {
        if (override)
            value = *override;
    };
    replace(config.user, overrides.user);
    replace(config.umask, overrides.umask);
    replace(config.directory, overrides.directory);
    replace(config.logFileMaxBytes, overrides.logFileMaxBytes);
    replace(config.logFileBackups, overrides.logFileBackups);
    replace(config.logLevel, overrides.logLevel);
    replace(config.identifier, overrides.identifier);
    replace(config.childLogDir, overrides.childLogDir);
    replace(config.minFds, overrides.minFds);
    replace(config.minProcs, overrides.minProcs);
    if (overrides.logFile)
        config.logFile = logFilePath(*overrides.logFile, world);
    if (overrides.pidFile)
        config.pidFile = toAbsolutePath(*overrides.pidFile, world);
    config.noDaemon |= overrides.noDaemon;
    config.silent |= overrides.silent;
    config.noCleanup |= overrides.noCleanup;
    config.stripAnsi |= overrides.stripAnsi;

    if (!config.user.isNull()) {
        SectionReader reader(context, u"supervisord"_s);
        config.uid = reader.converted<uint>(u"user"_s, config.user, toUser);
    }
}

} // namespace kantoku::daemon
