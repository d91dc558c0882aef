#include "daemon/events/eventbus.h"
#include "daemon/events/ticksource.h"

#include <QElapsedTimer>
#include <QTest>

using namespace std::chrono_literals;
using namespace kantoku::daemon;

namespace {

/// Runs with the real one, from any time on, and can be set.
class WallClock {
public:
    explicit WallClock(std::chrono::milliseconds now) { set(now); }

    void set(std::chrono::milliseconds now)
    {
        m_base = now;
        m_since.start();
    }
    std::function<std::chrono::milliseconds()> reader()
    {
        return [this] { return m_base + std::chrono::milliseconds(m_since.elapsed()); };
    }

private:
    std::chrono::milliseconds m_base{};
    QElapsedTimer m_since;
};

} // namespace

class TestTickSource : public QObject {
    Q_OBJECT

private slots:
    void withoutSubscribersThereIsNoTimer();
    void ticksAtTheNextMultiple();
    void neverAtTheStart();
    void onlyWhatWasAskedFor();
    void aLaterSubscriberIsServed();
    void aClockThatWasSetGivesOneTick();
};

void TestTickSource::withoutSubscribersThereIsNoTimer()
{
    EventBus bus;
    TickSource source(bus);
    QVERIFY(!source.isTicking());
    {
        QObject context;
        bus.subscribe({EventType::ProcessState}, &context, [](const Event &) {});
        QVERIFY(!source.isTicking());
        bus.subscribe({EventType::Tick3600}, &context, [](const Event &) {});
        QVERIFY(source.isTicking());
    }
    QVERIFY(!source.isTicking());
}

void TestTickSource::ticksAtTheNextMultiple()
{
    EventBus bus;
    WallClock clock(1'700'003'599'900ms); // a tenth of a second before a multiple of 5, not of 60
    TickSource source(bus, nullptr, clock.reader());
    QObject context;
    QByteArrayList got;
    bus.subscribe({EventType::Tick}, &context,
                  [&](const Event &event) { got += eventName(event.type) + ' ' + event.payload; });
    QTRY_COMPARE(got.size(), 1);
    QCOMPARE(got, QByteArrayList{"TICK_5 when:1700003600"});
    QVERIFY(source.isTicking());
}

void TestTickSource::neverAtTheStart()
{
    EventBus bus;
    WallClock clock(1'700'000'000'000ms); // on a multiple of 5
    QObject context;
    int count = 0;
    bus.subscribe({EventType::Tick5}, &context, [&](const Event &) { ++count; });
    TickSource source(bus, nullptr, clock.reader());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(count, 0);
    QVERIFY(source.isTicking());
}

void TestTickSource::onlyWhatWasAskedFor()
{
    EventBus bus;
    WallClock clock(1'699'999'199'950ms); // just before a full hour
    TickSource source(bus, nullptr, clock.reader());
    QObject context;
    QByteArrayList got;
    bus.subscribe({EventType::Tick60}, &context, [&](const Event &event) { got += eventName(event.type); });
    bus.subscribe({EventType::Tick3600}, &context, [&](const Event &event) { got += eventName(event.type); });
    QTRY_COMPARE(got, (QByteArrayList{"TICK_60", "TICK_3600"}));
}

void TestTickSource::aLaterSubscriberIsServed()
{
    EventBus bus;
    WallClock clock(1'700'000'059'950ms);
    TickSource source(bus, nullptr, clock.reader());
    QObject context;
    int hours = 0;
    int fives = 0;
    bus.subscribe({EventType::Tick3600}, &context, [&](const Event &) { ++hours; });
    bus.subscribe({EventType::Tick5}, &context, [&](const Event &) { ++fives; });
    QTRY_COMPARE(fives, 1);
    QCOMPARE(hours, 0);
}

void TestTickSource::aClockThatWasSetGivesOneTick()
{
    EventBus bus;
    WallClock clock(1'700'000'004'950ms);
    TickSource source(bus, nullptr, clock.reader());
    QObject context;
    QByteArrayList got;
    bus.subscribe({EventType::Tick5}, &context, [&](const Event &event) { got += event.payload; });
    clock.set(1'600'000'004'000ms); // backwards by years while the timer runs
    QTRY_COMPARE(got, QByteArrayList{"when:1600000000"});
}

QTEST_GUILESS_MAIN(TestTickSource)
#include "tst_ticksource.moc"
