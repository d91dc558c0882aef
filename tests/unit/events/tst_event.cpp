#include "daemon/events/event.h"

#include <QSet>
#include <QTest>

using namespace kantoku::daemon;

class TestEvent : public QObject {
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void eachNameIsItsOwn();
    void kinds_data();
    void kinds();
};

void TestEvent::names_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("expected"); // -1: none

    QTest::newRow("a concrete type") << QByteArray("PROCESS_STATE_STARTING") << int(EventType::ProcessStateStarting);
    QTest::newRow("an abstract type") << QByteArray("PROCESS_LOG") << int(EventType::ProcessLog);
    QTest::newRow("the root") << QByteArray("EVENT") << int(EventType::Event);
    QTest::newRow("lower case") << QByteArray("tick_5") << int(EventType::Tick5);
    QTest::newRow("blanks around it") << QByteArray(" Remote_Communication\n") << int(EventType::RemoteCommunication);
    QTest::newRow("an unknown name") << QByteArray("NOPE") << -1;
    QTest::newRow("a name with a blank inside") << QByteArray("TICK 5") << -1;
    QTest::newRow("nothing") << QByteArray() << -1;
}

void TestEvent::names()
{
    QFETCH(QByteArray, name);
    QFETCH(int, expected);
    const std::optional<EventType> type = eventTypeFromName(name);
    QCOMPARE(type ? int(*type) : -1, expected);
}

void TestEvent::eachNameIsItsOwn()
{
    QSet<QByteArray> names;
    for (int i = 0; i < eventTypeCount; ++i) {
        const QByteArray name = eventName(EventType(i));
        QCOMPARE(eventTypeFromName(name), std::optional(EventType(i)));
        names.insert(name);
    }
    QCOMPARE(names.size(), eventTypeCount);
}

void TestEvent::kinds_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("ancestor");
    QTest::addColumn<bool>("expected");

    QTest::newRow("a type is of its own kind") << int(EventType::Tick5) << int(EventType::Tick5) << true;
    QTest::newRow("everything is an event") << int(EventType::ProcessGroupRemoved) << int(EventType::Event) << true;
    QTest::newRow("a parent") << int(EventType::ProcessLogStderr) << int(EventType::ProcessLog) << true;
    QTest::newRow("a sibling is not") << int(EventType::Tick5) << int(EventType::Tick60) << false;
    QTest::newRow("a child is not") << int(EventType::ProcessState) << int(EventType::ProcessStateFatal) << false;
    QTest::newRow("another family is not")
        << int(EventType::ProcessLogStdout) << int(EventType::ProcessCommunication) << false;
}

void TestEvent::kinds()
{
    QFETCH(int, type);
    QFETCH(int, ancestor);
    QFETCH(bool, expected);
    QCOMPARE(isKindOf(EventType(type), EventType(ancestor)), expected);
}

QTEST_GUILESS_MAIN(TestEvent)
#include "tst_event.moc"
