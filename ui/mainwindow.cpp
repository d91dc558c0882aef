#include "ui/mainwindow.h"

#include "ui/actionregistry.h"
#include "ui/configuration/configactions.h"
#include "ui/configuration/configstatus.h"
#include "ui/console/consoledocks.h"
#include "ui/console/consolewidget.h"
#include "ui/logs/awaitedlogs.h"
#include "ui/logs/logdocks.h"
#include "ui/mainlogdock.h"
#include "ui/messagebar.h"
#include "ui/notices/notices.h"
#include "ui/plaintext.h"
#include "ui/preferences/appliedsettings.h"
#include "ui/processes/detailpane.h"
#include "ui/processes/processactions.h"
#include "ui/processes/processtabs.h"
#include "ui/processes/treecolumns.h"
#include "ui/processes/usagefeed.h"
#include "ui/servers/embeddeddaemon.h"
#include "ui/servers/serveractions.h"
#include "ui/servers/serverlist.h"
#include "ui/servers/serverstatus.h"
#include "ui/servers/sshquestiondialog.h"
#include "ui/servers/welcomepage.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDialog>
#include <QMenu>
#include <QMessageBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;

namespace {

constexpr int layoutVersion = 1; ///< of saveState(); counts up when docks or toolbars change

/// What a part of the window has done, and what went wrong there.
template <typename Part>
void showNewsOf(const Part *part, MessageBar *bar)
{
    QObject::connect(part, &Part::failed, bar,
                     [bar](const QString &message) { bar->showMessage(MessageBar::Kind::Error, message); });
    QObject::connect(part, &Part::done, bar,
                     [bar](const QString &message) { bar->showMessage(MessageBar::Kind::Success, message); });
}

} // namespace

