#include "client/processfacts.h"
#include "client/processtrack.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::client;

namespace {

ProcessInfo process(ProcessState state, qint64 pid, qint64 start, qint64 stop = 0, qint64 now = 1000)
{
    ProcessInfo info;
    info.name = info.group = u"web"_s;
    info.state = state;
    info.pid = pid;
    info.start = start;
    info.stop = stop;
    info.now = now;
    return info;
}

} // namespace

class TestProcessTrack : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }
    void readsEvents();
    void readsEventsHoweverTheyArrive();
    void countsStarts_data();
    void countsStarts();
    void countsStartsThatWereTold();
    void countsNoStartTwice();
    void recordsDifferences();
    void forgetsWhatHasGone();
    void readsHistory();
    void readsFacts();
};

void TestProcessTrack::readsEvents()
{
    EventReader reader;
    const QList<ServerEvent> events = reader.feed(
        R"({"cause":"XML-RPC","detail":"exit status 1","event":"PROCESS_STATE_EXITED","from":"RUNNING","group":"web",)"
        R"("name":"web_0","pid":811,"sequence":42,"time":1767322799.5,"to":"EXITED"})"
        "\nno JSON\n{\"event\":\"PROCESS_GROUP_ADDED\",\"group\":\"x\"}\n");
    QCOMPARE(events.size(), 2);
    QVERIFY(events[0].isProcessState());
    QCOMPARE(events[0].namespec(), u"web:web_0"_s);
    QCOMPARE(events[0].from, ProcessState::Running);
    QCOMPARE(events[0].to, ProcessState::Exited);
    QCOMPARE(events[0].pid, 811);
    QCOMPARE(events[0].detail, u"exit status 1"_s);
    QCOMPARE(events[0].cause, u"XML-RPC"_s);
    QCOMPARE(events[0].time.toMSecsSinceEpoch(), 1767322799500);
    QVERIFY(!events[1].isProcessState());
}

void TestProcessTrack::readsEventsHoweverTheyArrive()
{
    const QByteArray line = "{\"event\":\"HELLO\"}\n";
    const QByteArray two = line + line;
    EventReader reader;
    int count = 0;
    for (const char byte : two)
        count += int(reader.feed(QByteArray(1, byte)).size());
    QCOMPARE(count, 2);
    QVERIFY(reader.feed(QByteArray(EventReader::longestLine + 1, 'x')).isEmpty());
    QVERIFY(reader.feed(" the rest of it\n").isEmpty());
    QCOMPARE(reader.feed(line).size(), 1);
}

void TestProcessTrack::countsStarts_data()
{
    using enum ProcessState;
    QTest::addColumn<QList<ProcessInfo>>("pictures");
    QTest::addColumn<int>("restarts");
    QTest::newRow("running on is no restart") << QList{process(Running, 5, 100), process(Running, 5, 100)} << 0;
    QTest::newRow("another pid is one") << QList{process(Running, 5, 100), process(Running, 6, 200)} << 1;
    QTest::newRow("the first start is none") << QList{process(Stopped, 0, 0), process(Running, 6, 200)} << 0;
    QTest::newRow("stopped and started again is one")
        << QList{process(Running, 5, 100), process(Stopped, 0, 100, 150), process(Running, 6, 200)} << 1;
    QTest::newRow("failed starts count, seen by their time")
        << QList{process(Fatal, 0, 100), process(Backoff, 0, 200), process(Fatal, 0, 300)} << 2;
    QTest::newRow("ending is none") << QList{process(Running, 5, 100), process(Exited, 0, 100, 150)} << 0;
}

void TestProcessTrack::countsStarts()
{
    QFETCH(QList<ProcessInfo>, pictures);
    QFETCH(int, restarts);
    ProcessTrack track;
    for (const ProcessInfo &picture : pictures)
        track.see({picture}, false);
    QCOMPARE(track.restarts().value(u"web"_s), restarts);
}

void TestProcessTrack::countsStartsThatWereTold()
{
    ProcessTrack track;
    track.see({process(ProcessState::Stopped, 0, 0)}, true);
    ServerEvent event;
    event.group = event.process = u"web"_s;
    event.from = ProcessState::Stopped;
    event.to = ProcessState::Starting;
    for (int i = 0; i < 3; ++i) {
        ++event.sequence;
        QCOMPARE(track.see(event), i > 0);
    }
    QCOMPARE(track.restarts().value(u"web"_s), 2); // all but the first
    track.see({process(ProcessState::Running, 9, 300)}, true);
    QCOMPARE(track.restarts().value(u"web"_s), 2); // told already
    QCOMPARE(track.changes(u"web"_s).size(), 3);
}

