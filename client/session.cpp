#include "client/sessionprivate.h"
#include "protocol/capabilities.h"

#include <QLoggingCategory>

#include <algorithm>

namespace kantoku::client {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcSession, "kantoku.client.session", QtInfoMsg)

namespace {

QVariantMap request(const QString &method)
{
    return {{u"methodName"_s, method}, {u"params"_s, QVariantList()}};
}

/// The parameters of a system.multicall of methods without parameters.
QVariantList multicall(const QStringList &methods)
{
    QVariantList calls;
    for (const QString &method : methods)
        calls.append(request(method));
    QVariantList params;
    params.append(QVariant(calls));
    return params;
}

/// One answer of a multicall: its value, or the fault that stands in its place.
Result<QVariant> answer(const QVariantList &answers, qsizetype index)
{
    if (index >= answers.size())
        return failure(Error::Code::Malformed, Session::tr("The server left out a part of its answer."));
    const QVariantMap map = answers[index].toMap();
    if (map.contains(u"faultCode"_s)) {
        return failure(Error::Code::Fault, map.value(u"faultString"_s).toString(), map.value(u"faultCode"_s).toInt());
    }
    return answers[index];
}

/// What a failed first contact means: some errors say that nothing we can talk to is there.
Error describeFirstContact(Error error, const ServerAddress &address)
{
    // 501 is what web servers without scripts say to a POST; other 5xx may be a proxy whose supervisor is away.
    const bool foreignStatus
        = error.code == Error::Code::HttpStatus && ((error.number >= 300 && error.number < 500) || error.number == 501);
    const bool noMethod = isFault(error, FaultCode::UnknownMethod);
    if (error.code == Error::Code::Malformed || foreignStatus) {
        return {Error::Code::NotSupervisor,
                Session::tr("%1 answers, but not as a Supervisor would: %2").arg(address.toString(), error.message),
                error.number};
    }
    if (noMethod) {
        return {
            Error::Code::NotSupervisor,
            Session::tr("%1 does not offer the supervisor methods; its configuration has no [rpcinterface:supervisor].")
                .arg(address.toString()),
            error.number};
    }
    return error;
}

Result<QList<ProcessInfo>> readProcesses(const Result<QVariant> &reply)
{
    if (!reply)
        return tl::unexpected(reply.error());
    QList<ProcessInfo> processes;
    for (const QVariant &entry : reply->toList()) {
        Result<ProcessInfo> info = ProcessInfo::fromMap(entry.toMap());
        if (!info)
            return tl::unexpected(info.error());
        processes.append(std::move(*info));
    }
    std::ranges::stable_sort(processes, [](const ProcessInfo &a, const ProcessInfo &b) {
        return std::tie(a.group, a.name) < std::tie(b.group, b.name);
    });
    return processes;
}

Result<Capabilities> readCapabilities(const Result<QVariant> &reply)
{
    return reply.and_then([](const QVariant &told) { return Capabilities::fromMap(told.toMap()); });
}

ServerIdentity readIdentity(const QVariantList &answers, const Result<Capabilities> &own)
{
    ServerIdentity identity;
    identity.supervisorVersion = answer(answers, 0).value_or(QVariant()).toString();
    identity.identification = answer(answers, 1).value_or(QVariant()).toString();
    identity.pid = answer(answers, 2).value_or(QVariant()).toLongLong();
    if (own) {
        identity.kantokuVersion = own->version;
        identity.capabilities = own->names;
    }
    return identity;
}

} // namespace

Session::Private::Private(Session *session, ServerAddress address, Credentials credentials)
    : q(session)
    , rpc(std::move(address), std::move(credentials))
    , usage(&rpc)
    , configuration(&rpc)
    , reconnection(new Reconnection(session))
{
    pollTimer.setSingleShot(true);
    newsTimer.setSingleShot(true);
    connect(&configuration, &ConfigurationWatch::changed, q, &Session::configurationChanged);
    connect(&pollTimer, &QTimer::timeout, q, [this] { poll(false); });
    connect(reconnection, &Reconnection::due, q, [this] { handshake(); });
    connect(&newsTimer, &QTimer::timeout, q, [this] { takeNews(); });
}

