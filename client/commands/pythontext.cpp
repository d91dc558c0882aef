#include "client/commands/pythontext.h"

#include "protocol/pythontext.h"

namespace kantoku::client {

using namespace Qt::StringLiterals;

QString faultRepr(const Error &error)
{
    return u"<Fault %1: %2>"_s.arg(error.number).arg(pythonRepr(error.message));
}

QString exceptionLine(const Error &error)
{
    using enum Error::Code;
    switch (error.code) {
    case Fault: return u"error: <class 'xmlrpc.client.Fault'>, "_s + faultRepr(error);
    case HttpStatus:
    case Unauthorized:
        return u"error: <class 'xmlrpc.client.ProtocolError'>, <ProtocolError for 127.0.0.1/RPC2: %1>: %2"_s
            .arg(error.number)
            .arg(error.message);
    case NoSocket:
        return u"error: <class 'FileNotFoundError'>, [Errno 2] No such file or directory: "_s + error.message;
    case StaleSocket:
    case Refused: return u"error: <class 'ConnectionRefusedError'>, [Errno 111] Connection refused: "_s + error.message;
    case PermissionDenied: return u"error: <class 'PermissionError'>, [Errno 13] Permission denied: "_s + error.message;
    case HostNotFound:
        return u"error: <class 'socket.gaierror'>, [Errno -2] Name or service not known: "_s + error.message;
    case Timeout: return u"error: <class 'TimeoutError'>, [Errno 110] Connection timed out: "_s + error.message;
    case Transport: return u"error: <class 'ConnectionError'>, "_s + error.message;
    case Invalid: return u"error: <class 'ValueError'>, "_s + error.message;
    case Malformed:
    case NotSupervisor: return u"error: <class 'xmlrpc.client.ResponseError'>, "_s + error.message;
    case Tls: return u"error: <class 'ssl.SSLError'>, "_s + error.message;
    case HostKey: // ssh is ours alone
    case SshLogin:
    case Cancelled:
    case System: break;
    }
    return u"error: <class 'OSError'>, "_s + error.message;
}

} // namespace kantoku::client
