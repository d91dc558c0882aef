#include "daemonfixture.h"
#include "serverwindow.h"

#include "tests/unit/client/fakeserver.h"
#include "ui/console/consoledocks.h"
#include "ui/processes/processmodel.h"

#include <QAbstractItemModelTester>
#include <QContextMenuEvent>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

/// Many servers in one window: each by itself, and all of them again at the next start.
class TestServers : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void manyAreOpenAndOneGoingOfflineLeavesTheOthersAlone();
    void theyComeBackAtTheNextStart();
    void aWantedDisconnectStays();
    void renamesByTheContextMenu();
    void removesAfterAQuestion();
    void editsTheAddress();
    void reconnects();
    void aWrongPasswordIsNotTriedAgain();
    void theSelectionSaysWhichServerIsMeant();

private:
    void startDaemons();
    void openBoth();
    void selectServer(const QString &address);
    QModelIndex serverRow(const QString &address) const;
    bool isOffline(const QString &address) const { return serverRow(address).data(ProcessModel::OfflineRole).toBool(); }
    QAction *action(const QString &id) const { return m_ui->window->actions()[id]; }

    std::unique_ptr<DaemonFixture> m_one; ///< a kantokud
    std::unique_ptr<DaemonFixture> m_two; ///< Debian's supervisord
    std::unique_ptr<ServerWindow> m_ui;
};

void TestServers::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_ui = std::make_unique<ServerWindow>();
    QVERIFY(QTest::qWaitForWindowExposed(m_ui->window.get()));
}

void TestServers::cleanup()
{
    m_ui.reset();
    m_one.reset();
    m_two.reset();
}

void TestServers::startDaemons()
{
    m_one = std::make_unique<DaemonFixture>(DaemonFixture::Kind::Kantokud);
    m_two = std::make_unique<DaemonFixture>(DaemonFixture::Kind::Supervisord);
    m_one->configure("[program:alpha]\ncommand=sleep 1000\nstartsecs=0\n");
    m_two->configure("[program:beta]\ncommand=sleep 1000\nstartsecs=0\n");
    m_one->start();
    m_two->start();
}

void TestServers::openBoth()
{
    startDaemons();
    m_ui->window->openServer(m_one->address());
    m_ui->window->openServer(m_two->address());
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"alpha"_s).isValid() && m_ui->row(u"beta"_s).isValid(), 15000);
}

QModelIndex TestServers::serverRow(const QString &address) const
{
    const QAbstractItemModel *model = m_ui->tree->model();
    return model->match(model->index(0, 0), ProcessModel::ServerRole, address, 1, Qt::MatchExactly).value(0);
}

void TestServers::selectServer(const QString &address)
{
    const QModelIndex index = serverRow(address);
    QVERIFY(index.isValid());
    m_ui->tree->scrollTo(index);
    QTest::mouseClick(m_ui->tree->viewport(), Qt::LeftButton, {}, m_ui->tree->visualRect(index).center());
    QCOMPARE(m_ui->tree->currentIndex().siblingAtColumn(0), index);
}

void TestServers::manyAreOpenAndOneGoingOfflineLeavesTheOthersAlone()
{
    QAbstractItemModelTester tester(m_ui->tree->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    openBoth();
    QCOMPARE(m_ui->tree->model()->rowCount(), 2);
    m_two->stop();
    QTRY_VERIFY_WITH_TIMEOUT(isOffline(m_two->address()), 15000);
    QVERIFY(!isOffline(m_one->address()));
    // The last picture stays, and says how old it is.
    QVERIFY(m_ui->row(u"beta"_s).isValid());
    const QString said = serverRow(m_two->address()).siblingAtColumn(ProcessModel::State).data().toString()
        + serverRow(m_two->address()).siblingAtColumn(ProcessModel::Description).data().toString();
    QVERIFY2(said.contains(u"offline"_s), qPrintable(said));
    m_two->start();
    QTRY_VERIFY_WITH_TIMEOUT(!isOffline(m_two->address()), 30000);
}

void TestServers::theyComeBackAtTheNextStart()
{
    openBoth();
    m_ui->restart();
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"alpha"_s).isValid() && m_ui->row(u"beta"_s).isValid(), 15000);
    QCOMPARE(serverRow(m_one->address()).row(), 0);
}

void TestServers::aWantedDisconnectStays()
{
    openBoth();
    selectServer(m_one->address());
    QTRY_VERIFY(action(u"server.disconnect"_s)->isEnabled());
    action(u"server.disconnect"_s)->trigger();
    QTRY_VERIFY(isOffline(m_one->address()));
    m_ui->restart();
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"beta"_s).isValid(), 15000);
    QVERIFY(isOffline(m_one->address()));
    selectServer(m_one->address());
    QTRY_VERIFY(action(u"server.connect"_s)->isEnabled());
    action(u"server.connect"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"alpha"_s).isValid(), 15000);
}

