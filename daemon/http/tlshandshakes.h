#pragma once

#include <QObject>
#include <QSet>
#include <QSslConfiguration>

class QSslSocket;

namespace kantoku::daemon {

/// Connections on their way to being encrypted: a limited number at once, and a limited time for each.
class TlsHandshakes : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// For handshakes from now on.
    void setConfiguration(const QSslConfiguration &configuration) { m_configuration = configuration; }
    /// Takes the connection over. One that does not become encrypted in time, or is one too many, is closed.
    void begin(int connection);
    qsizetype count() const { return m_sockets.size(); }

signals:
    /// The socket is the receiver's from here on.
    void encrypted(QSslSocket *socket);

private:
    void giveUp(QSslSocket *socket);
    void finish(QSslSocket *socket);

    QSslConfiguration m_configuration;
    QSet<QSslSocket *> m_sockets;
};

} // namespace kantoku::daemon
