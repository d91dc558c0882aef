#include "client/groupupdate.h"

#include "protocol/faultcode.h"

#include <QPointer>
#include <QSet>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

using Kind = UpdateStep::Kind;

/// A change of one group, by its name.
struct GroupCall {
    QPointer<RpcClient> rpc;

    QCoro::Task<Result<QVariant>> operator()(QString method, QString group, std::chrono::milliseconds timeout) const
    {
        QVariantList params;
        params.append(group);
        co_return co_await rpc->call(std::move(method), std::move(params), timeout);
    }
};

bool anyFailed(const QVariant &outcomes)
{
    const QVariantList list = outcomes.toList();
    return std::ranges::any_of(list, [](const QVariant &outcome) {
        return outcome.toMap().value(u"status"_s).toInt() == static_cast<int>(FaultCode::Failed);
    });
}

/// Those of `names` that are no active group and not among `added`, in the order given.
QStringList unknownGroups(const QStringList &names, const QVariant &processes, const QStringList &added)
{
    QSet<QString> known(added.begin(), added.end());
    for (const QVariant &process : processes.toList())
        known.insert(process.toMap().value(u"group"_s).toString());
    QStringList unknown;
    for (const QString &name : names) {
        if (!known.contains(name) && !unknown.contains(name))
            unknown.append(name);
    }
    return unknown;
}

} // namespace

QCoro::Task<Result<GroupChanges>> updateGroups(RpcClient &rpc, QStringList groups,
                                               std::function<void(const UpdateStep &)> report)
{
    const GroupCall call{&rpc};
    const auto wait = RpcClient::noTimeout;
    const auto soon = RpcClient::defaultTimeout;

    const Result<QVariant> reply = co_await call.rpc->call(u"supervisor.reloadConfig"_s);
    if (!reply)
        co_return tl::unexpected(reply.error());
    const Result<GroupChanges> found = GroupChanges::fromReply(*reply);
    if (!found)
        co_return tl::unexpected(found.error());

    if (groups.contains(u"all"_s))
        groups.clear();
    if (!groups.isEmpty()) {
        const Result<QVariant> processes = co_await call.rpc->call(u"supervisor.getAllProcessInfo"_s);
        if (!processes)
            co_return tl::unexpected(processes.error());
        for (const QString &name : unknownGroups(groups, *processes, found->added))
            report({Kind::UnknownGroup, name});
    }
    const auto isWanted = [&groups](const QString &name) { return groups.isEmpty() || groups.contains(name); };

    GroupChanges applied;
    for (const QString &group : found->removed) {
        if (!isWanted(group))
            continue;
        const Result<QVariant> stopped = co_await call(u"supervisor.stopProcessGroup"_s, group, wait);
        if (!stopped)
            co_return tl::unexpected(stopped.error());
        report({Kind::Stopped, group});
        if (anyFailed(*stopped)) {
            report({Kind::HasProblems, group});
            continue;
        }
        const Result<QVariant> removed = co_await call(u"supervisor.removeProcessGroup"_s, group, soon);
        if (!removed)
            co_return tl::unexpected(removed.error());
        report({Kind::Removed, group});
        applied.removed.append(group);
    }
    for (const QString &group : found->changed) {
        if (!isWanted(group))
            continue;
        const Result<QVariant> stopped = co_await call(u"supervisor.stopProcessGroup"_s, group, wait);
        if (!stopped)
            co_return tl::unexpected(stopped.error());
        report({Kind::Stopped, group});
        if (anyFailed(*stopped)) {
            report({Kind::HasProblems, group});
            continue;
        }
        const Result<QVariant> removed = co_await call(u"supervisor.removeProcessGroup"_s, group, soon);
        if (!removed)
            co_return tl::unexpected(removed.error());
        const Result<QVariant> added = co_await call(u"supervisor.addProcessGroup"_s, group, soon);
        if (!added)
            co_return tl::unexpected(added.error());
        report({Kind::Updated, group});
        applied.changed.append(group);
    }
    for (const QString &group : found->added) {
        if (!isWanted(group))
            continue;
        const Result<QVariant> added = co_await call(u"supervisor.addProcessGroup"_s, group, soon);
        if (!added)
            co_return tl::unexpected(added.error());
        report({Kind::Added, group});
        applied.added.append(group);
    }
    co_return applied;
}

} // namespace kantoku::client
