#pragma once

#include "client/session.h"

#include <QDockWidget>
#include <QHash>
#include <QPointer>

class QStackedWidget;

namespace kantoku::ui {

class ConsoleWidget;
class LogPanel;

/// The console of the current server; each server keeps its own, with what was said and typed.
class ConsoleDock : public QDockWidget {
    Q_OBJECT
public:
    explicit ConsoleDock(QWidget *parent = nullptr);

    /// @param session  null shows that there is no server
    void showServer(client::Session *session);
    void forget(client::Session *session);

signals:
    /// The console's `open` led to this address.
    void serverOpened(const QString &address);

private:
    QStackedWidget *m_stack;
    QHash<client::Session *, ConsoleWidget *> m_consoles;
};

/// The main log of the current server. It is only asked for while the dock is seen.
class MainLogDock : public QDockWidget {
    Q_OBJECT
public:
    explicit MainLogDock(QWidget *parent = nullptr);

    void showServer(client::Session *session);

signals:
    void failed(const QString &message);

private:
    void feed();

    LogPanel *m_log = nullptr; ///< made when it is first seen
    QPointer<client::Session> m_session;
    QPointer<client::Session> m_shown;
};

} // namespace kantoku::ui
