#include "daemon/eventdispatcher.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Both ends of a pipe, closed at the end.
class Pipe {
public:
    Pipe()
    {
        if (::pipe2(m_ends, O_CLOEXEC | O_NONBLOCK) != 0)
            qFatal("no pipe");
    }
    ~Pipe()
    {
        closeReader();
        closeWriter();
    }
    Q_DISABLE_COPY_MOVE(Pipe)

    int reader() const { return m_ends[0]; }
    int writer() const { return m_ends[1]; }
    void write() const { (void)!::write(m_ends[1], "x", 1); }
    void drain() const
    {
        char bytes[4096];
        while (::read(m_ends[0], bytes, sizeof bytes) > 0) {}
    }
    void closeReader() { closeEnd(0); }
    void closeWriter() { closeEnd(1); }

private:
    void closeEnd(int end)
    {
        if (m_ends[end] >= 0)
            ::close(std::exchange(m_ends[end], -1));
    }

    int m_ends[2] = {-1, -1};
};

QAbstractEventDispatcher *dispatcher()
{
    return QAbstractEventDispatcher::instance();
}

bool turn(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
{
    return dispatcher()->processEvents(flags);
}

/// Takes turns until nothing is left to do.
int settle()
{
    int turns = 0;
    while (turn() && turns < 1000)
        ++turns;
    return turns;
}

bool isStock()
{
    return qEnvironmentVariableIsSet("KANTOKU_STOCK_DISPATCHER");
}

} // namespace

class TestEventDispatcher : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void cleanup() { settle(); }

    void itIsTheOneInstalled();

    void postedEventsComeInOrder();
    void anEventPostedByAnEventComesInTheNextTurn();
    void aTurnThatDeliveredDoesNotBlock();
    void anotherThreadWakesTheLoop();
    void anotherThreadQuitsTheLoop();
    void anInterruptedTurnReturns();
    void blockingIsAnnounced();
    void idlingDoesNotSpin();
    void deferredDeletesHappen();

    void timersFireInOrder();
    void preciseTimersAreNeverEarly();
    void zeroTimersLetOthersRun();
    void aTimerMayStopItself();
    void aTimerMayStopAnother();
    void aTimerStartedByATimerWaitsForTheNextTurn();
    void aRunningTimerIsNotRunByANestedLoop();
    void remainingTimeCountsDown();
    void registeredTimersAreListed();
    void timersOfADeletedObjectAreGone();
    void timersCanBeExcluded();

    void aReadNotifierRunsWhileThereAreBytes();
    void aWriteNotifierRunsWhileThereIsRoom();
    void bothOnOneDescriptor();
    void urgentDataRunsTheExceptionNotifier();
    void aDisabledNotifierIsSilent();
    void theEndOfAPipeIsReadable();
    void aNotifierDeletedDuringTheTurnDoesNotRun();
    void aNotifierTurnedOffAndOnDuringTheTurnRunsLater();
    void aNotifierMayRunANestedLoop();
    void notifiersCanBeExcluded();
    void excludedNotifiersDoNotKeepFromWaiting();
    void regularFilesAreAlwaysReady();
    void aClosedDescriptorIsReportedAndDisabled();
    void aReusedNumberServesTheNewFile();
    void aFileThatLivesOnElsewhereDoesNotSpin();
    void moreReadyThanOneWakeTakes();
    void theSecondNotifierOnADescriptorIsWarnedOf();

    void processesRun();
    void manyProcessesRun();
    void localSocketsWork();
    void tcpSocketsWork();

    void wakeWithIdleDescriptors_data();
    void wakeWithIdleDescriptors();
};

void TestEventDispatcher::itIsTheOneInstalled()
{
    QCOMPARE(QByteArray(dispatcher()->metaObject()->className()),
             isStock() ? "QEventDispatcherUNIX" : "kantoku::daemon::EpollDispatcher");
}

void TestEventDispatcher::postedEventsComeInOrder()
{
    QByteArray order;
    for (const char c : {'a', 'b', 'c'})
        QMetaObject::invokeMethod(
            this, [&order, c] { order += c; }, Qt::QueuedConnection);
    QVERIFY(order.isEmpty());
    QVERIFY(turn());
    QCOMPARE(order, "abc");
}

