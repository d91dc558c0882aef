#include "daemon/timerheap.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace std::chrono_literals;
using kantoku::daemon::TimerHeap;

namespace {

const TimerHeap::Time start{1000s};

/// Runs one round at `now`. @return the ids taken, in order
QList<int> runRound(TimerHeap &heap, TimerHeap::Time now)
{
    QList<int> ids;
    const quint64 round = heap.beginRound();
    while (const auto timer = heap.take(now, round)) {
        ids.append(timer->id);
        heap.putBack(*timer);
    }
    return ids;
}

} // namespace

class TestTimerHeap : public QObject {
    Q_OBJECT

private slots:
    void theNextOneComesFirst();
    void equalOnesKeepTheirOrder();
    void aRoundTakesEachTimerOnce();
    void aTimerOfNoIntervalLeavesTheRound();
    void missedOccasionsAreLeftOut();
    void aTakenTimerDoesNotWait();
    void aRemovedTimerIsNotPutBack();
    void aNestedRoundCountsForTheOuterOne();
    void timersOfAnObject();
    void coarseness_data();
    void coarseness();
    void agreesWithASortedMap();
};

void TestTimerHeap::theNextOneComesFirst()
{
    TimerHeap heap;
    QVERIFY(!heap.nextDue());
    heap.add(1, 30ms, Qt::PreciseTimer, this, start);
    heap.add(2, 10ms, Qt::PreciseTimer, this, start);
    heap.add(3, 20ms, Qt::PreciseTimer, this, start);
    QVERIFY(heap.nextDue() == start + 10ms);
    QCOMPARE(runRound(heap, start + 9ms), QList<int>());
    QCOMPARE(runRound(heap, start + 25ms), (QList<int>{2, 3}));
    QVERIFY(heap.remove(2));
    QVERIFY(!heap.remove(2));
    QVERIFY(heap.nextDue() == start + 30ms);
}

void TestTimerHeap::equalOnesKeepTheirOrder()
{
    TimerHeap heap;
    for (int id = 1; id <= 5; ++id)
        heap.add(id, 10ms, Qt::PreciseTimer, this, start);
    QCOMPARE(runRound(heap, start + 10ms), (QList<int>{1, 2, 3, 4, 5}));
    QCOMPARE(runRound(heap, start + 20ms), (QList<int>{1, 2, 3, 4, 5}));
}

void TestTimerHeap::aRoundTakesEachTimerOnce()
{
    TimerHeap heap;
    heap.add(1, 1ms, Qt::PreciseTimer, this, start);
    QCOMPARE(runRound(heap, start + 100ms), QList<int>{1});
}

void TestTimerHeap::aTimerOfNoIntervalLeavesTheRound()
{
    TimerHeap heap;
    heap.add(1, 0ms, Qt::CoarseTimer, this, start);
    heap.add(2, 0ms, Qt::CoarseTimer, this, start);
    QCOMPARE(runRound(heap, start), (QList<int>{1, 2}));
    QCOMPARE(runRound(heap, start), (QList<int>{1, 2}));
    QVERIFY(heap.nextDue() == start);
}

void TestTimerHeap::missedOccasionsAreLeftOut()
{
    TimerHeap heap;
    heap.add(1, 10ms, Qt::PreciseTimer, this, start);
    QCOMPARE(runRound(heap, start + 12ms), QList<int>{1});
    QVERIFY(heap.nextDue() == start + 20ms); // keeps its beat
    QCOMPARE(runRound(heap, start + 55ms), QList<int>{1});
    QVERIFY(heap.nextDue() == start + 65ms);
}

void TestTimerHeap::aTakenTimerDoesNotWait()
{
    TimerHeap heap;
    heap.add(1, 0ms, Qt::PreciseTimer, this, start);
    const auto timer = heap.take(start, heap.beginRound());
    QVERIFY(timer);
    QVERIFY(!heap.nextDue());
    QVERIFY(!heap.take(start, heap.beginRound()));
    heap.putBack(*timer);
    QVERIFY(heap.nextDue() == start);
}

