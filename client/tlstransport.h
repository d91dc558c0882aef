#pragma once

#include "client/transport.h"

#include <QSslSocket>

namespace kantoku::client {

/// What a failed TCP or TLS connection means.
Error describeSocketError(QAbstractSocket::SocketError code, const QString &text, const QString &host, quint16 port);

/// A fingerprint as people compare it: "AB:CD:…".
QString fingerprintText(const QByteArray &sha256);

/**
 * TLS over TCP. A certificate is accepted when the system's authorities vouch for it, or when its SHA-256 is the one
 * that the user accepted for this server. Once the user has accepted one, no other will do, whoever vouches for it. The
 * error for a certificate that is refused carries its fingerprint.
 */
class TlsTransport : public Transport {
    Q_OBJECT
public:
    TlsTransport(const QString &host, quint16 port, const QByteArray &trustedFingerprint);

    void open() override;
    void write(const QByteArray &bytes) override;

private:
    void refuse(const QList<QSslError> &errors);
    QByteArray fingerprint() const;

    QString m_host;
    quint16 m_port;
    QByteArray m_trusted;
    QSslSocket m_socket;
    bool m_refused = false;
};

} // namespace kantoku::client
