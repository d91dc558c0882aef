#include "client/commands/commandline.h"
#include "client/commands/commandrun.h"
#include "client/commands/commandset.h"
#include "protocol/faultcode.h"
#include "protocol/namespec.h"

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

using Line = Result<QString> (*)(const ProcessOutcome &outcome, QStringView done);

/// What start, stop, signal and clear have in common: a call for one, for a group and for all, and a line for each end.
struct Verb {
    const char *one;
    const char *group; ///< null where there is no call for a group
    const char *all;
    Line line;
    const char *done;
    FaultCode harmless; ///< leaves the exit status alone
    int unknownGroupStatus;
};

tl::unexpected<Error> unknownCode(const ProcessOutcome &outcome)
{
    return failure(Error::Code::Invalid,
                   u"Unknown result code %1 for %2"_s.arg(outcome.status).arg(outcome.namespec()));
}

QString errorLine(const QString &name, QStringView what)
{
    return name + u": ERROR ("_s + what + u')';
}

Result<QString> startLine(const ProcessOutcome &outcome, QStringView done)
{
    const QString name = outcome.namespec();
    switch (static_cast<FaultCode>(outcome.status)) {
    case FaultCode::BadName: return errorLine(name, u"no such process");
    case FaultCode::NoFile: return errorLine(name, u"no such file");
    case FaultCode::NotExecutable: return errorLine(name, u"file is not executable");
    case FaultCode::AlreadyStarted: return errorLine(name, u"already started");
    case FaultCode::SpawnError: return errorLine(name, u"spawn error");
    case FaultCode::AbnormalTermination: return errorLine(name, u"abnormal termination");
    case FaultCode::Success: return QString(name + u": "_s + done);
    default: return unknownCode(outcome);
    }
}

Result<QString> signalLine(const ProcessOutcome &outcome, QStringView done)
{
    const QString name = outcome.namespec();
    switch (static_cast<FaultCode>(outcome.status)) {
    case FaultCode::BadName: return errorLine(name, u"no such process");
    case FaultCode::BadSignal: return errorLine(name, u"bad signal name");
    case FaultCode::NotRunning: return errorLine(name, u"not running");
    case FaultCode::Failed: return outcome.description;
    case FaultCode::Success: return QString(name + u": "_s + done);
    default: return unknownCode(outcome);
    }
}

Result<QString> clearLine(const ProcessOutcome &outcome, QStringView done)
{
    const QString name = outcome.namespec();
    switch (static_cast<FaultCode>(outcome.status)) {
    case FaultCode::BadName: return errorLine(name, u"no such process");
    case FaultCode::Failed: return errorLine(name, u"failed");
    case FaultCode::Success: return QString(name + u": "_s + done);
    default: return unknownCode(outcome);
    }
}

constexpr auto nothingHarmless = FaultCode::Success;

constexpr Verb startVerb{"supervisor.startProcess",
                         "supervisor.startProcessGroup",
                         "supervisor.startAllProcesses",
                         startLine,
                         "started",
                         FaultCode::AlreadyStarted,
                         exitstatus::usage};
constexpr Verb stopVerb{"supervisor.stopProcess",
                        "supervisor.stopProcessGroup",
                        "supervisor.stopAllProcesses",
                        signalLine,
                        "stopped",
                        FaultCode::NotRunning,
                        exitstatus::generic};
constexpr Verb signalVerb{"supervisor.signalProcess",
                          "supervisor.signalProcessGroup",
                          "supervisor.signalAllProcesses",
                          signalLine,
                          "signalled",
                          nothingHarmless,
                          exitstatus::generic};
constexpr Verb clearVerb{"supervisor.clearProcessLogs",
                         nullptr,
                         "supervisor.clearAllProcessLogs",
                         clearLine,
                         "cleared",
                         nothingHarmless,
                         exitstatus::generic};

Result<void> printOutcome(CommandRun &run, const Verb &verb, const ProcessOutcome &outcome)
{
    const Result<QString> line = verb.line(outcome, QString::fromLatin1(verb.done));
    if (!line)
        return tl::unexpected(line.error());
    run.print(*line);
    run.failByFault(outcome.status, static_cast<int>(verb.harmless));
    return {};
}

Result<void> printOutcomes(CommandRun &run, const Verb &verb, const QVariant &reply)
{
    for (const QVariant &entry : reply.toList()) {
        const Result<ProcessOutcome> outcome = ProcessOutcome::fromMap(entry.toMap());
        if (!outcome)
            return tl::unexpected(outcome.error());
        if (const Result<void> printed = printOutcome(run, verb, *outcome); !printed)
            return printed;
    }
    return {};
}

bool isGroupCall(const Verb &verb, const QString &name)
{
    return verb.group && parseNamespec(name).isGroup();
}

QCoro::Task<Result<QVariant>> callFor(CommandRun &run, const Verb &verb, QString name, QVariantList more)
{
    const bool group = isGroupCall(verb, name);
    QVariantList params = parameters(group ? parseNamespec(name).group : name);
    params.append(more);
    co_return co_await run.call(QString::fromLatin1(group ? verb.group : verb.one), params, RpcClient::noTimeout);
}

