#include "client/rpcclient.h"
#include "fakeserver.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace kantoku;
using namespace kantoku::client;
using namespace kantoku::tests;

class TestRpcClient : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void callsShareAConnection();
    void callsAtTheSameTimeHaveOneEach();
    void aConnectionThatTheServerClosedIsReplaced();
    void aFaultIsAnError();
    void badAnswersHaveAName_data();
    void badAnswersHaveAName();
    void aSilentServerIsGivenUp();
    void whoeverWaitsIsToldWhenTheClientGoes();
    void theClientMayGoInTheAnswer();
    void idleConnectionsAreClosedOnRequest();
    void aStreamOutlivesItsClient();
    void aTunnelThatFailsSaysWhy();
    void aTunnelLeadsThereAndEndsWithTheClient();
};

void TestRpcClient::callsShareAConnection()
{
    FakeServer server;
    RpcClient client(*ServerAddress::parse(server.url()));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(QCoro::waitFor(client.call(u"supervisor.getVersion"_s)).value(), QVariant(u"3.0"_s));
    QCOMPARE(server.connections, 1);
}

void TestRpcClient::callsAtTheSameTimeHaveOneEach()
{
    FakeServer server;
    RpcClient client(*ServerAddress::parse(server.url()));
    server.ignore(u"slow"_s);
    const auto slow = client.call(u"slow"_s, {}, RpcClient::noTimeout);
    QVERIFY(QCoro::waitFor(client.call(u"supervisor.getVersion"_s)));
    QCOMPARE(server.connections, 2);
    QVERIFY(!slow.isReady());
}

void TestRpcClient::aConnectionThatTheServerClosedIsReplaced()
{
    FakeServer server;
    RpcClient client(*ServerAddress::parse(server.url()));
    QVERIFY(QCoro::waitFor(client.call(u"supervisor.getVersion"_s)));
    server.closeConnections();
    QVERIFY(QCoro::waitFor(client.call(u"supervisor.getVersion"_s)));
    QCOMPARE(server.connections, 2);
}

void TestRpcClient::aFaultIsAnError()
{
    FakeServer server;
    server.refuse(u"x"_s, FaultCode::BadName, u"cat"_s);
    RpcClient client(*ServerAddress::parse(server.url()));
    const Result<QVariant> reply = QCoro::waitFor(client.call(u"x"_s));
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, Error::Code::Fault);
    QCOMPARE(reply.error().number, 10);
    QCOMPARE(reply.error().message, u"BAD_NAME: cat"_s);
}

void TestRpcClient::badAnswersHaveAName_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<Error::Code>("code");
    QTest::addColumn<int>("number");
    using enum Error::Code;
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n") << Malformed << 0;
    QTest::newRow("no XML") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello") << Malformed << 0;
    QTest::newRow("unauthorized") << QByteArray("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")
                                  << Unauthorized << 401;
    QTest::newRow("not found") << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n") << HttpStatus
                               << 404;
    QTest::newRow("an inner error") << QByteArray("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n") << HttpStatus
                                    << 500;
}

void TestRpcClient::badAnswersHaveAName()
{
    QFETCH(QByteArray, response);
    FakeServer server;
    server.answerRaw(response);
    RpcClient client(*ServerAddress::parse(server.url()));
    const Result<QVariant> reply = QCoro::waitFor(client.call(u"x"_s));
    QVERIFY(!reply);
    QTEST(reply.error().code, "code");
    QTEST(reply.error().number, "number");
    QVERIFY(!reply.error().message.isEmpty());
}

void TestRpcClient::aSilentServerIsGivenUp()
{
    FakeServer server;
    server.ignore(u"x"_s);
    RpcClient client(*ServerAddress::parse(server.url()));
    const Result<QVariant> reply = QCoro::waitFor(client.call(u"x"_s, {}, 50ms));
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, Error::Code::Timeout);
}

void TestRpcClient::whoeverWaitsIsToldWhenTheClientGoes()
{
    FakeServer server;
    server.ignore(u"x"_s);
    auto client = std::make_unique<RpcClient>(*ServerAddress::parse(server.url()));
    auto task = client->call(u"x"_s);
    QTRY_COMPARE(server.calls.size(), 1);
    client.reset();
    QVERIFY(task.isReady());
    const Result<QVariant> reply = QCoro::waitFor(task);
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, Error::Code::Cancelled);
}

