#include "client/tlstransport.h"

#include <QCryptographicHash>
#include <QNetworkProxy>
#include <QSslCertificate>

namespace kantoku::client {

using namespace Qt::StringLiterals;

QString fingerprintText(const QByteArray &sha256)
{
    return QString::fromLatin1(sha256.toHex(':')).toUpper();
}

TlsTransport::TlsTransport(const QString &host, quint16 port, const QByteArray &trustedFingerprint)
    : m_host(host)
    , m_port(port)
    , m_trusted(trustedFingerprint)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    connect(&m_socket, &QSslSocket::encrypted, this, [this] {
        if (m_trusted.isEmpty() || fingerprint() == m_trusted)
            emit opened();
        else
            refuse({});
    });
    connect(&m_socket, &QSslSocket::readyRead, this, [this] { emit received(m_socket.readAll()); });
    connect(&m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (!m_trusted.isEmpty() && fingerprint() == m_trusted)
            m_socket.ignoreSslErrors(errors);
        else
            refuse(errors);
    });
    connect(&m_socket, &QSslSocket::errorOccurred, this, [this](QAbstractSocket::SocketError code) {
        if (m_refused)
            return; // told already, with the fingerprint
        if (code == QAbstractSocket::SslHandshakeFailedError || code == QAbstractSocket::SslInternalError) {
            emit closed(
                {Error::Code::Tls,
                 tr("No encrypted connection with %1:%2: %3.").arg(m_host).arg(m_port).arg(m_socket.errorString())});
            return;
        }
        emit closed(describeSocketError(code, m_socket.errorString(), m_host, m_port));
    });
}

void TlsTransport::open()
{
    m_socket.connectToHostEncrypted(m_host, m_port);
}

void TlsTransport::write(const QByteArray &bytes)
{
    m_socket.write(bytes);
}

QByteArray TlsTransport::fingerprint() const
{
    return m_socket.peerCertificate().digest(QCryptographicHash::Sha256);
}

void TlsTransport::refuse(const QList<QSslError> &errors)
{
    QStringList reasons;
    for (const QSslError &error : errors)
        reasons.append(error.errorString());
    reasons.removeDuplicates();
    m_refused = true;
    const QByteArray now = fingerprint();
    const QString message = m_trusted.isEmpty()
        ? tr("The certificate of %1:%2 is not trusted (%3); its SHA-256 is %4.")
              .arg(m_host)
              .arg(m_port)
              .arg(reasons.join(u"; "_s), fingerprintText(now))
        : tr("The certificate of %1:%2 has changed; its SHA-256 is now %3, and %4 was accepted.")
              .arg(m_host)
              .arg(m_port)
              .arg(fingerprintText(now), fingerprintText(m_trusted));
    emit closed({Error::Code::Tls, message, 0, now});
}

} // namespace kantoku::client
