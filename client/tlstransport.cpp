#include "client/tlstransport.h"

#include <QCryptographicHash>
#include <QNetworkProxy>
#include <QSslCertificate>

namespace kantoku::client {

using namespace Qt::StringLiterals;

TlsTransport::TlsTransport(const QString &host, quint16 port, const QByteArray &trustedFingerprint)
    : m_host(host)
    , m_port(port)
    , m_trusted(trustedFingerprint)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    connect(&m_socket, &QSslSocket::encrypted, this, &Transport::opened);
    connect(&m_socket, &QSslSocket::readyRead, this, [this] { emit received(m_socket.readAll()); });
    connect(&m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        const QByteArray fingerprint = m_socket.peerCertificate().digest(QCryptographicHash::Sha256);
        if (!m_trusted.isEmpty() && fingerprint == m_trusted) {
            m_socket.ignoreSslErrors(errors);
            return;
        }
        m_refused = true;
        emit closed(refusal(errors));
    });
    connect(&m_socket, &QSslSocket::errorOccurred, this, [this](QAbstractSocket::SocketError code) {
        if (m_refused)
            return; // told already, with the fingerprint
        if (code == QAbstractSocket::SslHandshakeFailedError || code == QAbstractSocket::SslInternalError) {
            emit closed(
                {Error::Code::Tls,
                 u"No encrypted connection with %1:%2: %3."_s.arg(m_host).arg(m_port).arg(m_socket.errorString())});
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

Error TlsTransport::refusal(const QList<QSslError> &errors) const
{
    const QByteArray fingerprint = m_socket.peerCertificate().digest(QCryptographicHash::Sha256);
    const QString shown = QString::fromLatin1(fingerprint.toHex(':')).toUpper();
    if (!m_trusted.isEmpty()) {
        return {Error::Code::Tls,
                u"The certificate of %1:%2 has changed; its SHA-256 is now %3."_s.arg(m_host).arg(m_port).arg(shown)};
    }
    return {Error::Code::Tls,
            u"The certificate of %1:%2 is not trusted (%3); its SHA-256 is %4."_s.arg(m_host).arg(m_port).arg(
                errors.value(0).errorString(), shown)};
}

} // namespace kantoku::client
