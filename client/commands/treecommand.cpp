#include "client/commands/commandline.h"
#include "client/commands/commandrun.h"
#include "client/commands/commandset.h"
#include "client/commands/statecolour.h"
#include "protocol/namespec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

using Groups = QMap<QString, QList<ProcessInfo>>;

QString processText(const CommandRun &run, const ProcessInfo &process)
{
    const QString state = stateName(process.state);
    const QString shown = run.output().wantsColour() ? colouredState(process.state, state) : state;
    return process.name + u"  "_s + shown + (process.description.isEmpty() ? QString() : u"  "_s + process.description);
}

void printTree(CommandRun &run, const Groups &groups)
{
    for (auto group = groups.cbegin(); group != groups.cend(); ++group) {
        const QList<ProcessInfo> &members = group.value();
        if (members.size() == 1 && members.first().name == group.key()) { // a program without a group of its own
            run.print(processText(run, members.first()));
            continue;
        }
        run.print(group.key());
        for (const ProcessInfo &member : members)
            run.print((&member == &members.last() ? u"└─ "_s : u"├─ "_s) + processText(run, member));
    }
}

void printJson(CommandRun &run, const Groups &groups)
{
    QJsonArray list;
    for (auto group = groups.cbegin(); group != groups.cend(); ++group) {
        QJsonArray members;
        for (const ProcessInfo &member : group.value())
            members.append(QJsonObject::fromVariantMap(member.toMap()));
        list.append(QJsonObject{{u"group"_s, group.key()}, {u"processes"_s, members}});
    }
    run.output().write(QJsonDocument(list).toJson());
}

} // namespace

QCoro::Task<Result<void>> treeCommand(CommandRun &run, QString argument)
{
    const Result<bool> up = co_await run.isUp();
    if (!up || !*up)
        co_return up.map([](bool) {});
    const Result<QList<ProcessInfo>> all = co_await run.allProcesses();
    if (!all)
        co_return tl::unexpected(all.error());
    QStringList names = splitWords(argument);
    const bool json = names.removeAll(u"--json"_s) > 0;

    Groups groups;
    for (const ProcessInfo &process : *all) {
        if (names.isEmpty() || names.contains(process.group))
            groups[process.group].append(process);
    }
    for (const QString &name : std::as_const(names)) {
        if (groups.contains(name))
            continue;
        run.output().write(u"%1: ERROR (no such group)\n"_s.arg(name).toUtf8(),
                           json ? CommandOutput::Channel::Error : CommandOutput::Channel::Output);
        run.fail();
    }
    if (json)
        printJson(run, groups);
    else
        printTree(run, groups);
    co_return Result<void>();
}

} // namespace kantoku::client
