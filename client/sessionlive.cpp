// What happens on the server as it happens: its events, and the pictures that they ask for.

#include "client/sessionprivate.h"
#include "protocol/capabilities.h"
#include "protocol/namespec.h"

namespace kantoku::client {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto betweenNews = 250ms;

} // namespace

void Session::Private::followEvents()
{
    if (!identity.capabilities.contains(capability::events))
        return;
    events = rpc.stream(listSequence ? u"/events?since=%1"_s.arg(*listSequence) : u"/events"_s);
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
        countsDiffer = track.see(event) || countsDiffer;
        if (!event.info)
            poll();
        else if (!event.isIn(listSequence.value_or(0))) // the list may have overtaken it
            news.insert(event.namespec(), event);
        scheduleNews();
        emit q->processEvent(event.namespec());
    } else if (event.name == "MISSED"_L1) { // compares what is with what was, and follows from there on
        events->disconnect(q);
        events.release()->deleteLater(); // we are inside its signal
        handshake();
    } else if (event.name == "HELLO"_L1 || event.name.startsWith("PROCESS_GROUP"_L1)
               || event.name.startsWith("SUPERVISOR_STATE"_L1)) {
        poll();
    }
}

/// The first event is shown at once, a burst of them a few times a second.
void Session::Private::scheduleNews()
{
    if ((news.isEmpty() && !countsDiffer) || polling || newsTimer.isActive())
        return; // the answer to a poll takes them along
    const std::chrono::milliseconds passed(sinceNews.isValid() ? sinceNews.elapsed() : 1'000'000);
    newsTimer.start(std::max(0ms, betweenNews - passed));
}

/// Brings what events told into the picture.
void Session::Private::takeNews()
{
    if (status != Status::Online || polling || (news.isEmpty() && !countsDiffer))
        return;
    sinceNews.start();
    Transitions changes;
    bool differs = false;
    bool isNew = false;
    QSet<QString> began;
    QSet<QString> ended;
    const auto arrived = std::exchange(news, {});
    for (const ServerEvent &event : arrived) {
        const auto place = places.constFind(event.namespec());
        if (place == places.cend()) {
            isNew = true;
            continue;
        }
        ProcessInfo &process = processes[*place];
        const ProcessInfo next = renewed(process, *event.info);
        differs = differs || !sameProcess(process, next);
        if (process.state != next.state)
            changes.append({place.key(), process.state, next.state});
        if (process.pid > 0 && next.pid <= 0)
            ended.insert(place.key());
        else if (process.pid <= 0 && next.pid > 0)
            began.insert(place.key());
        process = next;
    }
    updatedAt = QDateTime::currentDateTime();
    usage.setRunning(began, ended);
    if (isNew)
        poll();
    announce(differs, changes);
}

/// Events that came while a list was asked for may be newer than it. What the list does not name stays news.
void Session::Private::addNews(QList<ProcessInfo> &list, std::optional<quint64> sequence)
{
    for (ProcessInfo &process : list) {
        const auto event = news.constFind(process.namespec());
        if (event == news.cend())
            continue;
        if (!event->isIn(sequence.value_or(0)))
            process = renewed(process, *event->info);
        news.erase(event);
    }
}

/// Events tell everything but the log files.
ProcessInfo Session::Private::renewed(const ProcessInfo &process, ProcessInfo event)
{
    event.stdoutLogFile = process.stdoutLogFile;
    event.stderrLogFile = process.stderrLogFile;
    return event;
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
