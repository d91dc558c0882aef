#pragma once

#include "client/serveraddress.h"
#include "protocol/error.h"

#include <QByteArray>
#include <QObject>

#include <memory>

namespace kantoku::client {

/// A stream of bytes to a server, over whatever leads there. Ends once, in closed().
class Transport : public QObject {
    Q_OBJECT
public:
    /// The sort that `address` asks for. Ssh has none of its own: see SshTunnel.
    /// @param trustedFingerprint  SHA-256 of a certificate that the user accepted for this server, or empty
    static std::unique_ptr<Transport> create(const ServerAddress &address, const QByteArray &trustedFingerprint = {});

    /// Begins to connect; opened() or closed() follows.
    virtual void open() = 0;
    /// Only between opened() and closed().
    virtual void write(const QByteArray &bytes) = 0;

signals:
    void opened();
    void received(const QByteArray &bytes);
    /// Could not be opened, or was ended by the other side; the error says which.
    void closed(const kantoku::Error &error);

protected:
    using QObject::QObject;
};

} // namespace kantoku::client
