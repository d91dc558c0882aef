#include "ui/mainlogdock.h"

#include "ui/logs/logpanel.h"
#include "ui/logs/logview.h"

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;

MainLogDock::MainLogDock(QWidget *parent)
    : QDockWidget(tr("Main Log"), parent)
{
    setObjectName(u"mainLogDock"_s);
    connect(this, &QDockWidget::visibilityChanged, this, &MainLogDock::feed);
}

void MainLogDock::showServer(Session *session)
{
    setWindowTitle(session ? tr("Main Log: %1").arg(session->name()) : tr("Main Log"));
    m_session = session;
    feed();
}

void MainLogDock::feed()
{
    if (!isVisible() || m_shown == m_session)
        return;
    if (!m_log) {
        m_log = new LogPanel(this);
        m_log->view()->setAccessibleName(tr("Main log"));
        connect(m_log, &LogPanel::failed, this, &MainLogDock::failed);
        connect(m_log, &LogPanel::done, this, &MainLogDock::done);
        setWidget(m_log);
    }
    m_shown = m_session;
    m_log->showLog(m_session, {}, u"stdout"_s);
}

// No focus proxy: the dock is older than its log, so Tab would come to the log through it and miss all that is between
// the two in the order.
void MainLogDock::focusInEvent(QFocusEvent *event)
{
    QDockWidget::focusInEvent(event);
    if (m_log)
        m_log->setFocus(event->reason());
}

} // namespace kantoku::ui
