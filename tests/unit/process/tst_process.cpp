#include "daemon/events/eventbus.h"
#include "daemon/logging/logfile.h"
#include "daemon/logging/mainlog.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/process/processservices.h"
#include "fakes.h"
#include "protocol/faultcode.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A process with everything around it, in time that the test moves.
struct Stage {
    explicit Stage(const std::function<void(ProcessConfig &)> &adjust = {}, const QString &groupName = u"p"_s)
    {
        (void)log.open(dir.filePath(u"main.log"_s), 0, 0, LogLevel::Debug, false);
        events.subscribe({EventType::Event}, &context, [this](const Event &event) {
            seen.append(QString::fromLatin1(eventName(event.type)) + u' ' + QString::fromUtf8(event.payload));
        });
        ProcessConfig config;
        config.name = u"p"_s;
        config.command = u"/bin/cat -u"_s;
        config.stdoutLog.kind = config.stderrLog.kind = LogConfig::Kind::None;
        if (adjust)
            adjust(config);
        GroupConfig group;
        group.name = groupName;
        group.processes = {config};
        owner = std::make_unique<ProcessGroup>(group, services);
        process = owner->processes().constFirst();
    }

    QStringList lines() const
    {
        QFile file(dir.filePath(u"main.log"_s));
        (void)file.open(QIODevice::ReadOnly);
        QStringList result;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts))
            result.append(line.mid(24)); // after the time
        return result;
    }

    QTemporaryDir dir;
    MainLog log;
    EventBus events;
    QObject context;
    FakeClock clock;
    FakeLauncher launcher;
    bool mayStart = true;
    ProcessServices services{
        log,   events,        clock,          launcher, [this] { return mayStart; }, u"supervisor"_s, dir.path(),
        false, {"PATH=/bin"}, u"unix:///s"_s, {}};
    QStringList seen;
    std::unique_ptr<ProcessGroup> owner;
    Process *process = nullptr;
};

void startIntoRunning(Stage &stage)
{
    QVERIFY(stage.process->start());
    stage.clock.advance(1s);
    QCOMPARE(stage.process->state(), ProcessState::Running);
}

} // namespace

class TestProcess : public QObject {
    Q_OBJECT
private slots:
    void becomesRunningAfterStartsecs();
    void isRunningAtOnceWithoutStartsecs();
    void backsOffLongerEachTimeAndGivesUp();
    void takesAMissingCommandThroughBackoff();
    void startsAfreshFromFatal();
    void forgetsFailedStartsWhenStoppedInBackoff();
    void restartsByPolicy_data();
    void restartsByPolicy();
    void boundsTheRateOfRestarts();
    void callsOffAPendingRestart();
    void restartsNothingWhileTheDaemonStops();
    void restartsNothingThatWaitedWhenTheDaemonBeganToStop();
    void killsOnceASecondWithoutPatience();
    void stopsWithItsSignalThenKills();
    void signalsTheGroupWhereAsked();
    void becomesUnknownWhenTheSignalIsRefused();
    void isUnimpressedBySignalsThatComeTooLate();
    void refusesWhatItsStateForbids();
    void writesStandardInput();
    void describesItself();
    void keepsABoundedHistory();
    void remembersWhyItWasGivenUp();
    void tellsSpawnErrorsInSupervisorsWords_data();
    void tellsSpawnErrorsInSupervisorsWords();
    void plansTheChild();
    void logsOutput();
    void waitsByAClockThatNeverJumps();
    void announcesLast();
};

void TestProcess::becomesRunningAfterStartsecs()
{
    Stage stage([](ProcessConfig &config) { config.startSecs = 3s; });
    QSignalSpy spy(stage.process, &Process::stateChanged);
    QVERIFY(stage.process->start(u"test"_s));
    QCOMPARE(stage.process->state(), ProcessState::Starting);
    stage.clock.advance(2999ms);
    QCOMPARE(stage.process->state(), ProcessState::Starting);
    stage.clock.advance(1ms);
    QCOMPARE(stage.process->state(), ProcessState::Running);
    QCOMPARE(spy.count(), 2);
    QCOMPARE(stage.clock.activeTimers(), 0);
    QCOMPARE(stage.lines(),
             (QStringList{u"INFO spawned: 'p' with pid 101"_s,
                          u"INFO success: p entered RUNNING state, process has stayed up for > than 3 seconds "
                          u"(startsecs)"_s}));
    QCOMPARE(stage.seen,
             (QStringList{u"PROCESS_STATE_STARTING processname:p groupname:p from_state:STOPPED tries:0"_s,
                          u"PROCESS_STATE_RUNNING processname:p groupname:p from_state:STARTING pid:101"_s}));
}

