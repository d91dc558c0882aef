#include "daemon/http/requestorigin.h"

#include "daemon/http/hostsfile.h"
#include "daemon/http/httpserver.h"
#include "daemon/http/peer.h"
#include "daemon/logging/quoted.h"

#include <QHostAddress>
#include <QUrl>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

bool isXml(QByteArrayView contentType)
{
    const qsizetype end = contentType.indexOf(';');
    const QByteArray type = contentType.first(end < 0 ? contentType.size() : end).trimmed().toByteArray().toLower();
    return type == "text/xml" || type == "application/xml" || type == "application/xmlrpc" || type.endsWith("+xml");
}

/// "EXAMPLE.com:9001" as "example.com"; an address without its brackets. Empty for what is no host with or without
/// port.
QString hostOf(const QByteArray &authority)
{
    const QUrl url(u"http://"_s + QString::fromUtf8(authority), QUrl::StrictMode);
    const bool isMore = !url.userInfo().isEmpty() || !url.path().isEmpty() || url.hasQuery() || url.hasFragment();
    return isMore ? QString() : url.host().toLower();
}

bool isNameOf(const QString &host, const ServerConfig &server, const QString &hostName)
{
    if (host.isEmpty())
        return false;
    return !QHostAddress(host).isNull() || host == "localhost"_L1 || host.endsWith(".localhost"_L1)
        || host == hostName.toLower() || host == server.host.toLower()
        || server.trustedHosts.contains(host, Qt::CaseInsensitive)
        || namesBeside(hostName).contains(host, Qt::CaseInsensitive);
}

} // namespace

QString foreignOrigin(const http::Request &request, const HttpServer &server, const Peer &peer, const QString &hostName)
{
    // A page reaches no unix socket, and there people type `curl --data`.
    const QByteArray type = request.headers.value("Content-Type");
    if (!peer.isLocal && request.method == "POST" && !type.isEmpty() && !isXml(type))
        return u"its content type is %1, not XML"_s.arg(quoted(type));
    const QByteArray authority = request.headers.value("Host").trimmed();
    const auto isOurs = [&] { return isNameOf(hostOf(authority), server.config(), hostName); };
    const QByteArray origin = request.headers.value("Origin").trimmed();
    if (request.headers.contains("Origin")) {
        const QByteArray asked = authority.toLower();
        if (asked.isEmpty() || (origin.toLower() != "http://" + asked && origin.toLower() != "https://" + asked))
            return u"a page of %1 sent it"_s.arg(quoted(origin));
        if (!peer.isLocal && !isOurs())
            return u"a page of %1 sent it, which is no name of this machine; trusted_hosts would allow it"_s.arg(
                quoted(origin));
    }
    if (!peer.isLocal && server.isOnLoopback() && !authority.isEmpty() && !isOurs())
        return u"it was sent to %1, which is no name of this machine; trusted_hosts would allow it"_s.arg(
            quoted(authority));
    return {};
}

} // namespace kantoku::daemon