void TestTimerHeap::aRemovedTimerIsNotPutBack()
{
    TimerHeap heap;
    heap.add(1, 0ms, Qt::PreciseTimer, this, start);
    const auto timer = heap.take(start, heap.beginRound());
    QVERIFY(timer);
    QVERIFY(heap.remove(1));
    heap.add(1, 50ms, Qt::PreciseTimer, this, start); // another one got its number
    heap.putBack(*timer);
    QVERIFY(heap.nextDue() == start + 50ms);
    QVERIFY(heap.remove(1));
    QVERIFY(!heap.nextDue());
}

void TestTimerHeap::aNestedRoundCountsForTheOuterOne()
{
    TimerHeap heap;
    heap.add(1, 0ms, Qt::PreciseTimer, this, start);
    heap.add(2, 0ms, Qt::PreciseTimer, this, start);
    const quint64 outer = heap.beginRound();
    const auto timer = heap.take(start, outer);
    QCOMPARE(timer->id, 1);
    QCOMPARE(runRound(heap, start), QList<int>{2});
    heap.putBack(*timer);
    QVERIFY(!heap.take(start, outer)); // both had their turn
}

void TestTimerHeap::timersOfAnObject()
{
    TimerHeap heap;
    QObject other;
    heap.add(7, 10ms, Qt::PreciseTimer, this, start);
    heap.add(3, 20ms, Qt::VeryCoarseTimer, this, start);
    heap.add(5, 20ms, Qt::PreciseTimer, &other, start);
    const auto timers = heap.timersOf(this);
    QCOMPARE(timers.size(), 2u);
    QCOMPARE(timers.at(0).id, 7);
    QCOMPARE(timers.at(1).id, 3);
    QCOMPARE(timers.at(1).interval, 20ms);
    QCOMPARE(timers.at(1).type, Qt::VeryCoarseTimer);
    QVERIFY(heap.removeOf(this));
    QVERIFY(!heap.removeOf(this));
    QVERIFY(heap.find(5));
    QVERIFY(!heap.find(7));
}

void TestTimerHeap::coarseness_data()
{
    QTest::addColumn<Qt::TimerType>("type");
    QTest::addColumn<int>("interval");
    QTest::addColumn<int>("latest");

    QTest::newRow("a precise timer is never late") << Qt::PreciseTimer << 1000 << 1000;
    QTest::newRow("a short coarse timer is never late") << Qt::CoarseTimer << 20 << 20;
    QTest::newRow("a coarse timer is at most a twentieth late") << Qt::CoarseTimer << 1000 << 1050;
    QTest::newRow("a very coarse timer is at most a second late") << Qt::VeryCoarseTimer << 3000 << 4000;
}

void TestTimerHeap::coarseness()
{
    QFETCH(Qt::TimerType, type);
    QFETCH(int, interval);
    QFETCH(int, latest);
    for (int offset = 0; offset < 1500; offset += 7) {
        TimerHeap heap;
        const TimerHeap::Time now = start + std::chrono::milliseconds(offset);
        heap.add(1, std::chrono::milliseconds(interval), type, this, now);
        QVERIFY(*heap.nextDue() >= now + std::chrono::milliseconds(interval));
        QVERIFY(*heap.nextDue() <= now + std::chrono::milliseconds(latest));
    }
}

void TestTimerHeap::agreesWithASortedMap()
{
    TimerHeap heap;
    std::map<std::pair<TimerHeap::Time, int>, int> expected; // times are different, so that the order is clear
    QRandomGenerator random(1);
    for (int id = 1; id <= 2000; ++id) {
        const auto interval = std::chrono::milliseconds(id * 7919 % 100'003);
        heap.add(id, interval, Qt::PreciseTimer, this, start);
        expected[{start + interval, id}] = id;
        if (random.bounded(3) == 0) {
            const auto victim = std::next(expected.begin(), random.bounded(qint32(expected.size())));
            QVERIFY(heap.remove(victim->second));
            expected.erase(victim);
        }
    }
    while (!expected.empty()) {
        QVERIFY(heap.nextDue() == expected.begin()->first.first);
        const auto timer = heap.take(*heap.nextDue(), heap.beginRound());
        QCOMPARE(timer->id, expected.begin()->second);
        QVERIFY(heap.remove(timer->id));
        expected.erase(expected.begin());
    }
    QVERIFY(!heap.nextDue());
}

QTEST_GUILESS_MAIN(TestTimerHeap)
#include "tst_timerheap.moc"
