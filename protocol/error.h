#pragma once

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

namespace kantoku {

/// Why something failed. `code` is for code, `message` is for people; both are always set.
struct Error {
    enum class Code {
        NoSocket, ///< the path of a unix socket does not exist
        StaleSocket, ///< the socket file exists, nobody listens
        PermissionDenied, ///< the system does not let us connect, read or write
        Refused, ///< nobody listens on that TCP port
        HostNotFound, ///< the name of the host is unknown
        Unauthorized, ///< HTTP 401: user or password missing or wrong
        HttpStatus, ///< any other HTTP status than 200; `number` is the status
        NotSupervisor, ///< it answers, but not as a Supervisor would
        Tls, ///< certificate unknown, changed or refused
        HostKey, ///< ssh: the host's key is unknown and was not accepted, or has changed
        SshLogin, ///< ssh: the host did not let us in
        Timeout, ///< no answer within the time given
        Transport, ///< the connection broke
        Malformed, ///< bytes that do not follow the protocol
        Fault, ///< an XML-RPC fault; `number` is its code (see faultcode.h)
        Cancelled, ///< the caller asked to stop
        Invalid, ///< a value that is not allowed where it stands
        System, ///< a system call failed; `number` is errno
    };
    Code code = Code::Invalid;
    QString message; ///< one sentence that names the object: "web:web_0 is already started."
    int number = 0; ///< fault code, HTTP status or errno, by `code`; otherwise 0
    QByteArray fingerprint{}; ///< Tls: SHA-256 of the certificate that was refused; empty where there was none
};

template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(Error::Code code, QString message, int number = 0)
{
    return tl::unexpected<Error>(Error{code, std::move(message), number});
}

} // namespace kantoku