void TestProcess::isRunningAtOnceWithoutStartsecs()
{
    Stage stage([](ProcessConfig &config) { config.startSecs = 0s; });
    QVERIFY(stage.process->start());
    QCOMPARE(stage.process->state(), ProcessState::Running);
    QCOMPARE(stage.seen.size(), 2);
    QVERIFY(stage.seen.first().startsWith(u"PROCESS_STATE_STARTING"));
}

void TestProcess::backsOffLongerEachTimeAndGivesUp()
{
    Stage stage([](ProcessConfig &config) { config.startRetries = 2; });
    QVERIFY(stage.process->start());
    for (const auto wait : {1s, 2s}) {
        stage.launcher.child()->exit(0);
        QCOMPARE(stage.process->state(), ProcessState::Backoff);
        QCOMPARE(stage.process->spawnError(), u"Exited too quickly (process log may have details)"_s);
        stage.clock.advance(wait - 1ms);
        QCOMPARE(stage.process->state(), ProcessState::Backoff);
        stage.clock.advance(1ms);
        QCOMPARE(stage.process->state(), ProcessState::Starting);
    }
    stage.launcher.child()->exit(0);
    QCOMPARE(stage.process->state(), ProcessState::Fatal);
    QCOMPARE(stage.process->info().exitStatus, 0);
    QCOMPARE(stage.clock.activeTimers(), 0);
    QCOMPARE(stage.lines().filter(u"WARN exited: p (exit status 0; not expected)"_s).size(), 3);
    QCOMPARE(stage.lines().constLast(), u"INFO gave up: p entered FATAL state, too many start retries too quickly"_s);
    QCOMPARE(stage.seen.mid(5),
             (QStringList{u"PROCESS_STATE_BACKOFF processname:p groupname:p from_state:STARTING tries:3"_s,
                          u"PROCESS_STATE_FATAL processname:p groupname:p from_state:BACKOFF"_s}));
}

void TestProcess::takesAMissingCommandThroughBackoff()
{
    Stage stage([](ProcessConfig &config) {
        config.command = u"/no/such/program"_s;
        config.startRetries = 0;
    });
    QVERIFY(stage.process->start());
    QCOMPARE(stage.process->state(), ProcessState::Fatal);
    QVERIFY(stage.launcher.plans.isEmpty());
    QCOMPARE(stage.lines().constFirst(), u"INFO spawnerr: can't find command '/no/such/program'"_s);
    QCOMPARE(stage.process->checkCommand().error().number, int(FaultCode::NoFile));
    QCOMPARE(stage.process->checkCommand().error().message, u"NO_FILE: can't find command '/no/such/program'"_s);
}

void TestProcess::startsAfreshFromFatal()
{
    Stage stage([](ProcessConfig &config) { config.startRetries = 1; });
    QVERIFY(stage.process->start());
    stage.launcher.child()->exit(1);
    stage.clock.advance(1s);
    stage.launcher.child()->exit(1);
    QCOMPARE(stage.process->state(), ProcessState::Fatal);
    QVERIFY(stage.process->start());
    stage.launcher.child()->exit(1);
    QCOMPARE(stage.process->state(), ProcessState::Backoff);
}

void TestProcess::forgetsFailedStartsWhenStoppedInBackoff()
{
    Stage stage([](ProcessConfig &config) { config.startRetries = 1; });
    QVERIFY(stage.process->start());
    stage.launcher.child()->exit(1);
    QVERIFY(stage.process->stop());
    QCOMPARE(stage.process->state(), ProcessState::Stopped);
    QVERIFY(stage.seen.last().endsWith(u"from_state:BACKOFF pid:0"));
    QCOMPARE(stage.clock.activeTimers(), 0);
    QVERIFY(stage.process->start());
    stage.launcher.child()->exit(1);
    QCOMPARE(stage.process->state(), ProcessState::Backoff);
}

