#include "daemon/logging/mainlog.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/rpc/methods.h"
#include "daemon/rpc/processwatch.h"
#include "daemon/rpc/targets.h"
#include "daemon/supervisor.h"
#include "protocol/faultcode.h"
#include "protocol/namespec.h"
#include "protocol/signalname.h"

#include <QTimer>

#include <memory>
#include <vector>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Answer = Result<QVariant>;
using Task = QCoro::Task<Answer>;

/// What a process's history says of who asked.
const QString callerCause = u"XML-RPC"_s;

/// @param name  as the caller wrote it; faults repeat it
Task startProcess(Process *process, QString name, bool wait)
{
    if (const auto checked = process->checkCommand(); !checked)
        co_return tl::unexpected(checked.error());
    if (isStarted(process->state()))
        co_return fault(FaultCode::AlreadyStarted, name);
    if (process->state() == ProcessState::Unknown)
        co_return fault(FaultCode::Failed, u"%1 is in an unknown process state"_s.arg(name));
    if (process->state() == ProcessState::Stopping)
        co_return fault(FaultCode::AbnormalTermination, name);

    ProcessWatch watch(process);
    if (const auto started = process->start(callerCause); !started)
        co_return tl::unexpected(started.error());
    if (!wait && process->state() == ProcessState::Starting)
        co_return QVariant(true);
    for (;;) {
        const std::optional<ProcessState> state = co_await watch.next();
        if (state == ProcessState::Starting)
            continue;
        if (state == ProcessState::Running)
            co_return QVariant(true);
        if (state == ProcessState::Backoff || state == ProcessState::Fatal)
            co_return fault(FaultCode::SpawnError, name);
        co_return fault(FaultCode::AbnormalTermination, name);
    }
}

/// Says at once and then every two seconds that somebody waits for the process to stop.
void reportWaiting(Process *process, MainLog *log, QTimer *timer)
{
    const auto report = [process, log] {
        if (process->state() == ProcessState::Stopping)
            log->info(u"waiting for %1 to stop"_s.arg(process->name()));
    };
    report();
    QObject::connect(timer, &QTimer::timeout, process, report);
    timer->start(2s);
}

Task stopProcess(Process *process, QString name, bool wait, MainLog *log)
{
    if (!process->isStoppable())
        co_return fault(FaultCode::NotRunning, name);
    ProcessWatch watch(process);
    if (const auto stopped = process->stop(callerCause); !stopped) {
        if (isFault(stopped.error(), FaultCode::NotRunning))
            co_return fault(FaultCode::NotRunning, name);
        co_return tl::unexpected(stopped.error());
    }
    if (!wait || isStopped(process->state()))
        co_return QVariant(true);
    QTimer timer;
    reportWaiting(process, log, &timer);
    for (;;) {
        const std::optional<ProcessState> state = co_await watch.next();
        if (!state || isStopped(*state))
            co_return QVariant(true);
    }
}

Answer signalProcess(Process *process, const QString &name, const QString &signal)
{
    const auto number = parseSignal(signal);
    if (!number)
        return fault(FaultCode::BadSignal, signal);
    if (!isSignallable(process->state()))
        return fault(FaultCode::NotRunning, name);
    if (const auto sent = process->signal(*number); !sent) {
        if (isFault(sent.error(), FaultCode::NotRunning))
            return fault(FaultCode::NotRunning, name);
        return tl::unexpected(sent.error());
    }
    return QVariant(true);
}

Answer writeStdin(const Supervisor &supervisor, const QVariantList &arguments)
{
    const QString name = arguments[0].toString();
    const auto process = findProcess(supervisor, name);
    if (!process)
        return tl::unexpected(process.error());
    const ProcessState state = (*process)->state();
    if ((*process)->pid() == 0 || state == ProcessState::Stopping)
        return fault(FaultCode::NotRunning, name);
    if (const auto written = (*process)->writeStdin(arguments[1].toByteArray()); !written) {
        for (const FaultCode code : {FaultCode::NotRunning, FaultCode::NoFile}) {
            if (isFault(written.error(), code))
                return fault(code, name);
        }
        return tl::unexpected(written.error());
    }
    return QVariant(true);
}

