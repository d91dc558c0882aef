#include "daemon/events/listenerprotocol.h"

#include <QTest>

using namespace kantoku::daemon;
using State = ListenerProtocol::State;
using Kind = ListenerProtocol::Step::Kind;

Q_DECLARE_METATYPE(kantoku::daemon::ListenerProtocol::State)

namespace {

/// Feeds `bytes` in pieces; an event is sent whenever the listener is READY after a piece and one is left.
QByteArrayList converse(ListenerProtocol &protocol, QByteArrayView bytes, qsizetype piece, int events)
{
    QByteArrayList story;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        for (const ListenerProtocol::Step &step : protocol.feed(bytes.sliced(at, std::min(piece, bytes.size() - at)))) {
            switch (step.kind) {
            case Kind::BecameReady: story += "ready"; break;
            case Kind::Accepted: story += "accepted"; break;
            case Kind::Rejected: story += "rejected"; break;
            case Kind::BadResultLine: story += "bad line: " + step.line; break;
            case Kind::Violated: story += "violated from " + listenerStateName(step.from); break;
            }
        }
        if (protocol.state() == State::Ready && events > 0) {
            --events;
            protocol.eventSent();
        }
    }
    return story;
}

} // namespace

class TestListenerProtocol : public QObject {
    Q_OBJECT

private slots:
    void byteByByte_data();
    void byteByByte();
    void inOnePiece_data();
    void inOnePiece();
    void aResultAndReadyInOnePiece();
    void outputWhileReadyIsAViolationAlsoInOnePiece();
    void resetBeginsAnew();
    void anEndlessLineIsABadOne();
    void anEndlessResultIsNotKept();
};

void TestListenerProtocol::byteByByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("events");
    QTest::addColumn<QByteArrayList>("story");
    QTest::addColumn<State>("state");

    QTest::newRow("nothing is decided before six bytes")
        << QByteArray("READY") << 1 << QByteArrayList{} << State::Acknowledged;
    QTest::newRow("ready") << QByteArray("READY\n") << 0 << QByteArrayList{"ready"} << State::Ready;
    QTest::newRow("an event is accepted")
        << QByteArray("READY\nRESULT 2\nOK") << 1 << QByteArrayList{"ready", "accepted"} << State::Acknowledged;
    QTest::newRow("two events in a row") << QByteArray("READY\nRESULT 2\nOKREADY\nRESULT 4\nFAILREADY\n") << 2
                                         << QByteArrayList{"ready", "accepted", "ready", "rejected", "ready"}
                                         << State::Ready;
    QTest::newRow("another text of two bytes is a rejection")
        << QByteArray("READY\nRESULT 2\nok") << 1 << QByteArrayList{"ready", "rejected"} << State::Acknowledged;
    QTest::newRow("a text that begins with OK is a rejection")
        << QByteArray("READY\nRESULT 4\nOKAY") << 1 << QByteArrayList{"ready", "rejected"} << State::Acknowledged;
    QTest::newRow("an empty result is a rejection")
        << QByteArray("READY\nRESULT 0\nREADY\n") << 1 << QByteArrayList{"ready", "rejected", "ready"} << State::Ready;
    QTest::newRow("a newline after OK spoils the next READY")
        << QByteArray("READY\nRESULT 2\nOK\nREADY\n") << 1
        << QByteArrayList{"ready", "accepted", "violated from ACKNOWLEDGED"} << State::Unknown;
    QTest::newRow("anything but READY at first")
        << QByteArray("HELLO-THERE\n") << 0 << QByteArrayList{"violated from ACKNOWLEDGED"} << State::Unknown;
    QTest::newRow("a result without a number") << QByteArray("READY\nRESULT two\nOK") << 1
                                               << QByteArrayList{"ready", "bad line: RESULT two"} << State::Unknown;
    QTest::newRow("a negative length") << QByteArray("READY\nRESULT -2\nOK") << 1
                                       << QByteArrayList{"ready", "bad line: RESULT -2"} << State::Unknown;
    QTest::newRow("the first seven bytes of the line do not matter")
        << QByteArray("READY\nWHATEVE2\nOK") << 1 << QByteArrayList{"ready", "accepted"} << State::Acknowledged;
    QTest::newRow("blanks around the length do not matter")
        << QByteArray("READY\nRESULT  2 \r\nOK") << 1 << QByteArrayList{"ready", "accepted"} << State::Acknowledged;
    QTest::newRow("an empty line") << QByteArray("READY\n\n") << 1 << QByteArrayList{"ready", "bad line: "}
                                   << State::Unknown;
    QTest::newRow("after a violation nothing counts")
        << QByteArray("nonsenseREADY\nREADY\n") << 1 << QByteArrayList{"violated from ACKNOWLEDGED"} << State::Unknown;
}

