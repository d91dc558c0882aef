#include "answers.h"
#include "client/session.h"
#include "protocol/capabilities.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::client;
using kantoku::tests::FakeServer;

namespace {

const QString web = u"web"_s;

ProcessInfo running(qint64 now)
{
    ProcessInfo process;
    process.name = process.group = web;
    process.state = ProcessState::Running;
    process.start = 900;
    process.now = now;
    process.stdoutLogFile = u"/log/web"_s;
    process.pid = 10;
    process.description = u"pid 10, uptime 0:01:40"_s;
    return process;
}

QByteArray event(quint64 sequence, const QString &name, const QString &from, const QString &to, const QJsonObject &info)
{
    const QJsonObject event{{u"event"_s, QString(u"PROCESS_STATE_"_s + to)},
                            {u"sequence"_s, static_cast<qint64>(sequence)},
                            {u"time"_s, info.value(u"now"_s)},
                            {u"group"_s, name},
                            {u"name"_s, name},
                            {u"from"_s, from},
                            {u"to"_s, to},
                            {u"pid"_s, 10},
                            {u"info"_s, info}};
    return QJsonDocument(event).toJson(QJsonDocument::Compact) + '\n';
}

/// The end of `name` with status 3.
QByteArray exited(quint64 sequence, qint64 now, const QString &name = web)
{
    return event(sequence, name, u"RUNNING"_s, u"EXITED"_s,
                 {{u"pid"_s, 0},
                  {u"start"_s, 900},
                  {u"stop"_s, now},
                  {u"now"_s, now},
                  {u"exitstatus"_s, 3},
                  {u"description"_s, u"Jan 01 12:16 AM"_s}});
}

QByteArray starting(quint64 sequence, qint64 now)
{
    return event(sequence, web, u"EXITED"_s, u"STARTING"_s, {{u"pid"_s, 11}, {u"start"_s, now}, {u"now"_s, now}});
}

QByteArray started(quint64 sequence, qint64 now, const QString &description)
{
    return event(sequence, web, u"STARTING"_s, u"RUNNING"_s,
                 {{u"pid"_s, 11}, {u"start"_s, now}, {u"now"_s, now}, {u"description"_s, description}});
}

} // namespace

/// What a session makes of the events of a kantokud.
class TestSessionEvents : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_server.reset(); }

    void anEventIsTheNews();
    void nothingFallsBetweenTheListAndTheEvents();
    void aBurstIsShownAFewTimes();
    void whatIsNotKnownIsAskedFor_data();
    void whatIsNotKnownIsAskedFor();
    void aListAndAnEventThatCross_data();
    void aListAndAnEventThatCross();
    void aListOvertakesTheEventsOfARestart();
    void aListOvertakesTheEventOfAFirstStart();
    void missedEventsAreSeenByTheirOutcome();
    void anUpdateTellsWhichGroupsItLeft();

private:
    /// Connects, and waits until the session follows events and knows what there is.
    void settle(Session &session)
    {
        session.connectToServer();
        QTRY_COMPARE(m_lists, 2); // the first contact, and what may have changed before the stream began
        QTRY_COMPARE(session.processes().size(), 1);
        QTRY_COMPARE(m_server->following(), 1);
    }

    std::unique_ptr<FakeServer> m_server;
    std::function<void()> m_beforeList;
    ProcessInfo m_process;
    std::optional<quint64> m_sequence;
    int m_lists = 0;
};

