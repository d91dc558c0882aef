// The window's actions, menus and toolbar.

#include "ui/actionregistry.h"
#include "ui/commandpalette.h"
#include "ui/configuration/configactions.h"
#include "ui/mainwindow.h"
#include "ui/messagebar.h"
#include "ui/processes/processactions.h"
#include "ui/serverdocks.h"
#include "ui/servers/serverlist.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;
using Verb = ProcessActions::Verb;

void MainWindow::createActions()
{
    createServerActions();
    createProcessActions();
    createViewActions();
}

void MainWindow::createServerActions()
{
    ActionRegistry &a = *m_actions;
    const auto onServer = [this](auto run) {
        return [this, run] {
            if (Session *session = currentSession())
                run(session);
        };
    };
    connect(
        a.add({u"server.open"_s, tr("&Open…"), tr("Open a server by its address"), u"open"_s, {QKeySequence::Open}}),
        &QAction::triggered, this, &MainWindow::showOpenDialog);
    connect(a.add({u"server.openConfiguration"_s,
                   tr("Run &Configuration File…"),
                   tr("Start a daemon of your own on a supervisord.conf"),
                   u"file"_s,
                   {}}),
            &QAction::triggered, this, &MainWindow::chooseConfiguration);
    connect(a.add({u"server.connect"_s, tr("Co&nnect"), tr("Connect to the server again"), u"connect"_s, {}}),
            &QAction::triggered, this, onServer([](Session *session) { session->connectToServer(); }));
    connect(a.add({u"server.disconnect"_s,
                   tr("&Disconnect"),
                   tr("Let go of the server until you connect again"),
                   u"disconnect"_s,
                   {}}),
            &QAction::triggered, this, onServer([](Session *session) { session->disconnectFromServer(); }));
    connect(a.add({u"server.close"_s,
                   tr("C&lose Server"),
                   tr("Take the server out of this window; it goes on running"),
                   u"close"_s,
                   {}}),
            &QAction::triggered, this, &MainWindow::closeCurrentServer);
    connect(
        a.add({u"server.shutdown"_s, tr("&Shut Down…"), tr("End the server and all its programs"), u"shutdown"_s, {}}),
        &QAction::triggered, this, onServer([this](Session *session) { m_configActions->shutdown(session); }));
    connect(a.add({u"window.quit"_s, tr("&Quit"), tr("Close Kantoku"), {}, {QKeySequence::Quit}}), &QAction::triggered,
            this, &QWidget::close);

    connect(a.add({u"config.reread"_s,
                   tr("&Reread…"),
                   tr("See what the configuration files say now, and load it"),
                   u"reread"_s,
                   {}}),
            &QAction::triggered, this, onServer([this](Session *session) { m_configActions->reread(session); }));
    connect(a.add({u"config.update"_s,
                   tr("&Update…"),
                   tr("See which groups differ from the files, and restart them"),
                   u"update"_s,
                   {}}),
            &QAction::triggered, this, onServer([this](Session *session) { m_configActions->update(session); }));
    connect(a.add({u"config.reload"_s,
                   tr("Re&load Server…"),
                   tr("Restart the server with its configuration read anew"),
                   {},
                   {}}),
            &QAction::triggered, this, onServer([this](Session *session) { m_configActions->reload(session); }));
}

