#include "daemonfixture.h"
#include "serverwindow.h"

#include "tests/unit/client/fakeserver.h"
#include "ui/processes/processmodel.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

namespace {

/// The longest time for which the event loop did not turn.
class Heartbeat : public QObject {
public:
    Heartbeat()
    {
        connect(&m_timer, &QTimer::timeout, this, [this] { longest = std::max(longest, m_since.restart()); });
        m_since.start();
        m_timer.start(5);
    }

    qint64 longest = 0; ///< ms

private:
    QTimer m_timer;
    QElapsedTimer m_since;
};

// Whoever waits for a server waits for seconds; a machine that is busy with other tests delays us by less than this.
constexpr qint64 bound = 1000; // ms

} // namespace

/// Servers that die, lie or stall, beside one that is well: the window goes on.
class TestBadServers : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void aServerThatStallsHoldsNothingUp();
    void aServerThatDiesInAnAnswer();
    void aServerThatLies_data();
    void aServerThatLies();
    void aFloodOfProcessesIsShown();

private:
    void commandsTheGoodOne();
    client::Session::Status statusOf(const QString &address) const;

    std::unique_ptr<DaemonFixture> m_good;
    std::unique_ptr<ServerWindow> m_ui;
};

void TestBadServers::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_good = std::make_unique<DaemonFixture>(DaemonFixture::Kind::Kantokud);
    m_good->configure("[program:alpha]\ncommand=sleep 1000\nstartsecs=0\n");
    m_good->start();
    m_ui = std::make_unique<ServerWindow>();
    QVERIFY(QTest::qWaitForWindowExposed(m_ui->window.get()));
    m_ui->window->openServer(m_good->address());
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"alpha"_s).isValid(), 15000);
}

void TestBadServers::cleanup()
{
    m_ui.reset();
    m_good.reset();
}

void TestBadServers::commandsTheGoodOne()
{
    for (const auto &[key, state] : {std::pair{Qt::Key_T, u"STOPPED"_s}, {Qt::Key_S, u"RUNNING"_s}}) {
        m_ui->tree->setCurrentIndex(m_ui->row(u"alpha"_s));
        QTRY_VERIFY(m_ui->window->actions()[key == Qt::Key_T ? u"process.stop"_s : u"process.start"_s]->isEnabled());
        QTest::keyClick(m_ui->tree, key, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(m_ui->row(u"alpha"_s).siblingAtColumn(ProcessModel::State).data().toString(), state,
                                  15000);
    }
}

client::Session::Status TestBadServers::statusOf(const QString &address) const
{
    const QAbstractItemModel *model = m_ui->tree->model();
    const QModelIndex row = model->match(model->index(0, 0), ProcessModel::ServerRole, address, 1).value(0);
    m_ui->tree->setCurrentIndex(row);
    const client::Session *session = m_ui->window->currentSession();
    return session->address().toString() == address ? session->status() : client::Session::Status::Disconnected;
}

void TestBadServers::aServerThatStallsHoldsNothingUp()
{
    tests::FakeServer stalls;
    stalls.ignore(u"system.multicall"_s);
    Heartbeat heart;
    m_ui->window->openServer(stalls.url());
    QTRY_COMPARE(stalls.calls.size(), 1);
    commandsTheGoodOne();
    QCOMPARE(statusOf(stalls.url()), client::Session::Status::Connecting);
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(stalls.url()), client::Session::Status::Retrying, 15000);
    QVERIFY2(heart.longest < bound, qPrintable(QString::number(heart.longest)));
}

void TestBadServers::aServerThatDiesInAnAnswer()
{
    tests::FakeServer dies;
    // Half of an answer, and then nothing.
    dies.answerRaw("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 5000\r\n\r\n<?xml version='1.0'?>"
                   "<methodResponse><params><param><value><array><data>");
    Heartbeat heart;
    m_ui->window->openServer(dies.url());
    QTRY_COMPARE(dies.calls.size(), 1);
    commandsTheGoodOne();
    dies.closeConnections();
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(dies.url()), client::Session::Status::Retrying, 15000);
    commandsTheGoodOne();
    QVERIFY2(heart.longest < bound, qPrintable(QString::number(heart.longest)));
}

void TestBadServers::aServerThatLies_data()
{
    QTest::addColumn<QByteArray>("answer");
    const auto xml = [](const QByteArray &body) -> QByteArray {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n\r\n" + body;
    };
    QTest::newRow("bytes that are no HTTP") << QByteArray("\0\1\2\3\r\n\r\n", 8);
    QTest::newRow("a length that is no number") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx");
    QTest::newRow("XML that is none") << xml("<<<<>>>>");
    QTest::newRow("XML of something else") << xml("<html><body>hello</body></html>");
    QTest::newRow("an answer of the wrong type")
        << xml("<?xml version='1.0'?><methodResponse><params><param><value><int>7</int></value></param></params>"
               "</methodResponse>");
    QTest::newRow("arrays in arrays without end") << xml("<?xml version='1.0'?><methodResponse><params><param>"
                                                         + QByteArray("<value><array><data>").repeated(20000));
}

void TestBadServers::aServerThatLies()
{
    QFETCH(QByteArray, answer);
    tests::FakeServer lies;
    lies.answerRaw(answer);
    Heartbeat heart;
    m_ui->window->openServer(lies.url());
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(lies.url()), client::Session::Status::Refused, 15000);
    commandsTheGoodOne();
    QVERIFY2(heart.longest < bound, qPrintable(QString::number(heart.longest)));
}

void TestBadServers::aFloodOfProcessesIsShown()
{
    tests::FakeServer floods;
    QVariantList processes;
    for (int i = 0; i < 5000; ++i) {
        const QString name = u"p%1"_s.arg(i);
        processes.append(QVariantMap{{u"name"_s, name},
                                     {u"group"_s, name},
                                     {u"statename"_s, u"RUNNING"_s},
                                     {u"state"_s, 20},
                                     {u"pid"_s, i + 2},
                                     {u"start"_s, 1},
                                     {u"stop"_s, 0},
                                     {u"now"_s, 1000},
                                     {u"exitstatus"_s, 0},
                                     {u"spawnerr"_s, QString()},
                                     {u"description"_s, u"pid"_s},
                                     {u"logfile"_s, QString()},
                                     {u"stdout_logfile"_s, QString()},
                                     {u"stderr_logfile"_s, QString()}});
    }
    floods.handle(u"system.multicall"_s, [&](const QVariantList &params) -> Result<QVariant> {
        QVariantList answers;
        for (const QVariant &call : params.value(0).toList()) {
            const QString method = call.toMap().value(u"methodName"_s).toString();
            if (method == u"supervisor.getAllProcessInfo"_s)
                answers.append(QVariant(processes));
            else if (method == u"supervisor.getState"_s)
                answers.append(QVariantMap{{u"statecode"_s, 1}, {u"statename"_s, u"RUNNING"_s}});
            else if (method == u"supervisor.getPID"_s)
                answers.append(1);
            else if (method.startsWith("supervisor."_L1))
                answers.append(u"4.2.5"_s);
            else
                answers.append(QVariantMap{{u"faultCode"_s, 1}, {u"faultString"_s, u"UNKNOWN_METHOD"_s}});
        }
        return QVariant(answers);
    });
    m_ui->window->openServer(floods.url());
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"p4999"_s).isValid(), 30000);
    QCOMPARE(statusOf(floods.url()), client::Session::Status::Online);
    commandsTheGoodOne();
}

QTEST_MAIN(TestBadServers)
#include "tst_badservers.moc"
