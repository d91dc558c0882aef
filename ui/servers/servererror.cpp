#include "ui/servers/servererror.h"

#include "client/tlstransport.h"

#include <QCoreApplication>

#include <cerrno>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::ServerAddress;
using Help = ConnectionAdvice::Help;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ServerError)
};

QString userName()
{
    const QString name = QString::fromLocal8Bit(qgetenv("USER"));
    return name.isEmpty() ? u"USER"_s : name;
}

ConnectionAdvice tlsAdvice(const Error &error, const ServerAddress &address, const QByteArray &trusted)
{
    if (error.fingerprint.isEmpty())
        return {error.message, Help::ChangeAddress, Words::tr("C&hange Address"), {}};
    if (trusted.isEmpty()) {
        return {Words::tr("%1 Compare it with the server's before you trust it.").arg(error.message),
                Help::TrustCertificate,
                Words::tr("Trust Th&is Certificate"),
                {}};
    }
    const QString place = u"%1:%2"_s.arg(address.host).arg(address.port);
    return {Words::tr("The certificate of %1 is not the one that you trusted. Somebody may be listening in; go on only "
                      "if you know that the server has a new one.\nTrusted: %2\nNow: %3")
                .arg(place, client::fingerprintText(trusted), client::fingerprintText(error.fingerprint)),
            Help::ReplaceCertificate,
            Words::tr("&Replace the Certificate"),
            {}};
}

ConnectionAdvice hostKeyAdvice(const Error &error, const ServerAddress &address)
{
    const QString name
        = address.port == 0 || address.port == 22 ? address.host : u"[%1]:%2"_s.arg(address.host).arg(address.port);
    if (error.number != EEXIST)
        return {error.message, Help::None, {}, {}};
    return {Words::tr("%1 Somebody may be listening in. If you know that the host has a new key, forget the old one in "
                      "a terminal.")
                .arg(error.message),
            Help::CopyText, Words::tr("Copy Comman&d"), u"ssh-keygen -R '%1'"_s.arg(name)};
}

} // namespace

ConnectionAdvice adviseOnConnection(const Error &error, const ServerAddress &address, const QByteArray &trusted)
{
    using enum Error::Code;
    const QString changeAddress = Words::tr("C&hange Address");
    switch (error.code) {
    case PermissionDenied:
        if (address.kind != ServerAddress::Kind::Unix)
            break;
        return {Words::tr("%1 Its configuration says who may: “chmod” and “chown” in [unix_http_server].")
                    .arg(error.message),
                Help::CopyText, Words::tr("Copy Li&nes"),
                u"[unix_http_server]\nchmod=0770\nchown=root:%1\n"_s.arg(userName())};
    case Unauthorized:
        return {Words::tr("%1 They are in the server's configuration.").arg(error.message),
                Help::EnterPassword,
                Words::tr("&Enter Password"),
                {}};
    case HttpStatus:
    case NotSupervisor:
    case Malformed:
        return {
            Words::tr("%1 Something else than a supervisord or kantokud answers at this address.").arg(error.message),
            Help::ChangeAddress,
            changeAddress,
            {}};
    case HostNotFound:
    case Invalid: return {error.message, Help::ChangeAddress, changeAddress, {}};
    case Tls: return tlsAdvice(error, address, trusted);
    case HostKey: return hostKeyAdvice(error, address);
    case StaleSocket: return {Words::tr("%1 Start the server again.").arg(error.message), Help::None, {}, {}};
    case Refused:
        return {
            Words::tr("%1 The server is not running, or listens elsewhere.").arg(error.message), Help::None, {}, {}};
    case Timeout:
        return {Words::tr("%1 Something holds the connection open and says nothing.").arg(error.message),
                Help::None,
                {},
                {}};
    default: break;
    }
    return {error.message, Help::None, {}, {}};
}

} // namespace kantoku::ui