void TestEventDispatcher::anEventPostedByAnEventComesInTheNextTurn()
{
    QByteArray order;
    QMetaObject::invokeMethod(
        this,
        [&] {
            order += 'a';
            QMetaObject::invokeMethod(
                this, [&] { order += 'b'; }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
    QVERIFY(turn());
    QCOMPARE(order, "a");
    turn();
    QCOMPARE(order, "ab");
}

void TestEventDispatcher::aTurnThatDeliveredDoesNotBlock()
{
    int count = 0;
    QMetaObject::invokeMethod(
        this, [&] { ++count; }, Qt::QueuedConnection);
    QVERIFY(turn(QEventLoop::WaitForMoreEvents));
    QCOMPARE(count, 1);
}

void TestEventDispatcher::anotherThreadWakesTheLoop()
{
    for (int i = 0; i < 50; ++i) {
        QEventLoop loop;
        bool arrived = false;
        const std::unique_ptr<QThread> thread(QThread::create([&] {
            QMetaObject::invokeMethod(
                this,
                [&] {
                    arrived = true;
                    loop.quit();
                },
                Qt::QueuedConnection);
        }));
        thread->start();
        loop.exec();
        QVERIFY(arrived);
        QVERIFY(thread->wait());
    }
}

void TestEventDispatcher::anotherThreadQuitsTheLoop()
{
    QEventLoop loop;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        while (!loop.isRunning())
            QThread::yieldCurrentThread();
        loop.exit(7);
    }));
    thread->start();
    QCOMPARE(loop.exec(), 7);
    QVERIFY(thread->wait());
}

void TestEventDispatcher::anInterruptedTurnReturns()
{
    QTimer::singleShot(0, this, [] { dispatcher()->interrupt(); });
    turn();
    settle();
    const std::unique_ptr<QThread> thread(QThread::create([d = dispatcher()] { d->interrupt(); }));
    thread->start();
    turn(QEventLoop::WaitForMoreEvents);
    QVERIFY(thread->wait());
}

void TestEventDispatcher::blockingIsAnnounced()
{
    settle();
    QSignalSpy block(dispatcher(), &QAbstractEventDispatcher::aboutToBlock);
    QSignalSpy awake(dispatcher(), &QAbstractEventDispatcher::awake);
    turn();
    QCOMPARE(block.size(), 0);
    QCOMPARE(awake.size(), 1);
    QTimer::singleShot(5, Qt::PreciseTimer, this, [] {});
    while (block.isEmpty())
        turn(QEventLoop::WaitForMoreEvents);
    QVERIFY(awake.size() > 1);
}

void TestEventDispatcher::idlingDoesNotSpin()
{
    Pipe idle;
    QSocketNotifier notifier(idle.reader(), QSocketNotifier::Read);
    settle();
    QSignalSpy awake(dispatcher(), &QAbstractEventDispatcher::awake);
    QEventLoop loop;
    QTimer::singleShot(50, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
    QVERIFY2(awake.size() < 6, QByteArray::number(awake.size()).constData());
}

void TestEventDispatcher::deferredDeletesHappen()
{
    QPointer<QObject> object = new QObject;
    QEventLoop loop;
    QMetaObject::invokeMethod(
        this,
        [&] {
            object->deleteLater();
            connect(object, &QObject::destroyed, &loop, &QEventLoop::quit);
        },
        Qt::QueuedConnection);
    loop.exec();
    QVERIFY(!object);
}

void TestEventDispatcher::timersFireInOrder()
{
    QByteArray order;
    QTimer::singleShot(30, Qt::PreciseTimer, this, [&] { order += 'c'; });
    QTimer::singleShot(10, Qt::PreciseTimer, this, [&] { order += 'a'; });
    QTimer::singleShot(20, Qt::PreciseTimer, this, [&] { order += 'b'; });
    QTRY_COMPARE(order, "abc");
}

void TestEventDispatcher::preciseTimersAreNeverEarly()
{
    for (const int interval : {1, 3, 7, 20}) {
        QElapsedTimer clock;
        QTimer timer;
        timer.setTimerType(Qt::PreciseTimer);
        timer.setSingleShot(true);
        qint64 passed = -1;
        connect(&timer, &QTimer::timeout, this, [&] { passed = clock.nsecsElapsed(); });
        clock.start();
        timer.start(interval);
        QTRY_VERIFY(passed >= 0);
        QVERIFY2(passed >= interval * 1'000'000 - 1'000'000, QByteArray::number(passed).constData());
    }
}

void TestEventDispatcher::zeroTimersLetOthersRun()
{
    Pipe pipe;
    int zeros = 0;
    int reads = 0;
    int later = 0;
    QTimer zero;
    connect(&zero, &QTimer::timeout, this, [&] { ++zeros; });
    zero.start(0);
    QSocketNotifier notifier(pipe.reader(), QSocketNotifier::Read);
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        ++reads;
        pipe.drain();
    });
    QTimer::singleShot(10, Qt::PreciseTimer, this, [&] { ++later; });
    pipe.write();
    QTRY_VERIFY(reads == 1 && later == 1);
    QVERIFY(zeros >= 1);
    const int before = zeros;
    turn();
    QCOMPARE(zeros, before + 1);
}

