#include "client/serveraddress.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

struct Scheme {
    QLatin1StringView prefix;
    ServerAddress::Kind kind;
    quint16 defaultPort;
};

constexpr std::array schemes = {
    Scheme{"unix://"_L1, ServerAddress::Kind::Unix, 0}, Scheme{"http://"_L1, ServerAddress::Kind::Http, 80},
    Scheme{"https://"_L1, ServerAddress::Kind::Https, 443},
    Scheme{"ssh://"_L1, ServerAddress::Kind::Ssh, 0}, // 0: what the user's ssh configuration says
};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ServerAddress)
};

tl::unexpected<Error> invalid(const QString &text, const QString &reason)
{
    return failure(Error::Code::Invalid,
                   Words::tr("'%1' is not the address of a server: %2. Allowed are unix:///path, http://host:port, "
                             "https://host:port and ssh://[user@]host[:port]/path/to/socket.")
                       .arg(text, reason));
}

// The part before a well-known end means nothing: people write http://host:9001/ and …/RPC2 and mean the same server.
QString pathPrefix(QString path)
{
    while (path.endsWith(u'/'))
        path.chop(1);
    if (path.endsWith("/RPC2"_L1))
        path.chop(5);
    return path;
}

} // namespace

QString ServerAddress::toString() const
{
    const QString bracketed = host.contains(u':') ? u"["_s + host + u"]"_s : host;
    const QString login = user.isEmpty() ? QString() : user + u"@"_s;
    switch (kind) {
    case Kind::Unix: return u"unix://"_s + path;
    case Kind::Http: return u"http://%1%2:%3%4"_s.arg(login, bracketed).arg(port).arg(path);
    case Kind::Https: return u"https://%1%2:%3%4"_s.arg(login, bracketed).arg(port).arg(path);
    case Kind::Ssh: return u"ssh://"_s + login + bracketed + (port ? u":%1"_s.arg(port) : QString()) + path;
    }
    return {};
}

Result<ServerAddress> ServerAddress::parse(const QString &text)
{
    const QString trimmed = text.trimmed();
    const auto scheme = std::ranges::find_if(
        schemes, [&](const Scheme &s) { return trimmed.startsWith(s.prefix, Qt::CaseInsensitive); });
    if (scheme == schemes.end())
        return invalid(text, Words::tr("it does not begin with a known scheme"));

    ServerAddress address;
    address.kind = scheme->kind;
    if (address.kind == Kind::Unix) {
        const QString path = trimmed.mid(scheme->prefix.size());
        if (path.isEmpty())
            return invalid(text, Words::tr("the path of the socket is missing"));
        address.path = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
        return address;
    }

    const QUrl url(trimmed, QUrl::StrictMode);
    if (!url.isValid())
        return invalid(text, url.errorString());
    if (url.host().isEmpty())
        return invalid(text, Words::tr("the host is missing"));
    if (!url.password().isEmpty())
        return invalid(text, Words::tr("a password does not belong in an address, it is given by itself"));
    if (url.hasQuery() || url.hasFragment())
        return invalid(text, Words::tr("there is text after the path"));
    address.host = url.host();
    address.user = url.userName();
    address.port = static_cast<quint16>(url.port(scheme->defaultPort));
    if (address.kind == Kind::Ssh) {
        address.path = url.path();
        if (address.path.size() < 2)
            return invalid(text, Words::tr("the path of the socket on that host is missing"));
        address.path = QDir::cleanPath(address.path);
    } else {
        address.path = pathPrefix(url.path());
    }
    return address;
}

} // namespace kantoku::client
