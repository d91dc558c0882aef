#include "daemonfixture.h"
#include "heartbeat.h"
#include "serverwindow.h"

#include "tests/unit/client/fakeserver.h"
#include "ui/logs/logdocument.h"
#include "ui/logs/logview.h"
#include "ui/processes/processmodel.h"

#include <QFile>
#include <QRegularExpression>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;
using kantoku::tests::Heartbeat;

namespace {

// Whoever waits for a server waits for seconds.
constexpr qint64 bound = 1000; // ms

qint64 residentBytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    static const QRegularExpression line(u"VmRSS:\\s+(\\d+) kB"_s);
    return line.match(QString::fromLatin1(status.readAll())).captured(1).toLongLong() * 1024;
}

QVariantMap processNamed(const QString &name, qint64 pid, const QString &description)
{
    return {{u"name"_s, name},
            {u"group"_s, name},
            {u"statename"_s, u"RUNNING"_s},
            {u"state"_s, 20},
            {u"pid"_s, pid},
            {u"start"_s, 1},
            {u"stop"_s, 0},
            {u"now"_s, 1000},
            {u"exitstatus"_s, 0},
            {u"spawnerr"_s, QString()},
            {u"description"_s, description},
            {u"logfile"_s, u"/var/log/x"_s},
            {u"stdout_logfile"_s, u"/var/log/x"_s},
            {u"stderr_logfile"_s, QString()}};
}

/// What a supervisord tells of itself and of these.
void serve(tests::FakeServer &server, const QVariantList &processes)
{
    server.answer(u"supervisor.getSupervisorVersion"_s, u"4.2.5"_s);
    server.answer(u"supervisor.getIdentification"_s, u"fake"_s);
    server.answer(u"supervisor.getPID"_s, 1);
    server.answer(u"supervisor.getState"_s, QVariantMap{{u"statecode"_s, 1}, {u"statename"_s, u"RUNNING"_s}});
    server.answer(u"supervisor.getAllProcessInfo"_s, processes);
    server.answerMulticall();
}

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
    void aServerThatBeginsToLie_data() { aServerThatLies_data(); }
    void aServerThatBeginsToLie();
    void aLogThatLies();
    void eventsThatLie();
    void aServerWhoseClockIsADayOff_data();
    void aServerWhoseClockIsADayOff();
    void aFloodOfProcessesIsShown();
    void aLogThatNeverEnds();

private:
    void commandsTheGoodOne();
    client::Session::Status statusOf(const QString &address) const;
    QString statusText() const { return m_ui->named<QLabel>(u"Server status"_s)->text(); }

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
    QTest::addColumn<QString>("problem");
    const auto xml = [](const QByteArray &body) -> QByteArray {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n\r\n" + body;
    };
    QTest::newRow("bytes that are no HTTP")
        << QByteArray("\0\1\2\3\r\n\r\n", 8) << u"The server's HTTP response is malformed: bad method."_s;
    QTest::newRow("a length that is no number") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx")
                                                << u"The server's HTTP response is malformed: bad Content-Length."_s;
    QTest::newRow("XML that is none")
        << xml("<<<<>>>>")
        << u"The XML-RPC response is not well-formed at line 1, column 1: not well-formed (invalid token)."_s;
    QTest::newRow("XML of something else")
        << xml("<html><body>hello</body></html>")
        << u"The XML-RPC response is not well-formed at line 1, column 6: expected <methodResponse>, got <html>."_s;
    QTest::newRow("an answer of the wrong type")
        << xml("<?xml version='1.0'?><methodResponse><params><param><value><int>7</int></value></param></params>"
               "</methodResponse>")
        << u"The server left out a part of its answer."_s;
    QTest::newRow("arrays in arrays without end")
        << xml("<?xml version='1.0'?><methodResponse><params><param>"
               + QByteArray("<value><array><data>").repeated(20000))
        << u"The XML-RPC response is not well-formed at line 1, column 1339: values are nested deeper than 64 levels."_s;
}

void TestBadServers::aServerThatLies()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, problem);
    tests::FakeServer lies;
    lies.answerRaw(answer);
    Heartbeat heart;
    m_ui->window->openServer(lies.url());
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(lies.url()), client::Session::Status::Refused, 15000);
    const QString said = u"%1 answers, but not as a Supervisor would: %2"_s.arg(lies.url(), problem);
    QTRY_COMPARE(statusText(), u"%1 · %2"_s.arg(lies.url(), said));
    commandsTheGoodOne();
    QVERIFY2(heart.longest < bound, qPrintable(QString::number(heart.longest)));
}

