#include "client/foreignpreview.h"
#include "client/groupupdate.h"
#include "client/sessionprivate.h"
#include "protocol/capabilities.h"
#include "protocol/namespec.h"

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

using Outcomes = Result<QList<ProcessOutcome>>;

Outcomes readOutcomes(const QVariant &reply)
{
    QList<ProcessOutcome> outcomes;
    for (const QVariant &entry : reply.toList()) {
        Result<ProcessOutcome> outcome = ProcessOutcome::fromMap(entry.toMap());
        if (!outcome)
            return tl::unexpected(outcome.error());
        outcomes.append(std::move(*outcome));
    }
    return outcomes;
}

/// Calls `method` for one process, or its group sort for a whole group. A fault is an outcome, not an error.
/// Static and by value: the client may go while it waits.
QCoro::Task<Outcomes> act(RpcClient *rpc, QString method, QString groupMethod, QString namespec, QVariantList more)
{
    const Namespec name = parseNamespec(namespec);
    const QString called = name.isGroup() ? groupMethod : method;
    QVariantList params;
    params.append(name.isGroup() ? name.group : namespec);
    params.append(more);
    const Result<QVariant> reply = co_await rpc->call(called, params, RpcClient::noTimeout);
    if (reply && name.isGroup())
        co_return readOutcomes(*reply);
    ProcessOutcome outcome{name.process, name.group, static_cast<int>(FaultCode::Success), u"OK"_s};
    if (!reply) {
        if (reply.error().code != Error::Code::Fault)
            co_return tl::unexpected(reply.error());
        outcome.status = reply.error().number;
        outcome.description = reply.error().number == static_cast<int>(FaultCode::UnknownMethod)
            ? Session::tr("This server does not know %1; a newer one does.").arg(called)
            : reply.error().message;
    }
    QList<ProcessOutcome> list;
    list.append(outcome);
    co_return list;
}

/// All at once, the outcomes in the order given.
QCoro::Task<Outcomes> actOnAll(RpcClient *rpc, QString method, QString groupMethod, QStringList namespecs,
                               QVariantList more = {})
{
    std::vector<QCoro::Task<Outcomes>> tasks;
    for (const QString &namespec : std::as_const(namespecs))
        tasks.push_back(act(rpc, method, groupMethod, namespec, more));
    QList<ProcessOutcome> all;
    std::optional<Error> failed;
    for (QCoro::Task<Outcomes> &task : tasks) {
        const Outcomes outcomes = co_await task;
        if (outcomes)
            all.append(*outcomes);
        else if (!failed)
            failed = outcomes.error();
    }
    if (failed)
        co_return tl::unexpected(*failed);
    co_return all;
}

QCoro::Task<Result<void>> justCall(RpcClient *rpc, QString method, QVariantList params = {})
{
    const Result<QVariant> reply = co_await rpc->call(method, params);
    if (!reply)
        co_return tl::unexpected(reply.error());
    co_return Result<void>();
}

} // namespace

QCoro::Task<Outcomes> Session::start(QStringList namespecs)
{
    const Outcomes outcomes
        = co_await actOnAll(&d->rpc, u"supervisor.startProcess"_s, u"supervisor.startProcessGroup"_s, namespecs);
    if (!isCancelled(outcomes))
        refresh();
    co_return outcomes;
}

QCoro::Task<Outcomes> Session::stop(QStringList namespecs)
{
    const Outcomes outcomes
        = co_await actOnAll(&d->rpc, u"supervisor.stopProcess"_s, u"supervisor.stopProcessGroup"_s, namespecs);
    if (!isCancelled(outcomes))
        refresh();
    co_return outcomes;
}

QCoro::Task<Outcomes> Session::restart(QStringList namespecs)
{
    const Outcomes stopped
        = co_await actOnAll(&d->rpc, u"supervisor.stopProcess"_s, u"supervisor.stopProcessGroup"_s, namespecs);
    if (!stopped)
        co_return stopped;
    const Outcomes started
        = co_await actOnAll(&d->rpc, u"supervisor.startProcess"_s, u"supervisor.startProcessGroup"_s, namespecs);
    if (!isCancelled(started))
        refresh();
    co_return started;
}

QCoro::Task<Outcomes> Session::signal(QStringList namespecs, QString signalName)
{
    QVariantList more;
    more.append(signalName);
    const Outcomes outcomes = co_await actOnAll(&d->rpc, u"supervisor.signalProcess"_s,
                                                u"supervisor.signalProcessGroup"_s, namespecs, more);
    if (!isCancelled(outcomes))
        refresh();
    co_return outcomes;
}

QCoro::Task<Outcomes> Session::clearLogs(QStringList namespecs)
{
    // There is no call for the logs of a group: its members are named one by one.
    QStringList names;
    for (const QString &namespec : std::as_const(namespecs)) {
        const Namespec name = parseNamespec(namespec);
        if (!name.isGroup()) {
            names.append(namespec);
            continue;
        }
        for (const ProcessInfo &process : std::as_const(d->processes)) {
            if (process.group == name.group)
                names.append(process.namespec());
        }
    }
    const QString method = u"supervisor.clearProcessLogs"_s;
    co_return co_await actOnAll(&d->rpc, method, method, names);
}

