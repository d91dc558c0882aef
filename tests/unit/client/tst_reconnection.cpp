#include "fakeserver.h"

#include "client/reconnection.h"
#include "client/session.h"

#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::client;
using tests::FakeServer;

namespace {

constexpr std::array expectedSeconds{1, 2, 4, 8, 16, 32, 60, 60, 60};

} // namespace

/// When a lost server is tried again. No test waits for a delay: what is planned is made to happen now.
class TestReconnection : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }
    void delaysDoubleUpToAMinute();
    void delaysAreNotInStep();
    void resetBeginsAgain();
    void finalErrorsAreNotTriedAgain_data();
    void finalErrorsAreNotTriedAgain();
    void aSessionTriesAgainUntilTheServerIsThere();
    void aSessionDoesNotTryAWrongPasswordAgain();
    void aWantedDisconnectIsNotUndone();

private:
    static bool isAbout(std::chrono::milliseconds delay, int seconds)
    {
        return delay.count() >= 800 * seconds && delay.count() <= 1200 * seconds;
    }
    const Error m_lost{Error::Code::Refused, u"nobody listens"_s, 0};
};

void TestReconnection::delaysDoubleUpToAMinute()
{
    Reconnection reconnection;
    QSignalSpy due(&reconnection, &Reconnection::due);
    for (const int seconds : expectedSeconds) {
        QVERIFY(reconnection.plan(m_lost));
        QVERIFY(reconnection.isPlanned());
        QVERIFY2(isAbout(reconnection.delay(), seconds), qPrintable(QString::number(reconnection.delay().count())));
        reconnection.hurry();
        QVERIFY(!reconnection.isPlanned());
    }
    QCOMPARE(due.size(), qsizetype(expectedSeconds.size()));
}

void TestReconnection::delaysAreNotInStep()
{
    QSet<qint64> delays;
    for (int i = 0; i < 50; ++i) {
        Reconnection reconnection;
        reconnection.plan(m_lost);
        delays.insert(reconnection.delay().count());
    }
    QVERIFY2(delays.size() > 10, qPrintable(QString::number(delays.size())));
}

void TestReconnection::resetBeginsAgain()
{
    Reconnection reconnection;
    for (int i = 0; i < 5; ++i)
        reconnection.plan(m_lost);
    reconnection.reset();
    QVERIFY(!reconnection.isPlanned());
    reconnection.plan(m_lost);
    QVERIFY(isAbout(reconnection.delay(), 1));
}

void TestReconnection::finalErrorsAreNotTriedAgain_data()
{
    QTest::addColumn<Error::Code>("code");
    QTest::addColumn<bool>("triesAgain");
    QTest::newRow("wrong password") << Error::Code::Unauthorized << false;
    QTest::newRow("certificate") << Error::Code::Tls << false;
    QTest::newRow("not a Supervisor") << Error::Code::NotSupervisor << false;
    QTest::newRow("no address") << Error::Code::Invalid << false;
    QTest::newRow("host key") << Error::Code::HostKey << false;
    QTest::newRow("ssh login") << Error::Code::SshLogin << false;
    QTest::newRow("refused") << Error::Code::Refused << true;
    QTest::newRow("timeout") << Error::Code::Timeout << true;
    QTest::newRow("broken") << Error::Code::Transport << true;
    QTest::newRow("no socket") << Error::Code::NoSocket << true;
}

void TestReconnection::finalErrorsAreNotTriedAgain()
{
    QFETCH(Error::Code, code);
    QFETCH(bool, triesAgain);
    Reconnection reconnection;
    reconnection.plan(m_lost); // what was planned before does not stand
    QCOMPARE(reconnection.plan({code, u"why"_s, 0}), triesAgain);
    QCOMPARE(reconnection.isPlanned(), triesAgain);
}

void TestReconnection::aSessionTriesAgainUntilTheServerIsThere()
{
    auto server = std::make_unique<FakeServer>();
    const ServerAddress address = *ServerAddress::parse(server->url());
    server.reset();
    Session session(address);
    auto *reconnection = session.findChild<Reconnection *>();
    QVERIFY(reconnection);
    session.connectToServer();
    for (const int seconds : expectedSeconds) {
        QTRY_VERIFY(reconnection->isPlanned());
        QCOMPARE(session.status(), Session::Status::Retrying);
        QVERIFY2(isAbout(reconnection->delay(), seconds), qPrintable(QString::number(reconnection->delay().count())));
        reconnection->hurry();
    }
    // Somebody who asks is not made to wait, and the pauses begin again.
    QTRY_VERIFY(reconnection->isPlanned());
    session.connectToServer();
    QVERIFY(!reconnection->isPlanned());
    QTRY_VERIFY(reconnection->isPlanned());
    QVERIFY(isAbout(reconnection->delay(), 1));
}

void TestReconnection::aSessionDoesNotTryAWrongPasswordAgain()
{
    FakeServer server;
    server.requireAuthorization("Basic bWU6cmlnaHQ=");
    Session session(*ServerAddress::parse(server.url()), {u"me"_s, u"wrong"_s});
    session.connectToServer();
    QTRY_COMPARE(session.status(), Session::Status::Refused);
    QVERIFY(!session.findChild<Reconnection *>()->isPlanned());
}

void TestReconnection::aWantedDisconnectIsNotUndone()
{
    auto server = std::make_unique<FakeServer>();
    const ServerAddress address = *ServerAddress::parse(server->url());
    server.reset();
    Session session(address);
    auto *reconnection = session.findChild<Reconnection *>();
    session.connectToServer();
    QTRY_VERIFY(reconnection->isPlanned());
    session.disconnectFromServer();
    QVERIFY(!reconnection->isPlanned());
    QCOMPARE(session.status(), Session::Status::Disconnected);
    // Also while the answer is still on its way.
    session.connectToServer();
    session.disconnectFromServer();
    QTest::qWait(0);
    QVERIFY(!reconnection->isPlanned());
    QCOMPARE(session.status(), Session::Status::Disconnected);
}

QTEST_GUILESS_MAIN(TestReconnection)
#include "tst_reconnection.moc"
