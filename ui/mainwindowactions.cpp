// What the window can do, and when.

#include "ui/actionregistry.h"
#include "ui/configuration/configactions.h"
#include "ui/console/consoledocks.h"
#include "ui/mainlogdock.h"
#include "ui/mainwindow.h"
#include "ui/messagebar.h"
#include "ui/notices/notices.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/processes/detailpane.h"
#include "ui/processes/processactions.h"
#include "ui/processes/treecolumns.h"
#include "ui/servers/serveractions.h"
#include "ui/servers/serverlist.h"
#include "ui/settings.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>

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
            &QAction::triggered, m_serverActions, &ServerActions::chooseConfiguration);
    connect(a.add({u"server.newConfiguration"_s,
                   tr("&New Configuration File…"),
                   tr("Write a configuration to begin with, and start a daemon of your own on it"),
                   {},
                   {}}),
            &QAction::triggered, m_serverActions, &ServerActions::createConfiguration);
    connect(a.add({u"server.connect"_s, tr("Connec&t"), tr("Connect to the server again"), u"connect"_s, {}}),
            &QAction::triggered, this, onServer([this](Session *session) { m_serverActions->connectTo(session); }));
    connect(a.add({u"server.reconnect"_s,
                   tr("&Reconnect"),
                   tr("Let go of the server and connect to it again"),
                   u"refresh"_s,
                   {}}),
            &QAction::triggered, this, onServer([this](Session *session) { m_serverActions->reconnectTo(session); }));
    connect(a.add({u"server.rename"_s, tr("Rena&me…"), tr("Give the server a name of your own"), {}, {}}),
            &QAction::triggered, this, onServer([this](Session *session) { m_serverActions->rename(session); }));
    connect(a.add({u"server.edit"_s, tr("&Edit…"), tr("Change the server's address, user or password"), {}, {}}),
            &QAction::triggered, this, onServer([this](Session *session) { m_serverActions->edit(session); }));
    connect(a.add({u"server.disconnect"_s,
                   tr("&Disconnect"),
                   tr("Let go of the server until you connect again"),
                   u"disconnect"_s,
                   {}}),
            &QAction::triggered, this,
            onServer([this](Session *session) { m_serverActions->disconnectFrom(session); }));
    connect(a.add({u"server.close"_s,
                   tr("Remo&ve Server…"),
                   tr("Take the server out of this window; it goes on running"),
                   u"close"_s,
                   {}}),
            &QAction::triggered, this, onServer([this](Session *session) { m_serverActions->remove(session); }));
    auto *atClose = new QActionGroup(this);
    using enum Settings::DaemonsAtClose;
    const QString help = tr("What closing the window does to daemons that it has started");
    const std::array<std::pair<Settings::DaemonsAtClose, QAction *>, 3> choices{{
        {Ask, a.add({u"server.daemonsAsk"_s, tr("&Ask"), help, {}, {}})},
        {KeepRunning, a.add({u"server.daemonsKeep"_s, tr("&Keep Them Running"), help, {}, {}})},
        {Stop, a.add({u"server.daemonsStop"_s, tr("&Stop Them"), help, {}, {}})},
    }};
    for (const auto &[choice, action] : choices) {
        action->setCheckable(true);
        action->setActionGroup(atClose);
        action->setChecked(m_settings->daemonsAtClose() == choice);
        connect(action, &QAction::triggered, this, [this, choice = choice] { m_settings->setDaemonsAtClose(choice); });
        connect(m_settings, &Settings::changed, action, [this, choice = choice, action = action] {
            action->setChecked(m_settings->daemonsAtClose() == choice);
        });
    }
    connect(
        a.add({u"server.shutdown"_s, tr("&Shut Down…"), tr("End the server and all its programs"), u"shutdown"_s, {}}),
        &QAction::triggered, this, onServer([this](Session *session) { m_configActions->shutdown(session); }));
    connect(a.add({u"window.preferences"_s,
                   tr("&Preferences…"),
                   tr("Choose language, colours, shortcuts and more"),
                   {},
                   {QKeySequence::Preferences}}),
            &QAction::triggered, this,
            [this] { (new PreferencesDialog(m_settings, m_actions, m_servers, this))->open(); });
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
            &QAction::triggered, this, [this] { m_processActions->sendStdin(m_processes->selection()); });
    connect(
        a.add({u"process.copyName"_s, tr("&Name", "copy the name"), tr("Copy the names of what is selected"), {}, {}}),
        &QAction::triggered, this, [this] { copySelection(&ProcessInfo::namespec); });
    connect(
        a.add(
            {u"process.copyPid"_s, tr("&PID", "copy the pid"), tr("Copy the process ids of what is selected"), {}, {}}),
        &QAction::triggered, this,
        [this] { copySelection([](const ProcessInfo &p) { return p.pid > 0 ? QString::number(p.pid) : QString(); }); });
    connect(a.add({u"process.copyCommand"_s,
                   tr("&Command Line", "copy the command line"),
                   tr("Copy the command lines of what is selected"),
                   {},
                   {}}),
            &QAction::triggered, this, [this] { m_processActions->copyCommandLines(m_processes->selection()); });
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

    QAction *mute = a.add(
        {u"notices.muteProcess"_s, tr("&Mute Notices"), tr("Do not tell when this process gets into trouble"), {}, {}});
    mute->setCheckable(true);
    connect(mute, &QAction::triggered, this, [this](bool muted) {
        const Selection selection = m_processes->selection();
        if (const Selection::Part *part = selection.single())
            m_notices->setMuted(part->server, part->namespec, muted);
    });
    QAction *muteServer = a.add({u"notices.muteServer"_s,
                                 tr("Mute Notices o&f the Server"),
                                 tr("Do not tell when processes of this server come into trouble"),
                                 {},
                                 {}});
    muteServer->setCheckable(true);
    connect(muteServer, &QAction::triggered, this, [this](bool muted) {
        if (const Session *session = currentSession())
            m_notices->setMuted(ServerList::idOf(session), {}, muted);
    });
    connect(m_settings, &Settings::changed, this, &MainWindow::scheduleUpdate); // a mute may be taken back there

    connect(a.add({u"log.open"_s,
                   tr("&Log", "verb: show the log"),
                   tr("Show the log of what is selected (Enter)"),
                   u"log"_s,
                   {Qt::CTRL | Qt::Key_L}}),
            &QAction::triggered, this, &MainWindow::showLog);
    connect(a.add({u"config.show"_s,
                   tr("Show Con&figuration"),
                   tr("Show every option of the selected process, and where it is set"),
                   {},
                   {Qt::CTRL | Qt::Key_I}}),
            &QAction::triggered, m_details, &DetailPane::showConfiguration);
    connect(a.add({u"log.beside"_s,
                   tr("Log &Beside"),
                   tr("Open the logs of what is selected beside each other, each in a tab of its own"),
                   {},
                   {Qt::CTRL | Qt::SHIFT | Qt::Key_L}}),
            &QAction::triggered, this, [this] { openSelectedLogs(false); });
    connect(a.add({u"log.window"_s,
                   tr("Log in a &Window"),
                   tr("Open the logs of what is selected, each in a window of its own"),
                   {},
                   {}}),
            &QAction::triggered, this, [this] { openSelectedLogs(true); });
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
                   tr("Find Comm&and…"),
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
    for (QAction *column : m_processes->columns()->actions())
        a.adopt(column);
    QAction *console = a.add({u"view.console"_s,
                              tr("&Console"),
                              tr("Show the console of the server"),
                              u"console"_s,
                              {Qt::CTRL | Qt::Key_QuoteLeft}});
    QAction *mainLog = a.add({u"log.main"_s, tr("&Main Log"), tr("Show the log of the server itself"), {}, {}});
    console->setCheckable(true);
    connect(console, &QAction::triggered, this, [this](bool shown) {
        if (Session *session = currentSession())
            m_consoles->show(session, shown);
    });
    mainLog->setCheckable(true);
    connect(mainLog, &QAction::triggered, this, [this](bool shown) {
        m_mainLog->setVisible(shown);
        if (!shown)
            return;
        m_mainLog->raise();
        m_mainLog->setFocus();
    });
    connect(m_mainLog->toggleViewAction(), &QAction::toggled, mainLog, &QAction::setChecked);
    mainLog->setChecked(m_mainLog->toggleViewAction()->isChecked());
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
        connect(action, &QAction::triggered, this, [this, scheme = scheme] { m_settings->setColorScheme(scheme); });
        const auto check
            = [this, scheme = scheme, action = action] { action->setChecked(m_settings->colorScheme() == scheme); };
        check();
        connect(m_settings, &Settings::changed, action, check);
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

