#include "daemon/process/forker.h"

#include "daemon/process/pipes.h"

#include <QDir>
#include <QTest>

#include <array>
#include <optional>
#include <vector>

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

/// What a child has for its three descriptors: a pipe that we read.
struct Output {
    Output()
    {
        if (auto made = makePipe())
            pipe = std::move(*made);
    }
    std::array<int, 3> ends() const { return {pipe.writeEnd.get(), pipe.writeEnd.get(), pipe.writeEnd.get()}; }
    /// All of it, as soon as nobody else has the other end.
    QByteArray read()
    {
        pipe.writeEnd.reset();
        QByteArray result;
        char bytes[4096];
        for (ssize_t count = 0; (count = ::read(pipe.readEnd.get(), bytes, sizeof bytes)) > 0;)
            result.append(bytes, count);
        return result;
    }

    Pipe pipe;
};

int exitCode(pid_t pid)
{
    int status = 0;
    return ::waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

LaunchPlan planOf(const QList<QByteArray> &command)
{
    LaunchPlan plan;
    plan.file = command.constFirst();
    plan.arguments = command;
    return plan;
}

LaunchPlan list()
{
    return planOf({"/bin/ls", "/proc/self/fd"});
}

} // namespace

class TestForker : public QObject {
    Q_OBJECT
private:
    static void tables();
private slots:
    void init();
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

private:
    std::optional<Forker> m_forker;
};

void TestForker::tables()
{
    QTest::addColumn<bool>("mayShareTable");
    QTest::newRow("own part of a shared table") << true;
    QTest::newRow("copied table") << false;
}

void TestForker::init()
{
    QFETCH(bool, mayShareTable);
    m_forker.reset(); // its descriptors are the next one's
    m_forker.emplace(mayShareTable);
}

void TestForker::givesThreeDescriptorsOfMany()
{
    std::vector<Descriptor> many;
    many.reserve(200);
    for (int i = 0; i < 200; ++i)
        many.emplace_back(::open("/dev/null", O_RDONLY)); // not closed on exec
    Output output;
    QVERIFY(output.pipe.writeEnd.get() > 200);

    const Result<pid_t> pid = m_forker->fork(list(), output.ends());
    QVERIFY(pid);
    QCOMPARE(output.read(), "0\n1\n2\n3\n"); // the last is ls reading the folder
    QCOMPARE(exitCode(*pid), 0);
}

void TestForker::leavesTheDaemonItsDescriptors()
{
    const Output output;
    const QStringList before = openDescriptors();
    QVERIFY(before.size() >= 9); // three, the pipe's two, and the forker's four

    const Result<pid_t> pid = m_forker->fork(list(), output.ends());
    QVERIFY(pid);
    QCOMPARE(openDescriptors(), before);
    QCOMPARE(exitCode(*pid), 0);
}

void TestForker::leavesNoWriteEndOpen()
{
    Output first;
    const Output second;
    const Result<pid_t> pid = m_forker->fork(list(), first.ends());
    const Result<pid_t> other = m_forker->fork(planOf({"/bin/sleep", "300"}), second.ends());
    QVERIFY(pid && other);
    QVERIFY(first.read().startsWith("0\n")); // comes to an end while the other lives
    QCOMPARE(exitCode(*pid), 0);
    QCOMPARE(::kill(*other, SIGKILL), 0);
    QCOMPARE(exitCode(*other), -1);
}

void TestForker::ofAProgramThatCannotRunHasAPidAndAReason()
{
    Output output;
    const Result<pid_t> pid = m_forker->fork(planOf({"/nowhere"}), output.ends());
    QVERIFY(pid);
    QCOMPARE(output.read(), "supervisor: couldn't exec /nowhere: ENOENT\nsupervisor: child process was not spawned\n");
    QCOMPARE(exitCode(*pid), 127);
}

void TestForker::startsNothingOnADescriptorThatIsNone()
{
    const Output output;
    const QStringList before = openDescriptors();
    std::array<int, 3> ends = output.ends();
    ends[1] = 100'000;
    const Result<pid_t> pid = m_forker->fork(list(), ends);
    QVERIFY(!pid);
    QCOMPARE(pid.error().number, EBADF);
    QCOMPARE(openDescriptors(), before);
    QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1);
    QCOMPARE(errno, ECHILD);
}

QTEST_GUILESS_MAIN(TestForker)
#include "tst_forker.moc"