void TestProcess::restartsByPolicy_data()
{
    QTest::addColumn<AutoRestart>("policy");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("signal");
    QTest::addColumn<ProcessState>("expected");
    QTest::addColumn<QString>("line");
    const QString good = u"INFO exited: p (exit status 4; expected)"_s;
    const QString bad = u"WARN exited: p (exit status 3; not expected)"_s;
    const QString killed = u"WARN exited: p (terminated by SIGKILL; not expected)"_s;
    QTest::newRow("true restarts after a good end") << AutoRestart::Always << 4 << 0 << ProcessState::Starting << good;
    QTest::newRow("true restarts after a bad end") << AutoRestart::Always << 3 << 0 << ProcessState::Starting << bad;
    QTest::newRow("false never restarts") << AutoRestart::Never << 3 << 0 << ProcessState::Exited << bad;
    QTest::newRow("unexpected restarts after a bad end")
        << AutoRestart::Unexpected << 3 << 0 << ProcessState::Starting << bad;
    QTest::newRow("unexpected does not after a good end")
        << AutoRestart::Unexpected << 4 << 0 << ProcessState::Exited << good;
    QTest::newRow("a death by signal is never expected")
        << AutoRestart::Unexpected << 0 << SIGKILL << ProcessState::Starting << killed;
}

void TestProcess::restartsByPolicy()
{
    QFETCH(AutoRestart, policy);
    QFETCH(int, code);
    QFETCH(int, signal);
    QFETCH(ProcessState, expected);
    QFETCH(QString, line);
    Stage stage([policy](ProcessConfig &config) {
        config.autoRestart = policy;
        config.exitCodes = {4, 137};
    });
    startIntoRunning(stage);
    if (signal)
        stage.launcher.child()->dieOf(signal);
    else
        stage.launcher.child()->exit(code);
    QCOMPARE(stage.process->state(), expected);
    QVERIFY2(stage.lines().contains(line), qPrintable(stage.lines().join(u'\n')));
    const bool isGood = signal == 0 && code == 4;
    QCOMPARE(stage.seen.at(2),
             u"PROCESS_STATE_EXITED processname:p groupname:p from_state:RUNNING expected:%1 pid:101"_s.arg(isGood));
    if (expected == ProcessState::Exited)
        QCOMPARE(stage.process->spawnError(), isGood ? QString() : u"Bad exit code 3"_s);
}

void TestProcess::boundsTheRateOfRestarts()
{
    Stage stage([](ProcessConfig &config) {
        config.startSecs = 0s;
        config.autoRestart = AutoRestart::Always;
    });
    QVERIFY(stage.process->start());
    for (int i = 0; i < 1000 && stage.process->state() == ProcessState::Running; ++i)
        stage.launcher.child()->exit(0);
    QCOMPARE(stage.process->state(), ProcessState::Exited); // a wait that can be seen, not a busy loop
    QCOMPARE(stage.launcher.plans.size(), 10);
    stage.clock.advance(1s);
    QCOMPARE(stage.process->state(), ProcessState::Running);
}

void TestProcess::callsOffAPendingRestart()
{
    Stage stage([](ProcessConfig &config) {
        config.startSecs = 0s;
        config.autoRestart = AutoRestart::Always;
    });
    QVERIFY(stage.process->start());
    while (stage.process->state() == ProcessState::Running)
        stage.launcher.child()->exit(0);
    QVERIFY(stage.process->stop());
    QCOMPARE(stage.process->state(), ProcessState::Stopped);
    stage.clock.advance(5s);
    QCOMPARE(stage.process->state(), ProcessState::Stopped);
}

