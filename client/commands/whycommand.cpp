#include "client/commands/commandline.h"
#include "client/commands/commandrun.h"
#include "client/commands/commandset.h"
#include "protocol/faultcode.h"
#include "protocol/shellwords.h"

#include <QDateTime>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

QString timeText(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

/// One sentence for the state, from what any supervisord tells of a process.
QString stateSentence(const ProcessInfo &process)
{
    switch (process.state) {
    case ProcessState::Running:
        return u"it runs as process %1, since %2."_s.arg(process.pid).arg(timeText(process.start));
    case ProcessState::Starting:
        return u"it was started at %1 and has not yet run for its startsecs."_s.arg(timeText(process.start));
    case ProcessState::Stopping: return u"it was asked to stop and has not ended yet."_s;
    case ProcessState::Backoff:
        return u"it ended before its startsecs had passed and is tried again until its startretries are used up."_s;
    case ProcessState::Fatal: return u"it could not be started, and its startretries are used up; start it by hand."_s;
    case ProcessState::Exited:
        return process.exitStatus == -1
            ? u"a signal ended it at %1, and its autorestart does not ask for another start."_s.arg(
                timeText(process.stop))
            : u"it ended by itself at %1 with exit status %2, and its autorestart does not ask for another start."_s
                  .arg(timeText(process.stop))
                  .arg(process.exitStatus);
    case ProcessState::Stopped:
        return process.start == 0 ? u"it was never started; its autostart is off, or nobody has asked for it."_s
                                  : u"somebody stopped it at %1."_s.arg(timeText(process.stop));
    case ProcessState::Unknown: break;
    }
    return u"the daemon has lost track of it; restart it."_s;
}

/// The facts that a kantokud knows beside its sentence.
void printFacts(CommandRun &run, const QVariantMap &facts)
{
    const QString problem = facts.value(u"command_problem"_s).toString();
    if (!problem.isEmpty())
        run.print(u"  its command cannot be run: "_s + problem);
    const auto words = splitShellWords(facts.value(u"command"_s).toString());
    if (const QString hint = words ? shellHint(*words) : QString(); !hint.isEmpty())
        run.print(u"  "_s + hint);
    const QVariantMap last = facts.value(u"last"_s).toMap();
    if (!last.isEmpty()) {
        QString line
            = u"  last change: %1 -> %2 at %3"_s.arg(last.value(u"from"_s).toString(), last.value(u"to"_s).toString(),
                                                     timeText(qint64(last.value(u"time"_s).toDouble())));
        const QString detail = last.value(u"detail"_s).toString();
        const QString cause = last.value(u"cause"_s).toString();
        if (!detail.isEmpty())
            line += u", "_s + detail;
        if (!cause.isEmpty())
            line += u", asked for by "_s + cause;
        run.print(line);
    }
    for (const QString &channel : {u"stdout"_s, u"stderr"_s}) {
        const QVariantMap loss = facts.value(channel + u"_loss"_s).toMap();
        if (const qint64 bytes = loss.value(u"bytes"_s).toLongLong(); bytes > 0) {
            const QString reason = loss.value(u"reason"_s).toString();
            run.print(u"  %1 bytes of its %2 are not in its log%3"_s.arg(
                QString::number(bytes), channel, reason.isEmpty() ? QString() : u": "_s + reason));
        }
    }
}

} // namespace

QCoro::Task<Result<void>> whyCommand(CommandRun &run, QString argument)
{
    const Result<bool> up = co_await run.isUp();
    if (!up || !*up)
        co_return up.map([](bool) {});
    const QStringList typed = splitWords(argument);
    if (typed.isEmpty()) {
        run.print(u"Error: why requires a process name"_s);
        run.fail(exitstatus::usage);
        run.printHelp(u"why");
        co_return Result<void>();
    }
    const Result<QStringList> names = co_await run.expandPatterns(typed);
    if (!names)
        co_return tl::unexpected(names.error());
    for (const QString &name : *names) {
        const QVariantList params = parameters(name);
        const Result<QVariant> reply = co_await run.call(u"supervisor.getProcessInfo"_s, params);
        if (!reply && reply.error().code == Error::Code::Fault
            && reply.error().number == static_cast<int>(FaultCode::BadName)) {
            run.print(name + u": ERROR (no such process)"_s);
            run.fail();
            continue;
        }
        if (!reply)
            co_return tl::unexpected(reply.error());
        const Result<ProcessInfo> process = ProcessInfo::fromMap(reply->toMap());
        if (!process)
            co_return tl::unexpected(process.error());
        // A kantokud knows who asked and what went wrong; every other server tells the state alone.
        const Result<QVariant> explained = co_await run.call(u"kantoku.explainProcess"_s, params);
        if (!explained && explained.error().code != Error::Code::Fault)
            co_return tl::unexpected(explained.error());
        const QVariantMap facts = explained.value_or(QVariant()).toMap();
        if (facts.isEmpty()) {
            run.print(u"%1 is %2: %3"_s.arg(process->namespec(), stateName(process->state), stateSentence(*process)));
        } else {
            run.print(facts.value(u"summary"_s).toString());
            printFacts(run, facts);
        }
        if (!process->spawnError.isEmpty())
            run.print(u"  last error: "_s + process->spawnError);
        if (!isStarted(process->state) && !process->stderrLogFile.isEmpty())
            run.print(
                u"  its last words may be in %1 (tail %2 stderr)"_s.arg(process->stderrLogFile, process->namespec()));
    }
    co_return Result<void>();
}

} // namespace kantoku::client