void MainWindow::updateActions()
{
    ActionRegistry &a = *m_actions;
    const Selection selection = m_processes->selection();
    a.setAvailable(u"process.start"_s, ProcessActions::whyNot(Verb::Start, selection));
    a.setAvailable(u"process.stop"_s, ProcessActions::whyNot(Verb::Stop, selection));
    a.setAvailable(u"process.restart"_s, ProcessActions::whyNot(Verb::Restart, selection));
    a.setAvailable(u"process.signal"_s, ProcessActions::whyNoSignal(selection));
    a.setAvailable(u"process.stdin"_s, ProcessActions::whyNoStdin(selection));
    a.setAvailable(u"log.clear"_s, ProcessActions::whyNot(Verb::ClearLogs, selection));
    a.setAvailable(u"log.open"_s, ProcessActions::whyNoLog(selection));
    const QString nothing = ProcessActions::whyNoProcess(selection);
    for (const QString &id : {u"log.beside"_s, u"log.window"_s, u"process.copyName"_s, u"process.copyStatus"_s})
        a.setAvailable(id, nothing);
    a.setAvailable(u"config.show"_s, selection.single() ? QString() : tr("Select one process."));
    const Selection::Part *single = selection.single();
    a.setAvailable(u"notices.muteProcess"_s, single ? QString() : tr("Select one process."));
    a[u"notices.muteProcess"_s]->setChecked(single && m_notices->isMuted(single->server, single->namespec));
    a.setAvailable(u"process.copyPid"_s, ProcessActions::whyNoPid(selection));
    a.setAvailable(u"process.copyCommand"_s, selection.isDescendantsOnly() ? QString() : nothing);

    const Session *session = currentSession();
    const bool online = session && session->status() == Session::Status::Online;
    const QString noServer = session ? QString() : tr("No server is open.");
    const QString notOnline = online ? QString() : session ? tr("The server is not connected.") : noServer;
    for (const QString &id : {u"config.reread"_s, u"config.update"_s, u"config.reload"_s, u"server.shutdown"_s})
        a.setAvailable(id, notOnline);
    a.setAvailable(u"notices.muteServer"_s, noServer);
    a[u"notices.muteServer"_s]->setChecked(session && m_notices->isMuted(ServerList::idOf(session)));
    a.setAvailable(u"view.refresh"_s, noServer);
    a.setAvailable(u"view.filter"_s, noServer);
    a.setAvailable(u"server.close"_s, noServer);
    a.setAvailable(u"log.main"_s, noServer);
    a.setAvailable(u"view.console"_s, noServer);
    a[u"view.console"_s]->setChecked(m_consoles->isShown(currentSession()));
    for (const QString &id : {u"server.reconnect"_s, u"server.rename"_s, u"server.edit"_s})
        a.setAvailable(id, noServer);
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

void MainWindow::copySelection(const std::function<QString(const ProcessInfo &)> &text)
{
    QStringList lines;
    for (const Selection::Part &part : m_processes->selection().parts) {
        if (part.kind == ProcessModel::Kind::Descendant) { // has nothing but a pid of what can be copied
            lines.append(QString::number(part.descendant.pid));
            continue;
        }
        for (const ProcessInfo &process : part.processes) {
            if (const QString line = text(process); !line.isEmpty())
                lines.append(line);
        }
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace kantoku::ui