void TestProcess::restartsNothingWhileTheDaemonStops()
{
    Stage stage([](ProcessConfig &config) { config.autoRestart = AutoRestart::Always; });
    startIntoRunning(stage);
    stage.mayStart = false;
    stage.launcher.child()->exit(0);
    stage.clock.advance(10s);
    QCOMPARE(stage.process->state(), ProcessState::Exited);

    Stage failing;
    QVERIFY(failing.process->start());
    failing.mayStart = false;
    failing.launcher.child()->exit(1);
    failing.clock.advance(10s);
    QCOMPARE(failing.process->state(), ProcessState::Backoff);
    failing.process->giveUp(u"shutdown"_s);
    QCOMPARE(failing.process->state(), ProcessState::Fatal);
    QVERIFY(failing.lines().filter(u"gave up"_s).isEmpty()); // an event, no line
}

void TestProcess::restartsNothingThatWaitedWhenTheDaemonBeganToStop()
{
    Stage failing;
    QVERIFY(failing.process->start());
    failing.launcher.child()->exit(1);
    QCOMPARE(failing.process->state(), ProcessState::Backoff);
    failing.mayStart = false;
    failing.clock.advance(10s);
    QCOMPARE(failing.process->state(), ProcessState::Backoff);
    QCOMPARE(failing.launcher.children.size(), 1);
    failing.process->giveUp(u"shutdown"_s);
    QCOMPARE(failing.process->state(), ProcessState::Fatal);

    Stage flapping([](ProcessConfig &config) {
        config.autoRestart = AutoRestart::Always;
        config.startSecs = 0s;
    });
    QVERIFY(flapping.process->start());
    while (flapping.process->state() == ProcessState::Running)
        flapping.launcher.child()->exit(0);
    QCOMPARE(flapping.process->state(), ProcessState::Exited); // started too often, it waits
    const auto starts = flapping.launcher.children.size();
    flapping.mayStart = false;
    flapping.clock.advance(10s);
    QCOMPARE(flapping.process->state(), ProcessState::Exited);
    QCOMPARE(flapping.launcher.children.size(), starts);
    QCOMPARE(flapping.clock.activeTimers(), 0);
}

void TestProcess::killsOnceASecondWithoutPatience()
{
    Stage stage([](ProcessConfig &config) { config.stopWait = 0s; });
    startIntoRunning(stage);
    FakeChild *const child = stage.launcher.child();
    QVERIFY(stage.process->stop());
    stage.clock.advance(0ms);
    QCOMPARE(child->sent.size(), 2); // its own signal and SIGKILL
    stage.clock.advance(999ms);
    QCOMPARE(child->sent.size(), 2);
    stage.clock.advance(1ms);
    QCOMPARE(child->sent.size(), 3);
    child->dieOf(SIGKILL);
    QCOMPARE(stage.process->state(), ProcessState::Stopped);
}

void TestProcess::stopsWithItsSignalThenKills()
{
    Stage stage([](ProcessConfig &config) {
        config.stopSignal = SIGINT;
        config.stopWait = 5s;
    });
    startIntoRunning(stage);
    FakeChild *const child = stage.launcher.child();
    QVERIFY(stage.process->stop());
    QCOMPARE(stage.process->state(), ProcessState::Stopping);
    QCOMPARE(child->sent, (QList<FakeChild::Sent>{{SIGINT, SignalTarget::Process}}));
    stage.clock.advance(4999ms);
    QCOMPARE(child->sent.size(), 1);
    stage.clock.advance(5001ms);
    QCOMPARE(child->sent,
             (QList<FakeChild::Sent>{{SIGINT, SignalTarget::Process},
                                     {SIGKILL, SignalTarget::Process},
                                     {SIGKILL, SignalTarget::Process}})); // again until it is gone
    QCOMPARE(stage.process->state(), ProcessState::Stopping);
    child->dieOf(SIGKILL);
    QCOMPARE(stage.process->state(), ProcessState::Stopped);
    QCOMPARE(stage.process->info().exitStatus, -1);
    QCOMPARE(stage.clock.activeTimers(), 0);
    const QStringList lines = stage.lines().mid(2);
    QCOMPARE(
        lines,
        (QStringList{u"DEBG killing p (pid 101) with signal SIGINT"_s, u"WARN killing 'p' (101) with SIGKILL"_s,
                     u"DEBG killing p (pid 101) with signal SIGKILL"_s, u"WARN killing 'p' (101) with SIGKILL"_s,
                     u"DEBG killing p (pid 101) with signal SIGKILL"_s, u"WARN stopped: p (terminated by SIGKILL)"_s}));
    QCOMPARE(stage.seen.mid(2),
             (QStringList{u"PROCESS_STATE_STOPPING processname:p groupname:p from_state:RUNNING pid:101"_s,
                          u"PROCESS_STATE_STOPPED processname:p groupname:p from_state:STOPPING pid:101"_s}));
}

