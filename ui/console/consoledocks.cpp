#include "ui/console/consoledocks.h"

#include "ui/console/consolewidget.h"

#include <QCloseEvent>
#include <QMainWindow>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;

namespace {

constexpr int firstHeight = 190;

} // namespace

ConsoleDock::ConsoleDock(Session *session, QWidget *parent)
    : QDockWidget(parent)
    , m_console(new ConsoleWidget(session, this))
{
    setObjectName(u"console:"_s + session->address().toString());
    setWidget(m_console);
    setFocusProxy(m_console);
    const auto rename = [this, session] { setWindowTitle(tr("Console: %1").arg(session->name())); };
    connect(session, &Session::identityChanged, this, rename);
    rename();
    connect(m_console, &ConsoleWidget::closeRequested, this, &QWidget::close);
}

void ConsoleDock::closeEvent(QCloseEvent *event)
{
    QDockWidget::closeEvent(event);
    if (event->isAccepted())
        emit dismissed();
}

ConsoleDocks::ConsoleDocks(QMainWindow *window, QDockWidget *beside)
    : QObject(window)
    , m_window(window)
    , m_beside(beside)
{
}

ConsoleDock *ConsoleDocks::make(Session *session)
{
    auto *dock = new ConsoleDock(session, m_window);
    QDockWidget *neighbour = m_beside;
    for (ConsoleDock *other : std::as_const(m_docks)) {
        if (!other->isFloating())
            neighbour = other;
    }
    if (!m_window->restoreDockWidget(dock)) {
        m_window->addDockWidget(Qt::BottomDockWidgetArea, dock);
        m_window->tabifyDockWidget(neighbour, dock);
        if (m_docks.isEmpty())
            m_window->resizeDocks({dock}, {firstHeight}, Qt::Vertical);
    }
    m_docks.insert(session, dock);
    connect(dock, &ConsoleDock::dismissed, this, [this] {
        m_showsNew = false;
        emit shownChanged();
    });
    ConsoleWidget *console = dock->console();
    connect(console, &ConsoleWidget::serverOpened, this, &ConsoleDocks::serverOpened);
    connect(console, &ConsoleWidget::processChosen, this,
            [this, session](const QString &namespec) { emit processChosen(session->address().toString(), namespec); });
    return dock;
}

bool ConsoleDocks::isShown(Session *session) const
{
    const ConsoleDock *dock = find(session);
    return dock && !dock->isHidden();
}

void ConsoleDocks::follow(Session *session)
{
    bool isNews = m_followed != session; // what was brought to the front since then stays there
    m_followed = session;
    if (!session)
        return;
    ConsoleDock *dock = find(session);
    if (!dock && m_showsNew) {
        dock = make(session);
        dock->show();
        isNews = true;
    }
    if (isNews && dock && !dock->isHidden())
        dock->raise();
}

void ConsoleDocks::show(Session *session, bool shown)
{
    m_showsNew = shown;
    ConsoleDock *dock = find(session);
    if (!dock && shown)
        dock = make(session);
    if (!dock)
        return;
    dock->setVisible(shown);
    if (shown) {
        dock->raise();
        dock->setFocus();
    }
    emit shownChanged();
}

void ConsoleDocks::forget(Session *session)
{
    if (ConsoleDock *dock = m_docks.take(session)) {
        // A line of the console may be what closed the server.
        dock->hide();
        m_window->removeDockWidget(dock);
        dock->deleteLater();
    }
}

} // namespace kantoku::ui
