#pragma once

#include "daemon/config/configuration.h"
#include "daemon/descriptor.h"
#include "protocol/error.h"

#include <QSet>

namespace kantoku::daemon {

class MainLog;

/**
 * The listening socket that the members of a FastCGI group share as descriptor 0.
 *
 * It exists while somebody holds it: made for the first process that starts, closed with the last that ends.
 */
class FcgiSocket {
public:
    FcgiSocket(FcgiSocketConfig config, MainLog &log);

    /// The descriptor, made if need be; stays ours. @return Error::Code::System: the address cannot be had
    Result<int> acquire(const void *holder);
    void release(const void *holder);
    /// "tcp://127.0.0.1:9000" or "unix:///path".
    QString url() const;

private:
    Result<Descriptor> open() const;
    Result<Descriptor> openTcp() const;
    Result<Descriptor> openUnix() const;

    const FcgiSocketConfig m_config;
    MainLog &m_log;
    Descriptor m_socket;
    QSet<const void *> m_holders;
};

} // namespace kantoku::daemon