void TestEventDispatcher::aTimerMayStopItself()
{
    QTimer timer;
    int count = 0;
    connect(&timer, &QTimer::timeout, this, [&] {
        if (++count == 3)
            timer.stop();
    });
    timer.start(1);
    QTRY_COMPARE(count, 3);
    QVERIFY(!timer.isActive());
    settle();
    QCOMPARE(count, 3);
}

void TestEventDispatcher::aTimerMayStopAnother()
{
    QTimer first;
    QTimer second;
    int count = 0;
    connect(&first, &QTimer::timeout, this, [&] {
        second.stop();
        first.stop();
    });
    connect(&second, &QTimer::timeout, this, [&] { ++count; });
    first.start(0);
    second.start(0);
    settle();
    QCOMPARE(count, 0);
}

void TestEventDispatcher::aTimerStartedByATimerWaitsForTheNextTurn()
{
    int count = 0;
    QTimer second;
    second.setSingleShot(true);
    connect(&second, &QTimer::timeout, this, [&] { ++count; });
    QTimer first;
    first.setSingleShot(true);
    connect(&first, &QTimer::timeout, this, [&] { second.start(0); });
    first.start(0);
    turn();
    QCOMPARE(count, 0);
    turn();
    QCOMPARE(count, 1);
}

void TestEventDispatcher::aRunningTimerIsNotRunByANestedLoop()
{
    int depth = 0;
    int deepest = 0;
    int others = 0;
    QTimer other;
    connect(&other, &QTimer::timeout, this, [&] { ++others; });
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&] {
        deepest = std::max(deepest, ++depth);
        other.start(0);
        for (int i = 0; i < 5; ++i)
            turn();
        other.stop();
        timer.stop();
        --depth;
    });
    timer.start(0);
    turn();
    QCOMPARE(deepest, 1);
    QCOMPARE(others, 5);
}

void TestEventDispatcher::remainingTimeCountsDown()
{
    QTimer timer;
    QCOMPARE(timer.remainingTime(), -1);
    timer.setTimerType(Qt::PreciseTimer);
    timer.start(10'000);
    const int first = timer.remainingTime();
    QVERIFY(first > 9'000 && first <= 10'000);
    QTRY_VERIFY(timer.remainingTime() < first);
    timer.stop();
    timer.start(0);
    QCOMPARE(timer.remainingTime(), 0);
}

void TestEventDispatcher::registeredTimersAreListed()
{
    QObject object;
    const int one = object.startTimer(1000, Qt::PreciseTimer);
    const int two = object.startTimer(2000, Qt::VeryCoarseTimer);
    const auto timers = dispatcher()->registeredTimers(&object);
    QCOMPARE(timers.size(), 2);
    QMap<int, std::pair<int, Qt::TimerType>> found;
    for (const QAbstractEventDispatcher::TimerInfo &info : timers)
        found[info.timerId] = {info.interval, info.timerType};
    QCOMPARE(found.value(one), std::pair(1000, Qt::PreciseTimer));
    QCOMPARE(found.value(two).second, Qt::VeryCoarseTimer);
    object.killTimer(one);
    QCOMPARE(dispatcher()->registeredTimers(&object).size(), 1);
    QCOMPARE(dispatcher()->remainingTime(one), -1);
}

void TestEventDispatcher::timersOfADeletedObjectAreGone()
{
    int id = 0;
    {
        QObject object;
        id = object.startTimer(0);
        QVERIFY(dispatcher()->remainingTime(id) >= 0);
    }
    QCOMPARE(dispatcher()->remainingTime(id), -1);
    turn();
}

void TestEventDispatcher::timersCanBeExcluded()
{
    int count = 0;
    QTimer::singleShot(0, Qt::PreciseTimer, this, [] {}); // posted, not a timer
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&] { ++count; });
    timer.start(0);
    turn(QEventLoop::X11ExcludeTimers);
    QCOMPARE(count, 0);
    turn();
    QCOMPARE(count, 1);
}