QVariant outcome(const QString &group, const QString &name, const Answer &answer)
{
    if (answer)
        return ProcessOutcome{name, group, static_cast<int>(FaultCode::Success), u"OK"_s}.toMap();
    return ProcessOutcome{name, group, answer.error().number, answer.error().message}.toMap();
}

/// Appends the outcome of one member when it is there.
QCoro::Task<> collect(Task task, QString group, QString name, std::shared_ptr<QVariantList> results)
{
    const Answer answer = co_await task;
    results->append(outcome(group, name, answer));
}

/**
 * Does something to many processes: to all at once, then waits for all of them. Results are in the order of
 * completion.
 */
template <typename Predicate, typename Action>
std::vector<QCoro::Task<>> begin(const QList<Process *> &processes, Predicate predicate, Action action,
                                 const std::shared_ptr<QVariantList> &results)
{
    std::vector<QCoro::Task<>> tasks;
    for (Process *process : processes) {
        if (!predicate(*process))
            continue;
        const QString group = process->group()->name();
        tasks.push_back(
            collect(action(process, namespecText(group, process->name())), group, process->name(), results));
    }
    return tasks;
}

Task waitForAll(std::vector<QCoro::Task<>> tasks, std::shared_ptr<QVariantList> results)
{
    for (QCoro::Task<> &task : tasks)
        co_await task;
    co_return QVariant(*results);
}

Task startMany(const QList<Process *> &processes, bool wait)
{
    const auto results = std::make_shared<QVariantList>();
    return waitForAll(begin(
                          processes, [](const Process &process) { return !isStarted(process.state()); },
                          [wait](Process *process, const QString &name) { return startProcess(process, name, wait); },
                          results),
                      results);
}

Task stopMany(const QList<Process *> &processes, bool wait, MainLog *log)
{
    const auto results = std::make_shared<QVariantList>();
    return waitForAll(
        begin(
            processes, [](const Process &process) { return process.isStoppable(); },
            [wait, log](Process *process, const QString &name) { return stopProcess(process, name, wait, log); },
            results),
        results);
}

QVariant signalMany(const QList<Process *> &processes, const QString &signal)
{
    QVariantList results;
    for (Process *process : processes) {
        if (!isSignallable(process->state()))
            continue;
        const QString group = process->group()->name();
        results.append(
            outcome(group, process->name(), signalProcess(process, namespecText(group, process->name()), signal)));
    }
    return results;
}

QList<Process *> allProcesses(const Supervisor &supervisor)
{
    QList<Process *> processes;
    for (const ProcessGroup *group : supervisor.groups())
        processes += group->processes();
    return processes;
}

Task failed(Error error)
{
    co_return tl::unexpected(error);
}

const RpcParameter waitParameter{RpcType::Boolean, u"wait"_s, u"answer only when it is done (the standard)"_s, true};
const RpcParameter nameParameter{RpcType::String, u"name"_s,
                                 u"the process, as name or group:name; group:* for a whole group"_s};
const RpcParameter signalParameter{RpcType::String, u"signal"_s, u"the signal, as name (HUP) or number (1)"_s};
const QString outcomesText = u"a struct for each process: name, group, status (80 where it worked) and description"_s;

QList<RpcMethod> startMethods(Supervisor *s)
{
    return {
        {.name = u"supervisor.startProcess"_s,
         .text
         = u"Starts a process. Waiting, it answers when the process is RUNNING or its first attempt has failed."_s,
         .parameters = {nameParameter, waitParameter},
         .resultText = u"true; for a whole group as startProcessGroup"_s,
         .handler = RpcMethod::Deferred([s](const QVariantList &a) {
             const auto target = findTarget(*s, a[0].toString());
             if (!target)
                 return failed(target.error());
             return target->process ? startProcess(target->process, a[0].toString(), a[1].toBool())
                                    : startMany(target->group->processes(), a[1].toBool());
         })},
        {.name = u"supervisor.startProcessGroup"_s,
         .text = u"Starts the processes of a group that are not started."_s,
         .parameters = {groupParameter, waitParameter},
         .result = RpcType::Array,
         .resultText = outcomesText,
         .handler = RpcMethod::Deferred([s](const QVariantList &a) {
             const auto group = findGroup(*s, a[0].toString());
             return group ? startMany((*group)->processes(), a[1].toBool()) : failed(group.error());
         })},
        {.name = u"supervisor.startAllProcesses"_s,
         .text = u"Starts all processes that are not started."_s,
         .parameters = {waitParameter},
         .result = RpcType::Array,
         .resultText = outcomesText,
         .handler
         = RpcMethod::Deferred([s](const QVariantList &a) { return startMany(allProcesses(*s), a[0].toBool()); })},
    };
}