QCoro::Task<void> Session::Private::handshake()
{
    const int mine = ++generation;
    const QStringList methods{u"supervisor.getSupervisorVersion"_s,
                              u"supervisor.getIdentification"_s,
                              u"supervisor.getPID"_s,
                              u"supervisor.getState"_s,
                              u"supervisor.getAllProcessInfo"_s,
                              u"kantoku.getCapabilities"_s};
    const QVariantList params = multicall(methods);
    const Result<QVariant> reply = co_await rpc.call(u"system.multicall"_s, params, handshakeTimeout);
    if (isCancelled(reply) || mine != generation)
        co_return;
    if (!reply) {
        lose(describeFirstContact(reply.error(), rpc.address()));
        co_return;
    }
    const QVariantList answers = reply->toList();
    if (const Result<QVariant> version = answer(answers, 0); !version) {
        lose(describeFirstContact(version.error(), rpc.address()));
        co_return;
    }
    Result<QList<ProcessInfo>> list = readProcesses(answer(answers, 4));
    if (!list) {
        lose(describeFirstContact(list.error(), rpc.address()));
        co_return;
    }

    reconnection->reset();
    error = {};
    const Result<Capabilities> own = readCapabilities(answer(answers, 5));
    const ServerIdentity now = readIdentity(answers, own);
    if (identity != now) {
        identity = now;
        emit q->identityChanged();
    }
    if (mine != generation)
        co_return; // somebody disconnected in the slot
    takeState(answer(answers, 3));
    configFacts.clear();
    setStatus(Status::Online);
    events.reset(); // what it has not told yet is in the list
    news.clear();
    takeProcesses(std::move(*list), own ? own->sequence : std::nullopt);
    if (mine == generation) {
        followEvents();
        schedulePoll();
        if (identity.capabilities.contains(capability::previewConfig))
            configuration.ask();
        else
            configuration.forget();
    }
}

/// Asks whether the server is still there and the same, and what its processes are. Where events tell that, all of them
/// are asked for only now and then, unless somebody `wantsList`.
QCoro::Task<void> Session::Private::poll(bool wantsList)
{
    if (polling || status != Status::Online) {
        pollAgain = polling;
        co_return;
    }
    polling = true;
    pollTimer.stop();
    const int mine = generation;
    const bool asksList = wantsList || !events || sinceList.hasExpired(betweenLists.count());
    QStringList methods{u"supervisor.getPID"_s, u"supervisor.getState"_s};
    if (asksList)
        methods.append(u"supervisor.getAllProcessInfo"_s);
    if (asksList && identity.capabilities.contains(capability::events))
        methods.append(u"kantoku.getCapabilities"_s); // as of which event the list is
    const QVariantList params = multicall(methods);
    const Result<QVariant> reply = co_await rpc.call(u"system.multicall"_s, params, handshakeTimeout);
    if (isCancelled(reply))
        co_return;
    polling = false;
    if (mine != generation)
        co_return;
    if (!reply) {
        lose(reply.error());
        co_return;
    }
    const QVariantList answers = reply->toList();
    takeState(answer(answers, 1));
    const Result<QVariant> pid = answer(answers, 0);
    if (pid && pid->toLongLong() != identity.pid) { // another daemon has taken its place
        handshake();
        co_return;
    }
    updatedAt = QDateTime::currentDateTime();
    if (asksList) {
        Result<QList<ProcessInfo>> list = readProcesses(answer(answers, 2));
        if (list) {
            const Result<Capabilities> own = readCapabilities(answer(answers, 3));
            const auto sequence = own ? own->sequence : std::nullopt;
            addNews(*list, sequence);
            takeProcesses(std::move(*list), sequence);
        } else if (list.error().code != Error::Code::Fault) {
            lose(list.error());
            co_return;
        }
    }
    if (mine != generation)
        co_return;
    if (std::exchange(pollAgain, false))
        poll();
    else
        schedulePoll();
    scheduleNews();
}

void Session::Private::schedulePoll()
{
    pollTimer.start(events ? slowPollInterval : pollInterval);
}

void Session::Private::lose(const Error &why)
{
    ++generation;
    events.reset();
    pollTimer.stop();
    polling = pollAgain = false;
    error = why;
    if (reconnection->plan(why)) {
        setStatus(Status::Retrying);
    } else {
        qCInfo(lcSession).noquote() << why.message;
        setStatus(Status::Refused);
    }
}

void Session::Private::setStatus(Status to)
{
    if (status == to)
        return;
    status = to;
    usage.setAvailable(to == Status::Online && identity.capabilities.contains(capability::getProcessStats));
    emit q->statusChanged(to);
}