void TestEventDispatcher::aReadNotifierRunsWhileThereAreBytes()
{
    Pipe pipe;
    QSocketNotifier notifier(pipe.reader(), QSocketNotifier::Read);
    int count = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&] { ++count; });
    settle();
    QCOMPARE(count, 0);
    pipe.write();
    QVERIFY(turn());
    QVERIFY(turn());
    QCOMPARE(count, 2); // as long as nobody reads
    pipe.drain();
    QVERIFY(!turn());
    QCOMPARE(count, 2);
}

void TestEventDispatcher::aWriteNotifierRunsWhileThereIsRoom()
{
    Pipe pipe;
    QSocketNotifier notifier(pipe.writer(), QSocketNotifier::Write);
    int count = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&] { ++count; });
    turn();
    QCOMPARE(count, 1);
    const QByteArray block(4096, 'x');
    while (::write(pipe.writer(), block.constData(), size_t(block.size())) > 0) {}
    turn();
    QCOMPARE(count, 1);
    pipe.drain();
    turn();
    QCOMPARE(count, 2);
}

void TestEventDispatcher::bothOnOneDescriptor()
{
    int ends[2];
    QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    QSocketNotifier reader(ends[0], QSocketNotifier::Read);
    QSocketNotifier writer(ends[0], QSocketNotifier::Write);
    int reads = 0;
    int writes = 0;
    connect(&reader, &QSocketNotifier::activated, this, [&] {
        ++reads;
        char c;
        (void)!::read(ends[0], &c, 1);
    });
    connect(&writer, &QSocketNotifier::activated, this, [&] { ++writes; });
    turn();
    QCOMPARE(reads, 0);
    QCOMPARE(writes, 1);
    QCOMPARE(::write(ends[1], "x", 1), 1);
    turn();
    QCOMPARE(reads, 1);
    QCOMPARE(writes, 2);
    writer.setEnabled(false);
    QCOMPARE(::write(ends[1], "x", 1), 1);
    turn();
    QCOMPARE(reads, 2);
    QCOMPARE(writes, 2);
    reader.setEnabled(false);
    writer.setEnabled(true);
    QCOMPARE(::write(ends[1], "x", 1), 1);
    turn();
    QCOMPARE(reads, 2);
    QCOMPARE(writes, 3);
    reader.setEnabled(false);
    writer.setEnabled(false);
    ::close(ends[0]);
    ::close(ends[1]);
}

void TestEventDispatcher::urgentDataRunsTheExceptionNotifier()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, server.serverPort());
    QTRY_VERIFY(server.hasPendingConnections());
    const std::unique_ptr<QTcpSocket> peer(server.nextPendingConnection());
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);

    const int own = ::fcntl(int(peer->socketDescriptor()), F_DUPFD_CLOEXEC, 0);
    int count = 0;
    {
        QSocketNotifier notifier(own, QSocketNotifier::Exception);
        connect(&notifier, &QSocketNotifier::activated, this, [&] {
            ++count;
            char c;
            (void)!::recv(own, &c, 1, MSG_OOB);
        });
        QCOMPARE(::send(int(client.socketDescriptor()), "!", 1, MSG_OOB), 1);
        QTRY_COMPARE(count, 1);
    }
    ::close(own);
}

void TestEventDispatcher::aDisabledNotifierIsSilent()
{
    Pipe pipe;
    QSocketNotifier notifier(pipe.reader(), QSocketNotifier::Read);
    int count = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&] { ++count; });
    notifier.setEnabled(false);
    pipe.write();
    settle();
    QCOMPARE(count, 0);
    notifier.setEnabled(true);
    turn();
    QCOMPARE(count, 1);
}