void TestProcess::signalsTheGroupWhereAsked()
{
    Stage stage([](ProcessConfig &config) {
        config.stopAsGroup = config.killAsGroup = true;
        config.stopWait = 1s;
    });
    startIntoRunning(stage);
    QVERIFY(stage.process->stop());
    stage.clock.advance(1s);
    QCOMPARE(stage.launcher.child()->sent,
             (QList<FakeChild::Sent>{{SIGTERM, SignalTarget::Group}, {SIGKILL, SignalTarget::Group}}));
    QVERIFY(stage.lines().contains(u"DEBG killing p (pid 101) process group with signal SIGTERM"_s));
    stage.launcher.child()->exit(0);
    QCOMPARE(stage.lines().constLast(), u"INFO stopped: p (exit status 0)"_s);
}

void TestProcess::becomesUnknownWhenTheSignalIsRefused()
{
    Stage stage;
    startIntoRunning(stage);
    stage.launcher.child()->signalError = EPERM;
    const auto stopped = stage.process->stop();
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().number, int(FaultCode::Failed));
    QCOMPARE(stage.process->state(), ProcessState::Unknown);
    QCOMPARE(stage.process->start().error().number, int(FaultCode::Failed)); // never a second copy
    stage.launcher.child()->exit(0);
    QCOMPARE(stage.process->state(), ProcessState::Stopped);
}

void TestProcess::isUnimpressedBySignalsThatComeTooLate()
{
    Stage stage;
    startIntoRunning(stage);
    stage.launcher.child()->signalError = ESRCH;
    QVERIFY(stage.process->stop());
    QCOMPARE(stage.process->state(), ProcessState::Stopping);
    stage.launcher.child()->exit(0);
    QCOMPARE(stage.process->state(), ProcessState::Stopped);
}

void TestProcess::refusesWhatItsStateForbids()
{
    Stage stage;
    QCOMPARE(stage.process->stop().error().number, int(FaultCode::NotRunning));
    QCOMPARE(stage.process->signal(SIGUSR1).error().number, int(FaultCode::NotRunning));
    QCOMPARE(stage.process->writeStdin("x").error().number, int(FaultCode::NotRunning));
    startIntoRunning(stage);
    QCOMPARE(stage.process->start().error().number, int(FaultCode::AlreadyStarted));
    QVERIFY(stage.process->signal(SIGUSR1));
    QCOMPARE(stage.launcher.child()->sent, (QList<FakeChild::Sent>{{SIGUSR1, SignalTarget::Process}}));
    QCOMPARE(stage.lines().constLast(), u"DEBG sending p (pid 101) sig SIGUSR1"_s);
    QVERIFY(stage.process->stop());
    QCOMPARE(stage.process->start().error().number, int(FaultCode::AbnormalTermination));
    QCOMPARE(stage.process->stop().error().number, int(FaultCode::NotRunning));
    QCOMPARE(stage.process->writeStdin("x").error().number, int(FaultCode::NotRunning));
}

void TestProcess::writesStandardInput()
{
    Stage stage;
    startIntoRunning(stage);
    QVERIFY(stage.process->writeStdin("one\n"));
    QVERIFY(stage.process->writeStdin("two\n"));
    QCOMPARE(stage.launcher.child()->input, "one\ntwo\n");
    stage.launcher.child()->takesInput = false;
    QCOMPARE(stage.process->writeStdin("three\n").error().number, int(FaultCode::NoFile));
}