void TestServers::renamesByTheContextMenu()
{
    openBoth();
    selectServer(m_one->address());
    const QPoint at = m_ui->tree->visualRect(serverRow(m_one->address())).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, m_ui->tree->viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(m_ui->tree->viewport(), &event);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QVERIFY(menu->actions().contains(action(u"server.rename"_s)));
    menu->setActiveAction(action(u"server.rename"_s));
    QTest::keyClick(menu, Qt::Key_Return);
    auto *dialog = m_ui->window->findChild<QInputDialog *>(u"renameServer"_s);
    QVERIFY(dialog);
    auto *edit = dialog->findChild<QLineEdit *>();
    edit->selectAll();
    QTest::keyClicks(edit, u"production"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(serverRow(m_one->address()).data().toString(), u"production"_s);
    QTRY_COMPARE(m_ui->window->windowTitle(), u"production — Kantoku"_s);
    m_ui->restart();
    QTRY_COMPARE(serverRow(m_one->address()).data().toString(), u"production"_s);
}

void TestServers::removesAfterAQuestion()
{
    openBoth();
    selectServer(m_one->address());
    QTRY_COMPARE(m_ui->window->currentSession()->address().toString(), m_one->address());
    for (const bool reallyDoes : {false, true}) {
        action(u"server.close"_s)->trigger();
        auto *question = m_ui->window->findChild<QMessageBox *>(u"confirmation"_s);
        QVERIFY(question);
        if (reallyDoes)
            m_ui->click(question, u"Remove"_s);
        else
            QTest::keyClick(question, Qt::Key_Return); // the safe button is the default
        QTRY_VERIFY(!m_ui->window->findChild<QMessageBox *>(u"confirmation"_s));
        QCOMPARE(serverRow(m_one->address()).isValid(), !reallyDoes);
    }
    m_ui->restart();
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"beta"_s).isValid(), 15000);
    QVERIFY(!serverRow(m_one->address()).isValid());
}

void TestServers::editsTheAddress()
{
    openBoth();
    DaemonFixture third(DaemonFixture::Kind::Kantokud);
    third.configure("[program:gamma]\ncommand=sleep 1000\nstartsecs=0\n");
    third.start();
    selectServer(m_one->address());
    action(u"server.rename"_s)->trigger();
    auto *rename = m_ui->window->findChild<QInputDialog *>(u"renameServer"_s);
    rename->setTextValue(u"mine"_s);
    QTest::keyClick(rename, Qt::Key_Return);
    action(u"server.edit"_s)->trigger();
    QTRY_VERIFY(m_ui->dialog());
    QCOMPARE(m_ui->named<QComboBox>(u"Address"_s, m_ui->dialog())->currentText(), m_one->address());
    m_ui->typeAddress(third.address());
    m_ui->click(m_ui->dialog(), u"Connect"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"gamma"_s).isValid(), 15000);
    QVERIFY(!serverRow(m_one->address()).isValid());
    QCOMPARE(serverRow(third.address()).data().toString(), u"mine"_s); // it is the same server, elsewhere
    QCOMPARE(m_ui->settings->savedServers().size(), 2);
}

void TestServers::reconnects()
{
    tests::FakeServer fake;
    fake.answer(u"system.multicall"_s, QVariantList{u"4.2.5"_s});
    m_ui->window->openServer(fake.url());
    QTRY_VERIFY(fake.connections > 0);
    const int before = fake.connections;
    QTRY_VERIFY(action(u"server.reconnect"_s)->isEnabled());
    action(u"server.reconnect"_s)->trigger();
    QTRY_VERIFY(fake.connections > before);
}

void TestServers::aWrongPasswordIsNotTriedAgain()
{
    tests::FakeServer fake;
    fake.requireAuthorization("Basic never");
    m_ui->window->openServer(fake.url());
    QTRY_VERIFY(m_ui->dialog());
    QTest::keyClick(m_ui->dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!m_ui->dialog());
    const int connections = fake.connections;
    QCOMPARE(m_ui->window->currentSession()->status(), client::Session::Status::Refused);
    // Whatever waits to be done is done: nothing of it connects.
    startDaemons();
    m_ui->window->openServer(m_one->address());
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"alpha"_s).isValid(), 15000);
    QCOMPARE(fake.connections, connections);
}

void TestServers::theSelectionSaysWhichServerIsMeant()
{
    openBoth();
    for (const DaemonFixture *daemon : {m_one.get(), m_two.get(), m_one.get()}) {
        selectServer(daemon->address());
        QTRY_COMPARE(m_ui->window->currentSession()->address().toString(), daemon->address());
        // Each has a console of its own, and the one that is meant is in front.
        const auto docks = m_ui->window->findChildren<ConsoleDock *>();
        QCOMPARE(docks.size(), 2);
        for (ConsoleDock *dock : docks)
            QTRY_COMPARE(!dock->visibleRegion().isEmpty(), dock->objectName() == u"console:"_s + daemon->address());
    }
}

QTEST_MAIN(TestServers)
#include "tst_servers.moc"