void TestEventDispatcher::theEndOfAPipeIsReadable()
{
    Pipe pipe;
    QSocketNotifier notifier(pipe.reader(), QSocketNotifier::Read);
    int count = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        ++count;
        notifier.setEnabled(false);
    });
    pipe.closeWriter();
    settle();
    QCOMPARE(count, 1);
}

void TestEventDispatcher::aNotifierDeletedDuringTheTurnDoesNotRun()
{
    Pipe one;
    Pipe two;
    auto first = std::make_unique<QSocketNotifier>(one.reader(), QSocketNotifier::Read);
    auto second = std::make_unique<QSocketNotifier>(two.reader(), QSocketNotifier::Read);
    int count = 0;
    connect(first.get(), &QSocketNotifier::activated, this, [&] {
        ++count;
        second.reset();
        one.drain();
    });
    connect(second.get(), &QSocketNotifier::activated, this, [&] {
        ++count;
        first.reset();
        two.drain();
    });
    one.write();
    two.write();
    settle();
    QCOMPARE(count, 1); // whichever came first
    QVERIFY(!first != !second);
}

void TestEventDispatcher::aNotifierTurnedOffAndOnDuringTheTurnRunsLater()
{
    Pipe one;
    Pipe two;
    QSocketNotifier first(one.reader(), QSocketNotifier::Read);
    QSocketNotifier second(two.reader(), QSocketNotifier::Read);
    int firsts = 0;
    int seconds = 0;
    connect(&first, &QSocketNotifier::activated, this, [&] {
        ++firsts;
        one.drain();
        second.setEnabled(false);
        second.setEnabled(true);
    });
    connect(&second, &QSocketNotifier::activated, this, [&] {
        ++seconds;
        two.drain();
    });
    one.write();
    two.write();
    settle();
    QCOMPARE(firsts, 1);
    QCOMPARE(seconds, 1);
}

void TestEventDispatcher::aNotifierMayRunANestedLoop()
{
    Pipe one;
    Pipe two;
    QSocketNotifier first(one.reader(), QSocketNotifier::Read);
    QSocketNotifier second(two.reader(), QSocketNotifier::Read);
    QByteArray story;
    connect(&first, &QSocketNotifier::activated, this, [&] {
        one.drain();
        story += '(';
        two.write();
        settle();
        story += ')';
    });
    connect(&second, &QSocketNotifier::activated, this, [&] {
        two.drain();
        story += '2';
    });
    one.write();
    settle();
    QCOMPARE(story, "(2)");
}

void TestEventDispatcher::notifiersCanBeExcluded()
{
    Pipe pipe;
    QSocketNotifier notifier(pipe.reader(), QSocketNotifier::Read);
    int count = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&] { ++count; });
    pipe.write();
    turn(QEventLoop::ExcludeSocketNotifiers);
    QCOMPARE(count, 0);
    turn();
    QCOMPARE(count, 1);
}

void TestEventDispatcher::excludedNotifiersDoNotKeepFromWaiting()
{
    Pipe pipe;
    QSocketNotifier notifier(pipe.reader(), QSocketNotifier::Read);
    pipe.write();
    settle();
    int count = 0;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    connect(&timer, &QTimer::timeout, this, [&] { ++count; });
    timer.start(20);
    QSignalSpy awake(dispatcher(), &QAbstractEventDispatcher::awake);
    while (count == 0)
        turn(QEventLoop::ExcludeSocketNotifiers | QEventLoop::WaitForMoreEvents);
    QVERIFY(awake.size() < 6);

    const auto arrive = [&count] {
        count = -1;
        dispatcher()->interrupt();
    };
    const std::unique_ptr<QThread> thread(
        QThread::create([this, arrive] { QMetaObject::invokeMethod(this, arrive, Qt::QueuedConnection); }));
    timer.stop();
    thread->start();
    while (count != -1)
        turn(QEventLoop::ExcludeSocketNotifiers | QEventLoop::WaitForMoreEvents);
    QVERIFY(thread->wait());
}

