// What happens on the server as it happens: its events, and the pictures that they ask for.

#include "client/sessionprivate.h"
#include "protocol/capabilities.h"
#include "protocol/namespec.h"

namespace kantoku::client {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto betweenPartialPictures = 200ms;
/// From here on the whole picture costs less than its parts.
constexpr qsizetype partialPictureLimit = 200;

} // namespace

void Session::Private::followEvents()
{
    events.reset();
    stale.clear();
    if (!identity.capabilities.contains(capability::events))
        return;
    events = rpc.stream(u"/events"_s);
    eventReader = {};
    connect(events.get(), &LogStream::received, q, [this](const QByteArray &bytes) {
        const int mine = generation;
        for (const ServerEvent &event : eventReader.feed(bytes)) {
            takeEvent(event);
            if (mine != generation)
                return; // somebody disconnected in a slot
        }
    });
    connect(events.get(), &LogStream::finished, q, [this] {
        events.release()->deleteLater(); // we are inside its signal
        if (status == Status::Online)
            poll(); // finds out whether the server is gone
    });
}

void Session::Private::takeEvent(const ServerEvent &event)
{
    if (event.name.startsWith("CONFIGURATION_"_L1) || event.name.startsWith("PROCESS_GROUP"_L1))
        configuration.ask();
    if (event.isProcessState()) {
        track.see(event);
        stale.insert(event.namespec());
        scheduleStale();
        emit q->processEvent(event.namespec());
    } else if (event.name == "HELLO"_L1 || event.name.startsWith("PROCESS_GROUP"_L1)
               || event.name.startsWith("SUPERVISOR_STATE"_L1)) {
        poll();
    }
}

/// The first event is followed up at once, a burst of them a few times a second.
void Session::Private::scheduleStale()
{
    if (stale.isEmpty() || polling || partialTimer.isActive())
        return;
    const std::chrono::milliseconds passed(sincePartial.isValid() ? sincePartial.elapsed() : 1'000'000);
    partialTimer.start(std::max(0ms, betweenPartialPictures - passed));
}

/// Asks for those processes that events have named, once for all that came together.
QCoro::Task<void> Session::Private::refreshStale()
{
    if (status != Status::Online || polling || stale.isEmpty())
        co_return; // a poll that is under way looks again at its end
    if (stale.size() > partialPictureLimit) {
        poll();
        co_return;
    }
    const QSet<QString> names = std::exchange(stale, {});
    QVariantList calls;
    for (const QString &name : names) {
        calls.append(QVariantMap{{u"methodName"_s, u"supervisor.getProcessInfo"_s},
                                 {u"params"_s, QVariantList{QVariant(name)}}});
    }
    QVariantList params;
    params.append(QVariant(calls));
    polling = true;
    sincePartial.start();
    const int mine = generation;
    const Result<QVariant> reply = co_await rpc.call(u"system.multicall"_s, params, handshakeTimeout);
    if (isCancelled(reply))
        co_return;
    if (mine != generation)
        co_return; // polling was reset by who ended that generation
    polling = false;
    if (!reply) {
        lose(reply.error());
        co_return;
    }
    QHash<QString, ProcessInfo> fresh;
    bool whole = false;
    for (const QVariant &answer : reply->toList()) {
        if (const Result<ProcessInfo> info = ProcessInfo::fromMap(answer.toMap()))
            fresh.insert(info->namespec(), *info);
        else
            whole = true; // one has gone since
    }
    QList<ProcessInfo> list = processes;
    for (ProcessInfo &process : list) {
        const auto newer = fresh.constFind(process.namespec());
        if (newer != fresh.constEnd())
            process = *newer;
    }
    takeProcesses(list);
    if (mine != generation)
        co_return;
    if (whole || std::exchange(pollAgain, false))
        poll();
    else
        scheduleStale();
}

QCoro::Task<Result<ProcessFacts>> Session::facts(QString namespec)
{
    if (d->identity.capabilities.contains(capability::explainProcess)) {
        QVariantList params;
        params.append(namespec);
        const Result<QVariant> reply = co_await d->rpc.call(u"kantoku.explainProcess"_s, params);
        if (!reply)
            co_return tl::unexpected(reply.error());
        co_return ProcessFacts::fromExplanation(reply->toMap());
    }
    if (d->configFacts.isEmpty()) {
        const int mine = d->generation;
        const Result<QVariant> reply = co_await d->rpc.call(u"supervisor.getAllConfigInfo"_s);
        if (!reply)
            co_return tl::unexpected(reply.error());
        QHash<QString, ProcessFacts> all;
        for (const QVariant &entry : reply->toList()) {
            const QVariantMap map = entry.toMap();
            all.insert(namespecText(map.value(u"group"_s).toString(), map.value(u"name"_s).toString()),
                       ProcessFacts::fromConfigInfo(map));
        }
        if (mine == d->generation)
            d->configFacts = all;
        co_return all.value(namespec);
    }
    co_return d->configFacts.value(namespec);
}

QCoro::Task<Result<QList<StateChange>>> Session::history(QString namespec)
{
    if (!tellsHistory())
        co_return d->track.changes(namespec);
    QVariantList params;
    params.append(namespec);
    const Result<QVariant> reply = co_await d->rpc.call(u"kantoku.getHistory"_s, params);
    if (!reply)
        co_return tl::unexpected(reply.error());
    co_return StateChange::listFromReply(*reply);
}

QCoro::Task<Result<QList<Descendant>>> Session::descendants(QString namespec)
{
    QVariantList params;
    params.append(namespec);
    const Result<QVariant> reply = co_await d->rpc.call(u"kantoku.getProcessTree"_s, params);
    if (!reply)
        co_return tl::unexpected(reply.error());
    co_return Descendant::listFromReply(*reply);
}

bool Session::tellsHistory() const
{
    return d->identity.capabilities.contains(capability::getHistory);
}

UsageSampler &Session::usage()
{
    return d->usage;
}

QDateTime Session::trackedSince() const
{
    return d->usage.beganAt();
}

QHash<QString, int> Session::restarts() const
{
    return d->track.restarts();
}

} // namespace kantoku::client
