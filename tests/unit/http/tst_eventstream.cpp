#include "../process/fakes.h"

#include "daemon/config/world.h"
#include "daemon/events/eventbus.h"
#include "daemon/http/eventfeed.h"
#include "daemon/http/eventstream.h"
#include "daemon/http/httpconnection.h"
#include "daemon/http/httproutes.h"
#include "daemon/http/httpserver.h"
#include "daemon/logging/mainlog.h"
#include "daemon/process/process.h"
#include "daemon/rpc/rpcdispatcher.h"
#include "daemon/supervisor.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Follows /events over the socket.
class Reader : public QObject {
public:
    Reader(const QString &path, const QByteArray &target)
    {
        connect(&socket, &QLocalSocket::readyRead, this, [this] {
            isWellFormed &= bool(parser.feed(socket.readAll()));
            text += parser.takeBody();
        });
        socket.connectToServer(path);
        socket.write("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    QList<QJsonObject> lines() const
    {
        QList<QJsonObject> objects;
        for (const QByteArray &line : text.first(text.lastIndexOf('\n') + 1).split('\n')) {
            if (!line.isEmpty())
                objects.append(QJsonDocument::fromJson(line).object());
        }
        return objects;
    }
    /// "HELLO 3", "PROCESS_GROUP_REMOVED 4": the events with their numbers.
    QStringList events() const
    {
        QStringList all;
        for (const QJsonObject &line : lines())
            all.append(u"%1 %2"_s.arg(line.value(u"event"_s).toString()).arg(line.value(u"sequence"_s).toInt(-1)));
        return all;
    }

    QLocalSocket socket;
    http::ResponseParser parser;
    QByteArray text;
    bool isWellFormed = true;
};

} // namespace

class TestEventStream : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void beginsWithWhatHappensNext();
    void readerGoesOnWhereItWas();
    void numberOfAnotherDaemonBeginsAnew();
    void readerIsToldWhatItMissed();
    void burstComesInFewPieces();
    void heartbeatComesByItself();
    void wrongNumberIsRefused_data();
    void wrongNumberIsRefused();
    void configurationFilesAreWatched();

private:
    void start(std::chrono::milliseconds heartbeat = 1h)
    {
        m_feed = std::make_unique<EventFeed>(*m_supervisor);
        m_routes = std::make_unique<HttpRoutes>(*m_supervisor, *m_rpc, *m_feed, heartbeat);
        ServerConfig config;
        config.kind = ServerConfig::Kind::Unix;
        config.path = m_dir.filePath(u"socket"_s);
        m_server = std::make_unique<HttpServer>(
            config, [this](const HttpServer &server, HttpConnection *c, const http::Request &request) {
                m_routes->handle(server, c, request);
            });
        QVERIFY(m_server->open());
    }
    /// Makes a record.
    void happen(const QString &group) { emit m_supervisor->groupRemoved(group); }
    QString socketPath() const { return m_dir.filePath(u"socket"_s); }
    QString configPath() const { return m_dir.filePath(u"supervisord.conf"_s); }

    QTemporaryDir m_dir;
    MainLog m_log;
    EventBus m_events;
    FakeClock m_clock;
    FakeLauncher m_launcher;
    SystemWorld m_world;
    std::unique_ptr<Supervisor> m_supervisor;
    std::unique_ptr<RpcDispatcher> m_rpc;
    std::unique_ptr<EventFeed> m_feed;
    std::unique_ptr<HttpRoutes> m_routes;
    std::unique_ptr<HttpServer> m_server;
};

void TestEventStream::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    m_supervisor = std::make_unique<Supervisor>(Supervisor::Parts{m_log, m_events, m_clock, m_launcher, m_world},
                                                configPath(), ConfigOverrides{});
    QVERIFY(m_supervisor->adopt({}));
    m_rpc = std::make_unique<RpcDispatcher>(*m_supervisor, [] { return 0; });
}

void TestEventStream::cleanup()
{
    m_server.reset();
    m_routes.reset();
    m_feed.reset();
    m_rpc.reset();
    m_supervisor.reset();
}

void TestEventStream::beginsWithWhatHappensNext()
{
    start();
    happen(u"before"_s);
    Reader reader(socketPath(), "/events");
    QTRY_COMPARE(reader.events(), QStringList{u"HELLO 1"_s});
    happen(u"after"_s);
    QTRY_COMPARE(reader.events(), (QStringList{u"HELLO 1"_s, u"PROCESS_GROUP_REMOVED 2"_s}));
    QCOMPARE(reader.lines().constLast().value(u"group"_s).toString(), u"after"_s);
    QCOMPARE(reader.parser.status(), 200);
    QVERIFY(reader.isWellFormed);
}