QList<RpcMethod> stopMethods(Supervisor *s)
{
    return {
        {.name = u"supervisor.stopProcess"_s,
         .text = u"Stops a process. Waiting, it answers when the process has ended."_s,
         .parameters = {nameParameter, waitParameter},
         .resultText = u"true; for a whole group as stopProcessGroup"_s,
         .handler = RpcMethod::Deferred([s](const QVariantList &a) {
             const auto target = findTarget(*s, a[0].toString());
             if (!target)
                 return failed(target.error());
             return target->process ? stopProcess(target->process, a[0].toString(), a[1].toBool(), &s->mainLog())
                                    : stopMany(target->group->processes(), a[1].toBool(), &s->mainLog());
         })},
        {.name = u"supervisor.stopProcessGroup"_s,
         .text = u"Stops the processes of a group that run."_s,
         .parameters = {groupParameter, waitParameter},
         .result = RpcType::Array,
         .resultText = outcomesText,
         .handler = RpcMethod::Deferred([s](const QVariantList &a) {
             const auto group = findGroup(*s, a[0].toString());
             return group ? stopMany((*group)->processes(), a[1].toBool(), &s->mainLog()) : failed(group.error());
         })},
        {.name = u"supervisor.stopAllProcesses"_s,
         .text = u"Stops all processes that run."_s,
         .parameters = {waitParameter},
         .result = RpcType::Array,
         .resultText = outcomesText,
         .handler = RpcMethod::Deferred(
             [s](const QVariantList &a) { return stopMany(allProcesses(*s), a[0].toBool(), &s->mainLog()); })},
    };
}

QList<RpcMethod> signalMethods(Supervisor *s)
{
    return {
        {.name = u"supervisor.signalProcess"_s,
         .text = u"Sends a signal to a process."_s,
         .parameters = {nameParameter, signalParameter},
         .resultText = u"true; for a whole group as signalProcessGroup"_s,
         .handler = [s](const QVariantList &a) -> Answer {
             const auto target = findTarget(*s, a[0].toString());
             if (!target)
                 return tl::unexpected(target.error());
             if (!target->process)
                 return signalMany(target->group->processes(), a[1].toString());
             return signalProcess(target->process, a[0].toString(), a[1].toString());
         }},
        {.name = u"supervisor.signalProcessGroup"_s,
         .text = u"Sends a signal to the processes of a group that have a child."_s,
         .parameters = {groupParameter, signalParameter},
         .result = RpcType::Array,
         .resultText = outcomesText,
         .handler = [s](const QVariantList &a) -> Answer {
             return findGroup(*s, a[0].toString()).map([&a](const ProcessGroup *group) {
                 return signalMany(group->processes(), a[1].toString());
             });
         }},
        {.name = u"supervisor.signalAllProcesses"_s,
         .text = u"Sends a signal to all processes that have a child."_s,
         .parameters = {signalParameter},
         .result = RpcType::Array,
         .resultText = outcomesText,
         .handler = [s](const QVariantList &a) -> Answer { return signalMany(allProcesses(*s), a[0].toString()); }},
        {.name = u"supervisor.sendProcessStdin"_s,
         .text = u"Writes text to the standard input of a process, as UTF-8; base64 is written as it is."_s,
         .parameters = {processParameter, {RpcType::Bytes, u"chars"_s, u"the text"_s}},
         .resultText = u"true"_s,
         .handler = [s](const QVariantList &a) -> Answer { return writeStdin(*s, a); }},
    };
}

} // namespace

QList<RpcMethod> processMethods(Supervisor &supervisor)
{
    return startMethods(&supervisor) + stopMethods(&supervisor) + signalMethods(&supervisor);
}

} // namespace kantoku::daemon
