#include "daemonfixture.h"
#include "serverwindow.h"

#include "ui/processes/processmodel.h"

#include <QFileDialog>
#include <QLocalSocket>
#include <QMenu>
#include <QMessageBox>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

/// The ways of the welcome page to a server, and the daemon that the window starts by itself.
class TestEmbeddedDaemon : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void theWelcomePageOffersWhatThereIs();
    void theDemoRuns();
    void aNewConfigurationIsWrittenAndRun();
    void aBrokenConfigurationSaysWhy();
    void closingAsksOnceAndKeepsRunning();
    void closingStopsIt();
    void closingAsksAboutAllOfThem();
    void thinkingBetterOfClosing();
    void aQuietCloseStopsIt();
    void oneThatEndedIsStartedAgain();
    void aDaemonOfSomebodyElseIsLeftAlone();

private:
    void runConfiguration();
    bool answers() const
    {
        QLocalSocket probe;
        probe.connectToServer(m_daemon->socket());
        return probe.state() == QLocalSocket::ConnectedState;
    }
    QMessageBox *question() const { return m_ui->window->findChild<QMessageBox *>(u"daemonsAtClose"_s); }

    std::unique_ptr<DaemonFixture> m_daemon; ///< a folder with a configuration
    std::unique_ptr<ServerWindow> m_ui;
};

void TestEmbeddedDaemon::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_daemon = std::make_unique<DaemonFixture>(DaemonFixture::Kind::Kantokud);
    m_daemon->configure("[program:alpha]\ncommand=sleep 1000\nstartsecs=0\n");
    m_ui = std::make_unique<ServerWindow>();
    QVERIFY(QTest::qWaitForWindowExposed(m_ui->window.get()));
}

void TestEmbeddedDaemon::cleanup()
{
    // Nothing that a test kept running outlives it.
    if (m_ui->window && m_ui->settings->daemonsAtClose() == Settings::DaemonsAtClose::KeepRunning) {
        m_ui->settings->setDaemonsAtClose(Settings::DaemonsAtClose::Stop);
        QSignalSpy finished(m_ui->window.get(), &MainWindow::finished);
        m_ui->window->close();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 15000);
    }
    m_ui.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!answers(), 15000);
    m_daemon.reset();
}

void TestEmbeddedDaemon::runConfiguration()
{
    m_ui->window->openConfiguration(m_daemon->file(u"d.conf"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"alpha"_s).isValid(), 15000);
    QTRY_COMPARE(m_ui->row(u"alpha"_s).siblingAtColumn(ProcessModel::State).data().toString(), u"RUNNING"_s);
}

void TestEmbeddedDaemon::theWelcomePageOffersWhatThereIs()
{
    auto *page = m_ui->named<QWidget>(u"Welcome"_s);
    QVERIFY(page && page->isVisible());
    for (const QString &offer :
         {u"Open a Server…"_s, u"Run a Configuration File…"_s, u"New Configuration File…"_s, u"Run the Demo"_s})
        QVERIFY2(ServerWindow::button(page, offer) && ServerWindow::button(page, offer)->isVisible(),
                 qPrintable(offer));
    m_ui->close();
    DaemonFixture other(DaemonFixture::Kind::Supervisord);
    other.configure("[program:beta]\ncommand=sleep 1000\nstartsecs=0\n");
    other.start();
    QDir().mkpath(m_ui->file(u"run/kantoku"_s));
    QVERIFY(QFile::link(other.socket(), m_ui->file(u"run/kantoku/found.sock"_s)));
    m_ui->open();
    const QString name = u"Open unix://"_s + QFileInfo(other.socket()).canonicalFilePath();
    QTRY_VERIFY(m_ui->named<QAbstractButton>(name));
    auto *found = m_ui->named<QAbstractButton>(name);
    found->setFocus();
    QTest::keyClick(found, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"beta"_s).isValid(), 15000);
}

void TestEmbeddedDaemon::theDemoRuns()
{
    m_ui->click(m_ui->named<QWidget>(u"Welcome"_s), u"Run the Demo"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_ui->window->windowTitle(), u"demo — Kantoku"_s, 15000);
    // Its socket is where nobody else reaches it.
    QVERIFY(QFileInfo::exists(m_ui->file(u"run/kantoku-demo/kantoku.sock"_s)));
    QSignalSpy finished(m_ui->window.get(), &MainWindow::finished);
    m_ui->window->closeQuietly();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20000);
    QVERIFY(!QFileInfo::exists(m_ui->file(u"run/kantoku-demo/kantoku.sock"_s)));
}

