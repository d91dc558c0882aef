#include "ui/processes/processmodel.h"
#include "ui/processes/processproxy.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;
using client::Session;

namespace {

ProcessInfo process(const QString &group, const QString &name, ProcessState state = ProcessState::Running)
{
    ProcessInfo info;
    info.group = group;
    info.name = name;
    info.state = state;
    info.now = 1000;
    if (state == ProcessState::Running) {
        info.start = 900;
        info.pid = 4711;
    }
    return info;
}

ServerPicture picture(const QList<ProcessInfo> &processes)
{
    ServerPicture all{u"unix:///s"_s, u"production"_s, Session::Status::Online, QDateTime::fromSecsSinceEpoch(5000),
                      processes};
    all.clockOffset = 4000;
    return all;
}

QStringList shape(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const QStringList below = shape(model, index);
        rows.append(below.isEmpty() ? index.data().toString()
                                    : u"%1(%2)"_s.arg(index.data().toString(), below.join(u' ')));
    }
    return rows;
}

} // namespace

class TestProcessModel : public QObject {
    Q_OBJECT
private slots:
    void init();
    void merge_data();
    void merge();
    void aMergeKeepsPersistentIndexes();
    void oneChangeIsOneSignal();
    void anEqualPictureChangesNothing();
    void uptimeFollowsTheServersClock();
    void offlineFreezesTheClockAndSaysItsAge();
    void groupsSumUp();
    void counts();
    void finds();
    void sort_data();
    void sort();
    void filterShowsParentsOfWhatMatches();
    void mergeManyProcesses();

private:
    QDateTime m_now = QDateTime::fromSecsSinceEpoch(5000);
};

void TestProcessModel::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_now = QDateTime::fromSecsSinceEpoch(5000);
}

void TestProcessModel::merge_data()
{
    QTest::addColumn<QList<ProcessInfo>>("before");
    QTest::addColumn<QList<ProcessInfo>>("after");
    QTest::addColumn<QString>("expected");
    const ProcessInfo web0 = process(u"web"_s, u"web_0"_s);
    const ProcessInfo web1 = process(u"web"_s, u"web_1"_s);
    const ProcessInfo web2 = process(u"web"_s, u"web_2"_s);
    const ProcessInfo cron = process(u"cron"_s, u"cron"_s);
    const ProcessInfo mail = process(u"mail"_s, u"mail"_s);
    using List = QList<ProcessInfo>;
    QTest::newRow("the first picture fills the tree")
        << List{} << List{cron, web0, web1} << u"production(web(web_0 web_1) cron)"_s;
    QTest::newRow("a process alone in a group of its name is one row") << List{} << List{cron} << u"production(cron)"_s;
    QTest::newRow("a process alone in a group of another name keeps the group")
        << List{} << List{web0} << u"production(web(web_0))"_s;
    QTest::newRow("a new member is inserted in its place")
        << List{web0, web2} << List{web0, web1, web2} << u"production(web(web_0 web_1 web_2))"_s;
    QTest::newRow("a member that has gone is removed")
        << List{web0, web1, web2} << List{web0, web2} << u"production(web(web_0 web_2))"_s;
    QTest::newRow("a new group and a gone one at once")
        << List{cron, web0} << List{mail, web0} << u"production(web(web_0) mail)"_s;
    QTest::newRow("everything goes") << List{cron, web0} << List{} << u"production"_s;
    QTest::newRow("a single process becomes a group of two")
        << List{process(u"x"_s, u"x"_s)} << List{process(u"x"_s, u"x_0"_s), process(u"x"_s, u"x_1"_s)}
        << u"production(x(x_0 x_1))"_s;
}

void TestProcessModel::merge()
{
    QFETCH(QList<ProcessInfo>, before);
    QFETCH(QList<ProcessInfo>, after);
    QFETCH(QString, expected);
    ProcessModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ProcessProxy proxy;
    proxy.setSourceModel(&model);
    const QAbstractItemModelTester proxyTester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setServer(picture(before));
    model.setServer(picture(after));
    QCOMPARE(shape(model).join(u' '), expected);
    QCOMPARE(model.processesBelow({}).size(), after.size());
}

