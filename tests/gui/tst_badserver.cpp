// A server that stalls, lies or dies costs the window no frame: the event loop turns on, and the picture says so.

#include "../unit/client/fakeserver.h"
#include "heartbeat.h"

#include "ui/actionregistry.h"
#include "ui/mainwindow.h"
#include "ui/messagebar.h"
#include "ui/processes/processmodel.h"
#include "ui/settings.h"
#include "ui/translations.h"

#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;
using kantoku::tests::Heartbeat;
using tests::FakeServer;

namespace {

QVariantMap process(const QString &group, const QString &name, qint64 pid)
{
    ProcessInfo info;
    info.group = group;
    info.name = name;
    info.state = pid > 0 ? ProcessState::Running : ProcessState::Stopped;
    info.pid = pid;
    info.start = pid > 0 ? 1000 : 0;
    info.now = 2000;
    return info.toMap();
}

} // namespace

class TestBadServer : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { installTranslations(); }
    void init();
    void cleanup();
    void aStalledServerLeavesTheWindowAlive();
    void aServerThatLiesAboutUsage_data();
    void aServerThatLiesAboutUsage();
    void aServerThatAnswersNonsense();
    void aServerThatDiesAmidAnAction();
    void anOldServerSaysWhatItCannotDo();

private:
    void serve(const QVariantList &processes, const QStringList &capabilities, const QString &version = u"4.2.5"_s);
    QModelIndex row(const QString &name) const
    {
        const QAbstractItemModel *model = m_tree->model();
        return model->match(model->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly | Qt::MatchRecursive)
            .value(0);
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    QTreeView *m_tree = nullptr;
};

void TestBadServer::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_home->path()));
    m_server = std::make_unique<FakeServer>();
    m_settings = std::make_unique<Settings>(m_home->filePath(u"settings.ini"_s));
    m_settings->setUsageInterval(std::chrono::milliseconds(500));
    m_window = std::make_unique<MainWindow>(m_settings.get());
    m_tree = m_window->findChild<QTreeView *>(u"processes"_s);
    m_window->resize(1200, 700);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestBadServer::cleanup()
{
    m_window.reset();
    m_settings.reset();
    m_server.reset();
    m_home.reset();
}

void TestBadServer::serve(const QVariantList &processes, const QStringList &capabilities, const QString &version)
{
    m_server->answer(u"supervisor.getSupervisorVersion"_s, version);
    m_server->answer(u"supervisor.getIdentification"_s, u"fake"_s);
    m_server->answer(u"supervisor.getPID"_s, 4711);
    m_server->answer(u"supervisor.getState"_s, QVariantMap{{u"statecode"_s, 1}, {u"statename"_s, u"RUNNING"_s}});
    m_server->answer(u"supervisor.getAllProcessInfo"_s, processes);
    if (!capabilities.isEmpty())
        m_server->answer(u"kantoku.getCapabilities"_s,
                         QVariantMap{{u"version"_s, u"9.9"_s}, {u"protocol"_s, 1}, {u"capabilities"_s, capabilities}});
    m_server->answerMulticall();
    m_window->openServer(m_server->url());
}

void TestBadServer::aStalledServerLeavesTheWindowAlive()
{
    for (const QString &method : {u"kantoku.getProcessStats"_s, u"kantoku.explainProcess"_s, u"kantoku.getHistory"_s,
                                  u"supervisor.stopProcess"_s})
        m_server->ignore(method);
    serve({process(u"a"_s, u"a"_s, 77), process(u"b"_s, u"b"_s, 78)},
          {u"getProcessStats"_s, u"explainProcess"_s, u"getHistory"_s, u"getProcessTree"_s});
    QTRY_VERIFY(row(u"a"_s).isValid());
    m_tree->setCurrentIndex(row(u"a"_s));
    ActionRegistry &actions = m_window->actions();
    QTRY_VERIFY(actions[u"process.stop"_s]->isEnabled());
    Heartbeat heart;
    actions[u"process.stop"_s]->trigger();
    QTRY_VERIFY(m_server->calls.contains(u"supervisor.stopProcess(a)"_s));
    m_server->ignore(u"system.multicall"_s); // from now on nothing is answered
    for (int i = 0; i < 40; ++i) {
        QTest::keyClick(m_tree, i % 2 == 0 ? Qt::Key_Down : Qt::Key_Up);
        QTest::qWait(5); // so that the beats between are counted
    }
    QVERIFY2(heart.longest < 250, qPrintable(QString::number(heart.longest)));
    QCOMPARE(row(u"a"_s).siblingAtColumn(ProcessModel::State).data().toString(), u"RUNNING"_s);
    QCOMPARE(row(u"a"_s).siblingAtColumn(ProcessModel::Cpu).data().toString(), u"–"_s);
}