void TestEmbeddedDaemon::aNewConfigurationIsWrittenAndRun()
{
    m_ui->click(m_ui->named<QWidget>(u"Welcome"_s), u"New Configuration File…"_s);
    auto *chooser = m_ui->window->findChild<QFileDialog *>(u"newConfiguration"_s);
    QVERIFY(chooser);
    auto *name = chooser->findChild<QLineEdit *>(u"fileNameEdit"_s);
    QCOMPARE(name->text(), u"kantoku.conf"_s);
    QTest::keyClick(name, Qt::Key_Return);
    const QString path = m_ui->file(u"config/kantoku/kantoku.conf"_s);
    QTRY_VERIFY(QFileInfo::exists(path));
    QTRY_COMPARE_WITH_TIMEOUT(m_ui->window->windowTitle(), u"kantoku — Kantoku"_s, 15000);
    QVERIFY2(m_ui->message().contains(path), qPrintable(m_ui->message()));
    QVERIFY(ServerWindow::button(m_ui->window.get(), u"Edit the File"_s));

    QFile file(path);
    QVERIFY(file.open(QFile::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    QVERIFY(text.contains(u";[program:hello]\n"_s));
    // The socket is below the runtime folder, the files below the state folder, for the user alone.
    QVERIFY(text.contains(u"\nfile=%1/kantoku/"_s.arg(m_ui->file(u"run"_s))));
    QVERIFY(text.contains(u"\nlogfile=%1/kantoku/"_s.arg(m_ui->file(u"state"_s))));
    QVERIFY(QDir(m_ui->file(u"run/kantoku"_s)).entryList(QDir::System).size() == 1);

    // What one uncomments is what one gets.
    file.close();
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(QString(text)
                   .replace(u"\n;["_s, u"\n["_s)
                   .replace(QRegularExpression(u"\n;([a-z_]+=)"_s), u"\n\\1"_s)
                   .replace(u"/usr/local/bin/worker --number"_s, u"/bin/sleep 100"_s)
                   .toUtf8());
    file.close();
    auto *input = m_ui->named<QLineEdit>(u"Console input"_s);
    input->setFocus();
    QTest::keyClicks(input, u"update"_s);
    QTest::keyClick(input, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"hello"_s).isValid(), 15000);
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"worker_2"_s).isValid(), 15000);
    QTRY_COMPARE_WITH_TIMEOUT(m_ui->row(u"hello"_s).siblingAtColumn(ProcessModel::State).data().toString(),
                              u"RUNNING"_s, 15000);
    QSignalSpy finished(m_ui->window.get(), &MainWindow::finished);
    m_ui->window->closeQuietly();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20000);
}

void TestEmbeddedDaemon::aBrokenConfigurationSaysWhy()
{
    m_daemon->configure("[program:alpha]\ncommand=sleep 1000\nnumprocs=many\n");
    m_ui->window->openConfiguration(m_daemon->file(u"d.conf"_s));
    QTRY_VERIFY2_WITH_TIMEOUT(m_ui->message().contains(u"many"_s), qPrintable(m_ui->message()), 15000);
    m_ui->window->openConfiguration(m_daemon->file(u"none.conf"_s));
    QTRY_VERIFY2(m_ui->message().contains(u"none.conf"_s), qPrintable(m_ui->message()));
}