void TestSessionEvents::init()
{
    m_server = std::make_unique<FakeServer>();
    m_beforeList = [] {};
    m_process = running(1000);
    m_lists = 0;
    m_sequence.reset();
    m_server->answer(u"supervisor.getSupervisorVersion"_s, u"4.2.5"_s);
    m_server->answer(u"supervisor.getIdentification"_s, u"supervisor"_s);
    m_server->answer(u"supervisor.getPID"_s, 7);
    m_server->answer(u"supervisor.getState"_s, QVariantMap{{u"statecode"_s, 1}, {u"statename"_s, u"RUNNING"_s}});
    m_server->handle(u"kantoku.getCapabilities"_s, [this](const QVariantList &) -> Result<QVariant> {
        return QVariant(Capabilities{u"0.1.0"_s, 1, {capability::events}, m_sequence}.toMap());
    });
    m_server->handle(u"supervisor.getAllProcessInfo"_s, [this](const QVariantList &) -> Result<QVariant> {
        ++m_lists;
        m_beforeList();
        return QVariantList{m_process.toMap()};
    });
    m_server->stream("/events", "{\"event\":\"HELLO\",\"instance\":\"a\",\"sequence\":0}\n");
}

void TestSessionEvents::anEventIsTheNews()
{
    Session session(*ServerAddress::parse(m_server->url()));
    settle(session);
    QSignalSpy changes(&session, &Session::processStateChanged);
    const qsizetype calls = m_server->calls.size();
    m_server->send(exited(42, 1100));
    QTRY_COMPARE(changes.size(), 1);
    ProcessInfo expected = running(1100);
    expected.state = ProcessState::Exited;
    expected.stop = 1100;
    expected.exitStatus = 3;
    expected.pid = 0;
    expected.description = u"Jan 01 12:16 AM"_s;
    QCOMPARE(session.find(web)->toMap(), expected.toMap());
    QCOMPARE(changes.first().at(2).value<ProcessState>(), ProcessState::Exited);
    QCOMPARE(m_server->calls.size(), calls);
}

void TestSessionEvents::nothingFallsBetweenTheListAndTheEvents()
{
    m_sequence = 41;
    m_server->stream("/events?since=41",
                     "{\"event\":\"HELLO\",\"instance\":\"a\",\"sequence\":43}\n" + exited(42, 1050)
                         + starting(43, 1060));
    Session session(*ServerAddress::parse(m_server->url()));
    settle(session);
    QTRY_COMPARE(session.restarts().value(web), 1);
}

void TestSessionEvents::aBurstIsShownAFewTimes()
{
    Session session(*ServerAddress::parse(m_server->url()));
    settle(session);
    QSignalSpy told(&session, &Session::processEvent);
    QSignalSpy shown(&session, &Session::processesChanged);
    QElapsedTimer time;
    time.start();
    for (int i = 1; i <= 50; ++i) {
        m_server->send(exited(static_cast<quint64>(i), 1100 + i));
        QTRY_COMPARE(told.size(), i);
    }
    QTRY_COMPARE(session.find(web)->stop, 1150);
    QCOMPARE_LE(shown.size(), 2 + time.elapsed() / 250);
}

void TestSessionEvents::whatIsNotKnownIsAskedFor_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("another process") << exited(42, 1100, u"db"_s);
    QTest::newRow("an event without the process's facts")
        << QByteArray("{\"event\":\"PROCESS_STATE_EXITED\",\"group\":\"web\",\"name\":\"web\",\"to\":\"EXITED\"}\n");
    QTest::newRow("a group") << QByteArray("{\"event\":\"PROCESS_GROUP_ADDED\",\"group\":\"db\"}\n");
}

void TestSessionEvents::whatIsNotKnownIsAskedFor()
{
    QFETCH(const QByteArray, line);
    Session session(*ServerAddress::parse(m_server->url()));
    settle(session);
    m_server->send(line);
    QTRY_COMPARE(m_lists, 3);
}

void TestSessionEvents::aListAndAnEventThatCross_data()
{
    QTest::addColumn<quint64>("sequence");
    QTest::addColumn<ProcessState>("shown");
    QTest::newRow("the list is older") << quint64(41) << ProcessState::Exited;
    QTest::newRow("the list has it") << quint64(42) << ProcessState::Running;
}

