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

/// Runs openssl with files of its own; `arguments` may name key.pem, request.pem, certificate.pem in its folder.
class TlsFolder {
public:
    void run(const QStringList &arguments) const
    {
        QProcess openssl;
        openssl.setWorkingDirectory(m_dir.path());
        openssl.start(QStringLiteral("openssl"), arguments);
        openssl.waitForFinished();
    }
    QString file(const QString &name) const { return m_dir.filePath(name); }
    TlsIdentity identity() const
    {
        TlsIdentity identity;
        QFile key(file(QStringLiteral("key.pem")));
        if (key.open(QFile::ReadOnly))
            identity.key = QSslKey(&key, QSsl::Ec);
        identity.certificate = QSslCertificate::fromPath(file(QStringLiteral("certificate.pem"))).value(0);
        return identity;
    }
    /// A new key, and a certificate or a request for one.
    void makeKey(const QString &subject, const QStringList &more) const
    {
        run(QStringList{QStringLiteral("req"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                        QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:prime256v1"),
                        QStringLiteral("-nodes"), QStringLiteral("-subj"), subject, QStringLiteral("-keyout"),
                        QStringLiteral("key.pem")}
            + more);
    }
    void makeOwnCertificate(const QString &subject) const
    {
        makeKey(subject,
                {QStringLiteral("-x509"), QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-out"),
                 QStringLiteral("certificate.pem")});
    }

private:
    QTemporaryDir m_dir;
};

inline TlsIdentity makeTlsIdentity()
{
    const TlsFolder folder;
    folder.makeOwnCertificate(QStringLiteral("/CN=localhost"));
    return folder.identity();
}

/// Who vouches for certificates.
class TlsAuthority {
public:
    TlsAuthority() { m_folder.makeOwnCertificate(QStringLiteral("/CN=authority")); }

    QSslCertificate certificate() const { return m_folder.identity().certificate; }
    /// @param names  as openssl has them: "DNS:localhost"
    TlsIdentity vouchFor(const QString &names, int days) const
    {
        const TlsFolder folder;
        folder.makeKey(QStringLiteral("/CN=server"),
                       {QStringLiteral("-addext"), QStringLiteral("subjectAltName=") + names, QStringLiteral("-out"),
                        QStringLiteral("request.pem")});
        folder.run({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"),
                    QStringLiteral("request.pem"), QStringLiteral("-copy_extensions"), QStringLiteral("copy"),
                    QStringLiteral("-CA"), m_folder.file(QStringLiteral("certificate.pem")), QStringLiteral("-CAkey"),
                    m_folder.file(QStringLiteral("key.pem")), QStringLiteral("-days"), QString::number(days),
                    QStringLiteral("-out"), QStringLiteral("certificate.pem")});
        return folder.identity();
    }

private:
    TlsFolder m_folder;
};

/// Stands among what the system trusts.
class TrustedAuthority {
public:
    explicit TrustedAuthority(const QSslCertificate &certificate)
        : m_before(QSslConfiguration::defaultConfiguration())
    {
        QSslConfiguration with = m_before;
        with.addCaCertificate(certificate);
        QSslConfiguration::setDefaultConfiguration(with);
    }
    ~TrustedAuthority() { QSslConfiguration::setDefaultConfiguration(m_before); }
    Q_DISABLE_COPY_MOVE(TrustedAuthority)

private:
    QSslConfiguration m_before;
};

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
