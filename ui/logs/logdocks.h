#pragma once

#include "client/session.h"
#include "ui/logs/openlog.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QPointer>

namespace kantoku::ui {

class LogPanel;

/// A log of its own beside what the window shows: a tab among others, beside them, or floating as a window.
class LogDock : public QDockWidget {
    Q_OBJECT
public:
    LogDock(client::Session *session, const QString &namespec, const QString &channel, QWidget *parent = nullptr);

    LogPanel *panel() const { return m_panel; }

private:
    void updateTitle();

    LogPanel *m_panel;
};

/// The logs that are open beside the selected process's. Each log is open once.
class LogDocks : public QObject {
    Q_OBJECT
public:
    enum class Place { Tab, Window };

    explicit LogDocks(QMainWindow *window);

    /// @param namespec  empty: the server's main log
    LogDock *open(client::Session *session, const QString &namespec, Place place);
    /// Opens what was open when logsOf() was asked, where the window's restored state has its places.
    void restore(client::Session *session, const QList<OpenLog> &logs);
    QList<OpenLog> logsOf(const client::Session *session) const;
    /// Closes all logs of a server.
    void forget(client::Session *session);
    QList<LogDock *> docks() const;

signals:
    void failed(const QString &message);
    void done(const QString &message);

private:
    LogDock *find(const client::Session *session, const QString &namespec) const;
    LogDock *make(client::Session *session, const OpenLog &log);
    void place(LogDock *dock);

    QMainWindow *m_window;
    QList<QPointer<LogDock>> m_docks;
};

} // namespace kantoku::ui
