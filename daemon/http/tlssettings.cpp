#include "daemon/http/tlssettings.h"

#include "daemon/config/configuration.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> contents(const ServerConfig &server, const QString &option, const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        return file.readAll();
    return failure(Error::Code::Invalid,
                   u"Cannot open an HTTP server: %1 of section [%2], %3, cannot be read: %4"_s.arg(
                       option, server.section, path, file.errorString()));
}

tl::unexpected<Error> useless(const ServerConfig &server, const QString &option, const QString &path,
                              const QString &reason)
{
    return failure(
        Error::Code::Invalid,
        u"Cannot open an HTTP server: %1 of section [%2], %3, %4"_s.arg(option, server.section, path, reason));
}

QSslKey readKey(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        if (const QSslKey key(pem, algorithm); !key.isNull())
            return key;
    }
    return {};
}

/// Qt cannot tell. A private key's encoding holds the numbers of the public one: an RSA key always, one of an elliptic
/// curve unless it was written short; what was written short is believed.
bool isKeyOf(const QSslCertificate &certificate, const QSslKey &key)
{
    constexpr qsizetype exponentBytes = 8; // at the end of an RSA key's
    constexpr qsizetype enoughBytes = 32;
    const QByteArray publicKey = certificate.publicKey().toDer();
    const QByteArray privateKey = key.toDer();
    const qsizetype start = publicKey.size() - exponentBytes - enoughBytes;
    return start < 0 || privateKey.size() < publicKey.size()
        || privateKey.contains(publicKey.sliced(start, enoughBytes));
}

} // namespace

Result<QSslConfiguration> tlsSettings(const ServerConfig &server)
{
    if (!QSslSocket::supportsSsl())
        return useless(server, u"certificate"_s, server.certificate, u"is of no use: this system's Qt has no TLS"_s);
    const auto certificatePem = contents(server, u"certificate"_s, server.certificate);
    const auto keyPem = contents(server, u"key"_s, server.key);
    if (!certificatePem || !keyPem)
        return tl::unexpected<Error>(certificatePem ? keyPem.error() : certificatePem.error());
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificatePem);
    if (chain.isEmpty())
        return useless(server, u"certificate"_s, server.certificate, u"holds no certificate in PEM form"_s);
    const QSslKey key = readKey(*keyPem);
    if (key.isNull())
        return useless(server, u"key"_s, server.key, u"holds no private key in PEM form without a password"_s);

    if (!isKeyOf(chain.constFirst(), key))
        return useless(server, u"key"_s, server.key, u"does not belong to the certificate"_s);

    QSslConfiguration settings = QSslConfiguration::defaultConfiguration();
    settings.setLocalCertificateChain(chain);
    settings.setPrivateKey(key);
    settings.setProtocol(QSsl::TlsV1_2OrLater);
    settings.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!server.clientCa.isEmpty()) {
        const auto authorityPem = contents(server, u"client_ca"_s, server.clientCa);
        if (!authorityPem)
            return tl::unexpected<Error>(authorityPem.error());
        const QList<QSslCertificate> authorities = QSslCertificate::fromData(*authorityPem);
        if (authorities.isEmpty())
            return useless(server, u"client_ca"_s, server.clientCa, u"holds no certificate in PEM form"_s);
        settings.setCaCertificates(authorities);
        settings.setPeerVerifyMode(QSslSocket::VerifyPeer);
    }
    return settings;
}

} // namespace kantoku::daemon
