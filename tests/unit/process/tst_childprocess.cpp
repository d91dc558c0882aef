#include "daemon/posixsignals.h"
#include "daemon/process/childprocess.h"
#include "daemon/process/sendsignal.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

namespace {

LaunchPlan shell(const QByteArray &script)
{
    LaunchPlan plan;
    plan.file = "/bin/sh";
    plan.arguments = {"sh", "-c", script};
    plan.environment = {"PATH=/usr/bin:/bin", "ONE=1"};
    return plan;
}

/// A child, what it wrote and how it ended.
struct Run final : Child::Watcher {
    explicit Run(const LaunchPlan &plan)
    {
        QObject::connect(&ended, &PosixSignals::received, &launcher, &ProcessLauncher::reap);
        auto launched = launcher.launch(plan);
        if (!launched) {
            error = launched.error();
            return;
        }
        child = std::move(*launched);
        child->setWatcher(this);
    }
    void childWrote(Child::Channel channel, QByteArrayView bytes) override
    {
        (channel == Child::Channel::Stdout ? out : err) += bytes.toByteArray();
    }
    void childExited(const ExitStatus &how) override { status = how; }

    PosixSignals ended{SIGCHLD};
    ProcessLauncher launcher;
    std::unique_ptr<Child> child;
    std::optional<ExitStatus> status;
    Error error;
    QByteArray out;
    QByteArray err;
};

#define FINISH(run) QTRY_VERIFY_WITH_TIMEOUT((run).status.has_value(), 20000)

} // namespace

class TestChildProcess : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { ::signal(SIGPIPE, SIG_IGN); }

    void getsItsArgumentsAndEnvironment();
    void readsAndWrites();
    void leadsItsOwnProcessGroup();
    void inheritsThreeDescriptorsOnly();
    void hasDefaultSignals();
    void entersDirectoryAndUmask();
    void sharesOnePipeWithRedirectedStderr();
    void tellsWhyItCouldNotBeSpawned_data();
    void tellsWhyItCouldNotBeSpawned();
    void endsByStatusOrSignal_data();
    void endsByStatusOrSignal();
    void isReadToTheEndBeforeItsEndIsTold();
    void isNotWaitedForByWhatAGrandchildHolds();
    void mayCloseItsOutput();
    void takesMoreInputThanAPipeHolds();
    void cannotBeWrittenToWhenItDoesNotRead();
    void getsADescriptorAsStandardInput();
    void getsTheLimitOfDescriptors();
    void changesTheUser();
    void reachesItsGroup();
    void isKilledWithItsObject();
};

void TestChildProcess::getsItsArgumentsAndEnvironment()
{
    LaunchPlan plan = shell("echo \"$0|$1|$ONE\"; tr '\\0' '\\n' </proc/$$/environ");
    plan.arguments += {"zero", "a b"};
    Run run(plan);
    QVERIFY(run.child->pid() > 1);
    FINISH(run);
    QCOMPARE(run.out, "zero|a b|1\nPATH=/usr/bin:/bin\nONE=1\n");
}

void TestChildProcess::readsAndWrites()
{
    Run run(shell("read line; echo \"got $line\"; echo oh >&2"));
    QVERIFY(run.child->hasInput());
    QVERIFY(run.child->write("hello\n"));
    FINISH(run);
    QCOMPARE(run.out, "got hello\n");
    QCOMPARE(run.err, "oh\n");
}

void TestChildProcess::leadsItsOwnProcessGroup()
{
    Run run(shell("read line"));
    QCOMPARE(::getpgid(pid_t(run.child->pid())), pid_t(run.child->pid()));
    QCOMPARE(::getsid(pid_t(run.child->pid())), ::getsid(0));
    QVERIFY(run.launcher.isChild(pid_t(run.child->pid())));
    const auto pid = pid_t(run.child->pid());
    QVERIFY(run.child->write("\n"));
    FINISH(run);
    QVERIFY(!run.launcher.isChild(pid));
}

