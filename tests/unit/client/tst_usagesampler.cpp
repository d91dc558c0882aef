#include "fakeserver.h"

#include "client/usagesampler.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::client;
using tests::FakeServer;

namespace {

QList<ProcessInfo> processes(int count)
{
    QList<ProcessInfo> list;
    for (int i = 0; i < count; ++i) {
        ProcessInfo info;
        info.group = u"w"_s;
        info.name = u"w_%1"_s.arg(i);
        info.state = ProcessState::Running;
        info.pid = 100 + i;
        list.append(info);
    }
    return list;
}

} // namespace

class TestUsageSampler : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void asksOnlyWhileWanted();
    void asksForThoseInFocusEachTimeAndForOthersInTurn();
    void forgetsWhatRunsNoMore();
    void manyThatEndAreToldOnce();
    void aStalledServerIsAskedOnce();

private:
    QVariant answer(const QVariantList &params);
    int asked() const { return int(m_server->calls.size()); }

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<RpcClient> m_rpc;
    std::unique_ptr<UsageSampler> m_sampler;
    QList<QStringList> m_names; ///< of each question
};

void TestUsageSampler::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    m_names.clear();
    m_server = std::make_unique<FakeServer>();
    m_server->handle(u"kantoku.getProcessStats"_s, [this](const QVariantList &params) { return answer(params); });
    m_rpc = std::make_unique<RpcClient>(*ServerAddress::parse(m_server->url()));
    m_sampler = std::make_unique<UsageSampler>(m_rpc.get());
    m_sampler->setInterval(std::chrono::milliseconds(20));
}

void TestUsageSampler::cleanup()
{
    m_rpc.reset(); // its calls end before who made them
    m_sampler.reset();
    m_server.reset();
}

QVariant TestUsageSampler::answer(const QVariantList &params)
{
    QVariantList list;
    QStringList names;
    for (const QVariant &name : params.value(0).toList()) {
        names.append(name.toString());
        const QStringList parts = name.toString().split(u':');
        list.append(QVariantMap{{u"group"_s, parts.value(0)},
                                {u"name"_s, parts.value(1)},
                                {u"pid"_s, 100},
                                {u"tree"_s,
                                 QVariantMap{{u"cpu_share"_s, 0.25},
                                             {u"rss"_s, 1024 * 1024},
                                             {u"processes"_s, 3},
                                             {u"threads"_s, 4},
                                             {u"descriptors"_s, 9}}}});
    }
    m_names.append(names);
    return list;
}

void TestUsageSampler::asksOnlyWhileWanted()
{
    QSignalSpy sampled(m_sampler.get(), &UsageSampler::sampled);
    m_sampler->setProcesses(processes(2));
    m_sampler->setWanted(true);
    m_sampler->setAvailable(true);
    QTRY_VERIFY(sampled.size() >= 3);
    const ProcessUsage usage = m_sampler->latest().value(u"w:w_1"_s);
    QCOMPARE(usage.cpuShare, 0.25);
    QCOMPARE(usage.residentBytes, 1024 * 1024);
    QCOMPARE(usage.processes, 3);
    QCOMPARE(m_sampler->series(u"w:w_1"_s).size(), sampled.size());
    QCOMPARE(m_sampler->series(u"w:w_1"_s).first().residentMebibytes, 1.0F);
    m_sampler->setWanted(false);
    const qsizetype before = sampled.size();
    const int questions = asked();
    // One that is under way is answered; a second proves that time has passed in which none was asked.
    bool pinged = false;
    QCoro::connect(m_rpc->call(u"supervisor.getVersion"_s), this, [&](const Result<QVariant> &) { pinged = true; });
    QTRY_VERIFY(pinged);
    QVERIFY(asked() <= questions + 2);
    QVERIFY(sampled.size() <= before + 1);
}

void TestUsageSampler::asksForThoseInFocusEachTimeAndForOthersInTurn()
{
    m_sampler->setProcesses(processes(350));
    m_sampler->setFocus({u"w:w_7"_s, u"w:gone"_s});
    m_sampler->setWanted(true);
    m_sampler->setAvailable(true);
    QTRY_COMPARE(m_sampler->latest().size(), 350);
    QVERIFY(m_names.size() >= 4);
    for (const QStringList &names : std::as_const(m_names)) {
        QVERIFY(names.size() <= UsageSampler::othersAtOnce + 1);
        QCOMPARE(names.first(), u"w:w_7"_s);
        QVERIFY(!names.contains(u"w:gone"_s));
    }
}

void TestUsageSampler::forgetsWhatRunsNoMore()
{
    m_sampler->setProcesses(processes(2));
    m_sampler->setWanted(true);
    m_sampler->setAvailable(true);
    QTRY_COMPARE(m_sampler->latest().size(), 2);
    m_sampler->setProcesses(processes(1));
    QCOMPARE(m_sampler->latest().size(), 1);
    m_sampler->setAvailable(false);
    QVERIFY(m_sampler->latest().isEmpty());
    QVERIFY(!m_sampler->series(u"w:w_0"_s).isEmpty()); // the past stays
}

void TestUsageSampler::manyThatEndAreToldOnce()
{
    m_sampler->setProcesses(processes(50));
    m_sampler->setWanted(true);
    m_sampler->setAvailable(true);
    QTRY_COMPARE(m_sampler->latest().size(), 50);
    QSet<QString> ended(m_sampler->latest().keyBegin(), m_sampler->latest().keyEnd());
    ended.remove(u"w:w_1"_s);
    QSignalSpy sampled(m_sampler.get(), &UsageSampler::sampled);
    m_sampler->setRunning({}, ended);
    QCOMPARE(sampled.size(), 1);
    QCOMPARE(m_sampler->latest().keys(), QStringList{u"w:w_1"_s});
    // One that begins is asked for again, one that ended is not.
    m_sampler->setRunning({u"w:w_2"_s}, {});
    QTRY_VERIFY(m_sampler->latest().contains(u"w:w_2"_s));
    QCOMPARE(m_sampler->latest().size(), 2);
}

void TestUsageSampler::aStalledServerIsAskedOnce()
{
    m_server->ignore(u"kantoku.getProcessStats"_s);
    m_sampler->setProcesses(processes(1));
    m_sampler->setWanted(true);
    m_sampler->setAvailable(true);
    QTRY_COMPARE(asked(), 1);
    int pings = 0;
    for (int i = 0; i < 20; ++i) {
        QCoro::connect(m_rpc->call(u"supervisor.getVersion"_s), this, [&](const Result<QVariant> &) { ++pings; });
        QTRY_COMPARE(pings, i + 1);
        m_sampler->setWanted(false);
        m_sampler->setWanted(true);
    }
    QCOMPARE(m_server->calls.count(u"kantoku.getProcessStats()"_s), 1);
}

QTEST_GUILESS_MAIN(TestUsageSampler)
#include "tst_usagesampler.moc"
