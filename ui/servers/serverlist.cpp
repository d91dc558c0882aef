#include "ui/servers/serverlist.h"

#include "protocol/capabilities.h"
#include "ui/processes/processmodel.h"

namespace kantoku::ui {

using client::Session;

ServerList::ServerList(ProcessModel *model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
}

ServerList::~ServerList()
{
    for (const auto &session : m_sessions)
        session->disconnect(this);
}

QString ServerList::idOf(const Session *session)
{
    return session->address().toString();
}

Session *ServerList::find(const QString &id) const
{
    for (const auto &session : m_sessions) {
        if (idOf(session.get()) == id)
            return session.get();
    }
    return nullptr;
}

QList<Session *> ServerList::sessions() const
{
    QList<Session *> all;
    for (const auto &session : m_sessions)
        all.append(session.get());
    return all;
}

Session *ServerList::open(const client::ServerAddress &address, const client::Credentials &credentials)
{
    Session *session = add(address, credentials);
    if (session->status() != Session::Status::Online)
        session->connectToServer();
    return session;
}

Session *ServerList::add(const client::ServerAddress &address, const client::Credentials &credentials)
{
    if (Session *known = find(address.toString())) {
        if (!credentials.isEmpty())
            known->setCredentials(credentials);
        return known;
    }
    Session *session = m_sessions.emplace_back(std::make_unique<Session>(address, credentials)).get();
    const auto publishIt = [this, session] { publish(session); };
    connect(session, &Session::statusChanged, this, publishIt);
    connect(session, &Session::identityChanged, this, publishIt);
    connect(session, &Session::processesChanged, this, publishIt);
    connect(session, &Session::configurationChanged, this, publishIt);
    publish(session);
    emit opened(session);
    return session;
}

void ServerList::close(const QString &id)
{
    const auto it = std::ranges::find_if(m_sessions, [&](const auto &session) { return idOf(session.get()) == id; });
    if (it == m_sessions.end())
        return;
    emit aboutToClose(it->get());
    it->get()->disconnect(this);
    m_model->removeServer(id);
    // A reply of this session may be what closes it: it goes when the stack has unwound.
    it->release()->deleteLater();
    m_sessions.erase(it);
}

void ServerList::publish(Session *session)
{
    ServerPicture picture{idOf(session), session->name(), session->status(), session->updatedAt(),
                          session->processes()};
    picture.clockOffset = session->clockOffset();
    picture.restarts = session->restarts();
    if (session->configuration())
        picture.config = configLayers(*session->configuration(), session->processes());
    const client::ServerIdentity &identity = session->identity();
    picture.tellsUsage = identity.capabilities.contains(capability::getProcessStats);
    picture.countsEveryStart = identity.capabilities.contains(capability::events);
    m_model->setServer(picture);
    emit changed(session);
}

} // namespace kantoku::ui
