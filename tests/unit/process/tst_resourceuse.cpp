#include "daemon/process/procfs.h"
#include "daemon/process/resourceuse.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include <unistd.h>

#include <memory>

using namespace kantoku::daemon;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

/// A /proc that holds what the test says.
class FakeProc {
public:
    struct Entry {
        qint64 pid = 0;
        qint64 parent = 1;
        QByteArray name = "program";
        milliseconds cpu{};
        milliseconds childrenCpu{};
        milliseconds started = 100s;
        int pages = 10;
        int threads = 1;
    };

    void write(const Entry &e)
    {
        const auto ticks = [](milliseconds time) {
            return QByteArray::number(static_cast<qlonglong>(time.count() * ::sysconf(_SC_CLK_TCK) / 1000));
        };
        const QByteArray number = QByteArray::number(static_cast<qlonglong>(e.pid));
        QByteArray line = number + " (" + e.name + ") S " + QByteArray::number(static_cast<qlonglong>(e.parent));
        line += " 1 1 0 -1 4194304 100 0 0 0 " + ticks(e.cpu) + " 0 " + ticks(e.childrenCpu) + " 0 20 0 "
            + QByteArray::number(e.threads) + " 0 " + ticks(e.started) + " 1000000 " + QByteArray::number(e.pages)
            + " 18446744073709551615 1 1 0 0\n";
        writeFile(number + "/stat", line);
    }
    void writeFile(const QByteArray &path, const QByteArray &text)
    {
        const QString name = m_dir.filePath(QString::fromUtf8(path));
        QFile file(name);
        if (!QDir().mkpath(name.section(u'/', 0, -2)) || !file.open(QIODevice::WriteOnly)
            || file.write(text) != text.size())
            qFatal("cannot write %s", path.constData());
    }
    void remove(qint64 pid) { QDir(m_dir.filePath(QString::number(pid))).removeRecursively(); }
    Procfs procfs() const { return Procfs(m_dir.path()); }

private:
    QTemporaryDir m_dir;
};

} // namespace

class TestResourceUse : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"."_s));
        m_proc = std::make_unique<FakeProc>();
    }

    void nameMayHoldAnything_data();
    void nameMayHoldAnything();
    void brokenEntryIsNoProcess_data();
    void brokenEntryIsNoProcess();
    void treeGoesThroughThreadsAndGenerations();
    void strangerUnderAPidUsedAgainIsLeftOut();
    void commandLineIsShown_data();
    void commandLineIsShown();
    void environmentIsRead();
    void ourselvesAreRead();

    void firstLookIsOfTheWholeLife();
    void nextLookIsOfTheTimeBetween();
    void looksInQuickSuccessionHaveTheSameStart();
    void anotherProcessOfThePidBeginsAnew();
    void oldLooksAreForgotten();
    void treeIsSummed();
    void endedChildrenCount();
    void unseenDescriptorsMakeTheSumUnknown();

private:
    std::unique_ptr<FakeProc> m_proc;
};

void TestResourceUse::nameMayHoldAnything_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("a word") << "nginx"_ba;
    QTest::newRow("spaces") << "my program"_ba;
    QTest::newRow("a parenthesis that looks like the end") << "x) R 99 (y"_ba;
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("a line break") << "a\nb"_ba;
}

void TestResourceUse::nameMayHoldAnything()
{
    QFETCH(QByteArray, name);
    m_proc->write({.pid = 7, .parent = 3, .name = name, .cpu = 1500ms, .childrenCpu = 2s, .pages = 4, .threads = 5});
    const auto facts = m_proc->procfs().process(7);
    QVERIFY(facts);
    QCOMPARE(facts->pid, 7);
    QCOMPARE(facts->parent, 3);
    QCOMPARE(facts->name, QString::fromUtf8(name));
    QCOMPARE(facts->cpu, 1500ms);
    QCOMPARE(facts->endedChildrenCpu, 2s);
    QCOMPARE(facts->started, 100s);
    QCOMPARE(facts->residentBytes, 4 * ::sysconf(_SC_PAGESIZE));
    QCOMPARE(facts->threads, 5);
}

void TestResourceUse::brokenEntryIsNoProcess_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("no name") << "7 S 1 2 3"_ba;
    QTest::newRow("parentheses the wrong way round") << "7 )x( S 1 2 3"_ba;
    QTest::newRow("too short") << "7 (x) S 1 2 3"_ba;
}

void TestResourceUse::brokenEntryIsNoProcess()
{
    QFETCH(QByteArray, text);
    m_proc->writeFile("7/stat", text);
    QVERIFY(!m_proc->procfs().process(7));
    QVERIFY(!m_proc->procfs().process(8));
    QVERIFY(m_proc->procfs().tree(7).isEmpty());
    QVERIFY(!ResourceUseMeter(m_proc->procfs()).measure(7, 200s));
}

