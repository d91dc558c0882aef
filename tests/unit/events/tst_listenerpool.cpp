#include "daemon/events/eventbus.h"
#include "daemon/events/listenerpool.h"
#include "daemon/logging/mainlog.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku::daemon;

namespace {

class FakeListener : public Listener {
public:
    explicit FakeListener(QString listenerName)
        : m_name(std::move(listenerName))
    {
    }

    QString name() const override { return m_name; }
    QString groupName() const override { return u"lis"_s; }
    bool isRunning() const override { return running; }
    qint64 pid() const override { return 42; }
    bool send(const QByteArray &bytes) override
    {
        if (isBroken)
            return false;
        sent.append(bytes);
        return true;
    }

    bool running = true;
    bool isBroken = false;
    QByteArrayList sent;

private:
    QString m_name;
};

/// "serial poolserial payload" of an event as it was sent.
QByteArray summary(const QByteArray &bytes)
{
    const QByteArrayList header = bytes.left(bytes.indexOf('\n')).split(' ');
    return header.at(2).mid(7) + ' ' + header.at(4).mid(11) + ' ' + bytes.mid(bytes.indexOf('\n') + 1);
}

} // namespace

class TestListenerPool : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void theHeaderIsSupervisors();
    void theLengthCountsCharacters();
    void eventsWaitForReady();
    void eventsWaitForRunning();
    void oneEventAtATime();
    void eachEventGoesToOneListener();
    void aTypeAndItsParentGiveOneEvent();
    void aRejectedEventComesAgainWithItsSerials();
    void anEventInTheHandsOfTheDeadGoesToTheFront();
    void aHalfSaidSentenceDiesWithItsSpeaker();
    void aViolationGivesTheEventToAnother();
    void aRestartedListenerIsCured();
    void theOldestIsDiscardedWhenTheQueueIsFull();
    void aRejectedEventMayPushOutAnother();
    void aListenerThatCannotBeWrittenToIsPassedOver();
    void anotherPoolHasItsOwnSerials();
    void aRemovedListenerGivesItsEventBack();
    void unknownListenersAreIgnored();
    void linesAreSupervisors();
    void badResultLinesAreShown();

private:
    std::unique_ptr<ListenerPool> makePool(const QStringList &events, int bufferSize = 10,
                                           const QString &name = u"lis"_s)
    {
        GroupConfig config;
        config.type = GroupConfig::Type::EventListener;
        config.name = name;
        config.events = events;
        config.bufferSize = bufferSize;
        return std::make_unique<ListenerPool>(config, u"ident"_s, *m_bus, *m_log);
    }
    void publish(const QByteArray &payload) { m_bus->publish(EventType::RemoteCommunication, payload); }
    QByteArrayList logLines() const
    {
        QByteArrayList lines;
        QFile file(m_folder->filePath(u"log"_s));
        if (file.open(QIODevice::ReadOnly)) {
            for (const QByteArray &line : file.readAll().split('\n')) {
                if (!line.isEmpty())
                    lines.append(line.mid(24));
            }
        }
        return lines;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainLog> m_log;
    std::unique_ptr<EventBus> m_bus;
};

void TestListenerPool::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = std::make_unique<MainLog>();
    QVERIFY(m_log->open(m_folder->filePath(u"log"_s), 0, 0, LogLevel::Debug, false));
    m_bus = std::make_unique<EventBus>();
}

void TestListenerPool::cleanup()
{
    m_bus.reset();
    m_log.reset();
    m_folder.reset();
}

void TestListenerPool::theHeaderIsSupervisors()
{
    const auto pool = makePool({u"REMOTE_COMMUNICATION"_s});
    FakeListener listener(u"lis"_s);
    pool->addListener(&listener);
    pool->feed(&listener, "READY\n");
    publish("type:t\ndata");
    QCOMPARE(listener.sent,
             QByteArrayList{"ver:3.0 server:ident serial:0 pool:lis poolserial:0 eventname:REMOTE_COMMUNICATION "
                            "len:11\ntype:t\ndata"});
}

void TestListenerPool::theLengthCountsCharacters()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener listener(u"lis"_s);
    pool->addListener(&listener);
    pool->feed(&listener, "READY\n");
    publish("größe");
    QVERIFY(listener.sent.at(0).endsWith(" len:5\ngröße"));
}

void TestListenerPool::eventsWaitForReady()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener listener(u"lis"_s);
    pool->addListener(&listener);
    publish("a");
    QCOMPARE(pool->queuedCount(), 1);
    pool->feed(&listener, "REA");
    QVERIFY(listener.sent.isEmpty());
    pool->feed(&listener, "DY\n");
    QCOMPARE(listener.sent.size(), 1);
    QCOMPARE(pool->queuedCount(), 0);
}