MainWindow::MainWindow(Settings *settings, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_actions(new ActionRegistry(this))
    , m_model(new ProcessModel(this))
    , m_servers(new ServerList(m_model, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Kantoku"));
    qApp->installEventFilter(new PlainText(this));
    Theme::instance()->setScheme(settings->colorScheme()); // before there are widgets to be painted anew
    createPanes();
    createDocks();
    m_processActions = new ProcessActions(m_servers, m_messages, this);
    m_configActions = new ConfigActions(m_messages, this);
    m_serverActions = new ServerActions(m_servers, m_settings, m_messages, this);
    answerSshQuestions(this);
    const auto showProgress = [this](const QString &text) { statusBar()->showMessage(text); };
    connect(m_processActions, &ProcessActions::progress, this, showProgress);
    connect(m_configActions, &ConfigActions::progress, this, showProgress);
    m_notices = new Notices(m_settings, m_servers, m_messages, this);
    connect(m_notices, &Notices::activated, this, &MainWindow::showNoticed);
    connect(m_notices, &Notices::quitRequested, this, &QWidget::close);
    createActions();
    connect(m_configStatus, &ConfigStatus::rereadRequested, (*m_actions)[u"config.reread"_s], &QAction::trigger);
    connect(m_configStatus, &ConfigStatus::updateRequested, (*m_actions)[u"config.update"_s], &QAction::trigger);
    createMenus();
    createToolBar();
    new AppliedSettings(m_settings, m_actions, m_servers, this);
    setContextMenuPolicy(Qt::NoContextMenu); // nobody hides the toolbar by accident; it has no menu of its own

    connect(m_processes, &ProcessPane::selectionChanged, this, &MainWindow::updateNow);
    connect(m_processes, &ProcessPane::rowsChanged, this, &MainWindow::scheduleUpdate);
    connect(m_processes, &ProcessPane::secondBegan, this,
            [this] { m_details->showTime(m_model->serverTime(m_model->find(m_currentServer))); });
    connect(m_processes, &ProcessPane::activated, this, &MainWindow::showLog);
    connect(m_processes, &ProcessPane::contextMenuRequested, this, &MainWindow::showContextMenu);
    connect(m_servers, &ServerList::changed, this, &MainWindow::scheduleUpdate);
    connect(m_serverActions, &ServerActions::opened, this, &MainWindow::turnTo);
    connect(m_serverActions, &ServerActions::removed, this, &MainWindow::leaveServers);
    connect(m_serverActions, &ServerActions::readyToClose, this, &MainWindow::finished);
    showNewsOf(m_details, m_messages);
    connect(Theme::instance(), &Theme::changed, this, &MainWindow::scheduleUpdate);
    restoreLayout();
    updateActions();
}

MainWindow::~MainWindow()
{
    qDeleteAll(findChildren<QDialog *>(Qt::FindDirectChildrenOnly)); // they look at what the window has
}

void MainWindow::createPanes()
{
    m_processes = new ProcessPane(m_model, this);
    m_processes->proxy()->setTroubleFirst(m_settings->troubleFirst());
    new UsageFeed(m_servers, m_model, m_processes, m_settings);
    m_details = new DetailPane(this);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(u"splitter"_s);
    m_splitter->addWidget(m_processes);
    m_splitter->addWidget(m_details);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_messages = new MessageBar(this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_splitter);
    auto *central = new QWidget(this);
    auto *column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);
    setCentralWidget(central);
    m_serverStatus = new ServerStatus(this);
    statusBar()->addPermanentWidget(m_serverStatus);
    m_configStatus = new ConfigStatus(this);
    statusBar()->addPermanentWidget(m_configStatus);
}

void MainWindow::createDocks()
{
    m_mainLog = new MainLogDock(this);
    addDockWidget(Qt::BottomDockWidgetArea, m_mainLog);
    m_mainLog->hide();
    m_consoles = new ConsoleDocks(this, m_mainLog);
    m_consoles->setShowsNew(m_settings->showsConsoles());
    connect(m_consoles, &ConsoleDocks::shownChanged, this, [this] {
        m_settings->setShowsConsoles(m_consoles->showsNew());
        scheduleUpdate();
    });
    connect(m_consoles, &ConsoleDocks::serverOpened, this, qOverload<const QString &>(&MainWindow::openServer));
    connect(m_consoles, &ConsoleDocks::processChosen, this, &MainWindow::selectProcess);
    showNewsOf(m_mainLog, m_messages);
    connect(m_servers, &ServerList::aboutToClose, m_consoles, &ConsoleDocks::forget);
    m_logDocks = new LogDocks(this);
    showNewsOf(m_logDocks, m_messages);
    connect(m_servers, &ServerList::opened, this, [this](Session *session) {
        m_logDocks->restore(session, m_settings->openLogs(ServerList::idOf(session)));
    });
    connect(m_servers, &ServerList::aboutToClose, this, [this](Session *session) {
        keepLogs(session);
        m_logDocks->forget(session);
    });
    m_awaitedLogs = new AwaitedLogs(m_servers, this);
    connect(m_awaitedLogs, &AwaitedLogs::found, this, &MainWindow::openAwaitedLog);
    connect(m_awaitedLogs, &AwaitedLogs::missed, this, [this](const QString &namespec) {
        m_messages->showMessage(MessageBar::Kind::Warning,
                                tr("No server has a process called %1; its log opens if it comes.").arg(namespec));
    });
}

void MainWindow::restoreLayout()
{
    m_defaultState = saveState(layoutVersion);
    if (!restoreGeometry(m_settings->windowGeometry()))
        resize(1300, 740);
    restoreState(m_settings->windowState(), layoutVersion);
    if (!m_splitter->restoreState(m_settings->splitterState()))
        divideByDefault();
    m_processes->columns()->restore(m_settings->treeHeader());
}

/// The tree has its columns whole at the default size.
void MainWindow::divideByDefault()
{
    m_splitter->setSizes({width() * 5 / 8, width() * 3 / 8});
}

void MainWindow::restoreDefaultLayout()
{
    m_settings->forgetLayout();
    restoreState(m_defaultState, layoutVersion);
    for (ConsoleDock *dock : m_consoles->all())
        m_consoles->forget(dock->console()->session());
    m_consoles->setShowsNew(true);
    m_processes->columns()->restoreDefault();
    divideByDefault();
    scheduleUpdate();
}

void MainWindow::keepLogs(const Session *session)
{
    m_settings->setOpenLogs(ServerList::idOf(session), m_logDocks->logsOf(session));
}

void MainWindow::closeQuietly()
{
    m_closesQuietly = true;
    close();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (!m_welcome && m_servers->sessions().isEmpty())
        showWelcome();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_closing)
        return;
    m_settings->setWindowGeometry(saveGeometry());
    m_settings->setWindowState(saveState(layoutVersion));
    m_settings->setSplitterState(m_splitter->saveState());
    m_settings->setTreeHeader(m_processes->columns()->save());
    for (const Session *session : m_servers->sessions())
        keepLogs(session);
    // finished() follows, perhaps later: a daemon stops its programs in order first.
    m_closing = m_serverActions->prepareToClose(m_closesQuietly ? ServerActions::Closing::Quietly
                                                                : ServerActions::Closing::Ask);
    event->setAccepted(m_closing);
}

Session *MainWindow::currentSession() const
{
    if (Session *session = m_servers->find(m_currentServer))
        return session;
    const QList<Session *> all = m_servers->sessions();
    return all.isEmpty() ? nullptr : all.first();
}

void MainWindow::openServer(const client::ServerAddress &address, const client::Credentials &credentials)
{
    m_serverActions->open(ServerChoice{address, credentials, false, {}});
}

void MainWindow::openServer(const QString &address)
{
    m_serverActions->open(address);
}

void MainWindow::openConfiguration(const QString &configFile)
{
    m_serverActions->openConfiguration(configFile);
}

void MainWindow::restoreServers()
{
    m_serverActions->restore();
}

void MainWindow::showOpenDialog()
{
    m_serverActions->showOpenDialog();
}

void MainWindow::turnTo(const QString &server)
{
    m_currentServer = server;
    m_pages->setCurrentWidget(m_splitter);
    if (m_processes->tree()->selectionModel()->selectedRows().isEmpty())
        m_processes->tree()->setFocus();
    else if (m_processes->selection().servers() != QStringList{server})
        m_processes->select(server, {});
    scheduleUpdate();
}