void MainWindow::createProcessActions()
{
    ActionRegistry &a = *m_actions;
    const auto verb
        = [this](Verb which) { return [this, which] { m_processActions->run(which, m_processes->selection()); }; };
    connect(a.add({u"process.start"_s,
                   tr("&Start"),
                   tr("Start what is selected"),
                   u"start"_s,
                   {Qt::CTRL | Qt::SHIFT | Qt::Key_S}}),
            &QAction::triggered, this, verb(Verb::Start));
    connect(a.add({u"process.stop"_s,
                   tr("S&top"),
                   tr("Stop what is selected"),
                   u"stop"_s,
                   {Qt::CTRL | Qt::SHIFT | Qt::Key_T}}),
            &QAction::triggered, this, verb(Verb::Stop));
    connect(a.add({u"process.restart"_s,
                   tr("&Restart"),
                   tr("Stop what is selected and start it again"),
                   u"restart"_s,
                   {Qt::CTRL | Qt::SHIFT | Qt::Key_R}}),
            &QAction::triggered, this, verb(Verb::Restart));
    a.add({u"process.signal"_s, tr("Si&gnal"), tr("Send a signal to what is selected"), u"signal"_s, {}});
    connect(a.add({u"process.stdin"_s,
                   tr("Send to St&din…"),
                   tr("Send a line to the standard input of what is selected"),
                   {},
                   {}}),
            &QAction::triggered, this, &MainWindow::sendToStdin);
    connect(
        a.add({u"process.copyName"_s, tr("&Name", "copy the name"), tr("Copy the names of what is selected"), {}, {}}),
        &QAction::triggered, this, [this] { copySelection(&ProcessInfo::namespec); });
    connect(
        a.add(
            {u"process.copyPid"_s, tr("&PID", "copy the pid"), tr("Copy the process ids of what is selected"), {}, {}}),
        &QAction::triggered, this,
        [this] { copySelection([](const ProcessInfo &p) { return p.pid > 0 ? QString::number(p.pid) : QString(); }); });
    connect(a.add({u"process.copyStatus"_s,
                   tr("&Status Line", "copy the line"),
                   tr("Copy what supervisorctl status would print"),
                   {},
                   {}}),
            &QAction::triggered, this, [this] {
                copySelection([](const ProcessInfo &p) {
                    return u"%1 %2 %3"_s.arg(p.namespec(), -32).arg(stateName(p.state), -9).arg(p.description);
                });
            });

    connect(a.add({u"log.open"_s,
                   tr("&Log", "verb: show the log"),
                   tr("Show the log of what is selected (Enter)"),
                   u"log"_s,
                   {Qt::CTRL | Qt::Key_L}}),
            &QAction::triggered, this, &MainWindow::showLog);
    connect(a.add({u"log.clear"_s, tr("&Clear Log"), tr("Empty the log files of what is selected"), u"clear"_s, {}}),
            &QAction::triggered, this, verb(Verb::ClearLogs));
}

