#include "ui/mainwindow.h"

#include "ui/actionregistry.h"
#include "ui/configuration/configactions.h"
#include "ui/servers/daemonconfig.h"
#include "ui/processes/detailpane.h"
#include "ui/servers/localservers.h"
#include "ui/messagebar.h"
#include "ui/servers/openserverdialog.h"
#include "ui/processes/processactions.h"
#include "ui/serverdocks.h"
#include "ui/servers/servererror.h"
#include "ui/servers/serverlist.h"
#include "ui/servers/welcomepage.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTabWidget>
#include <QTimer>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;
using Verb = ProcessActions::Verb;

namespace {

constexpr int layoutVersion = 1; ///< of saveState(); counts up when docks or toolbars change

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
    Theme::instance()->setScheme(settings->colorScheme());
    createPanes();
    createDocks();
    m_processActions = new ProcessActions(m_servers, m_messages, this);
    m_configActions = new ConfigActions(m_messages, this);
    const auto showProgress = [this](const QString &text) { statusBar()->showMessage(text); };
    connect(m_processActions, &ProcessActions::progress, this, showProgress);
    connect(m_configActions, &ConfigActions::progress, this, showProgress);
    createActions();
    createMenus();
    createToolBar();
    setContextMenuPolicy(Qt::NoContextMenu); // nobody hides the toolbar by accident; it has no menu of its own

    connect(m_processes, &ProcessPane::selectionChanged, this, &MainWindow::updateNow);
    connect(m_processes, &ProcessPane::rowsChanged, this, &MainWindow::scheduleUpdate);
    connect(m_processes, &ProcessPane::activated, this, &MainWindow::showLog);
    connect(m_processes, &ProcessPane::contextMenuRequested, this, &MainWindow::showContextMenu);
    connect(m_servers, &ServerList::changed, this, [this](Session *session) {
        if (session->status() == Session::Status::Refused && session->lastError().code == Error::Code::Unauthorized)
            askForPassword(session);
        if (!m_pendingLogs.isEmpty())
            resolvePendingLog();
        scheduleUpdate();
    });
    connect(m_details, &DetailPane::failed, this,
            [this](const QString &message) { m_messages->showMessage(MessageBar::Kind::Error, message); });
    connect(Theme::instance(), &Theme::changed, this, &MainWindow::scheduleUpdate);
    restoreLayout();
    showWelcome();
    updateActions();
}

MainWindow::~MainWindow() = default;

void MainWindow::createPanes()
{
    m_processes = new ProcessPane(m_model, this);
    m_processes->proxy()->setTroubleFirst(m_settings->troubleFirst());
    m_details = new DetailPane(this);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(u"splitter"_s);
    m_splitter->addWidget(m_processes);
    m_splitter->addWidget(m_details);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_messages = new MessageBar(this);
    m_welcome = new WelcomePage(this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_splitter);
    auto *central = new QWidget(this);
    auto *column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);
    setCentralWidget(central);
    m_serverStatus = new QLabel(this);
    m_serverStatus->setAccessibleName(tr("Server status"));
    m_serverStatus->setContentsMargins(6, 0, 6, 0);
    statusBar()->addPermanentWidget(m_serverStatus);

    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::showOpenDialog);
    connect(m_welcome, &WelcomePage::configurationRequested, this, &MainWindow::chooseConfiguration);
    connect(m_welcome, &WelcomePage::demoRequested, this, &MainWindow::openDemo);
    connect(m_welcome, &WelcomePage::serverChosen, this, qOverload<const QString &>(&MainWindow::openServer));
}

void MainWindow::createDocks()
{
    m_console = new ConsoleDock(this);
    m_mainLog = new MainLogDock(this);
    addDockWidget(Qt::BottomDockWidgetArea, m_console);
    addDockWidget(Qt::BottomDockWidgetArea, m_mainLog);
    tabifyDockWidget(m_console, m_mainLog);
    m_mainLog->hide();
    resizeDocks({m_console}, {190}, Qt::Vertical);
    connect(m_console, &ConsoleDock::serverOpened, this, qOverload<const QString &>(&MainWindow::openServer));
    connect(m_mainLog, &MainLogDock::failed, this,
            [this](const QString &message) { m_messages->showMessage(MessageBar::Kind::Error, message); });
    connect(m_servers, &ServerList::aboutToClose, m_console, &ConsoleDock::forget);
}

void MainWindow::showDock(QDockWidget *dock, bool shown)
{
    dock->setVisible(shown);
    if (!shown)
        return;
    dock->raise();
    dock->setFocus();
}

void MainWindow::restoreLayout()
{
    m_defaultState = saveState(layoutVersion);
    if (!restoreGeometry(m_settings->windowGeometry()))
        resize(1180, 720);
    restoreState(m_settings->windowState(), layoutVersion);
    if (!m_splitter->restoreState(m_settings->splitterState()))
        m_splitter->setSizes({width() / 2, width() / 2});
    m_processes->restoreHeader(m_settings->treeHeader());
}