void TestEventStream::readerGoesOnWhereItWas()
{
    start();
    happen(u"one"_s);
    {
        Reader reader(socketPath(), "/events?since=0");
        QTRY_COMPARE(reader.events(), (QStringList{u"HELLO 1"_s, u"PROCESS_GROUP_REMOVED 1"_s}));
    }
    happen(u"two"_s);
    happen(u"three"_s);
    Reader again(socketPath(), "/events?since=1");
    QTRY_COMPARE(again.events(),
                 (QStringList{u"HELLO 3"_s, u"PROCESS_GROUP_REMOVED 2"_s, u"PROCESS_GROUP_REMOVED 3"_s}));
    happen(u"four"_s);
    QTRY_COMPARE(again.events().constLast(), u"PROCESS_GROUP_REMOVED 4"_s);
    QCOMPARE(again.lines().size(), 4);
}

void TestEventStream::numberOfAnotherDaemonBeginsAnew()
{
    start();
    happen(u"one"_s);
    Reader reader(socketPath(), "/events?since=900");
    QTRY_COMPARE(reader.events(), QStringList{u"HELLO 1"_s});
    happen(u"two"_s);
    QTRY_COMPARE(reader.events(), (QStringList{u"HELLO 1"_s, u"PROCESS_GROUP_REMOVED 2"_s}));
}

void TestEventStream::readerIsToldWhatItMissed()
{
    start();
    const int count = static_cast<int>(EventFeed::ringSize) + 10;
    for (int i = 1; i <= count; ++i)
        happen(QString::number(i));
    Reader reader(socketPath(), "/events?since=3");
    QTRY_COMPARE(reader.lines().size(), count - 10 + 2);
    const QList<QJsonObject> lines = reader.lines();
    QCOMPARE(lines[1].value(u"event"_s).toString(), u"MISSED"_s);
    QCOMPARE(lines[1].value(u"from"_s).toInt(), 4);
    QCOMPARE(lines[1].value(u"to"_s).toInt(), 10);
    for (int i = 2; i < lines.size(); ++i)
        QCOMPARE(lines[i].value(u"sequence"_s).toInt(), i + 9);
    QVERIFY(reader.isWellFormed);
}

void TestEventStream::burstComesInFewPieces()
{
    start();
    Reader reader(socketPath(), "/events");
    QTRY_COMPARE(reader.events().size(), 1);
    int pieces = 0;
    connect(&reader.socket, &QLocalSocket::readyRead, this, [&pieces] { ++pieces; });
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < 200; ++i) {
        happen(QString::number(i));
        QCoreApplication::processEvents(); // each could go out by itself
    }
    QTRY_COMPARE(reader.events().size(), 201);
    QCOMPARE_LE(pieces, 2 + time.elapsed() / EventStream::betweenPieces.count());
}

void TestEventStream::heartbeatComesByItself()
{
    start(5ms);
    happen(u"one"_s);
    Reader reader(socketPath(), "/events");
    QTRY_VERIFY(reader.lines().size() >= 3);
    QCOMPARE(reader.events().sliced(0, 3), (QStringList{u"HELLO 1"_s, u"HEARTBEAT 1"_s, u"HEARTBEAT 1"_s}));
}

void TestEventStream::wrongNumberIsRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("a word") << "/events?since=yesterday"_ba;
    QTest::newRow("negative") << "/events?since=-1"_ba;
    QTest::newRow("nothing") << "/events?since="_ba;
}

void TestEventStream::wrongNumberIsRefused()
{
    QFETCH(QByteArray, target);
    start();
    Reader reader(socketPath(), target);
    QTRY_VERIFY(reader.parser.isComplete());
    QCOMPARE(reader.parser.status(), 400);
}

void TestEventStream::configurationFilesAreWatched()
{
    QFile file(configPath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write("[supervisord]\n") > 0 && file.flush());
    start();
    m_supervisor->run();
    Reader reader(socketPath(), "/events");
    QTRY_COMPARE(reader.events(), QStringList{u"HELLO 1"_s});
    QVERIFY(file.write("; changed\n") > 0 && file.flush());
    QTRY_COMPARE(reader.events(), (QStringList{u"HELLO 1"_s, u"CONFIGURATION_FILES_CHANGED 2"_s}));
    QCOMPARE(reader.lines().constLast().value(u"files"_s).toArray(), QJsonArray{configPath()});
}

QTEST_GUILESS_MAIN(TestEventStream)
#include "tst_eventstream.moc"