void MainWindow::createViewActions()
{
    ActionRegistry &a = *m_actions;
    connect(a.add({u"view.refresh"_s,
                   tr("&Refresh"),
                   tr("Ask the servers for their state now"),
                   u"refresh"_s,
                   {QKeySequence::Refresh}}),
            &QAction::triggered, this, [this] {
                for (Session *session : m_servers->sessions())
                    session->refresh();
            });
    connect(a.add({u"view.palette"_s,
                   tr("Find Co&mmand…"),
                   tr("Find a command or a process by a few letters"),
                   {},
                   {Qt::CTRL | Qt::Key_K}}),
            &QAction::triggered, this, &MainWindow::showPalette);
    connect(a.add({u"view.filter"_s,
                   tr("&Filter Processes"),
                   tr("Go to the filter"),
                   u"filter"_s,
                   {Qt::CTRL | Qt::SHIFT | Qt::Key_F}}),
            &QAction::triggered, m_processes, &ProcessPane::focusFilter);
    QAction *trouble = a.add(
        {u"view.troubleFirst"_s, tr("&Trouble First"), tr("Show what is in trouble at the top, in any order"), {}, {}});
    trouble->setCheckable(true);
    trouble->setChecked(m_settings->troubleFirst());
    connect(trouble, &QAction::toggled, this, [this](bool on) {
        m_settings->setTroubleFirst(on);
        m_processes->proxy()->setTroubleFirst(on);
    });
    QAction *console = a.add({u"view.console"_s,
                              tr("&Console"),
                              tr("Show the console of the server"),
                              u"console"_s,
                              {Qt::CTRL | Qt::Key_QuoteLeft}});
    QAction *mainLog = a.add({u"log.main"_s, tr("&Main Log"), tr("Show the log of the server itself"), {}, {}});
    for (const auto &[action, dock] : {std::pair<QAction *, QDockWidget *>{console, m_console}, {mainLog, m_mainLog}}) {
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, dock = dock](bool shown) { showDock(dock, shown); });
        connect(dock->toggleViewAction(), &QAction::toggled, action, &QAction::setChecked);
        action->setChecked(dock->toggleViewAction()->isChecked());
    }
    auto *schemes = new QActionGroup(this);
    using enum Theme::Scheme;
    const QString help = tr("Choose the window's colours");
    const std::array<std::pair<Theme::Scheme, QAction *>, 3> choices{{
        {System, a.add({u"view.schemeSystem"_s, tr("As the &System"), help, {}, {}})},
        {Light, a.add({u"view.schemeLight"_s, tr("&Light"), help, {}, {}})},
        {Dark, a.add({u"view.schemeDark"_s, tr("&Dark"), help, {}, {}})},
    }};
    for (const auto &[scheme, action] : choices) {
        action->setCheckable(true);
        action->setActionGroup(schemes);
        action->setChecked(m_settings->colorScheme() == scheme);
        connect(action, &QAction::triggered, this, [this, scheme = scheme] {
            m_settings->setColorScheme(scheme);
            Theme::instance()->setScheme(scheme);
        });
    }
    connect(a.add({u"view.nextPane"_s, tr("&Next Pane"), tr("Move to the next part of the window"), {}, {Qt::Key_F6}}),
            &QAction::triggered, this, &MainWindow::focusNextPane);
    connect(a.add({u"view.defaultLayout"_s,
                   tr("Restore &Default Layout"),
                   tr("Put columns, panes and docks back where they were at first"),
                   {},
                   {}}),
            &QAction::triggered, this, &MainWindow::restoreDefaultLayout);
    connect(a.add({u"help.about"_s, tr("&About Kantoku"), tr("Version and licence"), {}, {}}), &QAction::triggered,
            this, &MainWindow::showAbout);
}

void MainWindow::fillSignalMenu(QMenu *menu)
{
    const auto add = [this, menu](const QString &name, const QString &meaning) {
        QAction *action = menu->addAction(u"%1 – %2"_s.arg(name, meaning));
        action->setObjectName(u"signal."_s + name);
        connect(action, &QAction::triggered, this,
                [this, name] { m_processActions->sendSignal(name, m_processes->selection()); });
    };
    add(u"HUP"_s, tr("many programs read their configuration again"));
    add(u"INT"_s, tr("interrupt, as Ctrl+C"));
    add(u"TERM"_s, tr("please end"));
    add(u"QUIT"_s, tr("end, often after finishing work"));
    add(u"KILL"_s, tr("end at once, nothing is saved"));
    menu->addSeparator();
    add(u"USR1"_s, tr("the program's own meaning"));
    add(u"USR2"_s, tr("the program's own meaning"));
    add(u"STOP"_s, tr("pause"));
    add(u"CONT"_s, tr("go on after a pause"));
}