void TestBadServer::aServerThatLiesAboutUsage_data()
{
    QTest::addColumn<QVariant>("answer");
    const auto stats = [](const QVariant &tree) {
        return QVariant(
            QVariantList{QVariantMap{{u"group"_s, u"a"_s}, {u"name"_s, u"a"_s}, {u"pid"_s, 77}, {u"tree"_s, tree}}});
    };
    QTest::newRow("text in place of a list") << QVariant(u"nonsense"_s);
    QTest::newRow("a list of numbers") << QVariant(QVariantList{1, 2, 3});
    QTest::newRow("text in place of a struct") << stats(u"much"_s);
    QTest::newRow("negative and huge values")
        << stats(QVariantMap{{u"cpu_share"_s, -5.0}, {u"rss"_s, -1}, {u"processes"_s, 2000000000}});
    QTest::newRow("processes that nobody knows")
        << QVariant(QVariantList{QVariantMap{{u"group"_s, u"x"_s}, {u"name"_s, u"y"_s}, {u"pid"_s, -1}}});
}

void TestBadServer::aServerThatLiesAboutUsage()
{
    QFETCH(QVariant, answer);
    m_server->answer(u"kantoku.getProcessStats"_s, answer);
    // Its tree of processes is a ring.
    const QVariantMap one{{u"pid"_s, 78}, {u"ppid"_s, 77}, {u"name"_s, u"one"_s}, {u"command"_s, u"one"_s}};
    const QVariantMap other{{u"pid"_s, 77}, {u"ppid"_s, 78}, {u"name"_s, u"other"_s}, {u"command"_s, u"other"_s}};
    m_server->answer(u"kantoku.getProcessTree"_s, QVariantList{one, other, one});
    serve({process(u"a"_s, u"a"_s, 77)}, {u"getProcessStats"_s, u"getProcessTree"_s});
    QTRY_VERIFY(row(u"a"_s).isValid());
    m_tree->expand(row(u"a"_s));
    QTRY_VERIFY(m_server->calls.filter(u"kantoku.getProcessStats"_s).size() >= 2);
    QCOMPARE(row(u"a"_s).siblingAtColumn(ProcessModel::State).data().toString(), u"RUNNING"_s);
}

void TestBadServer::aServerThatAnswersNonsense()
{
    serve({process(u"a"_s, u"a"_s, 77), QVariantMap{{u"name"_s, 5}}}, {});
    QTRY_COMPARE(m_window->currentSession()->status(), client::Session::Status::Refused);
    QVERIFY(m_window->isEnabled());
}

void TestBadServer::aServerThatDiesAmidAnAction()
{
    m_server->ignore(u"supervisor.stopProcess"_s);
    serve({process(u"a"_s, u"a"_s, 77)}, {});
    QTRY_VERIFY(row(u"a"_s).isValid());
    m_tree->setCurrentIndex(row(u"a"_s));
    QTRY_VERIFY(m_window->actions()[u"process.stop"_s]->isEnabled());
    m_window->actions()[u"process.stop"_s]->trigger();
    QTRY_VERIFY(m_server->calls.contains(u"supervisor.stopProcess(a)"_s));
    Heartbeat heart;
    m_server.reset();
    QTRY_VERIFY(row(u"a"_s).data(ProcessModel::OfflineRole).toBool());
    QTRY_VERIFY(!m_window->actions()[u"process.stop"_s]->isEnabled());
    QVERIFY2(heart.longest < 250, qPrintable(QString::number(heart.longest)));
}

void TestBadServer::anOldServerSaysWhatItCannotDo()
{
    serve({process(u"a"_s, u"a"_s, 77)}, {}, u"3.0"_s); // signals came with 3.2
    QTRY_VERIFY(row(u"a"_s).isValid());
    m_tree->setCurrentIndex(row(u"a"_s));
    QTRY_VERIFY(m_window->actions()[u"process.signal"_s]->isEnabled());
    m_window->findChild<QAction *>(u"signal.HUP"_s)->trigger();
    const auto *news = m_window->findChild<MessageBar *>();
    QTRY_VERIFY(news->isVisible());
    QTRY_VERIFY2(news->text().contains(u"This server does not know supervisor.signalProcess"_s),
                 qPrintable(news->text()));
    QCOMPARE(row(u"a"_s).siblingAtColumn(ProcessModel::State).data().toString(), u"RUNNING"_s);
}

QTEST_MAIN(TestBadServer)
#include "tst_badserver.moc"