void TestProcessModel::aMergeKeepsPersistentIndexes()
{
    ProcessModel model;
    model.setServer(picture({process(u"a"_s, u"a"_s), process(u"web"_s, u"web_0"_s), process(u"web"_s, u"web_1"_s)}));
    const QPersistentModelIndex kept = model.find(u"unix:///s"_s, u"web:web_1"_s);
    QVERIFY(kept.isValid());
    model.setServer(picture({process(u"b"_s, u"b"_s), process(u"web"_s, u"web_1"_s, ProcessState::Fatal)}));
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data().toString(), u"web_1"_s);
    QCOMPARE(kept.data(ProcessModel::StateRole).value<ProcessState>(), ProcessState::Fatal);
    QCOMPARE(kept.row(), 0);
}

void TestProcessModel::oneChangeIsOneSignal()
{
    ProcessModel model;
    model.setServer(picture({process(u"a"_s, u"a"_s), process(u"b"_s, u"b"_s), process(u"c"_s, u"c"_s)}));
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setServer(
        picture({process(u"a"_s, u"a"_s), process(u"b"_s, u"b"_s, ProcessState::Stopped), process(u"c"_s, u"c"_s)}));
    QCOMPARE(changes.size(), 2); // the row, and its server that sums up
    QCOMPARE(changes.first().first().toModelIndex().data().toString(), u"b"_s);
}

void TestProcessModel::anEqualPictureChangesNothing()
{
    ProcessModel model;
    const QList<ProcessInfo> processes{process(u"a"_s, u"a"_s), process(u"b"_s, u"b"_s)};
    model.setServer(picture(processes));
    QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removes(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy counts(&model, &ProcessModel::countsChanged);
    model.setServer(picture(processes));
    QCOMPARE(inserts.size() + removes.size() + resets.size() + counts.size(), 0);
}

void TestProcessModel::uptimeFollowsTheServersClock()
{
    ProcessModel model(nullptr, [this] { return m_now; });
    model.setServer(picture({process(u"a"_s, u"a"_s)})); // started at 900 by a clock that is 4000 s behind ours
    const QModelIndex row = model.find(u"unix:///s"_s, u"a"_s);
    QCOMPARE(row.siblingAtColumn(ProcessModel::Uptime).data().toString(), u"0:01:40"_s);
    m_now = m_now.addSecs(3600);
    QCOMPARE(row.siblingAtColumn(ProcessModel::Uptime).data().toString(), u"1:01:40"_s);
}

void TestProcessModel::offlineFreezesTheClockAndSaysItsAge()
{
    ProcessModel model(nullptr, [this] { return m_now; });
    ServerPicture server = picture({process(u"a"_s, u"a"_s)});
    model.setServer(server);
    server.status = Session::Status::Retrying;
    model.setServer(server);
    m_now = m_now.addSecs(180);
    const QModelIndex row = model.find(u"unix:///s"_s, u"a"_s);
    QVERIFY(row.data(ProcessModel::OfflineRole).toBool());
    QCOMPARE(row.siblingAtColumn(ProcessModel::Uptime).data().toString(), u"0:01:40"_s);
    const QModelIndex top = model.find(u"unix:///s"_s);
    QCOMPARE(top.siblingAtColumn(ProcessModel::State).data().toString(), u"offline, as of 3 min ago"_s);
}

void TestProcessModel::groupsSumUp()
{
    ProcessModel model;
    model.setServer(picture({process(u"web"_s, u"web_0"_s), process(u"web"_s, u"web_1"_s, ProcessState::Fatal)}));
    const QModelIndex group = model.find(u"unix:///s"_s, u"web:*"_s);
    QCOMPARE(group.siblingAtColumn(ProcessModel::State).data().toString(), u"1 of 2 running"_s);
    QCOMPARE(group.data(ProcessModel::ConditionRole).value<Condition>(), Condition::Trouble);
    const QModelIndex server = group.parent();
    QCOMPARE(server.siblingAtColumn(ProcessModel::State).data().toString(), u"1 of 2 running"_s);
}

void TestProcessModel::counts()
{
    ProcessModel model;
    QSignalSpy counts(&model, &ProcessModel::countsChanged);
    model.setServer(picture({process(u"a"_s, u"a"_s), process(u"b"_s, u"b"_s, ProcessState::Fatal),
                             process(u"c"_s, u"c"_s, ProcessState::Stopped)}));
    QCOMPARE(counts.last().first().value<ConditionCounts>(), (ConditionCounts{1, 1, 1}));
    model.removeServer(u"unix:///s"_s);
    QCOMPARE(counts.last().first().value<ConditionCounts>(), ConditionCounts{});
    QCOMPARE(model.rowCount(), 0);
}

void TestProcessModel::finds()
{
    ProcessModel model;
    model.setServer(picture({process(u"a"_s, u"a"_s), process(u"web"_s, u"web_0"_s)}));
    QCOMPARE(model.find(u"unix:///s"_s, u"a"_s).data().toString(), u"a"_s);
    QCOMPARE(model.find(u"unix:///s"_s, u"web:web_0"_s).data().toString(), u"web_0"_s);
    QCOMPARE(model.find(u"unix:///s"_s, u"web:*"_s).data().toString(), u"web"_s);
    QVERIFY(!model.find(u"unix:///s"_s, u"none"_s).isValid());
    QVERIFY(!model.find(u"unix:///other"_s, u"a"_s).isValid());
}

void TestProcessModel::sort_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Qt::SortOrder>("order");
    QTest::addColumn<bool>("troubleFirst");
    QTest::addColumn<QString>("expected");
    QTest::newRow("names in the order people count")
        << int(ProcessModel::Name) << Qt::AscendingOrder << false << u"w1 w2 w3 w10"_s;
    QTest::newRow("names backwards") << int(ProcessModel::Name) << Qt::DescendingOrder << false << u"w10 w3 w2 w1"_s;
    QTest::newRow("trouble comes first") << int(ProcessModel::Name) << Qt::AscendingOrder << true << u"w3 w1 w2 w10"_s;
    QTest::newRow("trouble comes first backwards too")
        << int(ProcessModel::Name) << Qt::DescendingOrder << true << u"w3 w10 w2 w1"_s;
    QTest::newRow("uptimes by their length")
        << int(ProcessModel::Uptime) << Qt::DescendingOrder << false << u"w10 w1 w2 w3"_s;
    QTest::newRow("pids as numbers") << int(ProcessModel::Pid) << Qt::DescendingOrder << false << u"w1 w10 w2 w3"_s;
}

