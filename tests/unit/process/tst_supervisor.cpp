#include "daemon/config/world.h"
#include "daemon/events/eventbus.h"
#include "daemon/logging/mainlog.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/supervisor.h"
#include "fakes.h"
#include "protocol/faultcode.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A supervisor over a file, with children and time that the test plays.
struct House {
    explicit House(const QByteArray &programs)
    {
        (void)log.open(dir.filePath(u"main.log"_s), 0, 0, LogLevel::Info, false);
        events.subscribe({EventType::Event}, &context, [this](const Event &event) {
            seen.append(QString::fromLatin1(eventName(event.type) + ' ' + event.payload).trimmed());
        });
        write(programs);
    }

    void write(const QByteArray &programs)
    {
        QFile config(file);
        (void)config.open(QIODevice::WriteOnly);
        config.write("[supervisord]\nlogfile=" + dir.path().toUtf8() + "/main.log\nchildlogdir=" + dir.path().toUtf8()
                     + "\n" + programs);
    }

    void start()
    {
        auto configuration = supervisor.readConfiguration();
        if (!configuration)
            qFatal("%s", qPrintable(configuration.error().text()));
        QVERIFY(supervisor.adopt(*configuration));
        supervisor.run();
    }

    QStringList lines() const
    {
        QFile main(dir.filePath(u"main.log"_s));
        (void)main.open(QIODevice::ReadOnly);
        QStringList result;
        for (const QString &line : QString::fromUtf8(main.readAll()).split(u'\n', Qt::SkipEmptyParts))
            result.append(line.mid(24));
        return result;
    }

    QStringList started() const
    {
        QStringList names;
        for (const LaunchPlan &plan : launcher.plans) {
            for (const QByteArray &variable : plan.environment) {
                if (variable.startsWith("SUPERVISOR_PROCESS_NAME="))
                    names.append(QString::fromUtf8(variable.mid(24)));
            }
        }
        return names;
    }

    FakeChild *childOf(const QString &name) const { return launcher.children.at(started().lastIndexOf(name)); }
    ProcessState state(const QString &name) const { return supervisor.findProcess(name, name)->state(); }

    QTemporaryDir dir;
    const QString file = dir.filePath(u"d.conf"_s);
    MainLog log;
    EventBus events;
    QObject context;
    FakeClock clock;
    FakeLauncher launcher;
    SystemWorld world;
    QStringList seen;
    Supervisor supervisor{{log, events, clock, launcher, world}, file, {}};
};

constexpr char three[] = "[program:late]\ncommand=/bin/cat\nstartsecs=0\npriority=30\n"
                         "[program:early]\ncommand=/bin/cat\nstartsecs=0\npriority=10\n"
                         "[program:mid]\ncommand=/bin/cat\nstartsecs=0\npriority=20\n";

} // namespace

class TestSupervisor : public QObject {
    Q_OBJECT
private slots:
    void startsInOrderOfPriority();
    void startsWhatHasAutostart();
    void stopsOneGroupAfterTheOther();
    void givesUpWhatBacksOffAtTheEnd();
    void refusesToRestartWithABrokenFile();
    void restartsWithTheNewFile();
    void endsInsteadOfRestartingWhenToldTo();
    void rereadsWithoutEffectOnGroups();
    void addsAndRemovesGroups();
    void tellsAboutProcesses();
    void removesOldAutomaticLogs();
};

void TestSupervisor::startsInOrderOfPriority()
{
    House house(three);
    house.start();
    QCOMPARE(house.started(), (QStringList{u"early"_s, u"mid"_s, u"late"_s}));
    QCOMPARE(house.supervisor.state(), SupervisorState::Running);
    QCOMPARE(house.seen.mid(0, 4),
             (QStringList{u"PROCESS_GROUP_ADDED groupname:early"_s, u"PROCESS_GROUP_ADDED groupname:mid"_s,
                          u"PROCESS_GROUP_ADDED groupname:late"_s, u"SUPERVISOR_STATE_CHANGE_RUNNING"_s}));
}

void TestSupervisor::startsWhatHasAutostart()
{
    House house("[program:a]\ncommand=/bin/cat\nautostart=false\n[program:b]\ncommand=/bin/cat\n");
    house.start();
    QCOMPARE(house.started(), QStringList{u"b"_s});
    QCOMPARE(house.supervisor.findProcess(u"b"_s, u"b"_s)->history().first().cause, u"autostart"_s);
}