void TestListenerPool::eventsWaitForRunning()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener listener(u"lis"_s);
    listener.running = false;
    pool->addListener(&listener);
    pool->listenerSpawned(&listener);
    pool->feed(&listener, "READY\n");
    publish("a");
    QVERIFY(listener.sent.isEmpty());
    listener.running = true;
    pool->listenerStateChanged(&listener);
    QCOMPARE(listener.sent.size(), 1);
}

void TestListenerPool::oneEventAtATime()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener listener(u"lis"_s);
    pool->addListener(&listener);
    pool->feed(&listener, "READY\n");
    publish("a");
    publish("b");
    QCOMPARE(listener.sent.size(), 1);
    pool->feed(&listener, "RESULT 2\nOK");
    QCOMPARE(listener.sent.size(), 1);
    pool->feed(&listener, "READY\n");
    QCOMPARE(listener.sent.size(), 2);
    QCOMPARE(summary(listener.sent.at(1)), "1 1 b");
}

void TestListenerPool::eachEventGoesToOneListener()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener one(u"lis_0"_s);
    FakeListener two(u"lis_1"_s);
    pool->addListener(&one);
    pool->addListener(&two);
    pool->feed(&one, "READY\n");
    pool->feed(&two, "READY\n");
    for (const char *payload : {"a", "b", "c"})
        publish(payload);
    QCOMPARE(one.sent.size(), 1);
    QCOMPARE(two.sent.size(), 1);
    pool->feed(&two, "RESULT 2\nOKREADY\n");
    QCOMPARE(summary(two.sent.at(1)), "2 2 c");
}

void TestListenerPool::aTypeAndItsParentGiveOneEvent()
{
    const auto pool = makePool({u"EVENT"_s, u"REMOTE_COMMUNICATION"_s});
    publish("a");
    QCOMPARE(pool->queuedCount(), 1);
}

void TestListenerPool::aRejectedEventComesAgainWithItsSerials()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener listener(u"lis"_s);
    pool->addListener(&listener);
    pool->feed(&listener, "READY\n");
    publish("a");
    publish("b");
    pool->feed(&listener, "RESULT 4\nFAIL");
    pool->feed(&listener, "READY\n");
    QCOMPARE(listener.sent.size(), 2);
    QCOMPARE(listener.sent.at(1), listener.sent.at(0));
}

void TestListenerPool::anEventInTheHandsOfTheDeadGoesToTheFront()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener listener(u"lis"_s);
    pool->addListener(&listener);
    pool->feed(&listener, "READY\n");
    publish("precious");
    publish("next");
    listener.running = false;
    pool->listenerDied(&listener);
    QCOMPARE(pool->queuedCount(), 2);
    pool->listenerSpawned(&listener);
    listener.running = true;
    pool->listenerStateChanged(&listener);
    QCOMPARE(listener.sent.size(), 1);
    pool->feed(&listener, "READY\n");
    QCOMPARE(summary(listener.sent.at(1)), "0 0 precious");
}

void TestListenerPool::aHalfSaidSentenceDiesWithItsSpeaker()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener listener(u"lis"_s);
    pool->addListener(&listener);
    pool->feed(&listener, "READ");
    pool->listenerDied(&listener);
    pool->listenerSpawned(&listener);
    publish("a");
    pool->feed(&listener, "READY\n");
    QCOMPARE(listener.sent.size(), 1);
}

void TestListenerPool::aViolationGivesTheEventToAnother()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener bad(u"lis_0"_s);
    FakeListener good(u"lis_1"_s);
    pool->addListener(&bad);
    pool->addListener(&good);
    pool->feed(&bad, "READY\n");
    publish("a");
    pool->feed(&good, "READY\n");
    QVERIFY(good.sent.isEmpty());
    pool->feed(&bad, "RESULT two\n");
    QCOMPARE(good.sent, bad.sent);
    publish("b");
    QCOMPARE(bad.sent.size(), 1);
}

void TestListenerPool::aRestartedListenerIsCured()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener listener(u"lis"_s);
    pool->addListener(&listener);
    pool->feed(&listener, "nonsense");
    publish("a");
    pool->feed(&listener, "READY\n");
    QVERIFY(listener.sent.isEmpty());
    pool->listenerDied(&listener);
    pool->listenerSpawned(&listener);
    pool->feed(&listener, "READY\n");
    QCOMPARE(listener.sent.size(), 1);
}

void TestListenerPool::theOldestIsDiscardedWhenTheQueueIsFull()
{
    const auto pool = makePool({u"EVENT"_s}, 3);
    FakeListener listener(u"lis"_s);
    pool->addListener(&listener);
    for (const char *payload : {"a", "b", "c", "d", "e"})
        publish(payload);
    QCOMPARE(pool->queuedCount(), 3);
    QCOMPARE(logLines(),
             (QByteArrayList{"ERRO pool lis event buffer overflowed, discarding event 0",
                             "ERRO pool lis event buffer overflowed, discarding event 1"}));
    pool->feed(&listener, "READY\n");
    QCOMPARE(summary(listener.sent.at(0)), "2 2 c");
}