void MainWindow::restoreDefaultLayout()
{
    m_settings->forgetLayout();
    restoreState(m_defaultState, layoutVersion);
    resizeDocks({m_console}, {190}, Qt::Vertical);
    m_processes->restoreDefaultHeader();
    m_splitter->setSizes({width() / 2, width() / 2});
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing) {
        m_settings->setWindowGeometry(saveGeometry());
        m_settings->setWindowState(saveState(layoutVersion));
        m_settings->setSplitterState(m_splitter->saveState());
        m_settings->setTreeHeader(m_processes->saveHeader());
    }
    m_closing = true;
    bool waits = false;
    for (EmbeddedDaemon *daemon : std::as_const(m_daemons)) {
        if (daemon->isRunning()) {
            daemon->stop();
            waits = true;
        }
    }
    event->accept();
    // A daemon stops its programs in order first; the last one's end is ours.
    if (!waits)
        emit finished();
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
    Session *session = m_servers->open(address, credentials);
    m_currentServer = ServerList::idOf(session);
    m_pages->setCurrentWidget(m_splitter);
    if (m_processes->tree()->selectionModel()->selectedRows().isEmpty())
        m_processes->tree()->setFocus();
    scheduleUpdate();
}

void MainWindow::openServer(const QString &address)
{
    const auto parsed = client::ServerAddress::parse(OpenServerDialog::completed(address));
    if (!parsed) {
        m_messages->showError(parsed.error());
        return;
    }
    m_settings->addRecentServer(parsed->toString());
    openServer(*parsed);
}

void MainWindow::openConfiguration(const QString &configFile)
{
    const auto environment = QProcessEnvironment::systemEnvironment();
    const QString file = QFileInfo(configFile).absoluteFilePath();
    const Result<Endpoint> endpoint = readEndpoint(file, environment);
    if (!endpoint) {
        m_messages->showError(endpoint.error());
        return;
    }
    attach(new EmbeddedDaemon(file, endpoint->address, environment, this), endpoint->credentials);
}

void MainWindow::openDemo()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + u"/kantoku-demo"_s;
    if (!QDir().mkpath(folder)) {
        m_messages->showMessage(MessageBar::Kind::Error, tr("The folder %1 for the demo cannot be made.").arg(folder));
        return;
    }
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"KANTOKU_DEMO_DIR"_s, folder);
    const QString file = demoConfiguration();
    const Result<Endpoint> endpoint = readEndpoint(file, environment);
    if (!endpoint)
        m_messages->showError(endpoint.error());
    else
        attach(new EmbeddedDaemon(file, endpoint->address, environment, this), endpoint->credentials);
}

void MainWindow::attach(EmbeddedDaemon *daemon, const client::Credentials &credentials)
{
    m_daemons.append(daemon);
    const auto forget = [this, daemon](const QString &message) {
        m_daemons.removeOne(daemon);
        daemon->deleteLater();
        if (m_closing && m_daemons.isEmpty())
            emit finished();
        else if (!message.isEmpty())
            m_messages->showMessage(MessageBar::Kind::Error, message);
    };
    connect(daemon, &EmbeddedDaemon::failed, this, forget);
    connect(daemon, &EmbeddedDaemon::ended, this, forget);
    connect(daemon, &EmbeddedDaemon::ready, this,
            [this, daemon, credentials] { openServer(daemon->endpoint(), credentials); });

    // A daemon that already runs on this file is used as it is.
    auto *probe = new client::RpcClient(daemon->endpoint(), credentials, daemon);
    QCoro::connect(
        probe->call(u"supervisor.getState"_s, {}, std::chrono::seconds(2)), daemon,
        [this, daemon, probe, credentials](const Result<QVariant> &state) {
            probe->deleteLater();
            if (!state && state.error().code != Error::Code::Unauthorized) {
                daemon->start();
                return;
            }
            openServer(daemon->endpoint(), credentials);
            m_messages->showMessage(
                MessageBar::Kind::Info,
                tr("A daemon already runs on %1; it goes on when this window closes.").arg(daemon->configFile()));
            m_daemons.removeOne(daemon);
            daemon->deleteLater();
        });
}

