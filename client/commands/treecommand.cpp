#include "client/commands/commandline.h"
#include "client/commands/commandrun.h"
#include "client/commands/commandset.h"
#include "client/commands/statecolour.h"
#include "protocol/namespec.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

#include <algorithm>
#include <iterator>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

using Groups = QMap<QString, QList<ProcessInfo>>;

/// A process of the system below a program's, as kantoku.getProcessTree tells it.
struct Descendant {
    qint64 pid = 0;
    qint64 parent = 0;
    QString command;
};
/// By namespec, each after its parent.
using Descendants = QHash<QString, QList<Descendant>>;

QString processText(const CommandRun &run, const ProcessInfo &process)
{
    const QString state = stateName(process.state);
    const QString shown = run.output().wantsColour() ? colouredState(process.state, state) : state;
    return process.name + u"  "_s + shown + (process.description.isEmpty() ? QString() : u"  "_s + process.description);
}

void printDescendants(CommandRun &run, const QList<Descendant> &all, qint64 parent, const QString &indent)
{
    QList<Descendant> children;
    std::ranges::copy_if(all, std::back_inserter(children), [=](const Descendant &d) { return d.parent == parent; });
    for (const Descendant &child : std::as_const(children)) {
        const bool isLast = &child == &children.last();
        run.print(indent + (isLast ? u"└─ "_s : u"├─ "_s) + QString::number(child.pid) + u' ' + child.command);
        printDescendants(run, all, child.pid, indent + (isLast ? u"   "_s : u"│  "_s));
    }
}

void printTree(CommandRun &run, const Groups &groups, const Descendants &descendants)
{
    for (auto group = groups.cbegin(); group != groups.cend(); ++group) {
        const QList<ProcessInfo> &members = group.value();
        const bool isAlone = members.size() == 1 && members.first().name == group.key();
        if (!isAlone)
            run.print(group.key());
        for (const ProcessInfo &member : members) {
            const bool isLast = &member == &members.last();
            run.print((isAlone ? QString() : isLast ? u"└─ "_s : u"├─ "_s) + processText(run, member));
            printDescendants(run, descendants.value(member.namespec()), member.pid,
                             isAlone      ? QString()
                                 : isLast ? u"   "_s
                                          : u"│  "_s);
        }
    }
}

void printJson(CommandRun &run, const Groups &groups, const Descendants &descendants)
{
    QJsonArray list;
    for (auto group = groups.cbegin(); group != groups.cend(); ++group) {
        QJsonArray members;
        for (const ProcessInfo &member : group.value()) {
            QJsonObject object = QJsonObject::fromVariantMap(member.toMap());
            QJsonArray below;
            for (const Descendant &d : descendants.value(member.namespec()))
                below.append(QJsonObject{{u"pid"_s, d.pid}, {u"ppid"_s, d.parent}, {u"command"_s, d.command}});
            object.insert(u"descendants"_s, below);
            members.append(object);
        }
        list.append(QJsonObject{{u"group"_s, group.key()}, {u"processes"_s, members}});
    }
    run.output().write(QJsonDocument(list).toJson());
}

/// What runs below the programs, where the server can tell; asked for in one call.
QCoro::Task<Result<Descendants>> findDescendants(CommandRun &run, Groups groups)
{
    QStringList names;
    QVariantList calls;
    for (const QList<ProcessInfo> &members : std::as_const(groups)) {
        for (const ProcessInfo &member : members) {
            if (member.pid <= 0)
                continue;
            names.append(member.namespec());
            calls.append(QVariantMap{{u"methodName"_s, u"kantoku.getProcessTree"_s},
                                     {u"params"_s, QVariantList{member.namespec()}}});
        }
    }
    Descendants found;
    if (calls.isEmpty())
        co_return found;
    QVariantList params;
    params.append(QVariant(calls));
    const Result<QVariant> reply = co_await run.call(u"system.multicall"_s, params);
    if (!reply)
        co_return tl::unexpected(reply.error());
    const QVariantList answers = reply->toList();
    for (qsizetype i = 0; i < std::min(answers.size(), names.size()); ++i) {
        // A fault stands where a foreign supervisord does not know the method, or the process is gone meanwhile.
        for (const QVariant &entry : answers[i].toList()) {
            const QVariantMap facts = entry.toMap();
            found[names[i]].append({facts.value(u"pid"_s).toLongLong(), facts.value(u"ppid"_s).toLongLong(),
                                    facts.value(u"command"_s).toString()});
        }
    }
    co_return found;
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
    const Result<Descendants> descendants = co_await findDescendants(run, groups);
    if (!descendants)
        co_return tl::unexpected(descendants.error());
    if (json)
        printJson(run, groups, *descendants);
    else
        printTree(run, groups, *descendants);
    co_return Result<void>();
}

} // namespace kantoku::client
