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
    void aFloodOfProcessesIsShown();
    void aLogThatNeverEnds();

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