void TestResourceUse::treeGoesThroughThreadsAndGenerations()
{
    m_proc->write({.pid = 10});
    m_proc->writeFile("10/task/10/children", "11 12 ");
    m_proc->writeFile("10/task/15/children", "13");
    for (const qint64 pid : {11, 12, 13})
        m_proc->write({.pid = pid, .parent = 10});
    m_proc->writeFile("12/task/12/children", "14 99 ");
    m_proc->write({.pid = 14, .parent = 12});
    QList<qint64> pids;
    for (const Procfs::Facts &facts : m_proc->procfs().tree(10)) {
        QVERIFY(facts.pid == 10 || pids.contains(facts.parent));
        pids.append(facts.pid);
    }
    std::ranges::sort(pids);
    QCOMPARE(pids, (QList<qint64>{10, 11, 12, 13, 14}));
}

void TestResourceUse::strangerUnderAPidUsedAgainIsLeftOut()
{
    m_proc->write({.pid = 10});
    m_proc->writeFile("10/task/10/children", "11");
    m_proc->write({.pid = 11, .parent = 1});
    QCOMPARE(m_proc->procfs().tree(10).size(), 1);
}

void TestResourceUse::commandLineIsShown_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QString>("expected");
    QTest::newRow("arguments") << QByteArray("/bin/sh\0-c\0a b\0", 15) << u"/bin/sh -c a b"_s;
    QTest::newRow("an empty argument") << QByteArray("x\0\0y\0", 5) << u"x  y"_s;
    QTest::newRow("a title that the program gave itself") << "nginx: worker"_ba << u"nginx: worker"_s;
    QTest::newRow("none, as for a zombie") << ""_ba << u"[program]"_s;
}

void TestResourceUse::commandLineIsShown()
{
    QFETCH(QByteArray, arguments);
    QFETCH(QString, expected);
    m_proc->write({.pid = 10});
    m_proc->writeFile("10/cmdline", arguments);
    const Procfs procfs = m_proc->procfs();
    QCOMPARE(procfs.commandLine(*procfs.process(10)), expected);
}

void TestResourceUse::environmentIsRead()
{
    m_proc->writeFile("10/environ", QByteArray("A=1\0B=x y\0", 10));
    QCOMPARE(m_proc->procfs().environment(10), (QList<QByteArray>{"A=1", "B=x y"}));
    m_proc->writeFile("11/environ", {});
    QVERIFY(m_proc->procfs().environment(11).isEmpty());
    QVERIFY(m_proc->procfs().environment(12).isEmpty());
}