// Once it was a Supervisor: it is asked again, and what it said before is shown as old.
void TestBadServers::aServerThatBeginsToLie()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, problem);
    tests::FakeServer lies;
    serve(lies, {processNamed(u"beta"_s, 7, u"pid 7"_s)});
    m_ui->window->openServer(lies.url());
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"beta"_s).isValid(), 15000);
    Heartbeat heart;
    lies.answerRaw(answer);
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(lies.url()), client::Session::Status::Retrying, 15000);
    QTRY_VERIFY2(statusText().endsWith(u"offline, trying again: "_s + problem), qPrintable(statusText()));
    QTRY_VERIFY(m_ui->row(u"beta"_s).data(ProcessModel::OfflineRole).toBool());
    commandsTheGoodOne();
    QVERIFY2(heart.longest < bound, qPrintable(QString::number(heart.longest)));
    lies.answerRaw({});
    QTRY_VERIFY_WITH_TIMEOUT(!m_ui->row(u"beta"_s).data(ProcessModel::OfflineRole).toBool(), 15000);
}

void TestBadServers::aLogThatLies()
{
    tests::FakeServer lies;
    serve(lies, {processNamed(u"beta"_s, 7, u"pid 7"_s)});
    lies.answer(u"supervisor.tailProcessStdoutLog"_s, QVariantList{QString(), 0, false});
    lies.stream("/logtail/beta/stdout", "one\n");
    m_ui->window->openServer(lies.url());
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"beta"_s).isValid(), 15000);
    m_ui->tree->setCurrentIndex(m_ui->row(u"beta"_s));
    QTest::keyClick(m_ui->tree, Qt::Key_Return);
    const auto *log = m_ui->named<LogView>(u"Log"_s);
    QTRY_VERIFY_WITH_TIMEOUT(log->document()->buffer().lineCount() > 0, 15000);
    Heartbeat heart;
    lies.sendRaw(QByteArray("zz no length\r\n\0\xff\r\n", 18));
    QTRY_COMPARE_WITH_TIMEOUT(lies.streams, 2, 15000); // it is opened anew
    lies.send("two\n");
    const LogBuffer &buffer = log->document()->buffer();
    QTRY_COMPARE(buffer.rawLine(buffer.previous(buffer.endLine())).toByteArray(), "two\n");
    QCOMPARE(statusOf(lies.url()), client::Session::Status::Online);
    commandsTheGoodOne();
    QVERIFY2(heart.longest < bound, qPrintable(QString::number(heart.longest)));
}

void TestBadServers::eventsThatLie()
{
    tests::FakeServer lies;
    serve(lies, {processNamed(u"beta"_s, 7, u"pid 7"_s), processNamed(u"delta"_s, 9, u"pid 9"_s)});
    lies.answer(
        u"kantoku.getCapabilities"_s,
        QVariantMap{{u"version"_s, u"9.9"_s}, {u"protocol"_s, 1}, {u"capabilities"_s, QStringList{u"events"_s}}});
    lies.stream("/events", "{\"event\":\"HELLO\"}\n");
    m_ui->window->openServer(lies.url());
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"beta"_s).isValid(), 15000);
    QTRY_COMPARE(lies.following(), 1);
    Heartbeat heart;
    for (const QByteArray &line :
         {"\0\xff{{{"_ba, "[1,2,3]"_ba, "{\"event\":7}"_ba,
          "{\"event\":\"PROCESS_STATE\",\"group\":\"beta\",\"name\":[]}"_ba,
          "{\"event\":\"PROCESS_STATE\",\"group\":\"beta\",\"name\":\"beta\",\"to\":\"HAPPY\",\"info\":\"much\"}"_ba})
        lies.send(line + '\n');
    // What follows them on the same stream is read after them.
    lies.send(
        "{\"event\":\"PROCESS_STATE\",\"group\":\"delta\",\"name\":\"delta\",\"from\":\"STARTING\",\"to\":\"RUNNING\","
        "\"info\":{\"pid\":4711,\"now\":1000,\"start\":999}}\n");
    QTRY_COMPARE(m_ui->row(u"delta"_s).siblingAtColumn(ProcessModel::Pid).data().toString(), u"4711"_s);
    QCOMPARE(lies.following(), 1);
    QCOMPARE(statusOf(lies.url()), client::Session::Status::Online);
    QCOMPARE(m_ui->row(u"beta"_s).siblingAtColumn(ProcessModel::State).data().toString(), u"RUNNING"_s);
    // One that is well says what it is.
    lies.send(
        "{\"event\":\"PROCESS_STATE\",\"group\":\"beta\",\"name\":\"beta\",\"from\":\"RUNNING\",\"to\":\"STOPPED\","
        "\"info\":{\"pid\":0,\"now\":1001,\"stop\":1001}}\n");
    QTRY_COMPARE(m_ui->row(u"beta"_s).siblingAtColumn(ProcessModel::State).data().toString(), u"STOPPED"_s);
    lies.sendRaw("no length\r\n");
    QTRY_COMPARE(lies.following(), 0);
    lies.answer(u"supervisor.getAllProcessInfo"_s, QVariantList{processNamed(u"gamma"_s, 8, u"pid 8"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"gamma"_s).isValid(), 15000); // asked for, where no event tells
    QVERIFY2(heart.longest < bound, qPrintable(QString::number(heart.longest)));
}

