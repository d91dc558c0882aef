#pragma once

#include "client/transport.h"

#include <QSslSocket>

namespace kantoku::client {

/// What a failed TCP or TLS connection means.
Error describeSocketError(QAbstractSocket::SocketError code, const QString &text, const QString &host, quint16 port);

/**
 * TLS over TCP. A certificate is accepted when the system's authorities vouch for it, or when its SHA-256 is the one
 * that the user accepted for this server; the error for any other names the fingerprint, in hexadecimal.
 */
class TlsTransport : public Transport {
    Q_OBJECT
public:
    TlsTransport(const QString &host, quint16 port, const QByteArray &trustedFingerprint);

    void open() override;
    void write(const QByteArray &bytes) override;

private:
    Error refusal(const QList<QSslError> &errors) const;

    QString m_host;
    quint16 m_port;
    QByteArray m_trusted;
    QSslSocket m_socket;
    bool m_refused = false;
};

} // namespace kantoku::client
