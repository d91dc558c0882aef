#pragma once

#include "client/session.h"
#include "ui/processes/processpane.h"
#include "ui/servers/embeddeddaemon.h"
#include "ui/settings.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>

class QMenu;
class QSplitter;
class QStackedWidget;

namespace kantoku::ui {

class ActionRegistry;
class AwaitedLogs;
class ConfigActions;
class ConfigStatus;
class ConsoleDocks;
class DetailPane;
class LogDocks;
class MainLogDock;
class MessageBar;
class Notices;
class ProcessActions;
class ServerActions;
class ServerList;
class ServerStatus;
class WelcomePage;

/// The window: tree on the left, what is selected on the right, news below the toolbar, docks at the bottom.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(Settings *settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    void openServer(const client::ServerAddress &address, const client::Credentials &credentials = {});
    /// Opens a server by what was typed on a command line; a text that is no address is reported in the window.
    void openServer(const QString &address);
    /// Attaches to the daemon on that file, or starts one as a child of the window.
    void openConfiguration(const QString &configFile);
    /// Opens the servers that were open when the program ended last.
    void restoreServers();
    /// Shows the log of the process as soon as its server has named it: the first beside the tree, more of them in
    /// docks of their own. `group:*` is all of a group.
    void openLog(const QString &namespec);

    ActionRegistry &actions() const { return *m_actions; }
    ServerActions &serverActions() const { return *m_serverActions; }
    /// The server that actions without a selection of their own go to; null while none is open.
    client::Session *currentSession() const;

signals:
    /// The window was closed and every daemon of its own has ended.
    void finished();

public slots:
    void showOpenDialog();
    void restoreDefaultLayout();
    /// Closes without a question; what the user has not decided is not kept.
    void closeQuietly();

protected:
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void divideByDefault();
    // mainwindowactions.cpp
    void createActions();
    void createServerActions();
    void createProcessActions();
    void createViewActions();
    void copySelection(const std::function<QString(const ProcessInfo &)> &text);
    void updateActions();
    // mainwindowmenus.cpp
    void createMenus();
    void createToolBar();
    void fillSignalMenu(QMenu *menu);
    void showPalette();

    void createPanes();
    void createDocks();
    void restoreLayout();
    void scheduleUpdate();
    void updateNow();
    void updateStatus();
    void createWelcome();
    void showWelcome();
    void turnTo(const QString &server);
    void showNoticed(const QString &server, const QString &namespec);
    void selectProcess(const QString &server, const QString &namespec);
    void leaveServers();
    void showLog();
    void openAwaitedLog(client::Session *session, const QString &namespec);
    void openSelectedLogs(bool inWindows);
    /// Writes down which logs of a server stand open.
    void keepLogs(const client::Session *session);
    void showContextMenu(const QPoint &globalPosition);
    void focusNextPane();
    void showAbout();

    Settings *m_settings;
    ActionRegistry *m_actions;
    ProcessModel *m_model;
    ServerList *m_servers;
    ProcessPane *m_processes = nullptr;
    DetailPane *m_details = nullptr;
    MessageBar *m_messages = nullptr;
    WelcomePage *m_welcome = nullptr;
    ProcessActions *m_processActions = nullptr;
    ConfigActions *m_configActions = nullptr;
    ServerActions *m_serverActions = nullptr;
    QStackedWidget *m_pages = nullptr;
    QSplitter *m_splitter = nullptr;
    QToolBar *m_toolBar = nullptr;
    QMenu *m_serverMenu = nullptr;
    QMenu *m_processMenu = nullptr;
    QMenu *m_signalMenu = nullptr;
    ServerStatus *m_serverStatus = nullptr;
    ConfigStatus *m_configStatus = nullptr;
    Notices *m_notices = nullptr;
    ConsoleDocks *m_consoles = nullptr;
    MainLogDock *m_mainLog = nullptr;
    LogDocks *m_logDocks = nullptr;
    AwaitedLogs *m_awaitedLogs = nullptr;
    bool m_hasOpenedLog = false; ///< one that was awaited
    QString m_currentServer;
    QByteArray m_defaultState;
    bool m_updateScheduled = false;
    bool m_closing = false;
    bool m_closesQuietly = false;
};

} // namespace kantoku::ui
