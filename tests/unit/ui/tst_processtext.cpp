#include "ui/processes/processtext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;
using std::chrono::seconds;

class TestProcessText : public QObject {
    Q_OBJECT
private slots:
    void spans_data();
    void spans();
    void conditions_data();
    void conditions();
    void why_data();
    void why();
    void exits();
    void commands_data();
    void commands();
};

void TestProcessText::spans_data()
{
    QTest::addColumn<qint64>("duration");
    QTest::addColumn<QString>("clock");
    QTest::addColumn<QString>("span");
    QTest::newRow("seconds") << qint64(7) << u"0:00:07"_s << u"7 s"_s;
    QTest::newRow("minutes") << qint64(125) << u"0:02:05"_s << u"2 min"_s;
    QTest::newRow("hours") << qint64(3 * 3600 + 2 * 60 + 11) << u"3:02:11"_s << u"3 h 2 min"_s;
    QTest::newRow("days") << qint64(2 * 86400 + 3600) << u"2 d 1:00:00"_s << u"2 d 1 h"_s;
    QTest::newRow("a clock that went back is not negative") << qint64(-5) << u"0:00:00"_s << u"0 s"_s;
}

void TestProcessText::spans()
{
    QFETCH(qint64, duration);
    QTEST(clockText(seconds(duration)), "clock");
    QTEST(spanText(seconds(duration)), "span");
}

void TestProcessText::conditions_data()
{
    QTest::addColumn<ProcessState>("state");
    QTest::addColumn<QString>("spawnError");
    QTest::addColumn<Condition>("expected");
    QTest::newRow("running") << ProcessState::Running << QString() << Condition::Running;
    QTest::newRow("starting") << ProcessState::Starting << QString() << Condition::Running;
    QTest::newRow("stopping") << ProcessState::Stopping << QString() << Condition::Running;
    QTest::newRow("stopped") << ProcessState::Stopped << QString() << Condition::Stopped;
    QTest::newRow("an expected exit") << ProcessState::Exited << QString() << Condition::Stopped;
    QTest::newRow("an unexpected exit") << ProcessState::Exited << u"Bad exit code 3"_s << Condition::Trouble;
    QTest::newRow("backing off") << ProcessState::Backoff << QString() << Condition::Trouble;
    QTest::newRow("fatal") << ProcessState::Fatal << QString() << Condition::Trouble;
    QTest::newRow("unknown") << ProcessState::Unknown << QString() << Condition::Trouble;
}

void TestProcessText::conditions()
{
    QFETCH(ProcessState, state);
    QFETCH(QString, spawnError);
    ProcessInfo process;
    process.state = state;
    process.spawnError = spawnError;
    QTEST(condition(process), "expected");
}

void TestProcessText::why_data()
{
    QTest::addColumn<ProcessState>("state");
    QTest::addColumn<QString>("contains");
    QTest::newRow("one that runs needs no reason") << ProcessState::Running << QString();
    QTest::newRow("one that was never started says so") << ProcessState::Stopped << u"has not been started"_s;
    QTest::newRow("fatal names the server's reason") << ProcessState::Fatal << u"no such file"_s;
    QTest::newRow("backing off says that it goes on") << ProcessState::Backoff << u"another try"_s;
}

void TestProcessText::why()
{
    QFETCH(ProcessState, state);
    QFETCH(QString, contains);
    ProcessInfo process;
    process.state = state;
    process.spawnError = u"can't find command: no such file"_s;
    const QString why = whyNotRunning(process, QDateTime::fromSecsSinceEpoch(100));
    QCOMPARE(why.isEmpty(), contains.isEmpty());
    QVERIFY2(why.contains(contains), qPrintable(why));
}

void TestProcessText::exits()
{
    QCOMPARE(exitText(3), u"exit status 3"_s);
    QCOMPARE(exitText(-1), u"killed by a signal"_s);
    QVERIFY(exitText(127).contains(u"command not found"_s));
}

void TestProcessText::commands_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<QString>("against");
    const QString shell = u"\n(only a shell understands %1, and none reads this: sh -c '...' would)"_s;
    QTest::newRow("not known") << QString() << QString() << QString();
    QTest::newRow("well") << u"cat a 'b | c'"_s << QString() << QString();
    QTest::newRow("a pipe") << u"cat a | sort"_s << QString() << shell.arg(u"|"_s);
    QTest::newRow("a variable, and nothing beside it") << u"x --db=$DB:%1"_s << QString() << shell.arg(u"$DB"_s);
    QTest::newRow("read by a shell") << u"sh -c 'cat a | sort'"_s << QString() << QString();
    const QString missing = u"\n(could not be run now: can't find command '%1')"_s;
    QTest::newRow("the server's problem")
        << u"nothing a"_s << u"can't find command 'nothing'"_s << missing.arg(u"nothing"_s);
    QTest::newRow("the server's problem and what leads to it")
        << u"KEY=1 x"_s << u"can't find command 'KEY=1'"_s << missing.arg(u"KEY=1"_s) + shell.arg(u"KEY="_s);
    QTest::newRow("an open quotation of a server that does not tell")
        << u"sh -c 'exit"_s << QString() << u"\n(could not be run now: No closing quotation)"_s;
}

void TestProcessText::commands()
{
    QFETCH(QString, command);
    QFETCH(QString, problem);
    QFETCH(QString, against);
    QCOMPARE(commandText(command, problem), command + against);
}

QTEST_GUILESS_MAIN(TestProcessText)
#include "tst_processtext.moc"