void TestChildProcess::inheritsThreeDescriptorsOnly()
{
    const int leaked = ::open("/dev/null", O_RDONLY); // not closed on exec
    LaunchPlan plan = shell({});
    plan.file = "/bin/ls";
    plan.arguments = {"ls", "/proc/self/fd"};
    Run run(plan);
    FINISH(run);
    ::close(leaked);
    QCOMPARE(run.out, "0\n1\n2\n3\n"); // the last is ls reading the folder
}

void TestChildProcess::hasDefaultSignals()
{
    LaunchPlan plan = shell({});
    plan.file = "/bin/grep";
    plan.arguments = {"grep", "Sig[BI]", "/proc/self/status"};
    Run run(plan);
    FINISH(run);
    QCOMPARE(run.out, "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
}

void TestChildProcess::entersDirectoryAndUmask()
{
    LaunchPlan plan = shell("pwd; umask");
    plan.directory = "/usr";
    plan.umask = 027;
    Run run(plan);
    FINISH(run);
    QCOMPARE(run.out, "/usr\n0027\n");
}

void TestChildProcess::sharesOnePipeWithRedirectedStderr()
{
    LaunchPlan plan = shell("echo a; echo b >&2; echo c");
    plan.redirectStderr = true;
    Run run(plan);
    FINISH(run);
    QCOMPARE(run.out, "a\nb\nc\n");
    QCOMPARE(run.err, "");
}

void TestChildProcess::tellsWhyItCouldNotBeSpawned_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("directory");
    QTest::addColumn<QByteArray>("problem");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("the program is gone") << QByteArray("/no/such") << QByteArray() << QByteArray()
                                         << QByteArray("couldn't exec sh: ENOENT");
    QTest::newRow("the program is a folder")
        << QByteArray("/usr") << QByteArray() << QByteArray() << QByteArray("couldn't exec sh: EACCES");
    QTest::newRow("the directory is gone") << QByteArray("/bin/sh") << QByteArray("/no/dir") << QByteArray()
                                           << QByteArray("couldn't chdir to /no/dir: ENOENT");
    QTest::newRow("the user cannot be changed")
        << QByteArray("/bin/sh") << QByteArray() << QByteArray("Can't drop privilege as nonroot user")
        << QByteArray("couldn't setuid to 7: Can't drop privilege as nonroot user");
}

void TestChildProcess::tellsWhyItCouldNotBeSpawned()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, directory);
    QFETCH(QByteArray, problem);
    QFETCH(QByteArray, text);
    LaunchPlan plan = shell("echo never");
    plan.file = file;
    if (!directory.isEmpty())
        plan.directory = directory;
    plan.userName = "7";
    plan.userProblem = problem;
    Run run(plan);
    FINISH(run);
    QCOMPARE(*run.status, (ExitStatus{127, 0, false}));
    QCOMPARE(run.err, QByteArray("supervisor: " + text + "\nsupervisor: child process was not spawned\n"));
    QCOMPARE(run.out, "");
}

void TestChildProcess::endsByStatusOrSignal_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("well") << QByteArray("exit 0") << 0 << u"exit status 0"_s;
    QTest::newRow("badly") << QByteArray("exit 3") << 3 << u"exit status 3"_s;
    QTest::newRow("by a signal") << QByteArray("kill -TERM $$") << -1 << u"terminated by SIGTERM"_s;
    QTest::newRow("by a signal without a name") << QByteArray("kill -35 $$") << -1 << u"terminated by signal 35"_s;
}

void TestChildProcess::endsByStatusOrSignal()
{
    QFETCH(QByteArray, script);
    QFETCH(int, number);
    QFETCH(QString, text);
    Run run(shell(script));
    FINISH(run);
    QCOMPARE(run.status->number(), number);
    QCOMPARE(run.status->text(), text);
    QCOMPARE(run.child->sendSignal(SIGTERM, SignalTarget::Process).error().number, ESRCH);
    QCOMPARE((ExitStatus{0, SIGSEGV, true}.text()), u"terminated by SIGSEGV (core dumped)"_s);
}