void MainWindow::chooseConfiguration()
{
    auto *dialog = new QFileDialog(this, tr("Run Configuration File"), {},
                                   tr("Configuration files (*.conf *.ini);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openConfiguration);
    dialog->open();
}

void MainWindow::showOpenDialog()
{
    if (!m_openDialog) {
        QStringList offers = findLocalServers();
        for (const QString &recent : m_settings->recentServers()) {
            if (!offers.contains(recent))
                offers.append(recent);
        }
        m_openDialog = new OpenServerDialog(offers, this);
        connect(m_openDialog, &OpenServerDialog::serverChosen, this,
                [this](const client::ServerAddress &address, const client::Credentials &credentials) {
                    m_settings->addRecentServer(address.toString());
                    openServer(address, credentials);
                });
    }
    m_openDialog->open();
    m_openDialog->raise();
}

void MainWindow::askForPassword(Session *session)
{
    if (m_openDialog)
        return;
    showOpenDialog();
    m_openDialog->setAddress(ServerList::idOf(session));
    m_openDialog->showProblem(explainConnectionError(session->lastError(), session->address()));
}

void MainWindow::closeCurrentServer()
{
    if (const Session *session = currentSession())
        m_servers->close(ServerList::idOf(session));
    m_currentServer.clear();
    if (m_servers->sessions().isEmpty())
        showWelcome();
    scheduleUpdate();
}

void MainWindow::showWelcome()
{
    m_welcome->setDemoAvailable(!demoConfiguration().isEmpty() && !EmbeddedDaemon::program().isEmpty());
    m_welcome->showServers(findLocalServers(), m_settings->recentServers());
    m_pages->setCurrentWidget(m_welcome);
}

void MainWindow::openLog(const QString &namespec)
{
    m_pendingLogs.append(namespec);
    resolvePendingLog();
}

void MainWindow::resolvePendingLog()
{
    const QStringList pending = m_pendingLogs;
    for (const QString &name : pending) {
        for (const QString &server : m_model->servers()) {
            if (!m_model->find(server, name).isValid())
                continue;
            m_pendingLogs.removeOne(name);
            m_processes->select(server, name);
            showLog();
            break;
        }
    }
}

void MainWindow::showLog()
{
    m_details->showLog();
}

void MainWindow::showContextMenu(const QPoint &globalPosition)
{
    m_processMenu->popup(globalPosition);
}

void MainWindow::focusNextPane()
{
    const QList<QWidget *> panes{m_processes->filterEdit(), m_processes->tree(), m_details->tabs(), m_console};
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

void MainWindow::updateActions()
{
    ActionRegistry &a = *m_actions;
    const Selection selection = m_processes->selection();
    a.setAvailable(u"process.start"_s, ProcessActions::whyNot(Verb::Start, selection));
    a.setAvailable(u"process.stop"_s, ProcessActions::whyNot(Verb::Stop, selection));
    a.setAvailable(u"process.restart"_s, ProcessActions::whyNot(Verb::Restart, selection));
    a.setAvailable(u"process.signal"_s, ProcessActions::whyNoSignal(selection));
    a.setAvailable(u"process.stdin"_s,
                   selection.single() ? ProcessActions::whyNoSignal(selection) : tr("Select one process first."));
    a.setAvailable(u"log.clear"_s, ProcessActions::whyNot(Verb::ClearLogs, selection));
    a.setAvailable(u"log.open"_s, selection.single() ? QString() : tr("Select one process first."));
    const QString nothing = selection.processes().isEmpty() ? tr("Select a process first.") : QString();
    for (const QString &id : {u"process.copyName"_s, u"process.copyPid"_s, u"process.copyStatus"_s})
        a.setAvailable(id, nothing);

    const Session *session = currentSession();
    const bool online = session && session->status() == Session::Status::Online;
    const QString noServer = session ? QString() : tr("No server is open.");
    const QString notOnline = online ? QString() : session ? tr("The server is not connected.") : noServer;
    for (const QString &id : {u"config.reread"_s, u"config.update"_s, u"config.reload"_s, u"server.shutdown"_s})
        a.setAvailable(id, notOnline);
    a.setAvailable(u"view.refresh"_s, noServer);
    a.setAvailable(u"view.filter"_s, noServer);
    a.setAvailable(u"server.close"_s, noServer);
    a.setAvailable(u"log.main"_s, noServer);
    a.setAvailable(u"view.console"_s, QString());
    const bool idle = session
        && (session->status() == Session::Status::Disconnected || session->status() == Session::Status::Refused
            || session->status() == Session::Status::Retrying);
    a.setAvailable(u"server.connect"_s, idle ? QString() : session ? tr("The server is connected.") : noServer);
    a.setAvailable(u"server.disconnect"_s,
                   session && session->status() != Session::Status::Disconnected ? QString()
                       : session                                                 ? tr("The server is not connected.")
                                                                                 : noServer);
    m_processes->filterEdit()->setEnabled(session);
}

void MainWindow::updateStatus()
{
    Session *session = currentSession();
    m_console->showServer(session);
    m_mainLog->showServer(session);
    if (!session) {
        setWindowTitle(tr("Kantoku"));
        m_serverStatus->clear();
        return;
    }
    setWindowTitle(u"%1 — Kantoku"_s.arg(session->name()));
    using enum Session::Status;
    QStringList parts{session->name()};
    switch (session->status()) {
    case Online: {
        const client::ServerIdentity &identity = session->identity();
        parts.append(identity.isKantoku() ? u"kantokud %1"_s.arg(identity.kantokuVersion)
                                          : u"supervisord %1"_s.arg(identity.supervisorVersion));
        parts.append(tr("%n program(s)", nullptr, static_cast<int>(session->processes().size())));
        break;
    }
    case Connecting: parts.append(tr("connecting…")); break;
    case Disconnected: parts.append(tr("disconnected")); break;
    case Retrying: parts.append(tr("offline, trying again: %1").arg(session->lastError().message)); break;
    case Refused: parts.append(session->lastError().message); break;
    }
    m_serverStatus->setText(parts.join(u" · "_s));
    m_serverStatus->setToolTip(session->address().toString());
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