void TestProcess::describesItself()
{
    Stage stage({}, u"g"_s);
    stage.clock.setWall(std::chrono::seconds(1'600'000'000));
    QCOMPARE(stage.process->namespec(), u"g:p"_s);
    QCOMPARE(stage.process->info().description, u"Not started"_s);
    QVERIFY(stage.process->start());
    QCOMPARE(stage.process->info().description, QString());
    stage.clock.advance(90061s);
    ProcessInfo info = stage.process->info();
    QCOMPARE(info.description, u"pid 101, uptime 1 day, 1:01:01"_s);
    QCOMPARE(info.start, 1'600'000'000);
    QCOMPARE(info.now, 1'600'090'061);
    QCOMPARE(info.stop, 0);
    QCOMPARE(info.pid, 101);
    stage.clock.setWall(std::chrono::seconds(1'500'000'000));
    QCOMPARE(stage.process->info().description, u"pid 101, uptime 0:00:00"_s); // the clock was set back
    QVERIFY(stage.process->stop());
    stage.launcher.child()->exit(0);
    info = stage.process->info();
    QCOMPARE(info.description, u"Jul 14 02:40 AM"_s);
    QCOMPARE(info.pid, 0);
    QCOMPARE(info.stop, 1'500'000'000);
}

void TestProcess::keepsABoundedHistory()
{
    Stage stage;
    startIntoRunning(stage);
    QVERIFY(stage.process->stop(u"a test"_s));
    stage.launcher.child()->dieOf(SIGTERM);
    const auto &history = stage.process->history();
    QCOMPARE(history.size(), 4);
    QCOMPARE(history.at(2).to, ProcessState::Stopping);
    QCOMPARE(history.at(2).cause, u"a test"_s);
    QCOMPARE(history.at(3).detail, u"terminated by SIGTERM"_s);
    QCOMPARE(history.at(3).pid, 101);
    for (int i = 0; i < 50; ++i) {
        QVERIFY(stage.process->start());
        QVERIFY(stage.process->stop());
        stage.launcher.child()->exit(0);
    }
    QCOMPARE(stage.process->history().size(), 32);
    QCOMPARE(stage.process->history().last().to, ProcessState::Stopped);
}

void TestProcess::remembersWhyItWasGivenUp()
{
    Stage stage([](ProcessConfig &config) { config.startRetries = 0; });
    QVERIFY(stage.process->start());
    stage.launcher.child()->exit(3);
    const auto &history = stage.process->history();
    QCOMPARE(history.size(), 3);
    QCOMPARE(history.at(1).to, ProcessState::Backoff);
    QCOMPARE(history.at(1).pid, 101);
    QCOMPARE(history.at(1).detail, u"exit status 3"_s);
    QCOMPARE(history.at(2).to, ProcessState::Fatal);
    QCOMPARE(history.at(2).pid, 0); // there was no child any more
    QCOMPARE(history.at(2).detail, u"exit status 3"_s);

    Stage missing([](ProcessConfig &config) {
        config.command = u"/no/such/program"_s;
        config.startRetries = 0;
    });
    QVERIFY(missing.process->start());
    QCOMPARE(missing.process->history().last().to, ProcessState::Fatal);
    QCOMPARE(missing.process->history().last().detail, u"can't find command '/no/such/program'"_s);
}

void TestProcess::tellsSpawnErrorsInSupervisorsWords_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<QString>("text");
    QTest::newRow("no descriptors") << EMFILE << u"too many open files to spawn 'p'"_s;
    QTest::newRow("no processes") << EAGAIN << u"Too many processes in process table to spawn 'p'"_s;
    QTest::newRow("anything else") << ENOMEM << u"unknown error during fork for 'p': cannot"_s;
}

void TestProcess::tellsSpawnErrorsInSupervisorsWords()
{
    QFETCH(int, error);
    QFETCH(QString, text);
    Stage stage;
    stage.launcher.error = error;
    QVERIFY(stage.process->start());
    QCOMPARE(stage.process->state(), ProcessState::Backoff); // it is tried again, not given up at once
    QCOMPARE(stage.process->spawnError(), text);
    QCOMPARE(stage.process->info().description, text);
    stage.launcher.error = 0;
    stage.clock.advance(1s);
    QCOMPARE(stage.process->state(), ProcessState::Starting);
    QCOMPARE(stage.process->spawnError(), QString());
}

void TestProcess::plansTheChild()
{
    Stage stage([](ProcessConfig &config) {
        config.directory = u"/tmp"_s;
        config.umask = 027;
        config.redirectStderr = true;
        config.environment = {{u"A"_s, u"1"_s}, {u"PATH"_s, u"/bin:/usr/bin"_s}};
        config.command = u"cat 'a b'"_s;
    });
    QVERIFY(stage.process->start());
    const LaunchPlan plan = stage.launcher.plans.constFirst();
    QCOMPARE(plan.file, "/bin/cat");
    QCOMPARE(plan.arguments, (QList<QByteArray>{"cat", "a b"}));
    QCOMPARE(plan.directory, "/tmp");
    QCOMPARE(plan.umask, 027);
    QVERIFY(plan.redirectStderr);
    QCOMPARE(plan.environment,
             (QList<QByteArray>{"PATH=/bin:/usr/bin", "SUPERVISOR_ENABLED=1", "SUPERVISOR_SERVER_URL=unix:///s",
                                "SUPERVISOR_PROCESS_NAME=p", "SUPERVISOR_GROUP_NAME=p", "A=1"}));
}

void TestProcess::logsOutput()
{
    Stage stage([](ProcessConfig &config) {
        config.stdoutLog.kind = LogConfig::Kind::Auto;
        config.stdoutLog.eventsEnabled = true;
        config.stderrLog.kind = LogConfig::Kind::Auto;
    });
    const QString path = stage.process->logPath(Process::Channel::Stdout);
    QVERIFY(path.contains(u"/p-stdout---supervisor-"_s) && path.endsWith(u".log"));
    QVERIFY((QFile::permissions(path) & QFile::Permissions(0x77)) == QFile::Permissions()); // neither group nor others
    startIntoRunning(stage);
    stage.launcher.child()->say("hello\n");
    stage.launcher.child()->complain("oh\n");
    QFile out(path);
    QVERIFY(out.open(QIODevice::ReadOnly));
    QCOMPARE(out.readAll(), "hello\n");
    QFile err(stage.process->logPath(Process::Channel::Stderr));
    QVERIFY(err.open(QIODevice::ReadOnly));
    QCOMPARE(err.readAll(), "oh\n");
    QVERIFY(stage.lines().join(u'\n').contains(u"DEBG 'p' stdout output:\n"_s));
    QCOMPARE(stage.seen.last(), u"PROCESS_LOG_STDOUT processname:p groupname:p pid:101 channel:stdout\nhello\n"_s);
    QVERIFY(stage.process->logFile(Process::Channel::Stdout)->isOpen());
    stage.launcher.child()->exit(0);
    QVERIFY(!stage.process->logFile(Process::Channel::Stdout)->isOpen());
    QVERIFY(stage.process->clearLogs());
    QCOMPARE(QFile(path).size(), 0);
}

void TestProcess::waitsByAClockThatNeverJumps()
{
    Stage stage([](ProcessConfig &config) { config.startSecs = 10s; });
    QVERIFY(stage.process->start());
    stage.clock.setWall(1ms);
    stage.clock.advance(5s);
    stage.clock.setWall(std::chrono::hours(24 * 365 * 100));
    QCOMPARE(stage.process->state(), ProcessState::Starting);
    stage.clock.advance(5s);
    QCOMPARE(stage.process->state(), ProcessState::Running);
}

void TestProcess::announcesLast()
{
    Stage stage([](ProcessConfig &config) {
        config.startSecs = 0s;
        config.autoRestart = AutoRestart::Always;
    });
    QList<ProcessState> announced;
    connect(stage.process, &Process::stateChanged, this, [&](ProcessState from, ProcessState to) {
        QCOMPARE(stage.process->state(), to);
        QCOMPARE(from, announced.isEmpty() ? ProcessState::Stopped : announced.last());
        QCOMPARE(stage.process->pid() != 0, to == ProcessState::Starting || to == ProcessState::Running);
        announced.append(to);
        if (to == ProcessState::Exited)
            (void)stage.process->stop(); // from within: nothing is pending yet, so it means nothing
    });
    QVERIFY(stage.process->start());
    stage.launcher.child()->exit(0);
    using enum ProcessState;
    QCOMPARE(announced, (QList<ProcessState>{Starting, Running, Exited, Starting, Running}));
}

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"
