#include "protocol/namespec.h"
#include "protocol/processinfo.h"
#include "protocol/signalname.h"

#include <QRegularExpression>
#include <QtTest>

#include <csignal>

using namespace kantoku;
using namespace Qt::StringLiterals;

class TestProcessInfo : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void infoSurvivesTheWire();
    void infoIsRefused_data();
    void infoIsRefused();
    void changesSurviveTheWire();
    void namespec_data();
    void namespec();
    void signal_data();
    void signal();
};

void TestProcessInfo::infoSurvivesTheWire()
{
    ProcessInfo info;
    info.name = u"web_0"_s;
    info.group = u"web"_s;
    info.state = ProcessState::Backoff;
    info.start = 5;
    info.stop = 4;
    info.now = 6;
    info.exitStatus = 3;
    info.spawnError = u"Exited too quickly"_s;
    info.stdoutLogFile = u"/o"_s;
    info.stderrLogFile = u"/e"_s;
    info.pid = 7;
    info.description = u"text"_s;
    const auto read = ProcessInfo::fromMap(info.toMap());
    QVERIFY(read);
    QCOMPARE(*read, info);
    QCOMPARE(read->namespec(), u"web:web_0"_s);
    QCOMPARE(info.toMap().size(), 14);
    info.start = 5'000'000'000;
    QCOMPARE(info.toMap().value(u"start"_s), QVariant(2147483647));
}

void TestProcessInfo::infoIsRefused_data()
{
    QTest::addColumn<QVariantMap>("map");
    QTest::newRow("without a name") << QVariantMap{{u"state"_s, 20}};
    QTest::newRow("without a state") << QVariantMap{{u"name"_s, u"a"_s}};
    QTest::newRow("with a state that does not exist") << QVariantMap{{u"name"_s, u"a"_s}, {u"state"_s, 21}};
}

void TestProcessInfo::infoIsRefused()
{
    QFETCH(QVariantMap, map);
    const auto read = ProcessInfo::fromMap(map);
    QVERIFY(!read);
    QCOMPARE(read.error().code, Error::Code::Malformed);
}

void TestProcessInfo::changesSurviveTheWire()
{
    const GroupChanges changes{{u"a"_s}, {}, {u"b"_s, u"c"_s}};
    const auto read = GroupChanges::fromReply(changes.toReply());
    QVERIFY(read);
    QCOMPARE(*read, changes);
    QVERIFY(!GroupChanges::fromReply(QVariantList{}));
    const ProcessOutcome outcome{u"a"_s, u"g"_s, 80, u"OK"_s};
    QCOMPARE(*ProcessOutcome::fromMap(outcome.toMap()), outcome);
    QVERIFY(!ProcessOutcome::fromMap({}));
}

void TestProcessInfo::namespec_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("group");
    QTest::addColumn<QString>("process");
    QTest::addColumn<QString>("shown");
    QTest::newRow("a short name") << u"a"_s << u"a"_s << u"a"_s << u"a"_s;
    QTest::newRow("a full name") << u"g:a"_s << u"g"_s << u"a"_s << u"g:a"_s;
    QTest::newRow("a full name that can be short") << u"a:a"_s << u"a"_s << u"a"_s << u"a"_s;
    QTest::newRow("a group") << u"g:*"_s << u"g"_s << u""_s << u"g:*"_s;
    QTest::newRow("a group without a star") << u"g:"_s << u"g"_s << u""_s << u"g:*"_s;
    QTest::newRow("two colons") << u"g:a:b"_s << u"g"_s << u"a:b"_s << u"g:a:b"_s;
}

void TestProcessInfo::namespec()
{
    QFETCH(QString, text);
    QFETCH(QString, group);
    QFETCH(QString, process);
    QFETCH(QString, shown);
    const Namespec spec = parseNamespec(text);
    QCOMPARE(spec.group, group);
    QCOMPARE(spec.process, process);
    QCOMPARE(spec.toString(), shown);
}

void TestProcessInfo::signal_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("number"); // -1: refused
    QTest::newRow("a name") << u"TERM"_s << SIGTERM;
    QTest::newRow("a long name in lower case") << u"sigusr1"_s << SIGUSR1;
    QTest::newRow("a number") << u"9"_s << SIGKILL;
    QTest::newRow("a number with blanks") << u" 1 "_s << SIGHUP;
    QTest::newRow("the probe") << u"0"_s << 0;
    QTest::newRow("a number without a name") << u"35"_s << -1;
    QTest::newRow("a negative number") << u"-9"_s << -1;
    QTest::newRow("a word") << u"ZAP"_s << -1;
    QTest::newRow("nothing") << u""_s << -1;
}

void TestProcessInfo::signal()
{
    QFETCH(QString, text);
    QFETCH(int, number);
    QCOMPARE(parseSignal(text).value_or(-1), number);
    if (number > 0)
        QCOMPARE(parseSignal(signalName(number)).value_or(-1), number);
}

QTEST_GUILESS_MAIN(TestProcessInfo)
#include "tst_processinfo.moc"
