#include "daemon/events/eventbus.h"
#include "daemon/logging/mainlog.h"
#include "daemon/posixsignals.h"
#include "daemon/process/childprocess.h"
#include "daemon/process/clock.h"
#include "daemon/process/leftovers.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/process/processservices.h"
#include "daemon/process/procfs.h"
#include "daemon/process/sendsignal.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <csignal>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A real program and what watches over its descendants.
struct Family {
    Family(const QString &command, bool killAsGroup)
    {
        (void)log.open(dir.filePath(u"main.log"_s), 0, 0, LogLevel::Info, false);
        ProcessConfig config;
        config.name = u"p"_s;
        config.command = command;
        config.startSecs = 0s;
        config.stdoutLog.kind = config.stderrLog.kind = LogConfig::Kind::None;
        config.killAsGroup = killAsGroup;
        GroupConfig groupConfig;
        groupConfig.name = u"g"_s;
        groupConfig.processes = {config};
        group = std::make_unique<ProcessGroup>(groupConfig, services);
        process = group->processes().constFirst();
        QObject::connect(process, &Process::standardOutput, process,
                         [this](QByteArrayView bytes) { out += bytes.toByteArray(); });
        QObject::connect(process, &Process::stateChanged, &leftovers, [this](ProcessState from, ProcessState to) {
            if (from == ProcessState::Stopping && to == ProcessState::Stopped)
                leftovers.look(*process);
        });
        QObject::connect(&signals_, &PosixSignals::received, &launcher, &ProcessLauncher::reap);
        QObject::connect(&launcher, &ProcessLauncher::orphanReaped, &leftovers,
                         [this](qint64 pid, const ExitStatus &) { reaped.append(pid); });
    }

    QString lines() const
    {
        QFile file(dir.filePath(u"main.log"_s));
        (void)file.open(QIODevice::ReadOnly);
        return QString::fromUtf8(file.readAll());
    }

    QTemporaryDir dir;
    MainLog log;
    EventBus events;
    SystemClock clock;
    ProcessLauncher launcher;
    PosixSignals signals_{SIGCHLD};
    Leftovers leftovers{launcher, log};
    ProcessServices services{
        log, events, clock, launcher, [] { return true; }, u"supervisor"_s, dir.path(), false, {"PATH=/usr/bin:/bin"},
        {},  {}};
    std::unique_ptr<ProcessGroup> group;
    Process *process = nullptr;
    QByteArray out;
    QList<qint64> reaped;
};

/// A Python program in a file of its own.
class Script {
public:
    explicit Script(const QByteArray &text)
    {
        if (m_file.open())
            m_file.write(text);
        m_file.close();
    }
    QString path() const { return m_file.fileName(); }

private:
    QTemporaryFile m_file;
};

/// Stops the program when it has said something. @return what; empty where it did not come to that
QByteArray livesAndStops(Family &family)
{
    const bool hasSpoken = family.process->start() && QTest::qWaitFor([&family] { return family.out.endsWith('\n'); });
    return hasSpoken && family.process->stop() ? family.out.trimmed() : QByteArray();
}

// A grandchild in a session of its own, which outlives the program and says its pid.
const QString leaver = u"/bin/sh -c 'setsid sh -c \"echo \\$\\$; exec sleep 300\" & wait'"_s;

} // namespace

class TestOrphans : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        ::signal(SIGPIPE, SIG_IGN);
        ProcessLauncher::adoptOrphans();
    }
    void areNamedWhenAStopLeavesThem();
    void areKilledWithKillasgroup();
    void ofEveryThreadAreFound();
    void thatForkMeanwhileAreKilledToo();
};

void TestOrphans::areNamedWhenAStopLeavesThem()
{
    Family family(leaver, false);
    const qint64 grandchild = livesAndStops(family).toLongLong();
    QVERIFY(grandchild > 1);
    QTRY_VERIFY2(
        family.lines().contains(u"WARN g:p left processes behind when it was stopped: %1 (s"_s.arg(grandchild)),
        qPrintable(family.lines()));
    QVERIFY(sendSignal(grandchild, SIGTERM, SignalTarget::Process)); // still there
    QTRY_COMPARE(family.reaped, QList{grandchild});
}

void TestOrphans::areKilledWithKillasgroup()
{
    Family family(leaver, true);
    const qint64 grandchild = livesAndStops(family).toLongLong();
    QVERIFY(grandchild > 1);
    QTRY_COMPARE(family.reaped, QList{grandchild});
    QVERIFY(family.lines().contains(u"killing them with SIGKILL: %1 ("_s.arg(grandchild)));
}

void TestOrphans::ofEveryThreadAreFound()
{
    // A grandchild whose own child was started by a thread that is not its first one.
    Script script("import subprocess, threading, time\n"
                  "def work():\n"
                  "    print(subprocess.Popen(['sleep', '300']).pid, flush=True)\n"
                  "    time.sleep(300)\n"
                  "threading.Thread(target=work).start()\n");
    Family family(u"/bin/sh -c 'setsid python3 -B -S %1 & wait'"_s.arg(script.path()), true);
    const qint64 below = livesAndStops(family).toLongLong();
    QVERIFY(below > 1);
    QTRY_VERIFY2(family.lines().contains(u"%1 (sleep)"_s.arg(below)), qPrintable(family.lines()));
    QTRY_VERIFY(family.reaped.contains(below));
    QTRY_VERIFY(Procfs().children(QCoreApplication::applicationPid()).isEmpty());
}

void TestOrphans::thatForkMeanwhileAreKilledToo()
{
    Script script("import os, time\n"
                  "print('up', flush=True)\n"
                  "for _ in range(400):\n"
                  "    if os.fork() == 0:\n"
                  "        time.sleep(300)\n"
                  "        os._exit(0)\n"
                  "time.sleep(300)\n");
    Family family(u"/bin/sh -c 'setsid python3 -B -S %1 & wait'"_s.arg(script.path()), true);
    QCOMPARE(livesAndStops(family), "up");
    QTRY_COMPARE(family.process->state(), ProcessState::Stopped);
    QTRY_VERIFY2(Procfs().children(QCoreApplication::applicationPid()).isEmpty(), qPrintable(family.lines()));
}

QTEST_GUILESS_MAIN(TestOrphans)
#include "tst_orphans.moc"
