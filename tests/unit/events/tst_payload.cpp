#include "daemon/events/payload.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::daemon;

class TestPayload : public QObject {
    Q_OBJECT

private slots:
    void processState_data();
    void processState();
    void output_data();
    void output();
    void others();
};

void TestPayload::processState_data()
{
    QTest::addColumn<ProcessState>("from");
    QTest::addColumn<ProcessState>("to");
    QTest::addColumn<int>("tries");
    QTest::addColumn<bool>("expected");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("tail");

    using enum ProcessState;
    QTest::newRow("STARTING tells tries") << Stopped << Starting << 0 << false << QByteArray("PROCESS_STATE_STARTING")
                                          << QByteArray("from_state:STOPPED tries:0");
    QTest::newRow("BACKOFF tells tries") << Starting << Backoff << 2 << false << QByteArray("PROCESS_STATE_BACKOFF")
                                         << QByteArray("from_state:STARTING tries:2");
    QTest::newRow("RUNNING tells the pid") << Starting << Running << 1 << false << QByteArray("PROCESS_STATE_RUNNING")
                                           << QByteArray("from_state:STARTING pid:42");
    QTest::newRow("STOPPING tells the pid") << Running << Stopping << 0 << false << QByteArray("PROCESS_STATE_STOPPING")
                                            << QByteArray("from_state:RUNNING pid:42");
    QTest::newRow("STOPPED tells the pid") << Stopping << Stopped << 0 << false << QByteArray("PROCESS_STATE_STOPPED")
                                           << QByteArray("from_state:STOPPING pid:42");
    QTest::newRow("EXITED as expected") << Running << Exited << 0 << true << QByteArray("PROCESS_STATE_EXITED")
                                        << QByteArray("from_state:RUNNING expected:1 pid:42");
    QTest::newRow("EXITED unexpectedly") << Running << Exited << 0 << false << QByteArray("PROCESS_STATE_EXITED")
                                         << QByteArray("from_state:RUNNING expected:0 pid:42");
    QTest::newRow("FATAL tells nothing more")
        << Backoff << Fatal << 4 << true << QByteArray("PROCESS_STATE_FATAL") << QByteArray("from_state:BACKOFF");
    QTest::newRow("UNKNOWN tells nothing more")
        << Running << Unknown << 4 << true << QByteArray("PROCESS_STATE_UNKNOWN") << QByteArray("from_state:RUNNING");
}

void TestPayload::processState()
{
    QFETCH(ProcessState, from);
    QFETCH(ProcessState, to);
    QFETCH(int, tries);
    QFETCH(bool, expected);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, tail);
    QCOMPARE(eventName(eventTypeOf(to)), name);
    QCOMPARE(processStatePayload({u"p"_s, u"größe"_s, 42}, from, to, tries, expected),
             QByteArray("processname:p groupname:größe " + tail));
}

void TestPayload::output_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("shown");

    QTest::newRow("text") << QByteArray("a line\n") << QByteArray("a line\n");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("UTF-8") << QByteArray("ä") << QByteArray("ä");
    QTest::newRow("bytes that are no text") << QByteArray("\x88\n") << QByteArray("Undecodable: b'\\x88\\n'");
}

void TestPayload::output()
{
    QFETCH(QByteArray, data);
    QFETCH(QByteArray, shown);
    const EventSubject subject{u"p"_s, u"g"_s, 5};
    QCOMPARE(processLogPayload(subject, false, data),
             QByteArray("processname:p groupname:g pid:5 channel:stdout\n" + shown));
    QCOMPARE(processLogPayload(subject, true, data),
             QByteArray("processname:p groupname:g pid:5 channel:stderr\n" + shown));
    QCOMPARE(processCommunicationPayload(subject, data), QByteArray("processname:p groupname:g pid:5\n" + shown));
}

void TestPayload::others()
{
    QCOMPARE(remoteCommunicationPayload(u"t"_s, u"some\ndata"_s), "type:t\nsome\ndata");
    QCOMPARE(tickPayload(1700000005), "when:1700000005");
    QCOMPARE(processGroupPayload(u"g"_s), "groupname:g\n");
}

QTEST_GUILESS_MAIN(TestPayload)
#include "tst_payload.moc"