void MainWindow::showNoticed(const QString &server, const QString &namespec)
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
    if (!namespec.isEmpty())
        selectProcess(server, namespec);
}

void MainWindow::selectProcess(const QString &server, const QString &namespec)
{
    m_processes->select(server, namespec);
    m_processes->tree()->setFocus();
}

void MainWindow::leaveServers()
{
    m_currentServer.clear();
    if (m_servers->sessions().isEmpty())
        showWelcome();
    scheduleUpdate();
}

// Only for who has no server: whoever has one sees its tree sooner.
void MainWindow::createWelcome()
{
    m_welcome = new WelcomePage(this);
    m_pages->addWidget(m_welcome);
    connect(m_welcome, &WelcomePage::openRequested, m_serverActions, &ServerActions::showOpenDialog);
    connect(m_welcome, &WelcomePage::configurationRequested, m_serverActions, &ServerActions::chooseConfiguration);
    connect(m_welcome, &WelcomePage::newConfigurationRequested, m_serverActions, &ServerActions::createConfiguration);
    connect(m_welcome, &WelcomePage::demoRequested, m_serverActions, &ServerActions::openDemo);
    connect(m_welcome, &WelcomePage::serverChosen, this, qOverload<const QString &>(&MainWindow::openServer));
    connect(m_welcome, &WelcomePage::localServerChosen, m_serverActions,
            qOverload<const LocalServer &>(&ServerActions::open));
}

void MainWindow::showWelcome()
{
    if (!m_welcome)
        createWelcome();
    m_welcome->setDemoAvailable(!demoConfiguration().isEmpty() && !EmbeddedDaemon::program().isEmpty());
    m_welcome->offerServers(m_settings->recentServers());
    m_pages->setCurrentWidget(m_welcome);
}

void MainWindow::openLog(const QString &namespec)
{
    m_awaitedLogs->add(namespec);
}

void MainWindow::openAwaitedLog(Session *session, const QString &namespec)
{
    if (std::exchange(m_hasOpenedLog, true)) {
        m_logDocks->open(session, namespec, LogDocks::Place::Tab);
        return;
    }
    m_processes->select(ServerList::idOf(session), namespec);
    showLog();
}

void MainWindow::openSelectedLogs(bool inWindows)
{
    const Selection selection = m_processes->selection();
    for (const Selection::Part &part : selection.parts) {
        Session *session = m_servers->find(part.server);
        for (const ProcessInfo &process : part.processes) {
            if (session)
                m_logDocks->open(session, process.namespec(),
                                 inWindows ? LogDocks::Place::Window : LogDocks::Place::Tab);
        }
    }
}

void MainWindow::showLog()
{
    m_details->showLog();
}

void MainWindow::showContextMenu(const QPoint &globalPosition)
{
    const Selection selection = m_processes->selection();
    const bool isServer = selection.parts.size() == 1 && selection.parts.first().namespec.isEmpty();
    (isServer ? m_serverMenu : m_processMenu)->popup(globalPosition);
}

void MainWindow::focusNextPane()
{
    QList<QWidget *> panes{m_processes->filterEdit(), m_processes->tree()};
    if (const ProcessTabs *process = m_details->process())
        panes.append(process->tabs());
    if (ConsoleDock *console = m_consoles->find(currentSession()))
        panes.append(console);
    qsizetype current = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (panes.at(i)->isAncestorOf(focusWidget()) || panes.at(i) == focusWidget())
            current = i;
    }
    for (qsizetype step = 1; step <= panes.size(); ++step) {
        QWidget *next = panes.at((current + step) % panes.size());
        if (next->isVisible()) {
            next->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

// A picture with many changes reaches us as many signals: one update after all of them.
void MainWindow::scheduleUpdate()
{
    if (!std::exchange(m_updateScheduled, true))
        QTimer::singleShot(0, this, &MainWindow::updateNow);
}

void MainWindow::updateNow()
{
    m_updateScheduled = false;
    const Selection selection = m_processes->selection();
    QModelIndex first;
    if (!selection.isEmpty()) {
        m_currentServer = selection.parts.first().server;
        first = m_model->find(m_currentServer, selection.parts.first().namespec);
    }
    m_details->showSelection(selection, m_servers->find(m_currentServer), m_model->serverTime(first));
    updateActions();
    updateStatus();
}

void MainWindow::updateStatus()
{
    Session *session = currentSession();
    m_consoles->follow(session);
    m_mainLog->showServer(session);
    m_configStatus->showServer(session);
    m_serverStatus->showServer(session);
    setWindowTitle(session ? u"%1 — Kantoku"_s.arg(session->name()) : tr("Kantoku"));
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Kantoku"));
    box->setIconPixmap(QIcon(u":/kantoku/icons/kantoku.svg"_s).pixmap(64, 64));
    box->setText(tr("Kantoku %1").arg(QStringLiteral(KANTOKU_VERSION)));
    box->setInformativeText(tr("A process manager with a desktop in front of it, compatible with Supervisor.\n\n"
                               "Free software under the GNU General Public License, version 3 or later."));
    box->open();
}

} // namespace kantoku::ui
