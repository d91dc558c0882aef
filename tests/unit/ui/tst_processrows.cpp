// What rows show beside the picture of getAllProcessInfo: use, descendants, restarts, configuration.

#include "ui/processes/processmodel.h"
#include "ui/processes/processproxy.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;
using client::Descendant;
using client::ProcessUsage;
using client::Session;

namespace {

const QString server = u"unix:///s"_s;

ServerPicture picture(int count = 2)
{
    ServerPicture all{server, u"production"_s, Session::Status::Online, QDateTime::fromSecsSinceEpoch(5000), {}};
    all.clockOffset = 4000;
    for (int i = 0; i < count; ++i) {
        ProcessInfo info;
        info.group = u"web"_s;
        info.name = u"web_%1"_s.arg(i, 4, 10, QChar(u'0'));
        info.state = ProcessState::Running;
        info.start = 900;
        info.now = 1000;
        info.pid = 4000 + i;
        all.processes.append(info);
    }
    all.tellsUsage = true;
    return all;
}

ProcessUsage usage(double share, qint64 bytes, int processes = 1)
{
    return {4000, share, bytes, processes, 1, 5};
}

Descendant descendant(qint64 pid, qint64 parent)
{
    const QString name = u"p%1"_s.arg(pid);
    return {pid, parent, name, name + u" --run"_s, QDateTime::fromSecsSinceEpoch(950)};
}

} // namespace

class TestProcessRows : public QObject {
    Q_OBJECT
private slots:
    void init();
    void usageIsShownAndSummedUp();
    void usageGoesWithItsProcess();
    void aServerThatCannotTellHasDashes();
    void descendantsComeWhenAskedFor();
    void descendantsAreMerged();
    void aRingOfParentsEnds();
    void descendantsAreFilteredWithTheirProcess();
    void restartsAndConfigurationAreShown();
    void sortsUseByValue();
    void manyMeasurementsAreOneSignal();

private:
    QString text(const QString &namespec, int column) const
    {
        return m_model->find(server, namespec).siblingAtColumn(column).data().toString();
    }

    std::unique_ptr<ProcessModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestProcessRows::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_tester.reset();
    m_model = std::make_unique<ProcessModel>(nullptr, [] { return QDateTime::fromSecsSinceEpoch(5000); });
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setServer(picture());
}

void TestProcessRows::usageIsShownAndSummedUp()
{
    QCOMPARE(text(u"web:web_0000"_s, ProcessModel::Cpu), u"–"_s); // not measured yet
    m_model->setUsage(server, {{u"web:web_0000"_s, usage(0.03, 10 << 20)}, {u"web:web_0001"_s, usage(1.2, 20 << 20)}});
    QCOMPARE(text(u"web:web_0000"_s, ProcessModel::Cpu), u"3.0 %"_s);
    QCOMPARE(text(u"web:web_0001"_s, ProcessModel::Cpu), u"120 %"_s);
    QCOMPARE(text(u"web:web_0000"_s, ProcessModel::Memory), u"10.0 MiB"_s);
    QCOMPARE(text(u"web:*"_s, ProcessModel::Cpu), u"123 %"_s);
    QCOMPARE(text(u"web:*"_s, ProcessModel::Memory), u"30.0 MiB"_s);
    QCOMPARE(text(u"web:*"_s, ProcessModel::State), u"2 of 2 running"_s);
    QCOMPARE(text({}, ProcessModel::Memory), u"30.0 MiB"_s);
}

void TestProcessRows::usageGoesWithItsProcess()
{
    m_model->setUsage(server, {{u"web:web_0000"_s, usage(0.5, 10 << 20, 2)}});
    ServerPicture later = picture();
    later.processes[0].pid = 0;
    later.processes[0].state = ProcessState::Stopped;
    m_model->setServer(later);
    QCOMPARE(text(u"web:web_0000"_s, ProcessModel::Cpu), u"–"_s);
    QVERIFY(text(u"web:*"_s, ProcessModel::Cpu).isEmpty());
    QVERIFY(!m_model->hasChildren(m_model->find(server, u"web:web_0000"_s)));
}

void TestProcessRows::aServerThatCannotTellHasDashes()
{
    ServerPicture foreign = picture();
    foreign.tellsUsage = false;
    m_model->setServer(foreign);
    for (const QString &name : {u"web:web_0000"_s, u"web:*"_s, QString()})
        QCOMPARE(text(name, ProcessModel::Cpu), u"–"_s);
    const QModelIndex memory = m_model->find(server, u"web:web_0000"_s).siblingAtColumn(ProcessModel::Memory);
    QVERIFY(memory.data(Qt::ToolTipRole).toString().contains(u"cannot tell"_s));
}

void TestProcessRows::descendantsComeWhenAskedFor()
{
    QSignalSpy expandable(m_model.get(), &ProcessModel::expandabilityChanged);
    const QModelIndex process = m_model->find(server, u"web:web_0000"_s);
    QVERIFY(!m_model->hasChildren(process));
    m_model->setUsage(server, {{u"web:web_0000"_s, usage(0, 1, 3)}});
    QCOMPARE(expandable.size(), 1);
    QVERIFY(m_model->hasChildren(process) && m_model->canFetchMore(process));
    m_model->setDescendants(server, u"web:web_0000"_s,
                            {descendant(4000, 1), descendant(4100, 4000), descendant(4101, 4100)});
    QVERIFY(!m_model->canFetchMore(process));
    QCOMPARE(m_model->rowCount(process), 1); // its own child is the row itself
    const QModelIndex child = m_model->index(0, 0, process);
    QCOMPARE(child.data().toString(), u"p4100"_s);
    QCOMPARE(child.data(ProcessModel::KindRole).value<ProcessModel::Kind>(), ProcessModel::Kind::Descendant);
    QCOMPARE(child.siblingAtColumn(ProcessModel::Pid).data().toInt(), 4100);
    QCOMPARE(child.siblingAtColumn(ProcessModel::Description).data().toString(), u"p4100 --run"_s);
    QCOMPARE(child.siblingAtColumn(ProcessModel::Uptime).data().toString(), u"0:00:50"_s); // by the server's clock
    QCOMPARE(m_model->rowCount(child), 1);
    QCOMPARE(m_model->processesBelow(m_model->find(server)).size(), 2); // none of them is supervised
    m_model->setUsage(server, {{u"web:web_0000"_s, usage(0, 1, 1)}});
    QCOMPARE(m_model->rowCount(process), 0);
}

