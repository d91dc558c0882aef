#include "client/commands/command.h"
#include "client/commands/commandrun.h"
#include "client/commands/commandset.h"
#include "protocol/faultcode.h"

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

/// Without a person there is nobody to ask, and whoever wrote the script meant it.
QCoro::Task<bool> isMeant(CommandRun &run, QString question)
{
    if (!run.isInteractive())
        co_return true;
    run.output().flush();
    const std::optional<QString> answer = co_await run.output().ask(question);
    co_return answer && answer->startsWith(u'y', Qt::CaseInsensitive);
}

bool refusesArguments(CommandRun &run, const QString &command, const QString &argument)
{
    if (argument.isEmpty())
        return false;
    run.print(u"Error: %1 accepts no arguments"_s.arg(command));
    run.fail();
    run.printHelp(command);
    return true;
}

QStringList namesOf(Command::Origin origin)
{
    QStringList names;
    for (const Command &command : commands()) {
        if (command.origin == origin && command.nameText() != "EOF"_L1 && command.nameText() != "help"_L1)
            names.append(command.nameText());
    }
    return names;
}

} // namespace

QCoro::Task<Result<void>> shutdownCommand(CommandRun &run, QString argument)
{
    if (refusesArguments(run, u"shutdown"_s, argument))
        co_return Result<void>();
    const bool meant = co_await isMeant(run, u"Really shut the remote supervisord process down y/N? "_s);
    if (!meant)
        co_return Result<void>();
    const Result<QVariant> done = co_await run.call(u"supervisor.shutdown"_s);
    if (done) {
        run.print(u"Shut down"_s);
        co_return Result<void>();
    }
    const Error &error = done.error();
    if (isFault(error, FaultCode::ShutdownState)) {
        run.print(u"ERROR: already shutting down"_s);
        co_return Result<void>();
    }
    run.fail();
    if (error.code == Error::Code::Refused || error.code == Error::Code::StaleSocket)
        run.print(u"ERROR: %1 refused connection (already shut down?)"_s.arg(run.serverUrl()));
    else if (error.code == Error::Code::NoSocket)
        run.print(u"ERROR: %1 no such file (already shut down?)"_s.arg(run.serverUrl()));
    else
        co_return tl::unexpected(error);
    co_return Result<void>();
}

QCoro::Task<Result<void>> reloadCommand(CommandRun &run, QString argument)
{
    if (refusesArguments(run, u"reload"_s, argument))
        co_return Result<void>();
    const bool meant = co_await isMeant(run, u"Really restart the remote supervisord process y/N? "_s);
    if (!meant)
        co_return Result<void>();
    const Result<RpcClient *> rpc = run.rpc();
    if (rpc) // an old supervisord may trip over a client that stays connected while it restarts
        (*rpc)->closeIdleConnections();
    const Result<QVariant> done = co_await run.call(u"supervisor.restart"_s);
    if (done) {
        if (rpc)
            (*rpc)->closeIdleConnections();
        run.print(u"Restarted supervisord"_s);
        co_return Result<void>();
    }
    run.fail();
    if (!isFault(done.error(), FaultCode::ShutdownState)) {
        co_await run.tellConfigProblems(done.error());
        co_return tl::unexpected(done.error());
    }
    run.print(u"ERROR: already shutting down"_s);
    co_return Result<void>();
}

QCoro::Task<Result<void>> openCommand(CommandRun &run, QString argument)
{
    const Result<ServerAddress> address = ServerAddress::parse(argument);
    if (!address) {
        run.print(u"ERROR: url must be http:// or unix://"_s);
        run.fail();
        co_return Result<void>();
    }
    run.switchTo(argument);
    const int before = run.exitStatus;
    const Result<void> shown = co_await statusCommand(run, QString());
    run.exitStatus = before;
    co_return shown;
}

QCoro::Task<Result<void>> leaveCommand(CommandRun &run, QString)
{
    run.print({});
    run.leave();
    co_return Result<void>();
}

QCoro::Task<Result<void>> helpCommand(CommandRun &run, QString argument)
{
    if (argument.isEmpty()) {
        QString text = topicList(u"default commands (type help <topic>):"_s, namesOf(Command::Origin::Supervisor));
        if (run.output().isTerminal())
            text += topicList(u"kantoku commands (type help <topic>):"_s, namesOf(Command::Origin::Kantoku)).sliced(1);
        run.output().write(text.toUtf8());
        co_return Result<void>();
    }
    const Command *command = findCommand(argument);
    if (command && *command->help)
        run.printHelp(argument);
    else
        run.print(u"*** No help on "_s + argument);
    co_return Result<void>();
}

} // namespace kantoku::client