void TestListenerPool::aRejectedEventMayPushOutAnother()
{
    const auto pool = makePool({u"EVENT"_s}, 2);
    FakeListener listener(u"lis"_s);
    pool->addListener(&listener);
    pool->feed(&listener, "READY\n");
    for (const char *payload : {"a", "b", "c"})
        publish(payload);
    pool->feed(&listener, "RESULT 4\nFAILREADY\n");
    QCOMPARE(summary(listener.sent.at(1)), "0 0 a");
    pool->feed(&listener, "RESULT 2\nOKREADY\n");
    QCOMPARE(summary(listener.sent.at(2)), "2 2 c");
    QVERIFY(logLines().contains("ERRO pool lis event buffer overflowed, discarding event 1"));
}

void TestListenerPool::aListenerThatCannotBeWrittenToIsPassedOver()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener broken(u"lis_0"_s);
    FakeListener whole(u"lis_1"_s);
    broken.isBroken = true;
    pool->addListener(&broken);
    pool->addListener(&whole);
    pool->feed(&broken, "READY\n");
    publish("a");
    QCOMPARE(pool->queuedCount(), 1);
    pool->feed(&whole, "READY\n");
    QCOMPARE(whole.sent.size(), 1);
    QVERIFY(
        logLines().contains("DEBG epipe occurred while sending event 0 to listener lis_0, listener state unchanged"));
}

void TestListenerPool::anotherPoolHasItsOwnSerials()
{
    const auto all = makePool({u"EVENT"_s});
    const auto some = makePool({u"TICK_5"_s}, 10, u"some"_s);
    FakeListener listener(u"some"_s);
    some->addListener(&listener);
    some->feed(&listener, "READY\n");
    publish("a");
    m_bus->publish(EventType::Tick5, "when:5");
    QCOMPARE(summary(listener.sent.at(0)), "1 0 when:5");
    QCOMPARE(all->queuedCount(), 2);
}

void TestListenerPool::aRemovedListenerGivesItsEventBack()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener one(u"lis_0"_s);
    FakeListener two(u"lis_1"_s);
    pool->addListener(&one);
    pool->addListener(&two);
    pool->feed(&one, "READY\n");
    publish("a");
    pool->feed(&two, "READY\n");
    pool->removeListener(&one);
    QCOMPARE(two.sent, one.sent);
}

void TestListenerPool::unknownListenersAreIgnored()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener stranger(u"stranger"_s);
    publish("a");
    pool->listenerSpawned(&stranger);
    pool->feed(&stranger, "READY\n");
    pool->listenerDied(&stranger);
    pool->removeListener(&stranger);
    QVERIFY(stranger.sent.isEmpty());
    QCOMPARE(pool->queuedCount(), 1);
}

void TestListenerPool::linesAreSupervisors()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener listener(u"lis"_s);
    pool->addListener(&listener);
    pool->feed(&listener, "READY\n");
    publish("a");
    pool->feed(&listener, "RESULT 2\nOK");
    pool->feed(&listener, "READY\n");
    publish("b");
    pool->feed(&listener, "RESULT 4\nFAIL");
    pool->feed(&listener, "nonsense");
    QCOMPARE(logLines(),
             (QByteArrayList{
                 "DEBG lis: ACKNOWLEDGED -> READY", "DEBG event 0 sent to listener lis",
                 "DEBG lis: event was processed", "DEBG lis: BUSY -> ACKNOWLEDGED", "DEBG lis: ACKNOWLEDGED -> READY",
                 "DEBG event 1 sent to listener lis", "WARN lis: event was rejected", "DEBG lis: BUSY -> ACKNOWLEDGED",
                 "DEBG rebuffering event 1 for pool lis (buf size=0, max=10)", "DEBG lis: ACKNOWLEDGED -> UNKNOWN",
                 QByteArray("WARN lis: has entered the UNKNOWN state and will no longer receive events, this "
                            "usually indicates the process violated the eventlistener protocol")}));
}

void TestListenerPool::badResultLinesAreShown()
{
    const auto pool = makePool({u"EVENT"_s});
    FakeListener listener(u"lis"_s);
    pool->addListener(&listener);
    pool->feed(&listener, "READY\n");
    publish("a");
    pool->feed(&listener, "RESULT \xff\n");
    QVERIFY(logLines().contains("WARN lis: bad result line: 'Undecodable: b'RESULT \\xff''"));
    QCOMPARE(pool->queuedCount(), 1);
}

QTEST_GUILESS_MAIN(TestListenerPool)
#include "tst_listenerpool.moc"