void TestResourceUse::ourselvesAreRead()
{
    QProcess child;
    child.start(u"/bin/cat"_s, {u"-u"_s, u"-"_s});
    QVERIFY(child.waitForStarted());
    const Procfs procfs;
    const auto self = procfs.process(QCoreApplication::applicationPid());
    QVERIFY(self);
    QCOMPARE(self->parent, ::getppid());
    QVERIFY(self->residentBytes > 100'000);
    QVERIFY(self->threads >= 1);
    QVERIFY(self->started <= Procfs::now());
    QVERIFY(Procfs::now() - self->started < 1h);
    QTRY_VERIFY(procfs.commandLine(*procfs.process(child.processId())) == "/bin/cat -u -"_L1);
    QList<qint64> pids;
    for (const Procfs::Facts &facts : procfs.tree(self->pid))
        pids.append(facts.pid);
    QCOMPARE(pids, (QList<qint64>{self->pid, child.processId()}));

    const auto before = procfs.descriptors(self->pid);
    QVERIFY(before);
    const int extra = ::dup(0);
    QVERIFY(extra >= 0);
    QCOMPARE(procfs.descriptors(self->pid), std::optional(*before + 1));
    ::close(extra);
    child.closeWriteChannel();
    QVERIFY(child.waitForFinished());
}

void TestResourceUse::firstLookIsOfTheWholeLife()
{
    m_proc->write({.pid = 10, .cpu = 25s, .started = 100s});
    ResourceUseMeter meter(m_proc->procfs());
    const auto use = meter.measure(10, 200s);
    QVERIFY(use);
    QCOMPARE(use->interval, 100s);
    QCOMPARE(use->own.cpu, 25s);
    QCOMPARE(use->own.cpuShare, 0.25);
    QCOMPARE(meter.measure(10, 100s)->own.cpuShare, 0.0); // just begun
}

void TestResourceUse::nextLookIsOfTheTimeBetween()
{
    m_proc->write({.pid = 10, .cpu = 25s});
    ResourceUseMeter meter(m_proc->procfs());
    meter.measure(10, 200s);
    m_proc->write({.pid = 10, .cpu = 28s});
    const auto use = meter.measure(10, 202s);
    QCOMPARE(use->interval, 2s);
    QCOMPARE(use->own.cpuShare, 1.5);
    QCOMPARE(use->tree.cpuShare, 1.5);
    QCOMPARE(meter.measure(10, 204s)->own.cpuShare, 0.0);
}

void TestResourceUse::looksInQuickSuccessionHaveTheSameStart()
{
    m_proc->write({.pid = 10});
    ResourceUseMeter meter(m_proc->procfs());
    meter.measure(10, 200s);
    m_proc->write({.pid = 10, .cpu = 1s});
    QCOMPARE(meter.measure(10, 202s)->own.cpuShare, 0.5);
    const auto another = meter.measure(10, 202s + 1ms); // another client
    QCOMPARE(another->interval, 2001ms);
    QVERIFY(another->own.cpuShare > 0.49);
    QCOMPARE(meter.measure(10, 204s)->interval, 2s);
}

void TestResourceUse::anotherProcessOfThePidBeginsAnew()
{
    m_proc->write({.pid = 10, .cpu = 50s});
    ResourceUseMeter meter(m_proc->procfs());
    meter.measure(10, 200s);
    m_proc->write({.pid = 10, .cpu = 1s, .started = 201s});
    const auto use = meter.measure(10, 203s);
    QCOMPARE(use->interval, 2s);
    QCOMPARE(use->own.cpuShare, 0.5);
}

void TestResourceUse::oldLooksAreForgotten()
{
    m_proc->write({.pid = 10});
    ResourceUseMeter meter(m_proc->procfs());
    meter.measure(10, 200s);
    QCOMPARE(meter.measure(10, 200s + ResourceUseMeter::keepFor)->interval, ResourceUseMeter::keepFor);
    QCOMPARE(meter.measure(10, 201s + 2 * ResourceUseMeter::keepFor)->interval, 101s + 2 * ResourceUseMeter::keepFor);
}

void TestResourceUse::treeIsSummed()
{
    m_proc->write({.pid = 10, .cpu = 1s, .pages = 10, .threads = 2});
    m_proc->writeFile("10/fd/0", {});
    m_proc->writeFile("10/task/10/children", "11");
    m_proc->write({.pid = 11, .parent = 10, .cpu = 2s, .pages = 5, .threads = 3});
    m_proc->writeFile("11/fd/0", {});
    m_proc->writeFile("11/fd/1", {});
    const auto use = ResourceUseMeter(m_proc->procfs()).measure(10, 110s);
    QCOMPARE(use->own.processes, 1);
    QCOMPARE(use->own.threads, 2);
    QCOMPARE(use->own.descriptors, std::optional(1));
    QCOMPARE(use->own.cpuShare, 0.1);
    QCOMPARE(use->tree.processes, 2);
    QCOMPARE(use->tree.threads, 5);
    QCOMPARE(use->tree.descriptors, std::optional(3));
    QCOMPARE(use->tree.cpu, 3s);
    QCOMPARE(use->tree.cpuShare, 0.3);
    QCOMPARE(use->tree.residentBytes, 15 * ::sysconf(_SC_PAGESIZE));
}

void TestResourceUse::endedChildrenCount()
{
    m_proc->write({.pid = 10});
    m_proc->writeFile("10/task/10/children", "11");
    m_proc->write({.pid = 11, .parent = 10, .cpu = 4s});
    ResourceUseMeter meter(m_proc->procfs());
    meter.measure(10, 200s);
    m_proc->remove(11);
    m_proc->writeFile("10/task/10/children", {});
    m_proc->write({.pid = 10, .childrenCpu = 5s});
    const auto use = meter.measure(10, 202s);
    QCOMPARE(use->tree.cpu, 5s);
    QCOMPARE(use->tree.cpuShare, 0.5);
    QCOMPARE(use->own.cpuShare, 0.0);
    // Where nobody waited for the child, its time is gone; nothing becomes negative.
    m_proc->write({.pid = 10});
    QCOMPARE(meter.measure(10, 204s)->tree.cpuShare, 0.0);
}

void TestResourceUse::unseenDescriptorsMakeTheSumUnknown()
{
    m_proc->write({.pid = 10});
    m_proc->writeFile("10/fd/0", {});
    m_proc->writeFile("10/task/10/children", "11");
    m_proc->write({.pid = 11, .parent = 10});
    const auto use = ResourceUseMeter(m_proc->procfs()).measure(10, 200s);
    QCOMPARE(use->own.descriptors, std::optional(1));
    QVERIFY(!use->tree.descriptors);
}

QTEST_GUILESS_MAIN(TestResourceUse)
#include "tst_resourceuse.moc"