void TestSupervisor::stopsOneGroupAfterTheOther()
{
    House house(three);
    house.start();
    QSignalSpy stopped(&house.supervisor, &Supervisor::allStopped);
    house.supervisor.shutdown();
    house.supervisor.shutdown(); // a second time changes nothing
    house.clock.advance(0ms);
    QCOMPARE(house.state(u"late"_s), ProcessState::Stopping);
    QCOMPARE(house.state(u"mid"_s), ProcessState::Running);
    QCOMPARE(house.lines().constLast(), u"INFO waiting for early, mid, late to die"_s);
    house.clock.advance(3s);
    QCOMPARE(house.lines().filter(u"waiting for"_s).size(), 2);
    QCOMPARE(house.state(u"mid"_s), ProcessState::Running);
    house.childOf(u"late"_s)->exit(0);
    house.clock.advance(0ms);
    QCOMPARE(house.state(u"mid"_s), ProcessState::Stopping);
    house.childOf(u"mid"_s)->exit(0);
    house.clock.advance(0ms);
    QVERIFY(stopped.isEmpty());
    house.childOf(u"early"_s)->exit(0);
    house.clock.advance(0ms);
    QCOMPARE(stopped.count(), 1);
    QCOMPARE(house.supervisor.state(), SupervisorState::Shutdown);
    QCOMPARE(house.seen.filter(u"SUPERVISOR_STATE_CHANGE_STOPPING"_s).size(), 1);
    QCOMPARE(house.clock.activeTimers(), 0);
}

void TestSupervisor::givesUpWhatBacksOffAtTheEnd()
{
    House house("[program:p]\ncommand=/bin/cat\n");
    house.start();
    house.childOf(u"p"_s)->exit(1);
    QCOMPARE(house.state(u"p"_s), ProcessState::Backoff);
    QSignalSpy stopped(&house.supervisor, &Supervisor::allStopped);
    house.supervisor.shutdown();
    house.clock.advance(0ms);
    QCOMPARE(house.state(u"p"_s), ProcessState::Fatal);
    QCOMPARE(stopped.count(), 1);
}

void TestSupervisor::refusesToRestartWithABrokenFile()
{
    House house(three);
    house.start();
    house.write("[program:p]\nautostart=maybe\n");
    const auto restarted = house.supervisor.restart();
    QVERIFY(!restarted);
    QCOMPARE(restarted.error().number, int(FaultCode::CantReread));
    house.clock.advance(10s);
    QCOMPARE(house.supervisor.state(), SupervisorState::Running);
    QCOMPARE(house.supervisor.groups().size(), 3);
    QCOMPARE(house.state(u"late"_s), ProcessState::Running);
    QVERIFY(house.childOf(u"late"_s)->sent.isEmpty());
    QVERIFY(house.lines().filter(u"nothing is restarted"_s).size() == 1);

    QCOMPARE(house.supervisor.reread().error().number, int(FaultCode::CantReread));
    QCOMPARE(house.supervisor.loaded().groups.size(), 3);
}

void TestSupervisor::restartsWithTheNewFile()
{
    House house(three);
    house.start();
    house.write("[program:other]\ncommand=/bin/cat\n");
    QSignalSpy stopped(&house.supervisor, &Supervisor::allStopped);
    QVERIFY(house.supervisor.restart());
    QCOMPARE(house.supervisor.state(), SupervisorState::Restarting);
    for (const QString &name : {u"late"_s, u"mid"_s, u"early"_s}) {
        house.clock.advance(0ms);
        house.childOf(name)->exit(0);
    }
    house.clock.advance(0ms);
    QCOMPARE(stopped.count(), 1);
    QVERIFY(house.supervisor.adopt(house.supervisor.takeNextConfiguration()));
    house.supervisor.run();
    QCOMPARE(house.started().constLast(), u"other"_s);
    QCOMPARE(house.supervisor.groups().size(), 1);
    QVERIFY(house.seen.filter(u"PROCESS_GROUP_REMOVED"_s).isEmpty());
}