void TestEventDispatcher::regularFilesAreAlwaysReady()
{
    QFile file(QCoreApplication::applicationFilePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    int count = 0;
    {
        QSocketNotifier notifier(file.handle(), QSocketNotifier::Read);
        connect(&notifier, &QSocketNotifier::activated, this, [&] { ++count; });
        turn(QEventLoop::WaitForMoreEvents);
        turn(QEventLoop::WaitForMoreEvents);
        QVERIFY(count >= 1);
        notifier.setEnabled(false);
        const int before = count;
        turn();
        QCOMPARE(count, before);
        notifier.setEnabled(true);
        turn(QEventLoop::WaitForMoreEvents);
        QCOMPARE(count, before + 1);
    }
    const int before = count;
    turn();
    QCOMPARE(count, before);
}

void TestEventDispatcher::aClosedDescriptorIsReportedAndDisabled()
{
    int closed = -1;
    {
        Pipe pipe;
        closed = pipe.reader();
    }
    QSocketNotifier notifier(closed, QSocketNotifier::Read);
    QVERIFY(notifier.isEnabled());
    const QByteArray text
        = "QSocketNotifier: Invalid socket " + QByteArray::number(closed) + " with type Read, disabling...";
    QTest::ignoreMessage(QtWarningMsg, text.constData());
    settle();
    QVERIFY(!notifier.isEnabled());
}

void TestEventDispatcher::aReusedNumberServesTheNewFile()
{
    auto pipe = std::make_unique<Pipe>();
    const int number = pipe->reader();
    auto old = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read);
    pipe.reset(); // the wrong order: closed before its notifier is turned off
    old.reset();

    Pipe next;
    QCOMPARE(next.reader(), number);
    QSocketNotifier notifier(next.reader(), QSocketNotifier::Read);
    int count = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        ++count;
        next.drain();
    });
    settle();
    QCOMPARE(count, 0);
    next.write();
    settle();
    QCOMPARE(count, 1);
}

void TestEventDispatcher::aFileThatLivesOnElsewhereDoesNotSpin()
{
    Pipe pipe;
    const int copy = ::fcntl(pipe.reader(), F_DUPFD_CLOEXEC, 0);
    pipe.write();
    {
        QSocketNotifier notifier(pipe.reader(), QSocketNotifier::Read);
        pipe.closeReader(); // the wrong order again, and `copy` keeps the file alive
    }
    Pipe other;
    QSocketNotifier notifier(other.reader(), QSocketNotifier::Read);
    int count = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        ++count;
        other.drain();
    });
    settle();
    QSignalSpy awake(dispatcher(), &QAbstractEventDispatcher::awake);
    QEventLoop loop;
    QTimer::singleShot(20, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
    QVERIFY2(awake.size() < 8, QByteArray::number(awake.size()).constData());
    other.write();
    settle();
    QCOMPARE(count, 1);
    ::close(copy);
}

void TestEventDispatcher::moreReadyThanOneWakeTakes()
{
    std::vector<std::unique_ptr<Pipe>> pipes;
    std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
    int count = 0;
    for (int i = 0; i < 400; ++i) {
        pipes.push_back(std::make_unique<Pipe>());
        Pipe *pipe = pipes.back().get();
        notifiers.push_back(std::make_unique<QSocketNotifier>(pipe->reader(), QSocketNotifier::Read));
        connect(notifiers.back().get(), &QSocketNotifier::activated, this, [&count, pipe] {
            ++count;
            pipe->drain();
        });
        pipe->write();
    }
    settle();
    QCOMPARE(count, 400);
}

void TestEventDispatcher::theSecondNotifierOnADescriptorIsWarnedOf()
{
    Pipe pipe;
    QSocketNotifier first(pipe.reader(), QSocketNotifier::Read);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"Multiple socket notifiers for same socket \\d+ and type Read"_s));
    QSocketNotifier second(pipe.reader(), QSocketNotifier::Read);
    int count = 0;
    connect(&second, &QSocketNotifier::activated, this, [&] {
        ++count;
        pipe.drain();
    });
    pipe.write();
    settle();
    QCOMPARE(count, 1);
}

