#include "ui/logs/logdocks.h"

#include "ui/logs/logpanel.h"
#include "ui/logs/logview.h"

#include <algorithm>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

LogDock::LogDock(client::Session *session, const QString &namespec, const QString &channel, QWidget *parent)
    : QDockWidget(parent)
    , m_panel(new LogPanel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWidget(m_panel);
    setFocusProxy(m_panel);
    m_panel->showLog(session, namespec, channel);
    connect(m_panel, &LogPanel::channelChanged, this, &LogDock::updateTitle);
    connect(session, &client::Session::identityChanged, this, &LogDock::updateTitle);
    updateTitle();
}

void LogDock::updateTitle()
{
    client::Session *session = m_panel->session();
    if (!session)
        return;
    const QString name = m_panel->namespec().isEmpty() ? tr("Main Log") : m_panel->namespec();
    setWindowTitle(
        m_panel->channel() == u"stdout"_s
            ? tr("%1 — %2", "process and server").arg(name, session->name())
            : tr("%1, %2 — %3", "process, channel and server").arg(name, m_panel->channel(), session->name()));
    m_panel->view()->setAccessibleName(tr("Log of %1").arg(name));
    setObjectName(u"log %1 %2"_s.arg(session->address().toString(), m_panel->namespec()));
}

LogDocks::LogDocks(QMainWindow *window)
    : QObject(window)
    , m_window(window)
{
}

QList<LogDock *> LogDocks::docks() const
{
    QList<LogDock *> docks;
    for (const QPointer<LogDock> &dock : m_docks) {
        if (dock)
            docks.append(dock);
    }
    return docks;
}

LogDock *LogDocks::find(const client::Session *session, const QString &namespec) const
{
    const QList<LogDock *> open = docks();
    const auto isIt = [&](const LogDock *dock) {
        return dock->panel()->session() == session && dock->panel()->namespec() == namespec;
    };
    const auto known = std::ranges::find_if(open, isIt);
    return known == open.end() ? nullptr : *known;
}

LogDock *LogDocks::make(client::Session *session, const OpenLog &log)
{
    auto *dock = new LogDock(session, log.namespec, log.channel, m_window);
    connect(dock->panel(), &LogPanel::failed, this, &LogDocks::failed);
    connect(dock->panel(), &LogPanel::done, this, &LogDocks::done);
    m_docks.removeAll(nullptr);
    m_docks.append(dock);
    return dock;
}

void LogDocks::place(LogDock *dock)
{
    const QList<LogDock *> open = docks();
    const auto isTab = [dock](const LogDock *other) { return other != dock && !other->isFloating(); };
    m_window->addDockWidget(Qt::RightDockWidgetArea, dock);
    if (const auto neighbour = std::ranges::find_if(open, isTab); neighbour != open.end())
        m_window->tabifyDockWidget(*neighbour, dock);
}

LogDock *LogDocks::open(client::Session *session, const QString &namespec, Place where)
{
    LogDock *dock = find(session, namespec);
    if (!dock) {
        dock = make(session, {namespec, u"stdout"_s});
        place(dock);
    }
    if (where == Place::Window) {
        dock->setFloating(true);
        dock->resize(760, 480);
    }
    dock->show();
    dock->raise();
    dock->setFocus();
    return dock;
}

void LogDocks::restore(client::Session *session, const QList<OpenLog> &logs)
{
    for (const OpenLog &log : logs) {
        if (find(session, log.namespec))
            continue;
        LogDock *dock = make(session, log);
        if (!m_window->restoreDockWidget(dock))
            place(dock);
        dock->show();
    }
}

QList<OpenLog> LogDocks::logsOf(const client::Session *session) const
{
    QList<OpenLog> logs;
    for (const LogDock *dock : docks()) {
        if (dock->panel()->session() == session)
            logs.append({dock->panel()->namespec(), dock->panel()->channel()});
    }
    return logs;
}

void LogDocks::forget(client::Session *session)
{
    for (LogDock *dock : docks()) {
        if (dock->panel()->session() == session)
            delete dock;
    }
    m_docks.removeAll(nullptr);
}

} // namespace kantoku::ui
