#include "daemon/http/httpconnection.h"
#include "daemon/http/httpserver.h"

#include <QLocalSocket>
#include <QPointer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Answers that a client gets, one after the other.
class Client : public QObject {
public:
    explicit Client(const QString &path)
    {
        connect(&socket, &QLocalSocket::readyRead, this, [this] {
            if (!reads)
                return;
            received += socket.bytesAvailable();
            if (!parser.feed(socket.readAll()))
                isMalformed = true;
            body += parser.takeBody();
            while (parser.isComplete()) {
                statuses.append(parser.status());
                last = parser.headers();
                parser.reset();
                body += parser.takeBody();
            }
        });
        socket.connectToServer(path);
    }

    QLocalSocket socket;
    http::ResponseParser parser;
    QList<int> statuses;
    http::Headers last;
    QByteArray body;
    qint64 received = 0;
    bool reads = true;
    bool isMalformed = false;
};

class TestHttpServer : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void keepsAlive();
    void pipelinedRequestsAreAnsweredInOrder();
    void closes_data();
    void closes();
    void http10KeepAliveIsConfirmed();
    void requestIsRefused_data();
    void requestIsRefused();
    void refusalArrivesAlthoughMoreWasSent();
    void headHasNoBody();
    void continueIsAnswered();
    void authenticationIsAsked();
    void answerMayComeLater();
    void longAnswerArrivesWhole_data();
    void longAnswerArrivesWhole();
    void clientThatLeftHarmsNobody();
    void streamIsChunked();
    void streamOfHttp10EndsWithTheConnection();
    void stalledReaderOfAStreamIsWaitedFor();
    void stalledReaderOfAnswersIsWaitedFor();
    void manyClientsAreServed();
    void tcpIsServed();
    void silentStrangerIsSentAway();
    void dripIsEndedInTime_data();
    void dripIsEndedInTime();
    void lostClientsAreNoticed();
    void streamThatNobodyTakesEnds();
    void socketFileIsRemoved();
    void socketFileOfAnotherIsLeftAlone();

private:
    void start(ServerConfig config = {}, const HttpTimes &times = {});

    QTemporaryDir m_dir;
    QString m_path;
    std::unique_ptr<HttpServer> m_server;
    std::function<void(HttpConnection *connection, const http::Request &request)> m_handler;
};

void TestHttpServer::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    m_path = m_dir.filePath(u"socket"_s);
    m_handler = [](HttpConnection *connection, const http::Request &request) {
        HttpResponse response;
        response.contentType = "text/plain"_ba;
        response.body = {request.method + ' ' + request.target + ' ' + request.body + '\n'};
        connection->send(response);
    };
}

void TestHttpServer::cleanup()
{
    m_server.reset();
}

void TestHttpServer::start(ServerConfig config, const HttpTimes &times)
{
    if (config.kind == ServerConfig::Kind::Unix)
        config.path = m_path;
    const HttpServer::Handler handler = [this](const HttpServer &, HttpConnection *connection,
                                               const http::Request &request) { m_handler(connection, request); };
    m_server = std::make_unique<HttpServer>(config, handler, times);
    const auto opened = m_server->open();
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
}

void TestHttpServer::keepsAlive()
{
    start();
    Client client(m_path);
    client.socket.write("GET /a HTTP/1.1\r\n\r\n");
    QTRY_COMPARE(client.statuses, QList<int>{200});
    QCOMPARE(client.last.value("Content-Type"), "text/plain"_ba);
    QVERIFY(client.last.contains("Date"));
    QVERIFY(client.last.fields.contains(qMakePair("Content-Length"_ba, "8"_ba))); // in exactly this spelling
    QVERIFY(!client.last.contains("Connection"));
    client.socket.write("POST /b HTTP/1.1\r\nContent-Length: 2\r\n\r\nxy");
    QTRY_COMPARE(client.statuses, (QList<int>{200, 200}));
    QCOMPARE(client.body, "GET /a \nPOST /b xy\n"_ba);
}

