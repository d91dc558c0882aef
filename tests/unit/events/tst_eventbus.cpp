#include "daemon/events/eventbus.h"

#include <QSignalSpy>
#include <QTest>

using namespace kantoku::daemon;

class TestEventBus : public QObject {
    Q_OBJECT

private slots:
    void anUnwantedEventTakesNoSerial();
    void subscribersGetTheSameSerial();
    void aTypeAndItsParentGiveOneEvent();
    void subscribingToAParentWantsItsChildren();
    void aContextThatGoesUnsubscribes();
    void anEventPublishedByAReceiverComesAfterwards();
    void aReceiverMayEndAnother();
};

namespace {

QByteArrayList collectInto(QByteArrayList &list, const Event &event)
{
    list.append(QByteArray::number(event.serial) + ' ' + eventName(event.type) + ' ' + event.payload);
    return list;
}

} // namespace

void TestEventBus::anUnwantedEventTakesNoSerial()
{
    EventBus bus;
    QObject context;
    QByteArrayList got;
    bus.publish(EventType::Tick5, "nobody");
    bus.subscribe({EventType::Tick5}, &context, [&](const Event &event) { collectInto(got, event); });
    bus.publish(EventType::Tick60, "nobody");
    bus.publish(EventType::Tick5, "a");
    bus.publish(EventType::Tick5, "b");
    QCOMPARE(got, (QByteArrayList{"0 TICK_5 a", "1 TICK_5 b"}));
}

void TestEventBus::subscribersGetTheSameSerial()
{
    EventBus bus;
    QObject context;
    QByteArrayList one;
    QByteArrayList two;
    bus.subscribe({EventType::Event}, &context, [&](const Event &event) { collectInto(one, event); });
    bus.subscribe({EventType::ProcessGroup}, &context, [&](const Event &event) { collectInto(two, event); });
    bus.publish(EventType::RemoteCommunication, "r");
    bus.publish(EventType::ProcessGroupAdded, "g");
    QCOMPARE(one, (QByteArrayList{"0 REMOTE_COMMUNICATION r", "1 PROCESS_GROUP_ADDED g"}));
    QCOMPARE(two, QByteArrayList{"1 PROCESS_GROUP_ADDED g"});
}

void TestEventBus::aTypeAndItsParentGiveOneEvent()
{
    EventBus bus;
    QObject context;
    QByteArrayList got;
    bus.subscribe({EventType::Event, EventType::RemoteCommunication}, &context,
                  [&](const Event &event) { collectInto(got, event); });
    bus.publish(EventType::RemoteCommunication, "r");
    QCOMPARE(got.size(), 1);
}

void TestEventBus::subscribingToAParentWantsItsChildren()
{
    EventBus bus;
    QObject context;
    QVERIFY(!bus.isWanted(EventType::ProcessLogStdout));
    QSignalSpy changed(&bus, &EventBus::wantedChanged);
    bus.subscribe({EventType::ProcessLog}, &context, [](const Event &) {});
    QCOMPARE(changed.size(), 1);
    QVERIFY(bus.isWanted(EventType::ProcessLogStdout));
    QVERIFY(bus.isWanted(EventType::ProcessLogStderr));
    QVERIFY(!bus.isWanted(EventType::ProcessCommunicationStdout));
}

void TestEventBus::aContextThatGoesUnsubscribes()
{
    EventBus bus;
    QObject other;
    int count = 0;
    bus.subscribe({EventType::Tick60}, &other, [](const Event &) {});
    {
        QObject context;
        bus.subscribe({EventType::Tick5}, &context, [&](const Event &) { ++count; });
        bus.subscribe({EventType::Tick60}, &context, [&](const Event &) { ++count; });
    }
    QVERIFY(!bus.isWanted(EventType::Tick5));
    QVERIFY(bus.isWanted(EventType::Tick60));
    bus.publish(EventType::Tick5, {});
    bus.publish(EventType::Tick60, {});
    QCOMPARE(count, 0);
}

void TestEventBus::anEventPublishedByAReceiverComesAfterwards()
{
    EventBus bus;
    QObject context;
    QByteArrayList got;
    bus.subscribe({EventType::Event}, &context, [&](const Event &event) {
        if (event.type == EventType::RemoteCommunication)
            bus.publish(EventType::ProcessGroupAdded, "second");
    });
    bus.subscribe({EventType::Event}, &context, [&](const Event &event) { collectInto(got, event); });
    bus.publish(EventType::RemoteCommunication, "first");
    QCOMPARE(got, (QByteArrayList{"0 REMOTE_COMMUNICATION first", "1 PROCESS_GROUP_ADDED second"}));
}

void TestEventBus::aReceiverMayEndAnother()
{
    EventBus bus;
    QObject context;
    auto other = std::make_unique<QObject>();
    int count = 0;
    bus.subscribe({EventType::Tick5}, &context, [&](const Event &) { other.reset(); });
    bus.subscribe({EventType::Tick5}, other.get(), [&](const Event &) { ++count; });
    bus.publish(EventType::Tick5, {});
    QCOMPARE(count, 0);
}

QTEST_GUILESS_MAIN(TestEventBus)
#include "tst_eventbus.moc"