void Session::Private::takeState(const Result<QVariant> &reply)
{
    if (reply)
        serverState = static_cast<SupervisorState>(reply->toMap().value(u"statecode"_s).toInt());
    else if (reply.error().number == static_cast<int>(FaultCode::ShutdownState))
        serverState = SupervisorState::Shutdown;
}

/// A whole picture.
void Session::Private::takeProcesses(QList<ProcessInfo> list, std::optional<quint64> sequence)
{
    Transitions changes;
    QHash<QString, qsizetype> now;
    now.reserve(list.size());
    bool differs = processes.size() != list.size();
    for (qsizetype i = 0; i < list.size(); ++i) {
        const ProcessInfo &process = list.at(i);
        const QString name = process.namespec();
        now.insert(name, i);
        const qsizetype at = places.value(name, -1);
        differs = differs || at < 0 || !sameProcess(processes.at(at), process);
        if (at >= 0 && processes.at(at).state != process.state)
            changes.append({name, processes.at(at).state, process.state});
    }
    if (processes.size() != list.size())
        configFacts.clear();
    processes = std::move(list);
    places = std::move(now);
    updatedAt = QDateTime::currentDateTime();
    sinceList.start();
    listSequence = sequence;
    if (!processes.isEmpty())
        clockOffset = updatedAt.toSecsSinceEpoch() - processes.first().now;
    track.see(processes, events != nullptr, sequence.value_or(0));
    usage.setProcesses(processes);
    announce(differs, changes);
}

void Session::Private::announce(bool differs, const Transitions &changes)
{
    if (std::exchange(countsDiffer, false) || differs)
        emit q->processesChanged();
    for (const Transition &change : changes)
        emit q->processStateChanged(change.namespec, change.from, change.to);
}

bool Session::Private::sameProcess(ProcessInfo a, const ProcessInfo &b)
{
    a.now = b.now;
    return a == b;
}

Session::Session(ServerAddress address, Credentials credentials, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(address), std::move(credentials)))
{
}

Session::~Session() = default;

const ServerAddress &Session::address() const
{
    return d->rpc.address();
}

QString Session::name() const
{
    if (!d->givenName.isEmpty())
        return d->givenName;
    // "supervisor" is what every server calls itself unless it is told otherwise.
    const QString &given = d->identity.identification;
    return given.isEmpty() || given == "supervisor"_L1 ? address().toString() : given;
}

void Session::setGivenName(const QString &name)
{
    if (std::exchange(d->givenName, name) != name)
        emit identityChanged();
}

Session::Status Session::status() const
{
    return d->status;
}

Error Session::lastError() const
{
    return d->error;
}

const ServerIdentity &Session::identity() const
{
    return d->identity;
}

SupervisorState Session::serverState() const
{
    return d->serverState;
}

const QList<ProcessInfo> &Session::processes() const
{
    return d->processes;
}

const ProcessInfo *Session::find(const QString &namespec) const
{
    const auto it = std::ranges::find(d->processes, namespec, &ProcessInfo::namespec);
    return it == d->processes.end() ? nullptr : &*it;
}

const std::optional<ConfigPreview> &Session::configuration() const
{
    return d->configuration.preview();
}

QDateTime Session::updatedAt() const
{
    return d->updatedAt;
}

qint64 Session::clockOffset() const
{
    return d->clockOffset;
}

RpcClient &Session::rpc()
{
    return d->rpc;
}

void Session::setPollInterval(std::chrono::milliseconds interval)
{
    d->pollInterval = interval;
    if (d->pollTimer.isActive())
        d->schedulePoll();
}

void Session::connectToServer()
{
    if (d->status == Status::Online || d->status == Status::Connecting)
        return;
    d->reconnection->reset();
    const int mine = ++d->generation;
    d->setStatus(Status::Connecting);
    if (mine == d->generation)
        d->handshake();
}

void Session::disconnectFromServer()
{
    ++d->generation;
    d->reconnection->reset();
    d->pollTimer.stop();
    d->polling = d->pollAgain = false;
    d->events.reset();
    d->rpc.hangUp();
    d->setStatus(Status::Disconnected);
}

void Session::setCredentials(const Credentials &credentials)
{
    d->rpc.setCredentials(credentials);
    d->rpc.closeIdleConnections();
    if (d->status == Status::Refused || d->status == Status::Retrying)
        connectToServer();
}

void Session::refresh()
{
    if (d->status == Status::Online)
        d->poll();
    else if (d->status == Status::Retrying)
        connectToServer();
}

} // namespace kantoku::client