void TestChildProcess::isReadToTheEndBeforeItsEndIsTold()
{
    Run run(shell("seq 1 60000; printf last"));
    FINISH(run);
    QByteArray expected;
    for (int i = 1; i <= 60000; ++i)
        expected += QByteArray::number(i) + '\n';
    QVERIFY(run.out == expected + "last");
}

void TestChildProcess::isNotWaitedForByWhatAGrandchildHolds()
{
    Run run(shell("cat <&0 & echo $!; exit 0"));
    FINISH(run);
    const auto grandchild = run.out.trimmed().toInt();
    QVERIFY(grandchild > 1); // it held our pipes open and ends, as its standard input does
}

void TestChildProcess::mayCloseItsOutput()
{
    Run run(shell("exec >&- 2>&-; read line; exit 5"));
    QVERIFY(run.child->write("\n"));
    FINISH(run);
    QCOMPARE(run.status->code, 5);
}

void TestChildProcess::takesMoreInputThanAPipeHolds()
{
    Run run(shell("head -c 3000000 | wc -c"));
    QVERIFY(run.child->write(QByteArray(3'000'000, 'x')));
    FINISH(run);
    QCOMPARE(run.out.trimmed(), "3000000");
}

void TestChildProcess::cannotBeWrittenToWhenItDoesNotRead()
{
    Run run(shell("exec <&-; echo closed; exec sleep 60"));
    QTRY_COMPARE(run.out, "closed\n");
    QCOMPARE(run.child->write("x").error().number, EPIPE);
    QVERIFY(!run.child->hasInput());
    QVERIFY(run.child->sendSignal(SIGKILL, SignalTarget::Process));
    FINISH(run);
}

void TestChildProcess::getsADescriptorAsStandardInput()
{
    LaunchPlan plan = shell("cat; echo .");
    plan.standardInput = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    Run run(plan);
    ::close(plan.standardInput);
    QVERIFY(!run.child->hasInput());
    QCOMPARE(run.child->write("x").error().number, EPIPE);
    FINISH(run);
    QCOMPARE(run.out, ".\n");
}

void TestChildProcess::getsTheLimitOfDescriptors()
{
    LaunchPlan plan = shell("ulimit -n");
    plan.descriptorLimit = 77;
    Run run(plan);
    FINISH(run);
    QCOMPARE(run.out, "77\n");
}

void TestChildProcess::changesTheUser()
{
    LaunchPlan plan = shell("id -u; id -g; id -G");
    plan.user = UserIds{12345, 12346, {12346, 12347}};
    plan.userName = "12345";
    Run run(plan);
    FINISH(run);
    if (::getuid() == 0)
        QCOMPARE(run.out, "12345\n12346\n12346 12347\n");
    else
        QVERIFY(run.err.startsWith("supervisor: couldn't setuid to 12345: Could not set groups of effective user\n"));
}

void TestChildProcess::reachesItsGroup()
{
    Run run(shell("sleep 60 & echo ready; wait"));
    QTRY_COMPARE(run.out, "ready\n");
    QVERIFY(run.child->sendSignal(SIGTERM, SignalTarget::Group));
    FINISH(run);
    QCOMPARE(run.status->signal, SIGTERM);
}

void TestChildProcess::isKilledWithItsObject()
{
    Run run(shell("read line"));
    const auto pid = pid_t(run.child->pid());
    run.child.reset();
    QCOMPARE(::kill(pid, 0), -1); // gone, and reaped
    QVERIFY(!run.launcher.isChild(pid));
}

QTEST_GUILESS_MAIN(TestChildProcess)
#include "tst_childprocess.moc"
