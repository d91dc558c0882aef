#include "daemon/config/fcgisocket.h"

#include "daemon/config/sectionreader.h"
#include "daemon/config/world.h"

#include <QRegularExpression>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr auto socketAllowed = "tcp://host:port or unix:///absolute/path"_L1;

/// The same error in the words that belong to this option.
template <typename T>
std::optional<T> renamed(SectionReader &reader, const QString &option, const Value<T> &value, const QString &message)
{
    if (value)
        return *value;
    reader.addError(option, message, value.error().allowed);
    return std::nullopt;
}

void readUnixSocket(SectionReader &reader, const QString &url, std::optional<uint> user, FcgiSocketConfig &socket)
{
    const World &world = reader.context().world;
    const QString path = url.sliced(7);
    if (!path.startsWith(u'/')) {
        reader.addError(u"socket"_s,
                        u"Unix socket path %1 is not an absolute path in [%2] socket"_s.arg(path, reader.section()),
                        socketAllowed);
    }
    socket.kind = FcgiSocketConfig::Kind::Unix;
    socket.path = toAbsolutePath(path, world);
    socket.url = "unix://"_L1 + socket.path;
    if (!socket.owner && user && *user != world.userId()) {
        const auto entry = world.userById(*user);
        socket.owner = {int(*user), entry ? int(entry->gid) : -1};
    }
    if (!socket.mode)
        socket.mode = 0700;
}

void readTcpSocket(SectionReader &reader, const QString &url, FcgiSocketConfig &socket)
{
    const QString where = u" in [%1] socket"_s.arg(reader.section());
    if (socket.owner || socket.mode) {
        reader.addError(u"socket"_s,
                        "socket_owner and socket_mode params should only be used with a Unix domain socket"_L1 + where,
                        u"no socket_owner and no socket_mode with tcp://"_s);
        return;
    }
    static const QRegularExpression form(uR"(^tcp://([^\s:]+):(\d+)$)"_s);
    const QRegularExpressionMatch match = form.match(url);
    if (!match.hasMatch()) {
        reader.addError(u"socket"_s, "Bad socket format "_L1 + url + where, socketAllowed);
        return;
    }
    const Value<InetAddress> address = toInetAddress(match.captured(1) + u':' + match.captured(2));
    if (!address) {
        reader.addError(u"socket"_s, address.error().message + where, address.error().allowed);
        return;
    }
    socket.kind = FcgiSocketConfig::Kind::Tcp;
    socket.host = match.captured(1).toLower();
    socket.port = address->port;
    socket.url = u"tcp://%1:%2"_s.arg(socket.host).arg(socket.port);
}

} // namespace

std::optional<FcgiSocketConfig> readFcgiSocket(SectionReader &reader, const QString &program)
{
    const World &world = reader.context().world;
    FcgiSocketConfig socket;
    const auto user = reader.find<uint>(u"user"_s, toUser);
    socket.backlog = reader.find<int>(u"socket_backlog"_s, toInteger);
    if (socket.backlog && (*socket.backlog < 1 || *socket.backlog > 65535)) {
        reader.addError(u"socket_backlog"_s, u"Invalid socket_backlog value %1"_s.arg(*socket.backlog),
                        u"a number from 1 to 65535"_s);
    }
    if (const auto owner = reader.text(u"socket_owner"_s)) {
        socket.owner
            = renamed(reader, u"socket_owner"_s, toOwner(*owner, world), "Invalid socket_owner value "_L1 + *owner);
    }
    if (const auto mode = reader.text(u"socket_mode"_s))
        socket.mode = renamed(reader, u"socket_mode"_s, toOctal(*mode), "Invalid socket_mode value "_L1 + *mode);

    reader.setName(u"program_name"_s, program);
    const auto url = reader.text(u"socket"_s);
    if (!url || url->isEmpty()) {
        if (url || !reader.raw(u"socket"_s)) {
            reader.addError(u"socket"_s, u"[%1] section requires a \"socket\" line"_s.arg(reader.section()),
                            socketAllowed);
        }
        return std::nullopt;
    }
    if (url->startsWith("unix://"_L1))
        readUnixSocket(reader, *url, user, socket);
    else
        readTcpSocket(reader, *url, socket);
    return socket;
}

} // namespace kantoku::daemon