void TestProcessModel::sort()
{
    QFETCH(int, column);
    QFETCH(Qt::SortOrder, order);
    QFETCH(bool, troubleFirst);
    QFETCH(QString, expected);
    ProcessModel model;
    ProcessInfo longest = process(u"w10"_s, u"w10"_s);
    longest.start = 100;
    longest.pid = 1000;
    ProcessInfo newest = process(u"w2"_s, u"w2"_s);
    newest.start = 990;
    newest.pid = 999;
    model.setServer(
        picture({process(u"w1"_s, u"w1"_s), longest, newest, process(u"w3"_s, u"w3"_s, ProcessState::Fatal)}));
    ProcessProxy proxy;
    proxy.setSourceModel(&model);
    proxy.setTroubleFirst(troubleFirst);
    proxy.sort(column, order);
    QCOMPARE(shape(proxy, proxy.index(0, 0)).join(u' '), expected);
}

void TestProcessModel::filterShowsParentsOfWhatMatches()
{
    ProcessModel model;
    model.setServer(picture({process(u"a"_s, u"a"_s), process(u"web"_s, u"web_0"_s), process(u"web"_s, u"web_1"_s)}));
    ProcessProxy proxy;
    proxy.setSourceModel(&model);
    proxy.setFilter(ProcessFilter(u"web_1"_s));
    QCOMPARE(shape(proxy).join(u' '), u"production(web(web_1))"_s);
    proxy.setFilter(ProcessFilter(u"nothing"_s));
    QCOMPARE(proxy.rowCount(), 0);
    proxy.setFilter({});
    QCOMPARE(shape(proxy).join(u' '), u"production(a web(web_0 web_1))"_s);
}

void TestProcessModel::mergeManyProcesses()
{
    QList<ProcessInfo> first;
    for (int i = 0; i < 1000; ++i)
        first.append(process(u"g%1"_s.arg(i / 10, 3, 10, QChar(u'0')), u"p%1"_s.arg(i, 4, 10, QChar(u'0'))));
    QList<ProcessInfo> second = first;
    for (int i = 0; i < 1000; i += 10)
        second[i].state = ProcessState::Backoff;
    ProcessModel model;
    ProcessProxy proxy;
    proxy.setSourceModel(&model);
    model.setServer(picture(first));
    bool odd = false;
    QBENCHMARK
    {
        odd = !odd;
        model.setServer(picture(odd ? second : first));
    }
    QCOMPARE(model.processesBelow({}).size(), 1000);
}

QTEST_MAIN(TestProcessModel)
#include "tst_processmodel.moc"