void TestBadServers::aServerWhoseClockIsADayOff_data()
{
    QTest::addColumn<qint64>("off");
    QTest::newRow("ahead") << qint64(86400);
    QTest::newRow("behind") << qint64(-86400);
}

void TestBadServers::aServerWhoseClockIsADayOff()
{
    QFETCH(qint64, off);
    tests::FakeServer server;
    QVariantMap process = processNamed(u"beta"_s, 7, u"pid 7"_s);
    process[u"start"_s] = QDateTime::currentSecsSinceEpoch() + off - 3600;
    serve(server, {});
    server.handle(u"supervisor.getAllProcessInfo"_s, [&](const QVariantList &) -> Result<QVariant> {
        process[u"now"_s] = QDateTime::currentSecsSinceEpoch() + off;
        return QVariant(QVariantList{process});
    });
    m_ui->window->openServer(server.url());
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"beta"_s).isValid(), 15000);
    const QString uptime = m_ui->row(u"beta"_s).siblingAtColumn(ProcessModel::Uptime).data().toString();
    QVERIFY2(uptime.startsWith(u"1:00:0"_s), qPrintable(uptime));
    m_ui->tree->setCurrentIndex(m_ui->row(u"beta"_s));
    const auto *state = m_ui->named<QLabel>(u"State:"_s);
    QTRY_VERIFY(state && state->isVisible());
    QVERIFY2(state->text().contains(u"1 h"_s), qPrintable(state->text()));
}

// Ten megabytes of it, which is more than any supervisord answers.
void TestBadServers::aFloodOfProcessesIsShown()
{
    const QString description(1000, u'd');
    QVariantList processes;
    for (int i = 0; i < 5000; ++i)
        processes.append(processNamed(u"p%1"_s.arg(i), i + 2, description));
    QVERIFY(xmlrpc::writeResponse(QVariant(processes)).size() > 10'000'000);

    tests::FakeServer floods;
    Heartbeat heart;
    serve(floods, processes);
    floods.handle(u"supervisor.getAllProcessInfo"_s, [&](const QVariantList &) -> Result<QVariant> {
        heart.beginAfterThisTurn();
        return QVariant(processes);
    });
    m_ui->window->openServer(floods.url());
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"p4999"_s).isValid(), 30000);
    QVERIFY2(heart.longest < bound, qPrintable(QString::number(heart.longest)));
    QCOMPARE(statusOf(floods.url()), client::Session::Status::Online);
    commandsTheGoodOne();
}

void TestBadServers::aLogThatNeverEnds()
{
    constexpr qint64 total = 200LL * 1024 * 1024;
    const QByteArray piece(256 * 1024, 'x'); // and never a newline
    tests::FakeServer babbles;
    serve(babbles, {processNamed(u"babbler"_s, 7, u"pid 7"_s)});
    babbles.answer(u"supervisor.tailProcessStdoutLog"_s, QVariantList{QString(), 0, false});
    babbles.stream("/logtail/babbler/stdout", piece);
    m_ui->window->openServer(babbles.url());
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"babbler"_s).isValid(), 15000);
    m_ui->tree->setCurrentIndex(m_ui->row(u"babbler"_s));
    QTest::keyClick(m_ui->tree, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(babbles.following(), 1, 15000);
    const auto *log = m_ui->named<LogView>(u"Log"_s);
    QTRY_VERIFY(log->document()->buffer().lineCount() > 0);

    const qint64 before = residentBytes();
    qint64 sent = 0;
    QTimer babbling;
    connect(&babbling, &QTimer::timeout, this, [&] {
        if (babbles.isDrained()) {
            babbles.send(piece);
            sent += piece.size();
        }
    });
    Heartbeat heart;
    babbling.start(0);
    QTRY_VERIFY_WITH_TIMEOUT(sent >= total, 60000);
    QVERIFY2(heart.longest < bound, qPrintable(QString::number(heart.longest)));
    QVERIFY(log->document()->buffer().sizeBytes() <= LogBuffer::defaultMaxBytes);
    // What is kept, with the index of its lines and their layouts; without a bound it would be all that was sent.
    const qint64 grown = residentBytes() - before;
    QVERIFY2(grown < total / 2, qPrintable(QString::number(grown)));
    QCOMPARE(babbles.following(), 1); // it goes on
    commandsTheGoodOne();
    QTRY_COMPARE(babbles.following(), 0); // another log is looked at
}

QTEST_MAIN(TestBadServers)
#include "tst_badservers.moc"
