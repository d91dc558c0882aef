#pragma once

#include "protocol/error.h"

#include <QString>

namespace kantoku {

/// Supervisor's XML-RPC fault codes. Source: the list in its XML-RPC API documentation.
enum class FaultCode : int {
    UnknownMethod = 1,
    IncorrectParameters = 2,
    BadArguments = 3,
    SignatureUnsupported = 4,
    ShutdownState = 6,
    BadName = 10,
    BadSignal = 11,
    NoFile = 20,
    NotExecutable = 21,
    Failed = 30,
    AbnormalTermination = 40,
    SpawnError = 50,
    AlreadyStarted = 60,
    NotRunning = 70,
    Success = 80,
    AlreadyAdded = 90,
    StillRunning = 91,
    CantReread = 92,
};

/// The wire name: "BAD_NAME"; "UNKNOWN" for a number outside the list.
QString faultName(FaultCode code);

/// The text of a fault with something to add: "NAME: detail", also where that is empty.
QString faultText(FaultCode code, const QString &detail);

/// A failed result that carries a fault to the client, with the text "NAME" or "NAME: detail".
tl::unexpected<Error> fault(FaultCode code);
tl::unexpected<Error> fault(FaultCode code, const QString &detail);

/// Whether a call failed with this fault.
inline bool isFault(const Error &error, FaultCode code)
{
    return error.code == Error::Code::Fault && error.number == static_cast<int>(code);
}

} // namespace kantoku
