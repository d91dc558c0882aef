#include "ui/processes/historymodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;
using client::StateChange;

namespace {

QDateTime noon()
{
    return QDateTime({2026, 3, 4}, {12, 0, 5}, Qt::UTC);
}

StateChange change(int secondsAfter, ProcessState from, ProcessState to, qint64 pid)
{
    return {noon().addSecs(secondsAfter), from, to, pid, u"exit status 0"_s, u"somebody"_s};
}

} // namespace

class TestHistoryModel : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void theNewestIsFirst();
    void newChangesAreInserted();
    void timesAreThoseOfThePlace();

private:
    QString text(const HistoryModel &model, int row, HistoryModel::Column column) const
    {
        return model.index(row, column).data().toString();
    }
};

void TestHistoryModel::initTestCase()
{
    qputenv("TZ", "UTC-9"); // nine hours ahead
    tzset();
    QLocale::setDefault(QLocale::c());
}

void TestHistoryModel::theNewestIsFirst()
{
    HistoryModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setChanges({change(0, ProcessState::Stopped, ProcessState::Starting, 0),
                      change(1, ProcessState::Starting, ProcessState::Running, 4711)});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(text(model, 0, HistoryModel::Change), u"STARTING → RUNNING"_s);
    QCOMPARE(text(model, 0, HistoryModel::Pid), u"4711"_s);
    QCOMPARE(text(model, 1, HistoryModel::Change), u"STOPPED → STARTING"_s);
    QCOMPARE(text(model, 1, HistoryModel::Pid), QString());
    QCOMPARE(text(model, 1, HistoryModel::Detail), u"exit status 0"_s);
    QCOMPARE(text(model, 1, HistoryModel::Cause), u"somebody"_s);
}

void TestHistoryModel::newChangesAreInserted()
{
    HistoryModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QList<StateChange> known{change(0, ProcessState::Stopped, ProcessState::Starting, 0)};
    model.setChanges(known);
    const QPersistentModelIndex first = model.index(0, 0);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setChanges(known + QList{change(1, ProcessState::Starting, ProcessState::Running, 4711)});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(first.row(), 1);
}

void TestHistoryModel::timesAreThoseOfThePlace()
{
    HistoryModel model;
    model.setChanges({change(0, ProcessState::Stopped, ProcessState::Starting, 0)});
    QVERIFY2(text(model, 0, HistoryModel::Time).endsWith(u"21:00:05"_s),
             qPrintable(text(model, 0, HistoryModel::Time)));
    const QString whole = model.index(0, HistoryModel::Time).data(Qt::ToolTipRole).toString();
    QVERIFY2(whole.contains(u"21:00:05"_s), qPrintable(whole));
}

QTEST_GUILESS_MAIN(TestHistoryModel)
#include "tst_historymodel.moc"
