#pragma once

#include "daemon/descriptor.h"

#include <QByteArray>
#include <QByteArrayView>

namespace kantoku::daemon {

/**
 * The way to the system's log: syslog(3) without its wait. A logger that is stuck takes the C library's caller with it;
 * here a message that is not taken at once is lost, and the next one that is taken follows one that says how many.
 */
class SystemLogger {
public:
    /// @param path  of the logger's datagram socket
    explicit SystemLogger(QByteArray path = QByteArrayLiteral("/dev/log"));

    /// Sends one message, facility user, level info, under the program's name. Its NUL bytes become blanks.
    void send(QByteArray message);

    /// The one of this process: the connection is shared by all logs.
    static SystemLogger &shared();

private:
    bool sendNow(const QByteArray &message);

    const QByteArray m_path;
    Descriptor m_socket; ///< connected
    quint64 m_lost = 0; ///< since the last one that was taken
};

} // namespace kantoku::daemon
