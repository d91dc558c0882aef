#pragma once

#include "client/session.h"

#include <QDockWidget>
#include <QHash>
#include <QObject>
#include <QPointer>

class QMainWindow;

namespace kantoku::ui {

class ConsoleWidget;

/// The console of one server.
class ConsoleDock : public QDockWidget {
    Q_OBJECT
public:
    explicit ConsoleDock(client::Session *session, QWidget *parent = nullptr);

    ConsoleWidget *console() const { return m_console; }

signals:
    /// By the user, with the dock's button or by `exit`.
    void dismissed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    ConsoleWidget *m_console;
};

/**
 * A console for each server, made when it is first wanted. They are tabs of one another until somebody moves them; the
 * one of the server that the window turns to comes to the front. What the user opened or closed last is also what
 * happens for the next server.
 */
class ConsoleDocks : public QObject {
    Q_OBJECT
public:
    /// @param beside  the dock that new consoles are tabs of, when no console is there
    ConsoleDocks(QMainWindow *window, QDockWidget *beside);

    /// The console of that server; null where it was never wanted.
    ConsoleDock *find(client::Session *session) const { return m_docks.value(session); }
    QList<ConsoleDock *> all() const { return m_docks.values(); }
    bool isShown(client::Session *session) const;
    /// The window has turned to that server, or is still there.
    void follow(client::Session *session);
    void show(client::Session *session, bool shown);
    void forget(client::Session *session);

    /// Whether a server's console is shown without being asked for.
    bool showsNew() const { return m_showsNew; }
    void setShowsNew(bool shows) { m_showsNew = shows; }

signals:
    void shownChanged();
    /// The console's `open` led to this address.
    void serverOpened(const QString &address);
    /// A process that a console named is to be shown.
    void processChosen(const QString &server, const QString &namespec);

private:
    ConsoleDock *make(client::Session *session);

    QMainWindow *m_window;
    QDockWidget *m_beside;
    QHash<client::Session *, ConsoleDock *> m_docks;
    QPointer<client::Session> m_followed;
    bool m_showsNew = true;
};

} // namespace kantoku::ui