QCoro::Task<Outcomes> Session::sendStdin(QStringList namespecs, QString text)
{
    QVariantList more;
    more.append(text);
    const QString method = u"supervisor.sendProcessStdin"_s;
    co_return co_await actOnAll(&d->rpc, method, method, namespecs, more);
}

QCoro::Task<Result<ConfigPreview>> Session::previewConfig(bool withSecrets)
{
    if (d->identity.capabilities.contains(capability::previewConfig)) {
        QVariantList params;
        if (withSecrets) // what was there before the parameter needs none
            params.append(true);
        const Result<QVariant> reply = co_await d->rpc.call(u"kantoku.previewConfig"_s, params);
        if (!reply)
            co_return tl::unexpected(reply.error());
        co_return ConfigPreview::fromMap(reply->toMap());
    }
    // Reading loads here: what was loaded before is asked for first, to be compared with what is loaded then.
    const QString configInfo = u"supervisor.getAllConfigInfo"_s;
    const Result<QVariant> before = co_await d->rpc.call(configInfo);
    if (isCancelled(before))
        co_return tl::unexpected(before.error());
    const Result<QVariant> reply = co_await d->rpc.call(u"supervisor.reloadConfig"_s);
    if (!reply && reply.error().number == static_cast<int>(FaultCode::CantReread)) {
        ConfigPreview::Message message;
        message.text = reply.error().message;
        ConfigPreview preview;
        preview.messages.append(message);
        co_return preview;
    }
    if (!reply)
        co_return tl::unexpected(reply.error());
    const Result<GroupChanges> changes = GroupChanges::fromReply(*reply);
    if (!changes)
        co_return tl::unexpected(changes.error());
    const Result<QVariant> after = co_await d->rpc.call(configInfo);
    if (isCancelled(after))
        co_return tl::unexpected(after.error());
    // An old Supervisor does not know the method: then it names groups only.
    co_return foreignPreview(*changes, before.value_or(QVariant()).toList(), after.value_or(QVariant()).toList(),
                             d->processes);
}

QCoro::Task<Result<ProcessOptions>> Session::processOptions(QString namespec, bool withSecrets)
{
    if (d->identity.capabilities.contains(capability::getConfig)) {
        QVariantList params;
        params.append(namespec);
        params.append(withSecrets);
        const Result<QVariant> reply = co_await d->rpc.call(u"kantoku.getConfig"_s, params);
        if (!reply)
            co_return tl::unexpected(reply.error());
        co_return ProcessOptions::fromMap(reply->toMap());
    }
    const Result<QVariant> reply = co_await d->rpc.call(u"supervisor.getAllConfigInfo"_s);
    if (!reply)
        co_return tl::unexpected(reply.error());
    const std::optional<ProcessOptions> options = foreignOptions(reply->toList(), parseNamespec(namespec));
    if (!options)
        co_return failure(Error::Code::Invalid, tr("The server's configuration does not name %1.").arg(namespec));
    co_return *options;
}

QCoro::Task<Result<QList<ConfigFileText>>> Session::configFiles(bool withSecrets)
{
    QVariantList params;
    params.append(withSecrets);
    const Result<QVariant> reply = co_await d->rpc.call(u"kantoku.getConfigFiles"_s, params);
    if (!reply)
        co_return tl::unexpected(reply.error());
    QList<ConfigFileText> texts;
    for (const QVariant &entry : reply->toList()) {
        Result<ConfigFileText> text = ConfigFileText::fromMap(entry.toMap());
        if (!text)
            co_return tl::unexpected(text.error());
        texts.append(std::move(*text));
    }
    co_return texts;
}

QCoro::Task<Result<GroupChanges>> Session::reread()
{
    const Result<QVariant> reply = co_await d->rpc.call(u"supervisor.reloadConfig"_s);
    if (!reply)
        co_return tl::unexpected(reply.error());
    co_return GroupChanges::fromReply(*reply);
}

QCoro::Task<Result<GroupChanges>> Session::update(QStringList groups)
{
    QStringList left;
    const Result<GroupChanges> changes = co_await updateGroups(d->rpc, groups, [&left](const UpdateStep &step) {
        if (step.kind == UpdateStep::Kind::HasProblems)
            left.append(step.group);
    });
    if (!isCancelled(changes))
        refresh();
    if (changes && !left.isEmpty()) {
        co_return failure(Error::Code::Fault,
                          tr("Left as before, because programs could not be stopped: %1").arg(left.join(u", "_s)),
                          static_cast<int>(FaultCode::Failed));
    }
    co_return changes;
}

QCoro::Task<Result<void>> Session::reload()
{
    // Supervisor before 4.3.0 may find its own port taken while a client is connected during its restart, and ends.
    // So we let go of it, and come back after it has had its time.
    d->rpc.closeIdleConnections();
    const Result<void> done = co_await justCall(&d->rpc, u"supervisor.restart"_s);
    if (done) {
        d->rpc.closeIdleConnections();
        d->lose({Error::Code::Transport, tr("The server is restarting.")});
    } else if (!isCancelled(done)) {
        refresh();
    }
    co_return done;
}

QCoro::Task<Result<void>> Session::shutdown()
{
    const Result<void> done = co_await justCall(&d->rpc, u"supervisor.shutdown"_s);
    if (!isCancelled(done))
        refresh();
    co_return done;
}

} // namespace kantoku::client