void TestSupervisor::endsInsteadOfRestartingWhenToldTo()
{
    House house("[program:p]\ncommand=/bin/cat\n");
    house.start();
    QVERIFY(house.supervisor.restart());
    house.supervisor.shutdown();
    QCOMPARE(house.supervisor.state(), SupervisorState::Shutdown);
    QVERIFY(house.supervisor.restart()); // and never back
    QCOMPARE(house.supervisor.state(), SupervisorState::Shutdown);
}

void TestSupervisor::rereadsWithoutEffectOnGroups()
{
    House house("[program:a]\ncommand=/bin/cat\n[program:b]\ncommand=/bin/cat\n");
    house.start();
    house.write("[program:a]\ncommand=/bin/cat -u\n[program:c]\ncommand=/bin/cat\n");
    const auto diff = house.supervisor.reread();
    QVERIFY(diff);
    const GroupChanges changes = summary(*diff);
    QCOMPARE(changes.added, QStringList{u"c"_s});
    QCOMPARE(changes.changed, QStringList{u"a"_s});
    QCOMPARE(changes.removed, QStringList{u"b"_s});
    QCOMPARE(house.supervisor.findGroup(u"a"_s)->processes().first()->config().command, u"/bin/cat"_s);
    QCOMPARE(house.supervisor.loaded().groups.size(), 2);
    QVERIFY(house.supervisor.wasReread());
}

void TestSupervisor::addsAndRemovesGroups()
{
    House house("[program:a]\ncommand=/bin/cat\nstartsecs=0\n");
    house.start();
    house.write("[program:a]\ncommand=/bin/cat\nstartsecs=0\n[program:c]\ncommand=/bin/cat\nstartsecs=0\n");
    QVERIFY(house.supervisor.reread());
    QCOMPARE(house.supervisor.addGroup(u"zap"_s).error().number, int(FaultCode::BadName));
    QCOMPARE(house.supervisor.addGroup(u"a"_s).error().number, int(FaultCode::AlreadyAdded));
    QVERIFY(house.supervisor.addGroup(u"c"_s));
    QCOMPARE(house.state(u"c"_s), ProcessState::Running);
    QCOMPARE(house.supervisor.removeGroup(u"zap"_s).error().number, int(FaultCode::BadName));
    QCOMPARE(house.supervisor.removeGroup(u"c"_s).error().number, int(FaultCode::StillRunning));
    house.childOf(u"c"_s)->signalError = EPERM;
    QVERIFY(!house.supervisor.findProcess(u"c"_s, u"c"_s)->stop());
    QCOMPARE(house.state(u"c"_s), ProcessState::Unknown);
    QCOMPARE(house.supervisor.removeGroup(u"c"_s).error().number, int(FaultCode::StillRunning)); // it lives
    house.childOf(u"c"_s)->exit(0);
    QVERIFY(house.supervisor.removeGroup(u"c"_s));
    QVERIFY(!house.supervisor.findGroup(u"c"_s));
    QCOMPARE(house.seen.last(), u"PROCESS_GROUP_REMOVED groupname:c"_s);
}

void TestSupervisor::tellsAboutProcesses()
{
    House house("[program:p]\ncommand=/bin/cat\nstartsecs=0\n");
    QSignalSpy changes(&house.supervisor, &Supervisor::processStateChanged);
    house.start();
    QCOMPARE(changes.count(), 2);
    QCOMPARE(changes.at(1).at(2).value<ProcessState>(), ProcessState::Running);
}

void TestSupervisor::removesOldAutomaticLogs()
{
    House house("[program:p]\ncommand=/bin/cat\n");
    for (const QString &name : {u"old-stdout---supervisor-abc123.log"_s, u"old-stdout---supervisor-abc123.log.1"_s,
                                u"old-stdout---other-abc123.log"_s, u"keep.log"_s}) {
        QFile old(house.dir.filePath(name));
        QVERIFY(old.open(QIODevice::WriteOnly));
    }
    house.start();
    QVERIFY(!QFile::exists(house.dir.filePath(u"old-stdout---supervisor-abc123.log"_s)));
    QVERIFY(!QFile::exists(house.dir.filePath(u"old-stdout---supervisor-abc123.log.1"_s)));
    QVERIFY(QFile::exists(house.dir.filePath(u"old-stdout---other-abc123.log"_s)));
    QVERIFY(QFile::exists(house.dir.filePath(u"keep.log"_s)));
}

QTEST_GUILESS_MAIN(TestSupervisor)
#include "tst_supervisor.moc"