void TestProcessRows::descendantsAreMerged()
{
    const QModelIndex process = m_model->find(server, u"web:web_0000"_s);
    m_model->setDescendants(server, u"web:web_0000"_s, {descendant(4100, 4000), descendant(4102, 4000)});
    const QPersistentModelIndex kept = m_model->index(1, 0, process);
    m_model->setDescendants(server, u"web:web_0000"_s, {descendant(4101, 4000), descendant(4102, 4000)});
    QCOMPARE(kept.data().toString(), u"p4102"_s);
    QCOMPARE(m_model->rowCount(process), 2);
    m_model->setServer(picture()); // an equal picture leaves them alone
    QVERIFY(kept.isValid());
    ServerPicture later = picture();
    later.processes[0].pid = 9000;
    m_model->setServer(later);
    QCOMPARE(m_model->rowCount(process), 0);
}

void TestProcessRows::aRingOfParentsEnds()
{
    m_model->setDescendants(server, u"web:web_0000"_s,
                            {descendant(4100, 4000), descendant(4000, 4100), descendant(4100, 4000)});
    QVERIFY(m_model->rowCount(m_model->find(server, u"web:web_0000"_s)) > 0);
}

void TestProcessRows::descendantsAreFilteredWithTheirProcess()
{
    ProcessProxy proxy;
    proxy.setSourceModel(m_model.get());
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setUsage(server, {{u"web:web_0000"_s, usage(0, 1, 2)}});
    m_model->setDescendants(server, u"web:web_0000"_s, {descendant(4100, 4000)});
    proxy.setFilter(ProcessFilter(u"web_0000"_s));
    const QModelIndex process = proxy.mapFromSource(m_model->find(server, u"web:web_0000"_s));
    QVERIFY(process.isValid());
    QCOMPARE(proxy.rowCount(process), 1);
    proxy.setFilter(ProcessFilter(u"p4100"_s));
    QCOMPARE(proxy.rowCount(), 0);
}

void TestProcessRows::restartsAndConfigurationAreShown()
{
    ServerPicture now = picture();
    now.restarts = {{u"web:web_0000"_s, 3}, {u"web:web_0001"_s, 1}};
    now.config = {{u"web:web_0001"_s, {.diskDiffers = true, .activeDiffers = false}}};
    m_model->setServer(now);
    QCOMPARE(text(u"web:web_0000"_s, ProcessModel::Restarts), u"3"_s);
    QCOMPARE(text(u"web:*"_s, ProcessModel::Restarts), u"4"_s);
    QVERIFY(text(u"web:web_0000"_s, ProcessModel::Config).isEmpty());
    QCOMPARE(text(u"web:web_0001"_s, ProcessModel::Config), u"changed"_s);
    QCOMPARE(text(u"web:*"_s, ProcessModel::Config), u"changed"_s);
    const QModelIndex cell = m_model->find(server, u"web:web_0001"_s).siblingAtColumn(ProcessModel::Config);
    QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(u"Reread"_s));
    QVERIFY(cell.data(ProcessModel::ConfigRole).value<ConfigLayers>().diskDiffers);
    now.config = {{u"web:web_0001"_s, {.diskDiffers = false, .activeDiffers = true}}};
    m_model->setServer(now);
    QCOMPARE(text(u"web:web_0001"_s, ProcessModel::Config), u"not applied"_s);
}

void TestProcessRows::sortsUseByValue()
{
    ProcessProxy proxy;
    proxy.setSourceModel(m_model.get());
    m_model->setUsage(server, {{u"web:web_0000"_s, usage(0.093, 9 << 20)}, {u"web:web_0001"_s, usage(0.1, 100 << 20)}});
    const auto first = [&proxy] { return proxy.index(0, 0, proxy.index(0, 0, proxy.index(0, 0))).data().toString(); };
    for (const int column : {ProcessModel::Cpu, ProcessModel::Memory}) {
        proxy.sort(column, Qt::DescendingOrder);
        QCOMPARE(first(), u"web_0001"_s);
        proxy.sort(column, Qt::AscendingOrder);
        QCOMPARE(first(), u"web_0000"_s);
    }
}

void TestProcessRows::manyMeasurementsAreOneSignal()
{
    m_tester.reset(); // it would look at everything after each signal
    m_model->setServer(picture(1000));
    QHash<QString, ProcessUsage> all;
    for (int i = 0; i < 1000; i += 10)
        all.insert(u"web:web_%1"_s.arg(i, 4, 10, QChar(u'0')), usage(0.5, i));
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setUsage(server, all);
    QCOMPARE(changes.size(), 3); // the processes, their group, the server
    double share = 0;
    QBENCHMARK
    {
        share += 0.001;
        for (ProcessUsage &one : all)
            one.cpuShare = share;
        m_model->setUsage(server, all);
    }
}

QTEST_MAIN(TestProcessRows)
#include "tst_processrows.moc"
