#include "ui/serverdocks.h"

#include "ui/console/consolewidget.h"
#include "ui/logs/logpanel.h"
#include "ui/logs/logview.h"

#include <QLabel>
#include <QStackedWidget>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;

ConsoleDock::ConsoleDock(QWidget *parent)
    : QDockWidget(tr("Console"), parent)
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"consoleDock"_s);
    auto *none = new QLabel(tr("Open a server to command it here."), m_stack);
    none->setAlignment(Qt::AlignCenter);
    none->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(none);
    setWidget(m_stack);
}

void ConsoleDock::showServer(Session *session)
{
    if (!session) {
        m_stack->setCurrentIndex(0);
        setWindowTitle(tr("Console"));
        return;
    }
    setWindowTitle(tr("Console: %1").arg(session->name()));
    ConsoleWidget *&console = m_consoles[session];
    if (!console) {
        console = new ConsoleWidget(session, m_stack);
        m_stack->addWidget(console);
        connect(console, &ConsoleWidget::closeRequested, this, &QWidget::hide);
        connect(console, &ConsoleWidget::serverChanged, this, &ConsoleDock::serverOpened);
    }
    if (m_stack->currentWidget() != console) {
        m_stack->setCurrentWidget(console);
        setFocusProxy(console);
    }
}

void ConsoleDock::forget(Session *session)
{
    delete m_consoles.take(session);
}

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
        setWidget(m_log);
        setFocusProxy(m_log);
    }
    m_shown = m_session;
    m_log->showLog(m_session, {}, u"stdout"_s);
}

} // namespace kantoku::ui