void TestHttpServer::pipelinedRequestsAreAnsweredInOrder()
{
    start();
    Client client(m_path);
    QByteArray expected;
    for (int i = 0; i < 2000; ++i) {
        client.socket.write(QByteArray("GET /" + QByteArray::number(i) + " HTTP/1.1\r\n\r\n"));
        expected += "GET /" + QByteArray::number(i) + " \n";
    }
    QTRY_COMPARE(client.statuses.size(), 2000);
    QCOMPARE(client.body, expected);
}

void TestHttpServer::closes_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("HTTP/1.1 on request") << "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"_ba;
    QTest::newRow("HTTP/1.0") << "GET / HTTP/1.0\r\n\r\n"_ba;
}

void TestHttpServer::closes()
{
    QFETCH(QByteArray, head);
    start();
    Client client(m_path);
    QSignalSpy closed(&client.socket, &QLocalSocket::disconnected);
    client.socket.write(head);
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(client.statuses, QList<int>{200});
    QCOMPARE(client.last.value("Connection"), "close"_ba);
}

void TestHttpServer::http10KeepAliveIsConfirmed()
{
    start();
    Client client(m_path);
    const QByteArray head = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"_ba;
    client.socket.write(head);
    QTRY_COMPARE(client.statuses.size(), 1);
    QCOMPARE(client.last.value("Connection"), "Keep-Alive"_ba);
    client.socket.write(head);
    QTRY_COMPARE(client.statuses.size(), 2);
}

void TestHttpServer::requestIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("noise") << "\1\2\3\r\n\r\n"_ba << 400;
    QTest::newRow("chunked") << "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"_ba << 411;
    QTest::newRow("a gigabyte") << "POST / HTTP/1.1\r\nContent-Length: 1073741824\r\n\r\n"_ba << 413;
    QTest::newRow("an endless header") << "GET / HTTP/1.1\r\nX: "_ba + QByteArray(70'000, 'x') << 431;
}

void TestHttpServer::requestIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    start();
    Client client(m_path);
    client.socket.write(bytes);
    QTRY_COMPARE(client.statuses, QList<int>{status});
    QCOMPARE(client.last.value("Content-Type"), "text/html"_ba);
    QVERIFY(client.body.contains(QByteArray("Error code " + QByteArray::number(status))));
    QVERIFY(client.body.contains(QByteArray("Message: " + reasonPhrase(status))));
    QTRY_COMPARE(client.socket.state(), QLocalSocket::UnconnectedState);
}

void TestHttpServer::refusalArrivesAlthoughMoreWasSent()
{
    ServerConfig config;
    config.kind = ServerConfig::Kind::Inet;
    config.host = u"127.0.0.1"_s;
    start(config);
    QTcpSocket socket;
    QByteArray received;
    connect(&socket, &QTcpSocket::readyRead, this, [&] { received += socket.readAll(); });
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    socket.write(QByteArray("POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n"));
    socket.write(QByteArray(1'000'000, 'x'));
    QTRY_VERIFY(received.endsWith("</html>\n"));
    QVERIFY(received.startsWith("HTTP/1.1 413 "));
}

void TestHttpServer::headHasNoBody()
{
    start();
    Client client(m_path);
    client.reads = false;
    client.socket.write("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");
    QSignalSpy closed(&client.socket, &QLocalSocket::disconnected);
    QTRY_COMPARE(closed.size(), 1);
    const QByteArray answer = client.socket.readAll();
    QVERIFY(answer.contains("Content-Length: 8\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\n"));
}

