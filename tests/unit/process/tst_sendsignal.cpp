#include "daemon/process/sendsignal.h"

#include <QTest>

#include <cerrno>
#include <limits>

using namespace kantoku::daemon;

class TestSendSignal : public QObject {
    Q_OBJECT
private slots:
    void refusesPidsThatMeanOthers_data();
    void refusesPidsThatMeanOthers();
    void tellsWhoIsGone();
};

void TestSendSignal::refusesPidsThatMeanOthers_data()
{
    QTest::addColumn<qint64>("pid");
    QTest::newRow("0 is our own group") << qint64(0);
    QTest::newRow("1 is init") << qint64(1);
    QTest::newRow("-1 is everybody") << qint64(-1);
    QTest::newRow("a negative number is a group") << qint64(-4711);
    QTest::newRow("beyond a pid") << qint64(std::numeric_limits<int>::max()) + 1;
}

// Signal 0 probes only, so a mistake here hurts nobody.
void TestSendSignal::refusesPidsThatMeanOthers()
{
    QFETCH(qint64, pid);
    for (const SignalTarget target : {SignalTarget::Process, SignalTarget::Group}) {
        const auto sent = sendSignal(pid, 0, target);
        QVERIFY(!sent);
        QCOMPARE(sent.error().number, EINVAL);
    }
}

void TestSendSignal::tellsWhoIsGone()
{
    const auto sent = sendSignal(std::numeric_limits<int>::max(), 0, SignalTarget::Process);
    QVERIFY(!sent);
    QCOMPARE(sent.error().number, ESRCH);
    QVERIFY(sent.error().message.contains(QString::number(std::numeric_limits<int>::max())));
}

QTEST_GUILESS_MAIN(TestSendSignal)
#include "tst_sendsignal.moc"