void TestListenerProtocol::byteByByte()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, events);
    QFETCH(QByteArrayList, story);
    QFETCH(State, state);
    ListenerProtocol protocol;
    QCOMPARE(protocol.state(), State::Acknowledged);
    QCOMPARE(converse(protocol, bytes, 1, events), story);
    QCOMPARE(protocol.state(), state);
}

void TestListenerProtocol::inOnePiece_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("story");

    QTest::newRow("accepted") << QByteArray("RESULT 2\nOK") << QByteArrayList{"accepted"};
    QTest::newRow("accepted and ready") << QByteArray("RESULT 2\nOKREADY\n") << QByteArrayList{"accepted", "ready"};
    QTest::newRow("rejected and the next READY begun") << QByteArray("RESULT 4\nFAILREA") << QByteArrayList{"rejected"};
    QTest::newRow("accepted and nonsense")
        << QByteArray("RESULT 2\nOKnonsense") << QByteArrayList{"accepted", "violated from ACKNOWLEDGED"};
    QTest::newRow("accepted, ready and more")
        << QByteArray("RESULT 2\nOKREADY\nx") << QByteArrayList{"accepted", "ready", "violated from READY"};
}

void TestListenerProtocol::inOnePiece()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, story);
    ListenerProtocol protocol;
    QCOMPARE(protocol.feed("READY\n").size(), 1);
    protocol.eventSent();
    QCOMPARE(converse(protocol, bytes, bytes.size(), 0), story);
}

void TestListenerProtocol::aResultAndReadyInOnePiece()
{
    ListenerProtocol protocol;
    (void)protocol.feed("READY\n");
    for (int i = 0; i < 3; ++i) {
        protocol.eventSent();
        const auto steps = protocol.feed("RESULT 2\nOKREADY\n");
        QCOMPARE(steps.size(), 2);
        QCOMPARE(steps.at(0).from, State::Busy);
        QCOMPARE(steps.at(1).from, State::Acknowledged);
        QCOMPARE(protocol.state(), State::Ready);
    }
}

void TestListenerProtocol::outputWhileReadyIsAViolationAlsoInOnePiece()
{
    ListenerProtocol protocol;
    const auto steps = protocol.feed("READY\nREADY\n");
    QCOMPARE(steps.size(), 2);
    QCOMPARE(steps.at(1).kind, Kind::Violated);
    QCOMPARE(steps.at(1).from, State::Ready);
    QCOMPARE(protocol.state(), State::Unknown);
}

void TestListenerProtocol::resetBeginsAnew()
{
    ListenerProtocol protocol;
    (void)protocol.feed("READY\n");
    protocol.eventSent();
    (void)protocol.feed("RESULT 20\nhalf a");
    protocol.reset();
    QCOMPARE(protocol.state(), State::Acknowledged);
    QCOMPARE(converse(protocol, "READY\nRESULT 2\nOK", 1, 1), (QByteArrayList{"ready", "accepted"}));
}

void TestListenerProtocol::anEndlessLineIsABadOne()
{
    ListenerProtocol protocol;
    (void)protocol.feed("READY\n");
    protocol.eventSent();
    const auto steps = protocol.feed(QByteArray(100'000, 'x'));
    QCOMPARE(steps.size(), 1);
    QCOMPARE(steps.at(0).kind, Kind::BadResultLine);
    QCOMPARE(steps.at(0).line.size(), 4096);
    QCOMPARE(protocol.state(), State::Unknown);
}

void TestListenerProtocol::anEndlessResultIsNotKept()
{
    ListenerProtocol protocol;
    (void)protocol.feed("READY\n");
    protocol.eventSent();
    QVERIFY(protocol.feed("RESULT 9000000000000000000\n").isEmpty());
    const QByteArray block(1024 * 1024, 'O');
    for (int i = 0; i < 10; ++i)
        QVERIFY(protocol.feed(block).isEmpty());
    QCOMPARE(protocol.state(), State::Busy);
}

QTEST_GUILESS_MAIN(TestListenerProtocol)
#include "tst_listenerprotocol.moc"