void TestHttpServer::continueIsAnswered()
{
    start();
    Client client(m_path);
    client.socket.write("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    QTRY_COMPARE(client.received, qint64(25)); // "HTTP/1.1 100 Continue"
    client.socket.write("ok");
    QTRY_COMPARE(client.statuses, QList<int>{200});
}

void TestHttpServer::authenticationIsAsked()
{
    ServerConfig config;
    config.username = u"joe"_s;
    config.password = u"x:y"_s;
    start(config);
    const auto answer = [this](const QByteArray &header) {
        auto client = std::make_unique<Client>(m_path);
        client->socket.write(QByteArray("GET /zap HTTP/1.1\r\n" + header + "\r\n"));
        return QTest::qWaitFor([&] { return !client->statuses.isEmpty(); }) ? std::move(client) : nullptr;
    };
    auto client = answer("");
    QVERIFY(client);
    QCOMPARE(client->statuses, QList<int>{401});
    QVERIFY(client->last.fields.contains(qMakePair("WWW-Authenticate"_ba, "Basic realm=\"default\""_ba)));
    QTRY_COMPARE(client->socket.state(), QLocalSocket::UnconnectedState);
    client = answer("Authorization: Basic " + "joe:x:y"_ba.toBase64() + "\r\n");
    QVERIFY(client);
    QCOMPARE(client->statuses, QList<int>{200});
    client = answer("Authorization: Basic !\r\n");
    QVERIFY(client);
    QCOMPARE(client->statuses, QList<int>{400});
}

void TestHttpServer::answerMayComeLater()
{
    QPointer<HttpConnection> waiting;
    const auto answersAtOnce = m_handler;
    m_handler = [&](HttpConnection *connection, const http::Request &request) {
        if (request.target == "/slow")
            waiting = connection;
        else
            answersAtOnce(connection, request);
    };
    start();
    Client slow(m_path);
    slow.socket.write("GET /slow HTTP/1.1\r\n\r\nGET /next HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(waiting);
    Client other(m_path);
    other.socket.write("GET /quick HTTP/1.1\r\n\r\n");
    QTRY_COMPARE(other.statuses.size(), 1);
    QVERIFY(slow.statuses.isEmpty());
    waiting->send(HttpResponse::error(500));
    QTRY_COMPARE(slow.statuses, (QList<int>{500, 200}));
}

void TestHttpServer::longAnswerArrivesWhole_data()
{
    QTest::addColumn<QList<int>>("sizes");
    QTest::newRow("nothing") << QList<int>{};
    QTest::newRow("small pieces") << QList<int>{1, 0, 2, 0, 0, 3, 4, 5, 6, 7, 0};
    QTest::newRow("longer than the socket takes") << QList<int>{40, 3'000'000, 70};
    QTest::newRow("many long pieces") << QList<int>(9, 500'000);
}

void TestHttpServer::longAnswerArrivesWhole()
{
    QFETCH(QList<int>, sizes);
    HttpResponse response;
    for (int i = 0; i < sizes.size(); ++i) {
        QByteArray piece(sizes[i], 'x');
        for (qsizetype at = 0; at < piece.size(); at += 1 + i)
            piece[at] = char('a' + (at / 1000 + i) % 26);
        response.body.append(piece);
    }
    m_handler = [&](HttpConnection *connection, const http::Request &) { connection->send(response); };
    start();
    Client client(m_path);
    client.socket.write("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    QTRY_COMPARE(client.statuses, (QList<int>{200, 200}));
    const QByteArray once = response.body.join();
    QVERIFY(client.body == once + once);
    QTRY_COMPARE(client.socket.state(), QLocalSocket::UnconnectedState);
}

void TestHttpServer::clientThatLeftHarmsNobody()
{
    QPointer<HttpConnection> waiting;
    m_handler = [&](HttpConnection *connection, const http::Request &) { waiting = connection; };
    start();
    {
        Client client(m_path);
        client.socket.write("GET /slow HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(waiting);
    }
    QTRY_VERIFY(!waiting);
}

void TestHttpServer::streamIsChunked()
{
    QPointer<HttpConnection> stream;
    m_handler = [&](HttpConnection *connection, const http::Request &) {
        HttpResponse head;
        head.contentType = "text/plain"_ba;
        connection->startStream(head);
        stream = connection;
    };
    start();
    Client client(m_path);
    client.socket.write("GET / HTTP/1.1\r\n\r\n\r\n"); // an empty line too many, as supervisorctl sends it
    QTRY_VERIFY(client.parser.hasHeaders());
    QCOMPARE(client.parser.headers().value("Transfer-Encoding"), "chunked"_ba);
    QVERIFY(!client.parser.headers().contains("Content-Length"));
    stream->sendPiece("one");
    stream->sendPiece("");
    QTRY_COMPARE(client.body, "one"_ba);
    stream->sendPiece(" two");
    QTRY_COMPARE(client.body, "one two"_ba);
    QVERIFY(client.statuses.isEmpty());
    stream->finishStream();
    QTRY_COMPARE(client.statuses, QList<int>{200});
    QTRY_VERIFY(!stream);
    QVERIFY(!client.isMalformed);
}

void TestHttpServer::streamOfHttp10EndsWithTheConnection()
{
    m_handler = [&](HttpConnection *connection, const http::Request &) {
        connection->startStream({});
        connection->sendPiece("all of it");
        connection->finishStream();
    };
    start();
    Client client(m_path);
    QSignalSpy closed(&client.socket, &QLocalSocket::disconnected);
    client.socket.write("GET / HTTP/1.0\r\n\r\n");
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(client.body, "all of it"_ba);
    QVERIFY(!client.parser.headers().contains("Transfer-Encoding"));
}

void TestHttpServer::stalledReaderOfAStreamIsWaitedFor()
{
    const QByteArray piece(64 * 1024, 'x');
    qint64 sent = 0;
    bool isFull = false;
    QPointer<HttpConnection> stream;
    const auto pump = [&] {
        while (stream->hasRoom() && sent < 20'000'000) {
            stream->sendPiece(piece);
            sent += piece.size();
        }
        isFull = !stream->hasRoom();
    };
    m_handler = [&](HttpConnection *connection, const http::Request &) {
        stream = connection;
        connection->startStream({});
        connect(connection, &HttpConnection::drained, this, pump);
        pump();
    };
    start();
    Client client(m_path);
    client.reads = false;
    client.socket.setReadBufferSize(1000);
    client.socket.write("GET / HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(isFull);
    QVERIFY2(sent < 3'000'000, qPrintable(QString::number(sent)));
    client.reads = true;
    client.socket.setReadBufferSize(0);
    emit client.socket.readyRead();
    QTRY_VERIFY(client.body.size() >= 20'000'000);
    QCOMPARE(qint64(client.body.size()), sent);
}

void TestHttpServer::stalledReaderOfAnswersIsWaitedFor()
{
    int handled = 0;
    m_handler = [&](HttpConnection *connection, const http::Request &) {
        ++handled;
        HttpResponse response;
        response.body = {QByteArray(500'000, 'x')};
        connection->send(response);
    };
    start();
    Client client(m_path);
    client.reads = false;
    client.socket.setReadBufferSize(1000);
    client.socket.write("GET / HTTP/1.1\r\n\r\n"_ba.repeated(50));
    QTRY_VERIFY(handled > 0);
    // Another client's round trips show that the server had its turns and did not take further requests.
    Client other(m_path);
    for (int i = 1; i <= 3; ++i) {
        other.socket.write("GET / HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(other.statuses.size(), i);
    }
    QVERIFY2(handled < 10, qPrintable(QString::number(handled)));
    client.reads = true;
    client.socket.setReadBufferSize(0);
    emit client.socket.readyRead();
    QTRY_COMPARE(client.statuses.size(), 50);
}

void TestHttpServer::manyClientsAreServed()
{
    start();
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(std::make_unique<Client>(m_path));
        clients.back()->socket.write("GET / HTTP/1.1\r\n\r\n");
        if (i % 2 == 1)
            clients.back()->socket.abort(); // half of them vanish
    }
    for (size_t i = 0; i < clients.size(); i += 2)
        QTRY_COMPARE(clients[i]->statuses, QList<int>{200});
}

void TestHttpServer::tcpIsServed()
{
    ServerConfig config;
    config.kind = ServerConfig::Kind::Inet;
    config.host = u"127.0.0.1"_s;
    start(config);
    QTcpSocket socket;
    QByteArray received;
    connect(&socket, &QTcpSocket::readyRead, this, [&] { received += socket.readAll(); });
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    socket.write("GET /tcp HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(received.endsWith("\r\n\r\nGET /tcp \n"));
}

void TestHttpServer::silentStrangerIsSentAway()
{
    ServerConfig config;
    config.username = u"joe"_s;
    config.password = u"x"_s;
    start(config, {.stranger = 50ms});
    Client friendly(m_path);
    friendly.socket.write("GET / HTTP/1.1\r\nAuthorization: Basic " + "joe:x"_ba.toBase64() + "\r\n\r\n");
    QTRY_COMPARE(friendly.statuses, QList<int>{200});
    Client stranger(m_path);
    QSignalSpy gone(&stranger.socket, &QLocalSocket::disconnected);
    QTRY_COMPARE(gone.size(), 1); // its time began after that of the other one
    QCOMPARE(friendly.socket.state(), QLocalSocket::ConnectedState);
}

void TestHttpServer::dripIsEndedInTime_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("a header") << QString() << "GET / HTTP/1.1\r\nX: "_ba;
    QTest::newRow("a header of a stranger") << u"joe"_s << "GET / HTTP/1.1\r\nX: "_ba;
    QTest::newRow("a body") << QString() << "POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n"_ba;
}

// Whoever sends a byte now and then gets no more time by it.
void TestHttpServer::dripIsEndedInTime()
{
    QFETCH(QString, user);
    QFETCH(QByteArray, sent);
    ServerConfig config;
    config.username = user;
    start(config, {.request = 300ms, .linger = 100ms});
    Client client(m_path);
    client.socket.write(sent);
    int drips = 0;
    QTimer drip;
    connect(&drip, &QTimer::timeout, this, [&] {
        ++drips;
        client.socket.write("x");
    });
    drip.start(5ms);
    QTRY_COMPARE(client.statuses, QList<int>{408});
    QVERIFY2(drips >= 5, qPrintable(QString::number(drips)));
    QTRY_COMPARE(client.socket.state(), QLocalSocket::UnconnectedState);
}

void TestHttpServer::lostClientsAreNoticed()
{
    ServerConfig config;
    config.kind = ServerConfig::Kind::Inet;
    config.host = u"127.0.0.1"_s;
    start(config);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QTcpSocket *served = nullptr;
    QTRY_VERIFY(served = m_server->findChild<QTcpSocket *>());
    QVERIFY(served->socketOption(QAbstractSocket::KeepAliveOption).toBool());
}

void TestHttpServer::streamThatNobodyTakesEnds()
{
    QPointer<HttpConnection> stream;
    m_handler = [&](HttpConnection *connection, const http::Request &) {
        stream = connection;
        connection->startStream({});
        while (connection->hasRoom())
            connection->sendPiece(QByteArray(64 * 1024, 'x'));
    };
    ServerConfig config;
    config.kind = ServerConfig::Kind::Inet;
    config.host = u"127.0.0.1"_s;
    start(config, {.stalled = 100ms});
    QTcpSocket socket;
    socket.setReadBufferSize(1000);
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    socket.write("GET / HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(stream);
    QTRY_VERIFY(!stream);
}

void TestHttpServer::socketFileIsRemoved()
{
    start();
    QVERIFY(QFile::exists(m_path));
    m_server->close();
    QVERIFY(!QFile::exists(m_path));
}

void TestHttpServer::socketFileOfAnotherIsLeftAlone()
{
    start();
    QVERIFY(QFile::remove(m_path));
    ServerConfig config;
    config.path = m_path;
    HttpServer other(config, {});
    QVERIFY(other.open());
    m_server->close();
    QVERIFY(QFile::exists(m_path));
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
