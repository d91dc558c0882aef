// Where the window's actions are found: menus, toolbar and the command palette.

#include "ui/actionregistry.h"
#include "ui/commandpalette.h"
#include "ui/mainwindow.h"
#include "ui/processes/processactions.h"
#include "ui/processes/treecolumns.h"

#include <QLineEdit>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

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
    m_serverMenu = menuBar()->addMenu(tr("&Server"));
    fill(m_serverMenu,
         {"server.open", "server.openConfiguration", "server.newConfiguration", "", "server.connect",
          "server.disconnect", "server.reconnect", "", "server.rename", "server.edit", "server.close", "",
          "notices.muteServer", "", "server.shutdown"});
    QMenu *atClose = m_serverMenu->addMenu(tr("Own D&aemons at Close"));
    fill(atClose, {"server.daemonsAsk", "server.daemonsKeep", "server.daemonsStop"});
    fill(m_serverMenu, {"", "window.preferences", "", "window.quit"});

    m_processMenu = menuBar()->addMenu(tr("&Process"));
    m_signalMenu = new QMenu(tr("Si&gnal"), this);
    fillSignalMenu(m_signalMenu);
    a[u"process.signal"_s]->setMenu(m_signalMenu);
    auto *copy = new QMenu(tr("Cop&y"), this);
    fill(copy, {"process.copyName", "process.copyPid", "process.copyCommand", "process.copyStatus"});
    fill(m_processMenu,
         {"process.start", "process.stop", "process.restart", "", "process.signal", "process.stdin", "log.open",
          "log.beside", "log.window", "log.clear", "config.show", "", "notices.muteProcess", ""});
    m_processMenu->addMenu(copy);

    fill(menuBar()->addMenu(tr("&Log")), {"log.open", "log.beside", "log.window", "", "log.clear", "", "log.main"});
    fill(menuBar()->addMenu(tr("&Configuration")),
         {"config.show", "", "config.reread", "config.update", "", "config.reload"});

    QMenu *view = menuBar()->addMenu(tr("&View"));
    fill(view, {"view.refresh", "view.palette", "view.filter", "view.troubleFirst", ""});
    view->addMenu(tr("Col&umns"))->addActions(m_processes->columns()->actions());
    QMenu *colors = view->addMenu(tr("C&olours"));
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
    const auto add = [&entries](const QString &text, QAction *action, bool available) {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        CommandPalette::Entry entry{text, available ? keys : action->statusTip(), action->icon(), nullptr};
        if (available) {
            entry.run = [guard = QPointer(action)] {
                if (guard)
                    guard->trigger();
            };
        }
        entries.append(std::move(entry));
    };
    const QAction *signal = (*m_actions)[u"process.signal"_s];
    for (QAction *action : m_actions->all()) {
        QStringList path = menuPath(action);
        if (path.size() > 1)
            path.removeFirst(); // "Colours ▸ Light" says enough
        if (action != signal)
            add(path.join(u" ▸ "_s), action, action->isEnabled());
    }
    for (QAction *action : m_signalMenu->actions()) {
        if (!action->isSeparator())
            add(tr("Signal %1").arg(action->text()), action, signal->isEnabled());
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

} // namespace kantoku::ui
