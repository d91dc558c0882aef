#include "protocol/faultcode.h"

namespace kantoku {

using namespace Qt::StringLiterals;

QString faultName(FaultCode code)
{
    switch (code) {
    case FaultCode::UnknownMethod: return u"UNKNOWN_METHOD"_s;
    case FaultCode::IncorrectParameters: return u"INCORRECT_PARAMETERS"_s;
    case FaultCode::BadArguments: return u"BAD_ARGUMENTS"_s;
    case FaultCode::SignatureUnsupported: return u"SIGNATURE_UNSUPPORTED"_s;
    case FaultCode::ShutdownState: return u"SHUTDOWN_STATE"_s;
    case FaultCode::BadName: return u"BAD_NAME"_s;
    case FaultCode::BadSignal: return u"BAD_SIGNAL"_s;
    case FaultCode::NoFile: return u"NO_FILE"_s;
    case FaultCode::NotExecutable: return u"NOT_EXECUTABLE"_s;
    case FaultCode::Failed: return u"FAILED"_s;
    case FaultCode::AbnormalTermination: return u"ABNORMAL_TERMINATION"_s;
    case FaultCode::SpawnError: return u"SPAWN_ERROR"_s;
    case FaultCode::AlreadyStarted: return u"ALREADY_STARTED"_s;
    case FaultCode::NotRunning: return u"NOT_RUNNING"_s;
    case FaultCode::Success: return u"SUCCESS"_s;
    case FaultCode::AlreadyAdded: return u"ALREADY_ADDED"_s;
    case FaultCode::StillRunning: return u"STILL_RUNNING"_s;
    case FaultCode::CantReread: return u"CANT_REREAD"_s;
    }
    return u"UNKNOWN"_s;
}

QString faultText(FaultCode code, const QString &detail)
{
    return faultName(code) + u": " + detail;
}

tl::unexpected<Error> fault(FaultCode code)
{
    return failure(Error::Code::Fault, faultName(code), static_cast<int>(code));
}

tl::unexpected<Error> fault(FaultCode code, const QString &detail)
{
    return failure(Error::Code::Fault, faultText(code, detail), static_cast<int>(code));
}

} // namespace kantoku