void TestEventDispatcher::processesRun()
{
    QProcess process;
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(u"/bin/cat"_s, {});
    process.write("through and back\n");
    process.closeWriteChannel();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(process.readAllStandardOutput(), "through and back\n");
    QCOMPARE(process.exitCode(), 0);

    process.start(u"/bin/sh"_s, {u"-c"_s, u"echo err >&2; exit 3"_s});
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(process.readAllStandardError(), "err\n");
    QCOMPARE(process.exitCode(), 3);

    QSignalSpy failed(&process, &QProcess::errorOccurred);
    process.start(u"/no/such/program"_s, {});
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(process.error(), QProcess::FailedToStart);
}

void TestEventDispatcher::manyProcessesRun()
{
    int done = 0;
    std::vector<std::unique_ptr<QProcess>> processes;
    for (int i = 0; i < 50; ++i) {
        processes.push_back(std::make_unique<QProcess>());
        connect(processes.back().get(), &QProcess::finished, this, [&, i](int code) {
            QCOMPARE(code, i);
            ++done;
        });
        processes.back()->start(u"/bin/sh"_s, {u"-c"_s, u"exit "_s + QString::number(i)});
    }
    QTRY_COMPARE_WITH_TIMEOUT(done, 50, 20'000);
}

void TestEventDispatcher::localSocketsWork()
{
    QTemporaryDir folder;
    QLocalServer server;
    QVERIFY(server.listen(folder.filePath(u"s"_s)));
    QLocalSocket client;
    client.connectToServer(server.fullServerName());
    QTRY_VERIFY(server.hasPendingConnections());
    const std::unique_ptr<QLocalSocket> peer(server.nextPendingConnection());
    const QByteArray large(1024 * 1024, 'x');
    QByteArray got;
    connect(peer.get(), &QLocalSocket::readyRead, this, [&] { got += peer->readAll(); });
    QCOMPARE(client.write(large), large.size());
    QTRY_COMPARE(got.size(), large.size());
    QSignalSpy gone(peer.get(), &QLocalSocket::disconnected);
    client.disconnectFromServer();
    QTRY_COMPARE(gone.size(), 1);
}

void TestEventDispatcher::tcpSocketsWork()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, server.serverPort());
    QTRY_VERIFY(server.hasPendingConnections());
    const std::unique_ptr<QTcpSocket> peer(server.nextPendingConnection());
    const QByteArray large(1024 * 1024, 'x');
    QByteArray got;
    connect(peer.get(), &QTcpSocket::readyRead, this, [&] { got += peer->readAll(); });
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
    QCOMPARE(client.write(large), large.size());
    QTRY_COMPARE(got.size(), large.size());
    QSignalSpy gone(peer.get(), &QTcpSocket::disconnected);
    client.disconnectFromHost();
    QTRY_COMPARE(gone.size(), 1);

    QTcpSocket refused;
    QSignalSpy failed(&refused, &QTcpSocket::errorOccurred);
    const quint16 port = server.serverPort();
    server.close();
    refused.connectToHost(QHostAddress::LocalHost, port);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(refused.error(), QAbstractSocket::ConnectionRefusedError);
}

void TestEventDispatcher::wakeWithIdleDescriptors_data()
{
    QTest::addColumn<int>("idle");
    QTest::newRow("10 idle descriptors") << 10;
    QTest::newRow("400 idle descriptors") << 400;
}

void TestEventDispatcher::wakeWithIdleDescriptors()
{
    QFETCH(int, idle);
    std::vector<std::unique_ptr<Pipe>> pipes;
    std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
    for (int i = 0; i < idle; ++i) {
        pipes.push_back(std::make_unique<Pipe>());
        notifiers.push_back(std::make_unique<QSocketNotifier>(pipes.back()->reader(), QSocketNotifier::Read));
    }
    Pipe busy;
    QSocketNotifier notifier(busy.reader(), QSocketNotifier::Read);
    int count = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        ++count;
        busy.drain();
    });
    QBENCHMARK
    {
        busy.write();
        turn(QEventLoop::WaitForMoreEvents);
    }
    QVERIFY(count > 0);
}

// The same expectations hold for Qt's own dispatcher: with KANTOKU_STOCK_DISPATCHER set it is the one under test.
int main(int argc, char *argv[])
{
    if (!isStock())
        kantoku::daemon::installEventDispatcher();
    else
        qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    TestEventDispatcher test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_eventdispatcher.moc"