void TestProcessTrack::countsNoStartTwice()
{
    ProcessTrack track;
    ServerEvent event;
    event.group = event.process = u"web"_s;
    event.to = ProcessState::Starting;
    event.sequence = 42;
    track.see({process(ProcessState::Running, 5, 900)}, true, 42);
    QVERIFY(!track.see(event)); // the picture has overtaken it
    event.sequence = 43;
    event.info = process(ProcessState::Starting, 6, 1000);
    QVERIFY(track.see(event));
    QCOMPARE(track.restarts().value(u"web"_s), 1);
    track.see({process(ProcessState::Running, 7, 1100)}, true, 44); // the event that would have told did not come
    track.see({process(ProcessState::Running, 7, 1100)}, false, 1); // of a daemon that has begun to count again
    QCOMPARE(track.restarts().value(u"web"_s), 2);
    event.sequence = 2;
    QVERIFY(track.see(event));
}

void TestProcessTrack::recordsDifferences()
{
    ProcessTrack track;
    track.see({process(ProcessState::Running, 5, 900, 0, 1000)}, false);
    ProcessInfo ended = process(ProcessState::Exited, 0, 900, 1003, 1005);
    ended.exitStatus = 7;
    track.see({ended}, false);
    const QList<StateChange> changes = track.changes(u"web"_s);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0].from, ProcessState::Running);
    QCOMPARE(changes[0].to, ProcessState::Exited);
    QCOMPARE(changes[0].pid, 5);
    QCOMPARE(changes[0].time.toSecsSinceEpoch(), 1003); // when it ended, not when it was seen
    QCOMPARE(changes[0].detail, u"exit status 7"_s);
}

void TestProcessTrack::forgetsWhatHasGone()
{
    ProcessTrack track;
    track.see({process(ProcessState::Running, 5, 100)}, false);
    track.see({process(ProcessState::Running, 6, 200)}, false);
    QVERIFY(!track.restarts().isEmpty());
    track.see(QList<ProcessInfo>(), false);
    QVERIFY(track.restarts().isEmpty());
}

void TestProcessTrack::readsHistory()
{
    const QVariantMap entry{{u"time"_s, 1000.25}, {u"from"_s, u"STARTING"_s},        {u"to"_s, u"BACKOFF"_s},
                            {u"pid"_s, 77},       {u"detail"_s, u"exit status 1"_s}, {u"cause"_s, u"retry"_s}};
    const auto changes = StateChange::listFromReply(QVariantList{entry});
    QVERIFY(changes);
    QCOMPARE(changes->size(), 1);
    QCOMPARE(changes->first().to, ProcessState::Backoff);
    QCOMPARE(changes->first().cause, u"retry"_s);
    QVERIFY(!StateChange::listFromReply(u"nonsense"_s));
}

void TestProcessTrack::readsFacts()
{
    const ProcessFacts foreign
        = ProcessFacts::fromConfigInfo({{u"command"_s, u"/bin/x"_s}, {u"directory"_s, u"none"_s}, {u"uid"_s, 1000}});
    QCOMPARE(foreign.command, u"/bin/x"_s);
    QVERIFY(foreign.directory.isEmpty());
    QCOMPARE(foreign.user, u"1000"_s);
    const ProcessFacts own = ProcessFacts::fromExplanation(
        {{u"summary"_s, u"x ended by itself: terminated by SIGKILL."_s},
         {u"last"_s, QVariantMap{{u"to"_s, u"EXITED"_s}, {u"pid"_s, 4}, {u"detail"_s, u"terminated by SIGKILL"_s}}}});
    QCOMPARE(own.lastEnd, u"terminated by SIGKILL"_s);
    const auto givenUp = [](const QString &spawnError, const QString &detail) {
        return ProcessFacts::fromExplanation(
            {{u"spawnerr"_s, spawnError},
             {u"last"_s, QVariantMap{{u"to"_s, u"FATAL"_s}, {u"pid"_s, 0}, {u"detail"_s, detail}}}});
    };
    QCOMPARE(givenUp(u"Exited too quickly"_s, u"exit status 3"_s).lastEnd, u"exit status 3"_s);
    QCOMPARE(givenUp(u"no such file"_s, u"no such file"_s).lastEnd, QString()); // nothing was there that ended
    const auto tree = Descendant::listFromReply(QVariantList{QVariantMap{
        {u"pid"_s, 5}, {u"ppid"_s, 4}, {u"name"_s, u"sh"_s}, {u"command"_s, u"sh -c x"_s}, {u"start"_s, 2.5}}});
    QVERIFY(tree);
    QCOMPARE(tree->first().parent, 4);
    QCOMPARE(tree->first().start.toMSecsSinceEpoch(), 2500);
}

QTEST_GUILESS_MAIN(TestProcessTrack)
#include "tst_processtrack.moc"