void MainWindow::createMenus()
{
    const ActionRegistry &a = *m_actions;
    const auto fill = [&a](QMenu *menu, std::initializer_list<const char *> ids) {
        for (const char *id : ids) {
            if (*id == '\0')
                menu->addSeparator();
            else
                menu->addAction(a[QString::fromLatin1(id)]);
        }
    };
    fill(menuBar()->addMenu(tr("&Server")),
         {"server.open", "server.openConfiguration", "", "server.connect", "server.disconnect", "server.close", "",
          "server.shutdown", "", "window.quit"});

    m_processMenu = menuBar()->addMenu(tr("&Process"));
    m_signalMenu = new QMenu(tr("Si&gnal"), this);
    fillSignalMenu(m_signalMenu);
    a[u"process.signal"_s]->setMenu(m_signalMenu);
    auto *copy = new QMenu(tr("&Copy"), this);
    fill(copy, {"process.copyName", "process.copyPid", "process.copyStatus"});
    fill(m_processMenu,
         {"process.start", "process.stop", "process.restart", "", "process.signal", "process.stdin", "log.open",
          "log.clear", ""});
    m_processMenu->addMenu(copy);

    fill(menuBar()->addMenu(tr("&Log")), {"log.open", "log.clear", "", "log.main"});
    fill(menuBar()->addMenu(tr("&Configuration")), {"config.reread", "config.update", "", "config.reload"});

    QMenu *view = menuBar()->addMenu(tr("&View"));
    fill(view, {"view.refresh", "view.palette", "view.filter", "view.troubleFirst", ""});
    QMenu *colors = view->addMenu(tr("&Colours"));
    fill(colors, {"view.schemeSystem", "view.schemeLight", "view.schemeDark"});
    fill(view, {"", "view.console", "log.main", "view.nextPane", "view.defaultLayout"});
    fill(menuBar()->addMenu(tr("&Help")), {"help.about"});
}

void MainWindow::createToolBar()
{
    const ActionRegistry &a = *m_actions;
    m_toolBar = addToolBar(tr("Main toolbar"));
    m_toolBar->setObjectName(u"mainToolBar"_s);
    m_toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toolBar->setIconSize(QSize(16, 16));
    for (const char *id : {"process.start", "process.stop", "process.restart", "", "log.open", "process.signal", "",
                           "config.reread", "config.update", "", "server.open"}) {
        if (*id == '\0')
            m_toolBar->addSeparator();
        else
            m_toolBar->addAction(a[QString::fromLatin1(id)]);
    }
    auto *signalButton = qobject_cast<QToolButton *>(m_toolBar->widgetForAction(a[u"process.signal"_s]));
    signalButton->setPopupMode(QToolButton::InstantPopup);
    auto *space = new QWidget(this);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_toolBar->addWidget(space);
    m_processes->filterEdit()->setMaximumWidth(260);
    m_processes->filterEdit()->setMinimumWidth(140);
    m_toolBar->addWidget(m_processes->filterEdit());
}

void MainWindow::showPalette()
{
    QList<CommandPalette::Entry> entries;
    for (QAction *action : m_actions->all()) {
        if (!action->isEnabled() || action->menu())
            continue;
        entries.append({action->text().remove(u'&'), action->shortcut().toString(QKeySequence::NativeText),
                        action->icon(), [guard = QPointer(action)] {
                            if (guard)
                                guard->trigger();
                        }});
    }
    for (const QString &server : m_model->servers()) {
        for (const ProcessInfo &process : m_model->processesBelow(m_model->find(server))) {
            entries.append({process.namespec(), stateName(process.state),
                            Theme::instance()->stateIcon(process.state, condition(process)),
                            [this, server, name = process.namespec()] { m_processes->select(server, name); }});
        }
    }
    (new CommandPalette(std::move(entries), this))->open();
}

void MainWindow::sendToStdin()
{
    const Selection selection = m_processes->selection();
    const Selection::Part *part = selection.single();
    if (!part)
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Send to Standard Input"));
    dialog->setLabelText(tr("A line for %1:").arg(part->namespec));
    dialog->setOkButtonText(tr("&Send"));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, server = part->server, name = part->namespec](const QString &line) {
                Session *session = m_servers->find(server);
                if (!session)
                    return;
                QCoro::connect(session->sendStdin(name, line + u'\n'), this, [this, name](const Result<void> &sent) {
                    if (sent)
                        m_messages->showMessage(MessageBar::Kind::Success, tr("Sent a line to %1.").arg(name));
                    else
                        m_messages->showError(sent.error());
                });
            });
    dialog->open();
}

void MainWindow::copySelection(const std::function<QString(const ProcessInfo &)> &text)
{
    QStringList lines;
    for (const ProcessInfo &process : m_processes->selection().processes()) {
        if (const QString line = text(process); !line.isEmpty())
            lines.append(line);
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace kantoku::ui
