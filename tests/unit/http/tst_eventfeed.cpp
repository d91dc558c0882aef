#include "../process/fakes.h"

#include "daemon/config/world.h"
#include "daemon/events/eventbus.h"
#include "daemon/http/eventfeed.h"
#include "daemon/logging/mainlog.h"
#include "daemon/process/process.h"
#include "daemon/supervisor.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QtTest>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

namespace {

QList<QJsonObject> parsed(const QByteArray &lines)
{
    QList<QJsonObject> objects;
    for (const QByteArray &line : lines.split('\n')) {
        if (!line.isEmpty())
            objects.append(QJsonDocument::fromJson(line).object());
    }
    return objects;
}

} // namespace

class TestEventFeed : public QObject {
    Q_OBJECT

private slots:
    void init();

    void transitionsAreRecorded();
    void recordsOutliveWhatTheyTellOf();
    void readerGoesOnWhereItWas();
    void readerIsToldWhatItMissed();
    void greetingTellsDaemonsApart();

private:
    Process *process() const { return m_supervisor->findProcess(u"cat"_s, u"cat"_s); }

    MainLog m_log;
    EventBus m_events;
    FakeClock m_clock;
    FakeLauncher m_launcher;
    SystemWorld m_world;
    std::unique_ptr<Supervisor> m_supervisor;
};

void TestEventFeed::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    m_supervisor = std::make_unique<Supervisor>(Supervisor::Parts{m_log, m_events, m_clock, m_launcher, m_world},
                                                u"/nonexistent/kantoku.conf"_s, ConfigOverrides{});
    ProcessConfig program;
    program.name = u"cat"_s;
    program.command = u"/bin/cat"_s;
    program.autoStart = false;
    program.startSecs = std::chrono::seconds(0);
    program.stdoutLog.kind = program.stderrLog.kind = LogConfig::Kind::None;
    GroupConfig group;
    group.name = u"cat"_s;
    group.processes = {program};
    Configuration configuration;
    configuration.groups = {group};
    QVERIFY(m_supervisor->adopt(configuration));
    m_supervisor->run();
}

void TestEventFeed::transitionsAreRecorded()
{
    const EventFeed feed(*m_supervisor);
    QSignalSpy recorded(&feed, &EventFeed::recorded);
    QVERIFY(process()->start(u"somebody"_s));
    QTRY_COMPARE(process()->state(), ProcessState::Running);
    QCOMPARE(feed.last(), 2u);
    QCOMPARE(recorded.size(), 2);
    quint64 sequence = 0;
    const QList<QJsonObject> records = parsed(feed.take(sequence, 100));
    QCOMPARE(sequence, 2u);
    QCOMPARE(records.size(), 2);
    QCOMPARE(records[0].value(u"event"_s).toString(), u"PROCESS_STATE_STARTING"_s);
    QCOMPARE(records[0].value(u"sequence"_s).toInt(), 1);
    QCOMPARE(records[0].value(u"cause"_s).toString(), u"somebody"_s);
    QCOMPARE(records[1].value(u"event"_s).toString(), u"PROCESS_STATE_RUNNING"_s);
    QCOMPARE(records[1].value(u"group"_s).toString(), u"cat"_s);
    QCOMPARE(records[1].value(u"name"_s).toString(), u"cat"_s);
    QCOMPARE(records[1].value(u"from"_s).toString(), u"STARTING"_s);
    QCOMPARE(records[1].value(u"to"_s).toString(), u"RUNNING"_s);
    QCOMPARE(records[1].value(u"pid"_s).toInteger(), process()->pid());
    const QJsonObject info = records[1].value(u"info"_s).toObject();
    QCOMPARE(info.value(u"pid"_s).toInteger(), process()->pid());
    QCOMPARE(info.value(u"start"_s).toInteger(), process()->info().start);
    QCOMPARE(info.value(u"description"_s).toString(), process()->info().description);
    QVERIFY(records[1].value(u"time"_s).toDouble() > 1.6e9);
    m_supervisor->shutdown();
    QVERIFY(feed.take(sequence, 100).contains("\"SUPERVISOR_STATE_CHANGE\""));
    emit m_supervisor->configurationLoaded();
    QVERIFY(feed.take(sequence, 100).contains("\"CONFIGURATION_LOADED\""));
}

