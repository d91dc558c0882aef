#include "logpaneltest.h"

#include "ui/actionregistry.h"
#include "ui/logs/logdocks.h"
#include "ui/mainwindow.h"
#include "ui/messagebar.h"
#include "ui/settings.h"

#include <QComboBox>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

/// Logs beside each other in the window: the tab of a process, docks and windows of their own.
class TestLogDocks : public LogPanelTest {
    Q_OBJECT
private slots:
    void cleanup() { close(); }

    void logsStandSideBySide();
    void whatNoServerHasIsTold();
    void openLogsComeBack();
    void theWindowTellsWhatThePanelsHaveDone();
};

void TestLogDocks::logsStandSideBySide()
{
    m_daemon = std::make_unique<DaemonFixture>(DaemonFixture::Kind::Kantokud);
    m_daemon->configure("[program:a]\ncommand=sh -c 'echo told by a; exec cat'\n"
                        "[program:b]\ncommand=sh -c 'echo told by b; exec cat'\n"
                        "[program:c]\ncommand=sh -c 'echo told by c; exec cat'\n");
    m_daemon->start();
    Settings settings(m_daemon->file(u"settings.ini"_s));
    MainWindow window(&settings);
    window.show();
    window.openServer(m_daemon->address());
    // As `kantoku --log a --log b --log c` does.
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        window.openLog(name);
    const auto docks = [&] { return window.findChildren<LogDock *>(); };
    QTRY_COMPARE(docks().size(), 2);
    const auto textOf = [](LogView *log) {
        const LogBuffer &buffer = log->document()->buffer();
        return log->text(buffer.firstLine(), buffer.endLine());
    };
    QTRY_COMPARE(textOf(named<LogView>(&window, u"Log"_s)), u"told by a\n"_s);
    QTRY_COMPARE(textOf(named<LogView>(&window, u"Log of b"_s)), u"told by b\n"_s);
    QTRY_COMPARE(textOf(named<LogView>(&window, u"Log of c"_s)), u"told by c\n"_s);
    QCOMPARE(window.tabifiedDockWidgets(docks().constFirst()).size(), 1);
    // The selected process's log, too; once, and then as a window.
    window.actions()[u"log.beside"_s]->trigger();
    QTRY_COMPARE(docks().size(), 3);
    window.actions()[u"log.window"_s]->trigger();
    QTRY_COMPARE(docks().size(), 3);
    QVERIFY(std::ranges::any_of(docks(), &LogDock::isFloating));
    docks().constFirst()->close();
    QTRY_COMPARE(docks().size(), 2);
    window.close();
}

void TestLogDocks::whatNoServerHasIsTold()
{
    m_daemon = std::make_unique<DaemonFixture>(DaemonFixture::Kind::Kantokud);
    m_daemon->configure("[program:a]\ncommand=cat\n");
    m_daemon->start();
    Settings settings(m_daemon->file(u"settings.ini"_s));
    MainWindow window(&settings);
    window.show();
    window.openLog(u"bee"_s);
    const auto *messages = window.findChild<MessageBar *>();
    QCOMPARE(messages->text(), QString()); // no server has said anything yet
    window.openServer(m_daemon->address());
    QTRY_VERIFY2(messages->text().contains(u"bee"_s), qPrintable(messages->text()));
    window.close();
}

void TestLogDocks::openLogsComeBack()
{
    m_daemon = std::make_unique<DaemonFixture>(DaemonFixture::Kind::Kantokud);
    m_daemon->configure("[program:a]\ncommand=sh -c 'echo told by a; exec cat'\n"
                        "[program:b]\ncommand=sh -c 'echo told by b >&2; exec cat'\n"
                        "[program:c]\ncommand=sh -c 'echo told by c; exec cat'\n");
    m_daemon->start();
    Settings settings(m_daemon->file(u"settings.ini"_s));
    auto window = std::make_unique<MainWindow>(&settings);
    window->show();
    window->openServer(m_daemon->address());
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        window->openLog(name);
    const auto dock = [&](const QString &name) {
        const QList<LogDock *> all = window->findChildren<LogDock *>();
        const auto it = std::ranges::find_if(all, [&](LogDock *d) { return d->panel()->namespec() == name; });
        return it == all.end() ? nullptr : *it;
    };
    QTRY_VERIFY(dock(u"b"_s) && dock(u"c"_s));
    window->addDockWidget(Qt::LeftDockWidgetArea, dock(u"b"_s));
    auto *channels = named<QComboBox>(dock(u"b"_s), u"Log channel"_s);
    channels->setFocus();
    QTest::keyClick(channels, Qt::Key_Down);
    QTRY_COMPARE(dock(u"b"_s)->panel()->channel(), u"stderr"_s);
    dock(u"c"_s)->setFloating(true);
    window->close();
    const auto restart = [&] {
        window = std::make_unique<MainWindow>(&settings);
        window->show();
        window->restoreServers();
    };
    restart();
    QVERIFY(dock(u"b"_s) && dock(u"c"_s));
    QCOMPARE(window->findChildren<LogDock *>().size(), 2);
    QCOMPARE(window->dockWidgetArea(dock(u"b"_s)), Qt::LeftDockWidgetArea);
    QVERIFY(dock(u"c"_s)->isFloating() && dock(u"c"_s)->isVisible());
    const auto textOf = [&](const QString &name) {
        LogView *log = dock(name)->panel()->view();
        const LogBuffer &text = log->document()->buffer();
        return log->text(text.firstLine(), text.endLine());
    };
    QTRY_COMPARE(textOf(u"b"_s), u"told by b\n"_s);
    QTRY_COMPARE(textOf(u"c"_s), u"told by c\n"_s);
    // What was closed does not come back.
    dock(u"b"_s)->close();
    QTRY_VERIFY(!dock(u"b"_s));
    window->close();
    restart();
    QCOMPARE(window->findChildren<LogDock *>().size(), 1);
    window->close();
}

void TestLogDocks::theWindowTellsWhatThePanelsHaveDone()
{
    m_daemon = std::make_unique<DaemonFixture>(DaemonFixture::Kind::Kantokud);
    m_daemon->configure("[program:a]\ncommand=sh -c 'echo told by a; exec cat'\n");
    m_daemon->start();
    Settings settings(m_daemon->file(u"settings.ini"_s));
    MainWindow window(&settings);
    window.show();
    window.openServer(m_daemon->address());
    window.openLog(u"a"_s); // in the tab of the process
    const auto *messages = window.findChild<MessageBar *>();
    const auto shown = [&window]() -> LogPanel * {
        const auto *tabs = window.findChild<QTabWidget *>(u"detailTabs"_s); // made for the first process
        return tabs ? qobject_cast<LogPanel *>(tabs->currentWidget()) : nullptr;
    };
    QTRY_VERIFY(shown());
    auto *panel = shown();
    QTRY_VERIFY(panel->view()->document()->buffer().lineCount() > 0);
    panel->saveTo(m_daemon->file(u"saved"_s), false);
    QTRY_VERIFY2(messages->text().contains(u"saved"_s), qPrintable(messages->text()));
    window.close();
}

QTEST_MAIN(TestLogDocks)
#include "tst_logdocks.moc"
