#pragma once

#include "daemon/descriptor.h"

#include <QHostAddress>
#include <QObject>

class QSocketNotifier;

namespace kantoku::daemon {

/**
 * Accepts the connections of a listening socket, whatever happens.
 *
 * Qt's servers stop listening when the process has no descriptor left. This one keeps one in reserve: with it a client
 * that cannot be served is accepted and sent away at once, instead of waiting for ever, and the next one is served as
 * soon as there are descriptors again.
 */
class Acceptor : public QObject {
    Q_OBJECT
public:
    /// @param socket listens and does not block; it is closed with this
    explicit Acceptor(int socket, QObject *parent = nullptr);
    ~Acceptor() override;

    /// Where a TCP socket really listens: its host may have been a name, its port 0. Null and 0 for others.
    QHostAddress address() const;
    quint16 port() const;

signals:
    /// A new connection, which does not block and is not inherited; the receiver closes it.
    void accepted(int connection);
    /// A client was sent away for want of descriptors; said again only after somebody else was served.
    void turnedAway();

private:
    void acceptSome();
    bool acceptOne();
    bool turnAway();
    void pause();

    Descriptor m_socket;
    Descriptor m_spare;
    QSocketNotifier *m_notifier;
    bool m_saidTurnedAway = false;
};

} // namespace kantoku::daemon
