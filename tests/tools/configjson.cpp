#include "configjson.h"

#include "daemon/config/values.h"
#include "daemon/config/world.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace kantoku::daemon;

namespace {

QJsonValue orNull(const std::optional<QString> &text)
{
    return text ? QJsonValue(*text) : QJsonValue();
}

QJsonValue textOrNull(const QString &text)
{
    return text.isNull() ? QJsonValue() : QJsonValue(text);
}

/// Who the ids are.
struct Ids {
    const World &world;
    const QHash<uint, QString> &invented;

    QString userName(uint uid) const
    {
        const auto user = world.userById(uid);
        return invented.contains(uid) ? invented.value(uid) : user ? user->name : QString();
    }
};

QJsonValue octal(std::optional<int> value)
{
    return value ? QJsonValue(u"%1"_s.arg(*value, 4, 8, QLatin1Char('0'))) : QJsonValue();
}

QJsonValue id(int value, const Ids &ids)
{
    return ids.invented.contains(uint(value)) ? QJsonValue(ids.invented.value(uint(value))) : QJsonValue(value);
}

QJsonValue owner(const std::optional<QPair<int, int>> &pair, const Ids &ids)
{
    return pair ? QJsonValue(QJsonArray{id(pair->first, ids), id(pair->second, ids)}) : QJsonValue();
}

QJsonObject environmentJson(const Environment &environment)
{
    QJsonObject result;
    for (const auto &[name, value] : environment)
        result.insert(name, value);
    return result;
}

void insertUser(QJsonObject &object, std::optional<uint> uid, const Ids &ids)
{
    object.insert("uid"_L1, uid && !ids.invented.contains(*uid) ? QJsonValue(qint64(*uid)) : QJsonValue());
    object.insert("user"_L1, uid ? textOrNull(ids.userName(*uid)) : QJsonValue());
}

void insertLog(QJsonObject &object, const QString &channel, const LogConfig &log, const ProcessConfig &process)
{
    const QString option = channel + "_logfile"_L1;
    QJsonValue file;
    switch (log.kind) {
    case LogConfig::Kind::Auto: file = u"AUTO"_s; break;
    case LogConfig::Kind::File: file = log.path; break;
    case LogConfig::Kind::None:
        // Supervisor keeps an empty name, and treats it as none.
        if (process.options.contains(option) && process.options.value(option).value.isEmpty()
            && !(process.redirectStderr && channel == "stderr"_L1))
            file = QString(u""_s);
        break;
    }
    object.insert(option, file);
    object.insert(channel + "_logfile_maxbytes"_L1, log.maxBytes);
    object.insert(channel + "_logfile_backups"_L1, log.backups);
    object.insert(channel + "_capture_maxbytes"_L1, log.captureMaxBytes);
    object.insert(channel + "_events_enabled"_L1, log.eventsEnabled);
    object.insert(channel + "_syslog"_L1, log.syslog);
}

QJsonObject processJson(const ProcessConfig &process, const Ids &ids)
{
    QJsonArray exitCodes;
    for (const int code : process.exitCodes)
        exitCodes.append(code);
    QJsonObject object = {
        {u"name"_s, process.name},
        {u"command"_s, process.command},
        {u"directory"_s, orNull(process.directory)},
        {u"umask"_s, octal(process.umask)},
        {u"priority"_s, process.priority},
        {u"autostart"_s, process.autoStart},
        {u"startsecs"_s, qint64(process.startSecs.count())},
        {u"startretries"_s, process.startRetries},
        {u"stopsignal"_s, process.stopSignal},
        {u"stopwaitsecs"_s, qint64(process.stopWait.count())},
        {u"stopasgroup"_s, process.stopAsGroup},
        {u"killasgroup"_s, process.killAsGroup},
        {u"exitcodes"_s, exitCodes},
        {u"redirect_stderr"_s, process.redirectStderr},
        {u"environment"_s, environmentJson(process.environment)},
        {u"serverurl"_s, orNull(process.serverUrl)},
    };
    object.insert("autorestart"_L1,
                  process.autoRestart == AutoRestart::Unexpected
                      ? QJsonValue(u"unexpected"_s)
                      : QJsonValue(process.autoRestart == AutoRestart::Always));
    insertUser(object, process.uid, ids);
    insertLog(object, u"stdout"_s, process.stdoutLog, process);
    insertLog(object, u"stderr"_s, process.stderrLog, process);
    return object;
}

QJsonObject groupJson(const GroupConfig &group, const Ids &ids)
{
    static const QStringList types = {u"program"_s, u"group"_s, u"eventlistener"_s, u"fcgi-program"_s};
    QJsonArray processes;
    for (const ProcessConfig &process : group.processes)
        processes.append(processJson(process, ids));
    QJsonObject object = {
        {u"name"_s, group.name},
        {u"priority"_s, group.priority},
        {u"type"_s, types.at(int(group.type))},
        {u"programs"_s, processes},
    };
    if (group.type == GroupConfig::Type::EventListener) {
        QStringList events = group.events;
        events.sort();
        object.insert("buffer_size"_L1, group.bufferSize);
        object.insert("events"_L1, QJsonArray::fromStringList(events));
        object.insert("result_handler"_L1, group.resultHandler);
    }
    if (group.type == GroupConfig::Type::FcgiProgram && group.socket) {
        object.insert("socket"_L1, group.socket->url);
        object.insert("socket_owner"_L1, owner(group.socket->owner, ids));
        object.insert("socket_mode"_L1, octal(group.socket->mode));
        object.insert("socket_backlog"_L1, group.socket->backlog ? QJsonValue(*group.socket->backlog) : QJsonValue());
    }
    return object;
}

QJsonObject serverJson(const ServerConfig &server, const Ids &ids)
{
    const qsizetype colon = server.section.indexOf(u':');
    QJsonObject object = {
        {u"section"_s, server.section},
        {u"name"_s, colon < 0 ? QJsonValue() : QJsonValue(server.section.sliced(colon + 1))},
        {u"username"_s, textOrNull(server.username)},
        {u"password"_s, textOrNull(server.password)},
    };
    if (server.kind == ServerConfig::Kind::Unix) {
        object.insert("family"_L1, u"unix"_s);
        object.insert("file"_L1, server.path);
        object.insert("chown"_L1, owner(server.owner.value_or(std::pair(-1, -1)), ids));
        object.insert("chmod"_L1, octal(server.mode));
    } else {
        object.insert("family"_L1, u"inet"_s);
        object.insert("host"_L1, server.host.isNull() ? u""_s : server.host);
        object.insert("port"_L1, server.port);
    }
    return object;
}

QJsonObject supervisordJson(const SupervisordConfig &config)
{
    return {
        {u"user"_s, textOrNull(config.user)},
        {u"uid"_s, config.uid ? QJsonValue(qint64(*config.uid)) : QJsonValue()},
        {u"umask"_s, octal(config.umask)},
        {u"directory"_s, orNull(config.directory)},
        {u"logfile"_s, config.logFile},
        {u"logfile_maxbytes"_s, config.logFileMaxBytes},
        {u"logfile_backups"_s, config.logFileBackups},
        {u"loglevel"_s, logLevelName(config.logLevel)},
        {u"pidfile"_s, config.pidFile},
        {u"identifier"_s, config.identifier},
        {u"childlogdir"_s, config.childLogDir},
        {u"minfds"_s, config.minFds},
        {u"minprocs"_s, config.minProcs},
        {u"nodaemon"_s, config.noDaemon},
        {u"silent"_s, config.silent},
        {u"nocleanup"_s, config.noCleanup},
        {u"strip_ansi"_s, config.stripAnsi},
        {u"environment"_s, environmentJson(config.environment)},
        {u"serverurl"_s, orNull(config.serverUrl)},
    };
}

} // namespace

QJsonObject toJson(const Configuration &configuration, const World &world, const QHash<uint, QString> &invented)
{
    const Ids ids{world, invented};
    QJsonArray servers;
    for (const ServerConfig &server : configuration.servers)
        servers.append(serverJson(server, ids));
    QJsonArray interfaces;
    for (const RpcInterfaceConfig &interface : configuration.rpcInterfaces) {
        QJsonObject extras;
        for (auto it = interface.extras.cbegin(); it != interface.extras.cend(); ++it)
            extras.insert(it.key(), it.value());
        interfaces.append(
            QJsonObject{{u"name"_s, interface.name}, {u"factory"_s, interface.factory}, {u"extras"_s, extras}});
    }
    QJsonArray groups;
    for (const GroupConfig &group : configuration.groups)
        groups.append(groupJson(group, ids));
    QJsonObject supervisord = supervisordJson(configuration.supervisord);
    if (configuration.supervisord.uid && invented.contains(*configuration.supervisord.uid))
        supervisord.insert("uid"_L1, QJsonValue());
    return {{u"supervisord"_s, supervisord},
            {u"http_servers"_s, servers},
            {u"rpcinterfaces"_s, interfaces},
            {u"groups"_s, groups}};
}
