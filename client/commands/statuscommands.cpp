#include "client/commands/commandline.h"
#include "client/commands/commandrun.h"
#include "client/commands/commandset.h"
#include "client/commands/statecolour.h"
#include "protocol/faultcode.h"
#include "protocol/namespec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype minNameWidth = 30;

QString stateWord(const ProcessInfo &process)
{
    return stateName(process.state);
}

void printRows(CommandRun &run, const QList<ProcessInfo> &processes)
{
    qsizetype width = minNameWidth;
    for (const ProcessInfo &process : processes)
        width = std::max(width, process.namespec().size());
    const bool coloured = run.output().wantsColour();
    for (const ProcessInfo &process : processes) {
        const QString state = stateWord(process).leftJustified(10);
        run.print(process.namespec().leftJustified(width + 3) + (coloured ? colouredState(process.state, state) : state)
                  + process.description);
    }
}

void printJson(CommandRun &run, const QList<ProcessInfo> &processes)
{
    QJsonArray rows;
    for (const ProcessInfo &process : processes) {
        QJsonObject row = QJsonObject::fromVariantMap(process.toMap());
        row.insert(u"namespec"_s, process.namespec());
        rows.append(row);
    }
    run.output().write(QJsonDocument(rows).toJson());
}

/// The processes that `name` means; none where there are none.
QList<ProcessInfo> select(const QString &name, const QList<ProcessInfo> &all)
{
    const Namespec spec = parseNamespec(name);
    QList<ProcessInfo> selected;
    for (const ProcessInfo &process : all) {
        if (process.group == spec.group && (spec.isGroup() || process.name == spec.process))
            selected.append(process);
    }
    if (selected.isEmpty() && isNamePattern(name)) {
        std::ranges::copy_if(all, std::back_inserter(selected),
                             [&name](const ProcessInfo &process) { return matchesPattern(name, process); });
    }
    return selected;
}

QString availRow(const QVariantMap &entry)
{
    const QString name = namespecText(entry.value(u"group"_s).toString(), entry.value(u"name"_s).toString());
    const QString use = entry.value(u"inuse"_s).toBool() ? u"in use"_s : u"avail"_s;
    const QString start = entry.value(u"autostart"_s).toBool() ? u"auto"_s : u"manual"_s;
    return u"%1 %2 %3 %4:%5"_s.arg(name.leftJustified(32), use.leftJustified(9), start.leftJustified(9),
                                   entry.value(u"group_prio"_s).toString(), entry.value(u"process_prio"_s).toString());
}

} // namespace

QCoro::Task<Result<void>> statusCommand(CommandRun &run, QString argument)
{
    const Result<bool> up = co_await run.isUp();
    if (!up)
        co_return tl::unexpected(up.error());
    if (!*up) {
        run.fail(exitstatus::unknown);
        co_return Result<void>();
    }
    const Result<QList<ProcessInfo>> all = co_await run.allProcesses();
    if (!all)
        co_return tl::unexpected(all.error());

    QStringList names = splitWords(argument);
    const bool json = names.removeAll(u"--json"_s) > 0;
    QList<ProcessInfo> shown;
    if (names.isEmpty() || names.contains(u"all"_s))
        shown = *all;
    for (const QString &name : shown.isEmpty() ? std::as_const(names) : QStringList()) {
        const QList<ProcessInfo> selected = select(name, *all);
        shown += selected;
        if (!selected.isEmpty() || name == "all"_L1)
            continue;
        const Namespec spec = parseNamespec(name);
        const QString line
            = spec.isGroup() ? spec.group + u": ERROR (no such group)\n"_s : name + u": ERROR (no such process)\n"_s;
        run.output().write(line.toUtf8(), json ? CommandOutput::Channel::Error : CommandOutput::Channel::Output);
        run.fail(exitstatus::unknown);
    }
    if (json)
        printJson(run, shown);
    else
        printRows(run, shown);
    if (std::ranges::any_of(std::as_const(shown), [](const ProcessInfo &process) { return isStopped(process.state); }))
        run.fail(exitstatus::somethingStopped);
    co_return Result<void>();
}

QCoro::Task<Result<void>> pidCommand(CommandRun &run, QString argument)
{
    const Result<bool> up = co_await run.isUp();
    if (!up || !*up)
        co_return up.map([](bool) {});
    const QStringList typed = splitWords(argument);
    if (typed.isEmpty()) {
        const Result<QVariant> pid = co_await run.call(u"supervisor.getPID"_s);
        if (!pid)
            co_return tl::unexpected(pid.error());
        run.print(pid->toString());
        co_return Result<void>();
    }
    if (typed.contains(u"all"_s)) {
        const Result<QList<ProcessInfo>> all = co_await run.allProcesses();
        if (!all)
            co_return tl::unexpected(all.error());
        for (const ProcessInfo &process : *all)
            run.print(QString::number(process.pid));
        co_return Result<void>();
    }
    const Result<QStringList> names = co_await run.expandPatterns(typed);
    if (!names)
        co_return tl::unexpected(names.error());
    for (const QString &name : *names) {
        const QVariantList params = parameters(name);
        const Result<QVariant> info = co_await run.call(u"supervisor.getProcessInfo"_s, params);
        if (info) {
            const qint64 pid = info->toMap().value(u"pid"_s).toLongLong();
            run.print(QString::number(pid));
            if (pid == 0)
                run.fail(exitstatus::notRunning);
            continue;
        }
        if (info.error().code != Error::Code::Fault || info.error().number != static_cast<int>(FaultCode::BadName))
            co_return tl::unexpected(info.error());
        run.print(u"No such process "_s + name);
        run.fail();
    }
    co_return Result<void>();
}

QCoro::Task<Result<void>> versionCommand(CommandRun &run, QString argument)
{
    if (!argument.isEmpty()) {
        run.print(u"Error: version accepts no arguments"_s);
        run.fail();
        run.printHelp(u"version");
        co_return Result<void>();
    }
    const Result<bool> up = co_await run.isUp();
    if (!up || !*up)
        co_return up.map([](bool) {});
    const Result<QVariant> version = co_await run.call(u"supervisor.getSupervisorVersion"_s);
    if (!version)
        co_return tl::unexpected(version.error());
    run.print(version->toString());
    co_return Result<void>();
}

QCoro::Task<Result<void>> availCommand(CommandRun &run, QString argument)
{
    const bool json = argument == "--json"_L1;
    if (!argument.isEmpty() && !json) {
        run.print(u"Error: avail accepts no arguments"_s);
        run.fail();
        run.printHelp(u"avail");
        co_return Result<void>();
    }
    const Result<QVariant> reply = co_await run.call(u"supervisor.getAllConfigInfo"_s);
    if (!reply) {
        if (reply.error().code != Error::Code::Fault
            || reply.error().number != static_cast<int>(FaultCode::ShutdownState))
            co_return tl::unexpected(reply.error());
        run.print(u"ERROR: supervisor shutting down"_s);
        run.fail();
        co_return Result<void>();
    }
    if (json) {
        run.output().write(QJsonDocument(QJsonArray::fromVariantList(reply->toList())).toJson());
        co_return Result<void>();
    }
    for (const QVariant &entry : reply->toList())
        run.print(availRow(entry.toMap()));
    co_return Result<void>();
}

} // namespace kantoku::client
