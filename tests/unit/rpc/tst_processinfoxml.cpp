#include "daemon/rpc/processinfoxml.h"
#include "protocol/xmlrpc.h"
#include "rpcworld.h"

#include <QRegularExpression>

#include <QtTest>
#include <algorithm>
#include <csignal>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What getAllProcessInfo answers.
QByteArray answered(RpcWorld &world)
{
    const auto answer = world.ask(u"supervisor.getAllProcessInfo"_s);
    return answer ? answer->value<xmlrpc::Fragment>().xml : QByteArray();
}

/// What it is to answer, made of nothing that was kept.
QByteArray fresh(const RpcWorld &world)
{
    QList<const Process *> processes;
    for (const ProcessGroup *const group : world.supervisor->groups())
        processes.append(QList<const Process *>(group->processes().begin(), group->processes().end()));
    std::ranges::sort(processes, {}, &Process::namespec);
    QByteArray xml = "<array><data>\n";
    for (const Process *const process : processes) {
        xml += "<value>";
        appendProcessInfo(xml, process->info());
        xml += "</value>\n";
    }
    return xml + "</data></array>";
}

} // namespace

class TestProcessInfoXml : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void isWhatTheMapWouldBe();
    void answerFollowsEveryChange();
    void answerFollowsTheGroups();
};

void TestProcessInfoXml::isWhatTheMapWouldBe()
{
    ProcessInfo info;
    info.name = u"web <0>"_s;
    info.group = u"wéb"_s;
    info.state = ProcessState::Exited;
    info.start = 9'000'000'000; // beyond 32 bits
    info.stop = 12;
    info.now = 13;
    info.exitStatus = -1;
    info.spawnError = u"can't & won't"_s;
    info.stdoutLogFile = u"/tmp/o"_s;
    info.stderrLogFile = u"/tmp/e"_s;
    info.pid = 77;
    info.description = u"Jan 01 12:00 AM"_s;

    xmlrpc::Fragment fragment;
    appendProcessInfo(fragment.xml, info);
    const auto read = xmlrpc::parseResponse(xmlrpc::writeResponse(QVariant::fromValue(fragment)));
    QVERIFY(read);
    QCOMPARE(read->toMap(), info.toMap());
}

void TestProcessInfoXml::answerFollowsEveryChange()
{
    ProcessConfig config = RpcWorld::program(u"b"_s);
    config.startRetries = 0;
    Configuration configuration;
    configuration.groups
        = {RpcWorld::groupOf(u"b"_s, {config}), RpcWorld::groupOf(u"a"_s, {RpcWorld::program(u"a"_s)})};
    RpcWorld world;
    world.begin(configuration);
    Process *const process = world.process(u"b"_s);

    // Each step begins with an answer that is kept, and the clock stands still but where it is moved.
    const auto follows = [&](const char *step) {
        const QByteArray expected = fresh(world);
        return QTest::qCompare(answered(world), expected, step, "what it is", __FILE__, __LINE__);
    };
    QVERIFY(follows("not started"));
    const QByteArray before = answered(world);
    QCOMPARE(static_cast<const void *>(answered(world).constData()), static_cast<const void *>(before.constData()));

    QVERIFY(process->start());
    QVERIFY(follows("starting"));
    world.clock.advance(5s);
    QVERIFY(follows("running"));
    world.clock.advance(1h);
    QVERIFY(follows("an hour of uptime"));
    world.clock.setWall(world.clock.wall() - 2h);
    QVERIFY(follows("the clock set back"));
    world.launcher.child()->exit(3);
    QVERIFY(follows("ended and started again"));
    world.clock.advance(5s);
    QVERIFY(follows("running again"));
    QVERIFY(process->stop());
    QVERIFY(follows("stopping"));
    world.clock.advance(config.stopWait);
    QVERIFY(follows("killed"));
    world.launcher.child()->dieOf(SIGKILL);
    QVERIFY(follows("stopped"));

    world.launcher.error = EMFILE;
    QVERIFY(process->start());
    QVERIFY(follows("not to be started"));
    QCOMPARE(process->state(), ProcessState::Fatal);
    world.launcher.error = 0;
    QVERIFY(process->start());
    QVERIFY(follows("starting after that"));
    world.launcher.child()->exit(0);
    QVERIFY(follows("ended too soon"));
    QVERIFY(process->start());
    QVERIFY(follows("started once more"));
    world.launcher.child()->signalError = EPERM;
    QVERIFY(!process->stop());
    QVERIFY(follows("unknown"));
    QCOMPARE(process->state(), ProcessState::Unknown);
}

void TestProcessInfoXml::answerFollowsTheGroups()
{
    Configuration configuration;
    configuration.groups = {RpcWorld::groupOf(u"b"_s, {RpcWorld::program(u"b"_s)}),
                            RpcWorld::groupOf(u"a"_s, {RpcWorld::program(u"z"_s), RpcWorld::program(u"y"_s)})};
    RpcWorld world;
    world.begin(configuration);
    QCOMPARE(answered(world), fresh(world));
    QVERIFY(world.supervisor->removeGroup(u"b"_s));
    QCOMPARE(answered(world), fresh(world));
    QVERIFY(world.supervisor->addGroup(u"b"_s));
    QCOMPARE(answered(world), fresh(world));
    QVERIFY(world.supervisor->adopt({}));
    QCOMPARE(answered(world), fresh(world));
}

QTEST_GUILESS_MAIN(TestProcessInfoXml)
#include "tst_processinfoxml.moc"
