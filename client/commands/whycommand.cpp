#include "client/commands/commandline.h"
#include "client/commands/commandrun.h"
#include "client/commands/commandset.h"
#include "protocol/faultcode.h"

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
        run.print(u"%1 is %2: %3"_s.arg(process->namespec(), stateName(process->state), stateSentence(*process)));
        if (!process->spawnError.isEmpty())
            run.print(u"  last error: "_s + process->spawnError);
        if (!isStarted(process->state) && !process->stderrLogFile.isEmpty())
            run.print(
                u"  its last words may be in %1 (tail %2 stderr)"_s.arg(process->stderrLogFile, process->namespec()));
    }
    co_return Result<void>();
}

} // namespace kantoku::client
