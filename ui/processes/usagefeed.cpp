#include "ui/processes/usagefeed.h"

#include "ui/processes/processpane.h"
#include "ui/servers/serverlist.h"
#include "ui/settings.h"

#include <QEvent>
#include <QTreeView>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;

UsageFeed::UsageFeed(ServerList *servers, ProcessModel *model, ProcessPane *pane, Settings *settings)
    : QObject(pane)
    , m_servers(servers)
    , m_model(model)
    , m_pane(pane)
    , m_settings(settings)
{
    pane->installEventFilter(this);
    connect(servers, &ServerList::opened, this, &UsageFeed::follow);
    connect(settings, &Settings::changed, this, &UsageFeed::applyInterval);
    connect(pane, &ProcessPane::processExpanded, this, [this](const QString &server, const QString &namespec) {
        if (Session *session = m_servers->find(server))
            askForDescendants(session, namespec);
    });
    for (Session *session : servers->sessions())
        follow(session);
}

void UsageFeed::follow(Session *session)
{
    client::UsageSampler &usage = session->usage();
    usage.setInterval(m_settings->usageInterval());
    usage.setWanted(isSeen());
    connect(&usage, &client::UsageSampler::aboutToAsk, this,
            [this, session] { session->usage().setFocus(m_pane->visibleProcesses(ServerList::idOf(session))); });
    connect(&usage, &client::UsageSampler::sampled, this, [this, session] { takeUsage(session); });
}

void UsageFeed::applyInterval()
{
    for (Session *session : m_servers->sessions())
        session->usage().setInterval(m_settings->usageInterval());
}

void UsageFeed::takeUsage(Session *session)
{
    const QString server = ServerList::idOf(session);
    m_model->setUsage(server, session->usage().latest());
    for (const QString &namespec : m_pane->expandedProcesses(server))
        askForDescendants(session, namespec);
}

void UsageFeed::askForDescendants(Session *session, const QString &namespec)
{
    const QString server = ServerList::idOf(session);
    const QString key = server + u' ' + namespec;
    if (!isSeen() || m_asked.contains(key) || !session->usage().isAvailable())
        return;
    m_asked.insert(key);
    QCoro::connect(session->descendants(namespec), this,
                   [this, server, namespec, key](const Result<QList<client::Descendant>> &descendants) {
                       if (!descendants && descendants.error().code == Error::Code::Cancelled)
                           return; // the server was closed, and perhaps the window with it
                       m_asked.remove(key);
                       if (descendants) // else it has gone, and the next picture says so
                           m_model->setDescendants(server, namespec, *descendants);
                   });
}

bool UsageFeed::isSeen() const
{
    return m_pane->isVisible() && !m_pane->window()->isMinimized();
}

void UsageFeed::updateWanted()
{
    for (Session *session : m_servers->sessions())
        session->usage().setWanted(isSeen());
}

bool UsageFeed::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_pane && event->type() == QEvent::Show && m_window != m_pane->window()) {
        if (m_window)
            m_window->removeEventFilter(this);
        m_window = m_pane->window();
        m_window->installEventFilter(this);
    }
    const bool visibility = event->type() == QEvent::Show || event->type() == QEvent::Hide;
    if ((watched == m_pane && visibility) || (watched == m_window && event->type() == QEvent::WindowStateChange))
        QMetaObject::invokeMethod(this, &UsageFeed::updateWanted, Qt::QueuedConnection); // when it is so
    return QObject::eventFilter(watched, event);
}

} // namespace kantoku::ui