void TestEventFeed::recordsOutliveWhatTheyTellOf()
{
    const EventFeed feed(*m_supervisor);
    QVERIFY(process()->start(u"somebody"_s));
    m_launcher.child()->exit(0);
    const qint64 pid = process()->history().constFirst().pid;
    quint64 sequence = 0;
    const QByteArray lines = feed.take(sequence, 100);
    QVERIFY(m_supervisor->adopt({}));
    const qint64 then = QDateTime::currentMSecsSinceEpoch();
    QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > then); // another time than that of the records
    sequence = 0;
    QVERIFY(feed.take(sequence, 100).startsWith(lines));
    const QJsonObject first = parsed(lines).constFirst();
    QCOMPARE(first.value(u"cause"_s).toString(), u"somebody"_s);
    QCOMPARE(first.value(u"pid"_s).toInteger(), pid);
    // The event of its end is about a child that its process has no more.
    const QJsonObject last = parsed(lines).constLast();
    QCOMPARE(last.value(u"event"_s).toString(), u"PROCESS_STATE_EXITED"_s);
    QCOMPARE(last.value(u"pid"_s).toInteger(), pid);
    const QJsonObject info = last.value(u"info"_s).toObject();
    QCOMPARE(info.value(u"pid"_s).toInteger(-1), 0);
    QVERIFY(info.value(u"stop"_s).toInteger() > 0);
    QCOMPARE(info.value(u"exitstatus"_s).toInteger(-1), 0);
    QCOMPARE(info.value(u"spawnerr"_s).toString(), QString());
}

void TestEventFeed::readerGoesOnWhereItWas()
{
    const EventFeed feed(*m_supervisor);
    for (int i = 0; i < 5; ++i)
        emit m_supervisor->groupRemoved(QString::number(i));
    quint64 sequence = 2;
    QCOMPARE(parsed(feed.take(sequence, 2)).size(), 2);
    QCOMPARE(sequence, 4u);
    const QList<QJsonObject> rest = parsed(feed.take(sequence, 100));
    QCOMPARE(rest.size(), 1);
    QCOMPARE(rest.first().value(u"event"_s).toString(), u"PROCESS_GROUP_REMOVED"_s);
    QCOMPARE(rest.first().value(u"group"_s).toString(), u"4"_s);
    QVERIFY(feed.take(sequence, 100).isEmpty());
}

void TestEventFeed::readerIsToldWhatItMissed()
{
    const EventFeed feed(*m_supervisor);
    for (quint64 i = 1; i <= EventFeed::ringSize + 10; ++i)
        emit m_supervisor->groupRemoved(QString::number(i));
    quint64 sequence = 3;
    const QList<QJsonObject> records = parsed(feed.take(sequence, 1));
    QCOMPARE(records.size(), 2);
    QCOMPARE(records[0].value(u"event"_s).toString(), u"MISSED"_s);
    QCOMPARE(records[0].value(u"from"_s).toInt(), 4);
    QCOMPARE(records[0].value(u"to"_s).toInt(), 10);
    QCOMPARE(records[1].value(u"group"_s).toString(), u"11"_s);
    QCOMPARE(sequence, 11u);
    QCOMPARE(parsed(feed.take(sequence, 100'000)).size(), int(EventFeed::ringSize) - 1);
}

void TestEventFeed::greetingTellsDaemonsApart()
{
    const EventFeed one(*m_supervisor);
    const EventFeed two(*m_supervisor);
    const QJsonObject hello = parsed(one.greeting()).constFirst();
    QCOMPARE(hello.value(u"event"_s).toString(), u"HELLO"_s);
    QCOMPARE(hello.value(u"sequence"_s).toInt(-1), 0);
    QVERIFY(hello.value(u"instance"_s) != parsed(two.greeting()).constFirst().value(u"instance"_s));
    QCOMPARE(parsed(one.heartbeat()).constFirst().value(u"event"_s).toString(), u"HEARTBEAT"_s);
}

QTEST_GUILESS_MAIN(TestEventFeed)
#include "tst_eventfeed.moc"
