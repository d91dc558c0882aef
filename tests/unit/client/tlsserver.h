#pragma once

#include <QCryptographicHash>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>

namespace kantoku::tests {

/// A certificate that nobody vouches for, and its key.
struct TlsIdentity {
    QSslCertificate certificate;
    QSslKey key;

    QByteArray fingerprint() const { return certificate.digest(QCryptographicHash::Sha256); }
};

inline TlsIdentity makeTlsIdentity()
{
    QTemporaryDir dir;
    const QString key = dir.filePath(QStringLiteral("key.pem"));
    const QString certificate = dir.filePath(QStringLiteral("certificate.pem"));
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
                  {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                   QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"),
                   QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                   QStringLiteral("/CN=localhost"), QStringLiteral("-keyout"), key, QStringLiteral("-out"),
                   certificate});
    openssl.waitForFinished();
    QFile keyFile(key);
    TlsIdentity identity;
    if (keyFile.open(QFile::ReadOnly))
        identity.key = QSslKey(&keyFile, QSsl::Ec);
    identity.certificate = QSslCertificate::fromPath(certificate).value(0);
    return identity;
}

/// A TLS server with that identity, for a subclass to answer.
class TlsServerBase : public QSslServer {
public:
    explicit TlsServerBase(const TlsIdentity &identity)
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(identity.certificate);
        configuration.setPrivateKey(identity.key);
        setSslConfiguration(configuration);
        listen(QHostAddress::LocalHost);
    }

    QString url() const { return QStringLiteral("https://127.0.0.1:%1").arg(serverPort()); }
};

/// What stunnel or nginx do: TLS outside, a unix socket inside.
class TlsProxy : public TlsServerBase {
public:
    explicit TlsProxy(const TlsIdentity &identity)
        : TlsServerBase(identity)
    {
        connect(this, &QTcpServer::pendingConnectionAvailable, this, &TlsProxy::accept);
    }

    void forwardTo(const QString &socket) { m_socket = socket; }

    int connections = 0;

private:
    void accept()
    {
        while (QTcpSocket *outer = nextPendingConnection()) {
            ++connections;
            auto *inner = new QLocalSocket(outer);
            const auto inwards = [outer, inner] {
                if (inner->state() == QLocalSocket::ConnectedState)
                    inner->write(outer->readAll());
            };
            connect(outer, &QTcpSocket::readyRead, inner, inwards);
            connect(inner, &QLocalSocket::readyRead, outer, [outer, inner] { outer->write(inner->readAll()); });
            connect(inner, &QLocalSocket::disconnected, outer, [outer] { outer->disconnectFromHost(); });
            connect(outer, &QTcpSocket::disconnected, inner, [outer] { outer->deleteLater(); });
            connect(inner, &QLocalSocket::connected, outer, inwards); // what came with the handshake
            inner->connectToServer(m_socket);
        }
    }

    QString m_socket;
};

} // namespace kantoku::tests