void TestEmbeddedDaemon::closingAsksOnceAndKeepsRunning()
{
    runConfiguration();
    QSignalSpy finished(m_ui->window.get(), &MainWindow::finished);
    m_ui->window->close();
    QVERIFY(question());
    QVERIFY(m_ui->window->isVisible());
    QCOMPARE(question()->text(), u"Keep this window's own daemon running?"_s);
    QVERIFY2(question()->informativeText().startsWith(u"Stopping it stops 1 running process, too."_s),
             qPrintable(question()->informativeText()));
    m_ui->click(question(), u"Keep Running"_s);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!m_ui->window->isVisible());
    m_ui->close();
    QVERIFY(answers());

    // The next start finds it, and does not ask a second time.
    m_ui->open();
    m_ui->window->restoreServers();
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"alpha"_s).isValid(), 15000);
    QVERIFY(m_ui->window->actions()[u"server.daemonsKeep"_s]->isChecked());
    QSignalSpy again(m_ui->window.get(), &MainWindow::finished);
    m_ui->window->close();
    QTRY_COMPARE(again.size(), 1);
    QVERIFY(!question());
    m_ui->close();
    QVERIFY(answers());

    // The choice can be changed; then it ends with the window, though this run has not started it.
    m_ui->open();
    m_ui->window->restoreServers();
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"alpha"_s).isValid(), 15000);
    m_ui->window->actions()[u"server.daemonsStop"_s]->trigger();
    QSignalSpy last(m_ui->window.get(), &MainWindow::finished);
    m_ui->window->close();
    QTRY_COMPARE_WITH_TIMEOUT(last.size(), 1, 15000);
    QTRY_VERIFY_WITH_TIMEOUT(!answers(), 15000);
}

void TestEmbeddedDaemon::closingStopsIt()
{
    runConfiguration();
    QSignalSpy finished(m_ui->window.get(), &MainWindow::finished);
    m_ui->window->close();
    m_ui->click(question(), u"Stop"_s);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 15000);
    QVERIFY(!answers());
}

void TestEmbeddedDaemon::closingAsksAboutAllOfThem()
{
    runConfiguration();
    DaemonFixture second(DaemonFixture::Kind::Kantokud);
    second.configure("[program:beta]\ncommand=sleep 1000\nautostart=false\n");
    m_ui->window->openConfiguration(second.file(u"d.conf"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"beta"_s).isValid(), 15000);
    m_ui->window->close();
    QCOMPARE(question()->text(), u"Keep this window's own 2 daemons running?"_s);
    QVERIFY2(question()->informativeText().startsWith(u"Stopping them stops 1 running process, too."_s),
             qPrintable(question()->informativeText()));
    QSignalSpy finished(m_ui->window.get(), &MainWindow::finished);
    m_ui->click(question(), u"Stop"_s);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 15000);
}

void TestEmbeddedDaemon::thinkingBetterOfClosing()
{
    runConfiguration();
    m_ui->window->close();
    QVERIFY(question());
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY(!question());
    QVERIFY(m_ui->window->isVisible());
    QVERIFY(answers());
    QCOMPARE(m_ui->settings->daemonsAtClose(), Settings::DaemonsAtClose::Ask);
}

void TestEmbeddedDaemon::aQuietCloseStopsIt()
{
    runConfiguration();
    QSignalSpy finished(m_ui->window.get(), &MainWindow::finished);
    m_ui->window->closeQuietly();
    QVERIFY(!question());
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 15000);
    QVERIFY(!answers());
    QCOMPARE(m_ui->settings->daemonsAtClose(), Settings::DaemonsAtClose::Ask);
}

void TestEmbeddedDaemon::oneThatEndedIsStartedAgain()
{
    runConfiguration();
    m_ui->settings->setDaemonsAtClose(Settings::DaemonsAtClose::Stop);
    QSignalSpy finished(m_ui->window.get(), &MainWindow::finished);
    m_ui->window->close();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 15000);
    m_ui->restart(); // no program is started that nobody asked for
    QTRY_VERIFY(m_ui->window->currentSession());
    QCOMPARE(m_ui->window->currentSession()->status(), client::Session::Status::Disconnected);
    QTRY_VERIFY(m_ui->window->actions()[u"server.connect"_s]->isEnabled());
    m_ui->window->actions()[u"server.connect"_s]->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"alpha"_s).isValid(), 15000);
}

void TestEmbeddedDaemon::aDaemonOfSomebodyElseIsLeftAlone()
{
    m_daemon->start();
    m_ui->window->openConfiguration(m_daemon->file(u"d.conf"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"alpha"_s).isValid(), 15000);
    QVERIFY2(m_ui->message().contains(u"goes on when this window closes"_s), qPrintable(m_ui->message()));
    m_ui->settings->setDaemonsAtClose(Settings::DaemonsAtClose::Stop);
    QSignalSpy finished(m_ui->window.get(), &MainWindow::finished);
    m_ui->window->close();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(answers());
    m_daemon->stop();
}

QTEST_MAIN(TestEmbeddedDaemon)
#include "tst_embeddeddaemon.moc"