/// The lines for the answer to callFor().
Result<void> printReply(CommandRun &run, const Verb &verb, const QString &name, const Result<QVariant> &reply)
{
    if (!reply && reply.error().code != Error::Code::Fault)
        return tl::unexpected(reply.error());
    const Namespec spec = parseNamespec(name);
    if (isGroupCall(verb, name)) {
        if (reply)
            return printOutcomes(run, verb, *reply);
        if (reply.error().number != static_cast<int>(FaultCode::BadName))
            return tl::unexpected(reply.error());
        run.print(errorLine(spec.group, u"no such group"));
        run.fail(verb.unknownGroupStatus);
        return {};
    }
    // A whole group where none is possible (clear web:*) is shown as it was typed.
    ProcessOutcome outcome{spec.isGroup() ? name : spec.process, spec.isGroup() ? name : spec.group,
                           static_cast<int>(FaultCode::Success), u"OK"_s};
    if (!reply) {
        outcome.status = reply.error().number;
        outcome.description = reply.error().message;
    }
    return printOutcome(run, verb, outcome);
}

enum class Order { OneByOne, AllAtOnce };

QCoro::Task<Result<void>> act(CommandRun &run, const Verb &verb, QStringList typed, QVariantList more, Order order)
{
    if (typed.contains(u"all"_s)) {
        const QString method = QString::fromLatin1(verb.all);
        const Result<QVariant> reply = co_await run.call(method, more, RpcClient::noTimeout);
        if (!reply)
            co_return tl::unexpected(reply.error());
        co_return printOutcomes(run, verb, *reply);
    }
    const Result<QStringList> names = co_await run.expandPatterns(typed);
    if (!names)
        co_return tl::unexpected(names.error());

    std::vector<QCoro::Task<Result<QVariant>>> calls;
    if (order == Order::AllAtOnce) {
        for (const QString &name : *names)
            calls.push_back(callFor(run, verb, name, more));
    }
    Result<void> result;
    for (qsizetype i = 0; i < names->size(); ++i) {
        if (order == Order::OneByOne)
            calls.push_back(callFor(run, verb, names->at(i), more));
        const Result<QVariant> reply = co_await calls[std::size_t(i)];
        // What is under way has to end before the line does, also after an error.
        if (result)
            result = printReply(run, verb, names->at(i), reply);
        run.output().flush();
        if (!result && order == Order::OneByOne)
            break;
    }
    co_return result;
}

/// Checks in supervisorctl's order: the server first, the arguments then.
QCoro::Task<Result<bool>> isReady(CommandRun &run, QStringView command, QStringList words, qsizetype wanted,
                                  QString complaint, int status)
{
    const Result<bool> up = co_await run.isUp();
    if (!up || !*up)
        co_return up;
    if (words.size() >= wanted)
        co_return true;
    run.print(complaint);
    run.fail(status);
    run.printHelp(command);
    co_return false;
}

} // namespace

QCoro::Task<Result<void>> startCommand(CommandRun &run, QString argument)
{
    const QStringList names = splitWords(argument);
    const QString complaint = u"Error: start requires a process name"_s;
    const Result<bool> ready = co_await isReady(run, u"start", names, 1, complaint, exitstatus::usage);
    if (!ready)
        co_return tl::unexpected(ready.error());
    if (!*ready)
        co_return Result<void>();
    // The order given may matter: the second is started when the first one runs.
    co_return co_await act(run, startVerb, names, QVariantList(), Order::OneByOne);
}

QCoro::Task<Result<void>> stopCommand(CommandRun &run, QString argument)
{
    const QStringList names = splitWords(argument);
    const QString complaint = u"Error: stop requires a process name"_s;
    const Result<bool> ready = co_await isReady(run, u"stop", names, 1, complaint, exitstatus::generic);
    if (!ready)
        co_return tl::unexpected(ready.error());
    if (!*ready)
        co_return Result<void>();
    co_return co_await act(run, stopVerb, names, QVariantList(), Order::AllAtOnce);
}

QCoro::Task<Result<void>> restartCommand(CommandRun &run, QString argument)
{
    const QStringList names = splitWords(argument);
    const QString complaint = u"Error: restart requires a process name"_s;
    const Result<bool> ready = co_await isReady(run, u"restart", names, 1, complaint, exitstatus::generic);
    if (!ready)
        co_return tl::unexpected(ready.error());
    if (!*ready)
        co_return Result<void>();
    const Result<void> stopped = co_await act(run, stopVerb, names, QVariantList(), Order::AllAtOnce);
    if (!stopped)
        co_return stopped;
    co_return co_await act(run, startVerb, names, QVariantList(), Order::AllAtOnce);
}

QCoro::Task<Result<void>> signalCommand(CommandRun &run, QString argument)
{
    const QStringList words = splitWords(argument);
    const QString complaint = u"Error: signal requires a signal name and a process name"_s;
    const Result<bool> ready = co_await isReady(run, u"signal", words, 2, complaint, exitstatus::generic);
    if (!ready)
        co_return tl::unexpected(ready.error());
    if (!*ready)
        co_return Result<void>();
    const QVariantList signal = parameters(words.first());
    co_return co_await act(run, signalVerb, words.mid(1), signal, Order::AllAtOnce);
}

QCoro::Task<Result<void>> clearCommand(CommandRun &run, QString argument)
{
    const QStringList names = splitWords(argument);
    const QString complaint = u"Error: clear requires a process name"_s;
    const Result<bool> ready = co_await isReady(run, u"clear", names, 1, complaint, exitstatus::generic);
    if (!ready)
        co_return tl::unexpected(ready.error());
    if (!*ready)
        co_return Result<void>();
    co_return co_await act(run, clearVerb, names, QVariantList(), Order::AllAtOnce);
}

} // namespace kantoku::client
