#include "daemon/process/forker.h"

#include "daemon/process/pipes.h"

#include <QDir>
#include <QTest>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

namespace {

/// Number and target of each open descriptor.
QStringList openDescriptors()
{
    QStringList result;
    const QDir folder(u"/proc/self/fd"_s);
    for (const QString &name : folder.entryList(QDir::Files | QDir::System, QDir::Name)) {
        // The folder itself is among them while it is read.
        if (const QString target = QFile::symLinkTarget(folder.filePath(name)); !target.endsWith(u"/fd"))
            result.append(name + u' ' + target);
    }
    return result;
}

QByteArray contents(int fd)
{
    QByteArray result;
    char bytes[4096];
    for (ssize_t count = 0; (count = ::read(fd, bytes, sizeof bytes)) > 0;)
        result.append(bytes, count);
    return result;
}

int exitCode(pid_t pid)
{
    int status = 0;
    return ::waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

LaunchPlan list()
{
    LaunchPlan plan;
    plan.file = "/bin/ls";
    plan.arguments = {"ls", "/proc/self/fd"};
    return plan;
}

} // namespace

class TestForker : public QObject {
    Q_OBJECT
private:
    static void tables();
private slots:
    void givesThreeDescriptorsOfMany_data() { tables(); }
    void givesThreeDescriptorsOfMany();
    void leavesTheDaemonItsDescriptors_data() { tables(); }
    void leavesTheDaemonItsDescriptors();
    void leavesNoWriteEndOpen_data() { tables(); }
    void leavesNoWriteEndOpen();
    void ofAProgramThatCannotRunHasAPidAndAReason_data() { tables(); }
    void ofAProgramThatCannotRunHasAPidAndAReason();
    void startsNothingOnADescriptorThatIsNone_data() { tables(); }
    void startsNothingOnADescriptorThatIsNone();
};

void TestForker::tables()
{
    QTest::addColumn<bool>("mayShareTable");
    QTest::newRow("own part of a shared table") << true;
    QTest::newRow("copied table") << false;
}

void TestForker::givesThreeDescriptorsOfMany()
{
    QFETCH(bool, mayShareTable);
    Forker forker(mayShareTable);
    std::vector<Descriptor> many;
    for (int i = 0; i < 200; ++i)
        many.emplace_back(::open("/dev/null", O_RDONLY)); // not closed on exec
    auto pipe = makePipe();
    QVERIFY(pipe && pipe->writeEnd.get() > 200);
    const int end = pipe->writeEnd.get();

    const Result<pid_t> pid = forker.fork(list(), {end, end, end});
    QVERIFY(pid);
    pipe->writeEnd.reset();
    QCOMPARE(contents(pipe->readEnd.get()), "0\n1\n2\n3\n"); // the last is ls reading the folder
    QCOMPARE(exitCode(*pid), 0);
}

void TestForker::leavesTheDaemonItsDescriptors()
{
    QFETCH(bool, mayShareTable);
    Forker forker(mayShareTable);
    auto pipe = makePipe();
    QVERIFY(pipe);
    const int end = pipe->writeEnd.get();
    const QStringList before = openDescriptors();
    QVERIFY(before.size() >= 9); // three, the pipe's two, and the forker's four

    const Result<pid_t> pid = forker.fork(list(), {end, end, end});
    QVERIFY(pid);
    QCOMPARE(openDescriptors(), before);
    QCOMPARE(exitCode(*pid), 0);
}

void TestForker::leavesNoWriteEndOpen()
{
    QFETCH(bool, mayShareTable);
    Forker forker(mayShareTable);
    auto first = makePipe();
    auto second = makePipe();
    QVERIFY(first && second);
    LaunchPlan waits;
    waits.file = "/bin/sleep";
    waits.arguments = {"sleep", "300"};
    const Result<pid_t> pid
        = forker.fork(list(), {first->writeEnd.get(), first->writeEnd.get(), first->writeEnd.get()});
    const Result<pid_t> other
        = forker.fork(waits, {second->writeEnd.get(), second->writeEnd.get(), second->writeEnd.get()});
    QVERIFY(pid && other);
    first->writeEnd.reset();
    QVERIFY(contents(first->readEnd.get()).startsWith("0\n")); // comes to an end while the other lives
    QCOMPARE(exitCode(*pid), 0);
    QCOMPARE(::kill(*other, SIGKILL), 0);
    QCOMPARE(exitCode(*other), -1);
}

void TestForker::ofAProgramThatCannotRunHasAPidAndAReason()
{
    QFETCH(bool, mayShareTable);
    Forker forker(mayShareTable);
    auto pipe = makePipe();
    QVERIFY(pipe);
    LaunchPlan plan = list();
    plan.file = "/nowhere";
    plan.arguments = {"/nowhere"};
    const int end = pipe->writeEnd.get();
    const Result<pid_t> pid = forker.fork(plan, {end, end, end});
    QVERIFY(pid);
    pipe->writeEnd.reset();
    QCOMPARE(contents(pipe->readEnd.get()),
             "supervisor: couldn't exec /nowhere: ENOENT\nsupervisor: child process was not spawned\n");
    QCOMPARE(exitCode(*pid), 127);
}

void TestForker::startsNothingOnADescriptorThatIsNone()
{
    QFETCH(bool, mayShareTable);
    Forker forker(mayShareTable);
    auto pipe = makePipe();
    QVERIFY(pipe);
    const int end = pipe->writeEnd.get();
    const QStringList before = openDescriptors();
    const Result<pid_t> pid = forker.fork(list(), {end, 100'000, end});
    QVERIFY(!pid);
    QCOMPARE(pid.error().number, EBADF);
    QCOMPARE(openDescriptors(), before);
    QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1);
    QCOMPARE(errno, ECHILD);
}

QTEST_GUILESS_MAIN(TestForker)
#include "tst_forker.moc"
