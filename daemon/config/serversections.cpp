#include "daemon/config/serversections.h"

#include "daemon/config/entrypoint.h"
#include "daemon/config/sectionreader.h"
#include "daemon/config/world.h"
#include "protocol/pythontext.h"

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

void readCredentials(SectionReader &reader, ServerConfig &server)
{
    const auto username = reader.text(u"username"_s);
    const auto password = reader.text(u"password"_s);
    const bool hasUsername = reader.raw(u"username"_s).has_value();
    if (hasUsername != reader.raw(u"password"_s).has_value()) {
        reader.addError(hasUsername ? u"username"_s : u"password"_s,
                        u"Section [%1] contains incomplete authentication: If a username or a password is specified, "
                        "both the username and password must be specified"_s.arg(reader.section()),
                        u"both username and password, or neither"_s);
    }
    if (username)
        server.username = username->isNull() ? u""_s : *username;
    if (password)
        server.password = password->isNull() ? u""_s : *password;
}

/// An absolute path; empty where it is not set.
QString pathOf(SectionReader &reader, LoadContext &context, const QString &option)
{
    const auto path = reader.text(option);
    return path && !path->isEmpty() ? toAbsolutePath(pythonStripped(*path), context.world) : QString();
}

/// Options that Supervisor does not know.
void readSafety(SectionReader &reader, LoadContext &context, ServerConfig &server)
{
    server.certificate = pathOf(reader, context, u"certificate"_s);
    server.key = pathOf(reader, context, u"key"_s);
    server.clientCa = pathOf(reader, context, u"client_ca"_s);
    if (server.certificate.isEmpty() != server.key.isEmpty()) {
        reader.addError(server.key.isEmpty() ? u"certificate"_s : u"key"_s,
                        u"Section [%1] has only one of certificate and key"_s.arg(reader.section()),
                        u"both certificate and key, or neither"_s);
    }
    if (!server.clientCa.isEmpty() && server.certificate.isEmpty()) {
        reader.addError(u"client_ca"_s, u"Section [%1] has client_ca and no certificate"_s.arg(reader.section()),
                        u"client_ca beside certificate and key"_s);
    }
    if (reader.get(u"require_password"_s, false, toBoolean) && server.username.isEmpty()) {
        reader.addError(u"require_password"_s, u"Section [%1] requires a password and has none"_s.arg(reader.section()),
                        u"username and password, or require_password=false"_s);
    }
    for (const QString &host : toList(reader.text(u"trusted_hosts"_s).value_or(QString()))) {
        if (!host.isEmpty())
            server.trustedHosts.append(host);
    }
}

ServerConfig readInetServer(LoadContext &context, const QString &section)
{
    SectionReader reader(context, section);
    ServerConfig server;
    server.kind = ServerConfig::Kind::Inet;
    server.section = section;
    readCredentials(reader, server);
    if (!reader.raw(u"port"_s)) {
        reader.addError(u"port"_s, u"section [%1] has no port value"_s.arg(section),
                        u"port=9001, port=*:9001 or port=host:9001"_s);
    }
    const auto address = reader.get(u"port"_s, InetAddress(), toInetAddress);
    server.host = address.host;
    server.port = address.port;
    SectionReader safetyReader(context, section, {{u"here"_s, context.here}});
    readSafety(safetyReader, context, server);
    return server;
}

ServerConfig readUnixServer(LoadContext &context, const QString &section)
{
    SectionReader reader(context, section);
    SectionReader fileReader(context, section, {{u"here"_s, context.here}});
    ServerConfig server;
    server.kind = ServerConfig::Kind::Unix;
    server.section = section;
    if (const auto file = fileReader.text(u"file"_s)) {
        server.path = toAbsolutePath(pythonStripped(*file), context.world);
    } else if (!fileReader.raw(u"file"_s)) {
        reader.addError(u"file"_s, u"section [%1] has no file value"_s.arg(section), u"file=/path/to/socket"_s);
    }
    readCredentials(reader, server);
    if (const auto owner = reader.text(u"chown"_s)) {
        const auto ids = toOwner(*owner, context.world);
        if (ids)
            server.owner = *ids;
        else
            reader.addError(u"chown"_s, "Invalid sockchown value "_L1 + *owner, ids.error().allowed);
    }
    if (const auto mode = reader.text(u"chmod"_s)) {
        const auto number = toOctal(*mode);
        if (number)
            server.mode = *number;
        else
            reader.addError(u"chmod"_s, "Invalid chmod value "_L1 + *mode, number.error().allowed);
    }
    return server;
}

} // namespace

QList<ServerConfig> readServers(LoadContext &context)
{
    QList<ServerConfig> servers;
    const QStringList sections = context.document.sections();
    for (const QString &section : sections) {
        if (section.startsWith("inet_http_server"_L1))
            servers.append(readInetServer(context, section));
    }
    for (const QString &section : sections) {
        if (section.startsWith("unix_http_server"_L1))
            servers.append(readUnixServer(context, section));
    }
    return servers;
}

std::optional<QString> serverUrl(const QList<ServerConfig> &servers)
{
    std::optional<QString> url;
    for (const ServerConfig &server : servers) {
        if (server.kind == ServerConfig::Kind::Unix)
            return "unix://"_L1 + server.path;
        url = u"%1://%2:%3"_s.arg(server.certificate.isEmpty() ? u"http"_s : u"https"_s,
                                  server.host.isEmpty() ? u"localhost"_s : server.host, QString::number(server.port));
    }
    return url;
}

QList<RpcInterfaceConfig> readRpcInterfaces(LoadContext &context)
{
    const QString factoryOption = u"supervisor.rpcinterface_factory"_s;
    const auto prefix = "rpcinterface:"_L1;
    QList<RpcInterfaceConfig> interfaces;
    for (const QString &section : context.document.sections()) {
        if (!section.startsWith(prefix))
            continue;
        SectionReader reader(context, section);
        RpcInterfaceConfig interface;
        interface.name = section.sliced(prefix.size());
        if (const auto factory = reader.text(factoryOption)) {
            interface.factory = *factory;
            checkEntryPoint(reader, factoryOption, *factory);
        } else if (!reader.raw(factoryOption)) {
            reader.addError(factoryOption, u"section [%1] does not specify a %2"_s.arg(section, factoryOption),
                            u"supervisor.rpcinterface:make_main_rpcinterface"_s);
        }
        for (const QString &option : context.document.options(section)) {
            if (option != factoryOption)
                interface.extras.insert(option, reader.text(option).value_or(QString()));
        }
        interfaces.append(interface);
    }
    return interfaces;
}

} // namespace kantoku::daemon