void TestSessionEvents::aListAndAnEventThatCross()
{
    QFETCH(const quint64, sequence);
    QFETCH(const ProcessState, shown);
    Session session(*ServerAddress::parse(m_server->url()));
    settle(session);
    QSignalSpy told(&session, &Session::processEvent);
    m_process = running(1100);
    m_process.description = u"newer"_s;
    m_sequence = sequence;
    m_beforeList = [&] {
        m_server->send(exited(42, 1100));
        QTRY_COMPARE(told.size(), 1); // it is there before the list is
    };
    session.refresh();
    QTRY_COMPARE(session.find(web)->description, shown == ProcessState::Exited ? u"Jan 01 12:16 AM"_s : u"newer"_s);
    QCOMPARE(session.find(web)->state, shown);
}

void TestSessionEvents::aListOvertakesTheEventsOfARestart()
{
    Session session(*ServerAddress::parse(m_server->url()));
    settle(session);
    int shown = 0;
    connect(&session, &Session::processesChanged, &session, [&] { shown = session.restarts().value(web); });
    QSignalSpy changes(&session, &Session::processStateChanged);
    m_process.pid = 11;
    m_process.start = 1060;
    m_sequence = 44;
    session.refresh();
    QTRY_COMPARE(session.find(web)->pid, 11);
    QCOMPARE(shown, 0);
    m_server->send(exited(42, 1050) + starting(43, 1060) + started(44, 1060, m_process.description));
    QTRY_COMPARE(shown, 1);
    QCOMPARE(session.find(web)->toMap(), m_process.toMap());
    QCOMPARE(changes.size(), 0);
}

void TestSessionEvents::aListOvertakesTheEventOfAFirstStart()
{
    m_process.state = ProcessState::Stopped;
    m_process.pid = m_process.start = 0;
    Session session(*ServerAddress::parse(m_server->url()));
    settle(session);
    QSignalSpy told(&session, &Session::processEvent);
    m_process = running(1060);
    m_sequence = 42;
    session.refresh();
    QTRY_COMPARE(session.find(web)->state, ProcessState::Running);
    m_server->send(starting(42, 1060));
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(session.restarts().value(web), 0);
    m_server->send(starting(43, 1070));
    QTRY_COMPARE(session.restarts().value(web), 1);
}

void TestSessionEvents::missedEventsAreSeenByTheirOutcome()
{
    Session session(*ServerAddress::parse(m_server->url()));
    settle(session);
    m_process.pid = 11;
    m_process.start = 1060;
    m_sequence = 9;
    m_server->stream("/events?since=9", "{\"event\":\"HELLO\",\"instance\":\"a\",\"sequence\":9}\n");
    m_server->send("{\"event\":\"MISSED\",\"from\":1,\"to\":9}\n" + starting(9, 1060)); // the list has it
    QTRY_COMPARE(session.restarts().value(web), 1);
    QTRY_COMPARE(m_server->streams, 2);
    QTRY_COMPARE(m_server->following(), 1);
    m_server->send(starting(10, 1070));
    QTRY_COMPARE(session.restarts().value(web), 2);
}

void TestSessionEvents::anUpdateTellsWhichGroupsItLeft()
{
    m_server->answer(u"supervisor.reloadConfig"_s, GroupChanges{{}, {u"db"_s}, {web}}.toReply());
    m_server->handle(u"supervisor.stopProcessGroup"_s, [](const QVariantList &params) -> Result<QVariant> {
        const QString group = params.first().toString();
        return tests::list({tests::outcome(group, group, FaultCode::Failed)});
    });
    Session session(*ServerAddress::parse(m_server->url()));
    settle(session);
    const Result<GroupChanges> changes = QCoro::waitFor(session.update({}));
    QVERIFY(!changes);
    QVERIFY(changes.error().message.contains(u": web, db"_s));
}

QTEST_GUILESS_MAIN(TestSessionEvents)
#include "tst_sessionevents.moc"