void TestRpcClient::theClientMayGoInTheAnswer()
{
    FakeServer server;
    auto client = std::make_unique<RpcClient>(*ServerAddress::parse(server.url()));
    bool answered = false;
    QCoro::connect(client->call(u"supervisor.getVersion"_s), this, [&](const Result<QVariant> &reply) {
        answered = reply.has_value();
        client.reset();
    });
    QTRY_VERIFY(answered);
    QVERIFY(!client);
}

void TestRpcClient::idleConnectionsAreClosedOnRequest()
{
    FakeServer server;
    RpcClient client(*ServerAddress::parse(server.url()));
    QVERIFY(QCoro::waitFor(client.call(u"supervisor.getVersion"_s)));
    client.closeIdleConnections();
    QVERIFY(QCoro::waitFor(client.call(u"supervisor.getVersion"_s)));
    QCOMPARE(server.connections, 2);
}

void TestRpcClient::aStreamOutlivesItsClient()
{
    FakeServer server;
    server.stream("/mainlogtail", "one");
    auto client = std::make_unique<RpcClient>(*ServerAddress::parse(server.url()));
    const auto stream = client->stream(u"/mainlogtail"_s);
    QByteArray seen;
    connect(stream.get(), &LogStream::received, this, [&seen](const QByteArray &bytes) { seen += bytes; });
    QTRY_COMPARE(seen, QByteArray("one"));
    client.reset();
    server.send("two");
    QTRY_COMPARE(seen, QByteArray("onetwo"));
}

void TestRpcClient::aTunnelThatFailsSaysWhy()
{
    FakeServer server;
    QFile ssh(server.file(u"ssh"_s));
    QVERIFY(ssh.open(QFile::WriteOnly));
    ssh.write("#!/bin/sh\necho 'Host key verification failed.' >&2\nexit 255\n");
    ssh.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    ssh.close();
    RpcClient client(*ServerAddress::parse(u"ssh://joe@host:22/run/s.sock"_s));
    client.setSshProgram(ssh.fileName());
    const Result<QVariant> reply = QCoro::waitFor(client.call(u"supervisor.getVersion"_s));
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, Error::Code::HostKey);
    QCOMPARE(reply.error().message, u"The key of host is not known to ssh, and was not accepted."_s);
}

void TestRpcClient::aTunnelLeadsThereAndEndsWithTheClient()
{
    // In the place of ssh: makes the near socket a link to the far one, and stays.
    FakeServer server;
    QFile ssh(server.file(u"ssh"_s));
    QVERIFY(ssh.open(QFile::WriteOnly));
    ssh.write("#!/bin/sh\necho $$ >\"$0.pid\"\nprintf '%s\\n' \"$@\" >\"$0.args\"\n"
              "while [ \"$1\" != -L ]; do shift; done\nln -s \"${2##*:}\" \"${2%%:*}\"\nexec sleep 60\n");
    ssh.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    ssh.close();
    auto client = std::make_unique<RpcClient>(*ServerAddress::parse(u"ssh://joe@host:2222"_s + server.path()));
    client->setSshProgram(ssh.fileName());
    for (int i = 0; i < 2; ++i) {
        const Result<QVariant> reply = QCoro::waitFor(client->call(u"supervisor.getVersion"_s));
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message));
        QCOMPARE(*reply, QVariant(u"3.0"_s));
    }
    QCOMPARE(server.connections, 2); // the tunnel's, to see that somebody listens, and one for both calls
    QFile arguments(ssh.fileName() + u".args"_s);
    QVERIFY(arguments.open(QFile::ReadOnly));
    QVERIFY(arguments.readAll().endsWith("-p\n2222\n-l\njoe\n--\nhost\n"));

    QFile pidFile(ssh.fileName() + u".pid"_s);
    QVERIFY(pidFile.open(QFile::ReadOnly));
    const pid_t pid = pidFile.readAll().trimmed().toInt();
    QVERIFY(pid > 1);
    QCOMPARE(::getpgid(pid), pid); // a Ctrl+C in the terminal does not reach it
    client.reset();
    QTRY_COMPARE(::getpgid(pid), pid_t(-1)); // ended and reaped
}

QTEST_GUILESS_MAIN(TestRpcClient)
#include "tst_rpcclient.moc"
