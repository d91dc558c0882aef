#pragma once

#include "client/serveraddress.h"

#include <QObject>

#include <optional>

class QLocalSocket;

namespace kantoku::client {

/**
 * Something that ssh wants to know while it connects: a password, a passphrase, whether a host's key is the right one.
 *
 * ssh runs its askpass program with the question; that program (app/askpass.cpp) hands it to us through a socket and
 * waits. The question goes, with withdrawn(), when nobody waits for the answer any more.
 */
class SshQuestion : public QObject {
    Q_OBJECT
public:
    enum class Kind {
        Secret, ///< the answer is not to be seen
        Confirm, ///< the answer is "yes" or "no"
    };

    /// Reads `hint NUL text NUL` from the socket, which becomes its own; asked() follows.
    SshQuestion(ServerAddress address, QLocalSocket *socket, QObject *parent);
    ~SshQuestion() override;

    const ServerAddress &address() const { return m_address; }
    Kind kind() const { return m_kind; }
    /// In ssh's own words.
    const QString &text() const { return m_text; }

    void answer(const QString &text);
    /// Nobody answers; ssh is not let in.
    void refuse();

signals:
    void asked();
    void refused();
    void withdrawn();

private:
    void read();

    ServerAddress m_address;
    QLocalSocket *m_socket;
    QByteArray m_bytes;
    QString m_text;
    Kind m_kind = Kind::Secret;
    bool m_told = false;
};

} // namespace kantoku::client
