#include "client/commands/commandline.h"
#include "client/commands/commandrun.h"
#include "client/commands/commandset.h"
#include "client/groupupdate.h"
#include "protocol/faultcode.h"

#include <QMap>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

void printStep(CommandRun &run, const UpdateStep &step)
{
    using Kind = UpdateStep::Kind;
    switch (step.kind) {
    case Kind::UnknownGroup:
        run.print(u"ERROR: no such group: "_s + step.group);
        run.fail();
        break;
    case Kind::HasProblems:
        run.print(step.group + u": has problems; not removing"_s);
        run.fail();
        break;
    case Kind::Stopped: run.print(step.group + u": stopped"_s); break;
    case Kind::Removed: run.print(step.group + u": removed process group"_s); break;
    case Kind::Updated: run.print(step.group + u": updated process group"_s); break;
    case Kind::Added: run.print(step.group + u": added process group"_s); break;
    }
    run.output().flush();
}

} // namespace

QCoro::Task<Result<void>> rereadCommand(CommandRun &run, QString argument)
{
    if (!argument.isEmpty()) {
        run.print(u"Error: reread accepts no arguments"_s);
        run.fail();
        run.printHelp(u"reread");
        co_return Result<void>();
    }
    const Result<QVariant> reply = co_await run.call(u"supervisor.reloadConfig"_s);
    if (!reply) {
        run.fail();
        if (isFault(reply.error(), FaultCode::ShutdownState))
            run.print(u"ERROR: supervisor shutting down"_s);
        else if (isFault(reply.error(), FaultCode::CantReread))
            run.print(u"ERROR: "_s + reply.error().message);
        else
            co_return tl::unexpected(reply.error());
        co_await run.tellConfigProblems(reply.error());
        co_return Result<void>();
    }
    const Result<GroupChanges> changes = GroupChanges::fromReply(*reply);
    if (!changes)
        co_return tl::unexpected(changes.error());
    QMap<QString, QString> lines; // by name
    for (const QString &group : changes->added)
        lines.insert(group, u"available"_s);
    for (const QString &group : changes->changed)
        lines.insert(group, u"changed"_s);
    for (const QString &group : changes->removed)
        lines.insert(group, u"disappeared"_s);
    for (auto line = lines.cbegin(); line != lines.cend(); ++line)
        run.print(line.key() + u": "_s + line.value());
    if (lines.isEmpty())
        run.print(u"No config updates to processes"_s);
    co_return Result<void>();
}

QCoro::Task<Result<void>> updateCommand(CommandRun &run, QString argument)
{
    const Result<RpcClient *> rpc = run.rpc();
    if (!rpc)
        co_return tl::unexpected(rpc.error());
    const Result<GroupChanges> applied
        = co_await updateGroups(**rpc, splitWords(argument), [&run](const UpdateStep &step) { printStep(run, step); });
    if (applied)
        co_return Result<void>();
    if (!isFault(applied.error(), FaultCode::ShutdownState)) {
        co_await run.tellConfigProblems(applied.error());
        co_return tl::unexpected(applied.error());
    }
    run.print(u"ERROR: already shutting down"_s);
    run.fail();
    co_return Result<void>();
}

QCoro::Task<Result<void>> addCommand(CommandRun &run, QString argument)
{
    const QStringList names = splitWords(argument);
    for (const QString &name : names) {
        const QVariantList params = parameters(name);
        const Result<QVariant> added = co_await run.call(u"supervisor.addProcessGroup"_s, params);
        if (added) {
            run.print(name + u": added process group"_s);
            continue;
        }
        if (isFault(added.error(), FaultCode::AlreadyAdded)) {
            run.print(u"ERROR: process group already active"_s);
            continue;
        }
        run.fail();
        if (isFault(added.error(), FaultCode::ShutdownState))
            run.print(u"ERROR: shutting down"_s);
        else if (isFault(added.error(), FaultCode::BadName))
            run.print(u"ERROR: no such process/group: "_s + name);
        else
            co_return tl::unexpected(added.error());
    }
    co_return Result<void>();
}

QCoro::Task<Result<void>> removeCommand(CommandRun &run, QString argument)
{
    const QStringList names = splitWords(argument);
    for (const QString &name : names) {
        const QVariantList params = parameters(name);
        const Result<QVariant> removed = co_await run.call(u"supervisor.removeProcessGroup"_s, params);
        if (removed) {
            run.print(name + u": removed process group"_s);
            continue;
        }
        run.fail();
        if (isFault(removed.error(), FaultCode::StillRunning))
            run.print(u"ERROR: process/group still running: "_s + name);
        else if (isFault(removed.error(), FaultCode::BadName))
            run.print(u"ERROR: no such process/group: "_s + name);
        else
            co_return tl::unexpected(removed.error());
    }
    co_return Result<void>();
}

} // namespace kantoku::client
