#include "daemon/process/transitions.h"

#include <QFile>
#include <QTest>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

// The table is data: a mistake is caught when this is compiled.
static_assert(std::ranges::all_of(transitions, [](const Row &row) {
    return std::ranges::count_if(transitions,
                                 [&](const Row &other) { return other.from == row.from && other.input == row.input; })
        == 1;
}));

class TestTransitions : public QObject {
    Q_OBJECT
private slots:
    void findRow_data();
    void findRow();
    void hasNoOtherRows();
    void isDocumented();
};

Q_DECLARE_METATYPE(Input)
Q_DECLARE_METATYPE(Action)

void TestTransitions::findRow_data()
{
    using enum ProcessState;
    QTest::addColumn<ProcessState>("from");
    QTest::addColumn<Input>("input");
    QTest::addColumn<ProcessState>("to");
    QTest::addColumn<Action>("action");
    const auto row = [](const char *name, ProcessState from, Input input, ProcessState to, Action action) {
        QTest::newRow(name) << from << input << to << action;
    };
    row("a stopped process is started", Stopped, Input::Start, Starting, Action::Spawn);
    row("an exited process is started by hand", Exited, Input::Start, Starting, Action::Spawn);
    row("a process that was given up is started by hand", Fatal, Input::Start, Starting, Action::Spawn);
    row("the wait after a failed start is over", Backoff, Input::RetryDue, Starting, Action::Spawn);
    row("autorestart starts an exited process", Exited, Input::RetryDue, Starting, Action::Spawn);
    row("startsecs are over", Starting, Input::StayedUp, Running, Action::ReportRunning);
    row("no child came about", Starting, Input::SpawnFailed, Backoff, Action::AwaitRetry);
    row("an end before startsecs is a failed start", Starting, Input::Died, Backoff, Action::AwaitRetry);
    row("a running child ends", Running, Input::Died, Exited, Action::ReportExited);
    row("stop while starting", Starting, Input::Stop, Stopping, Action::SendStopSignal);
    row("stop while running", Running, Input::Stop, Stopping, Action::SendStopSignal);
    row("stopwaitsecs are over", Stopping, Input::StopOverdue, Stopping, Action::SendKillSignal);
    row("a child that was asked to ends", Stopping, Input::Died, Stopped, Action::ReportStopped);
    row("while backing off there is no child to signal", Backoff, Input::Stop, Stopped, Action::None);
    row("a pending restart is called off", Exited, Input::Stop, Stopped, Action::None);
    row("too many failed starts", Backoff, Input::GiveUp, Fatal, Action::ReportGivenUp);
    row("a signal that is refused while starting", Starting, Input::SignalFailed, Unknown, Action::None);
    row("a signal that is refused while running", Running, Input::SignalFailed, Unknown, Action::None);
    row("a signal that is refused while stopping", Stopping, Input::SignalFailed, Unknown, Action::None);
    row("a child that could not be signalled ends after all", Unknown, Input::Died, Stopped, Action::ReportStopped);
}

void TestTransitions::findRow()
{
    QFETCH(ProcessState, from);
    QFETCH(Input, input);
    QFETCH(ProcessState, to);
    QFETCH(Action, action);
    const Row *const row = kantoku::daemon::findRow(from, input);
    QVERIFY(row);
    QCOMPARE(row->to, to);
    QCOMPARE(row->action, action);
}

void TestTransitions::hasNoOtherRows()
{
    QCOMPARE(transitions.size(), size_t(20));
    QVERIFY(!kantoku::daemon::findRow(ProcessState::Stopped, Input::Died));
    QVERIFY(!kantoku::daemon::findRow(ProcessState::Running, Input::Start));
    QVERIFY(!kantoku::daemon::findRow(ProcessState::Stopping, Input::StayedUp));
}

// The manual's table is the code's.
void TestTransitions::isDocumented()
{
    QFile manual(QStringLiteral(KANTOKU_SOURCE_DIR "/docs/supervision.md"));
    QVERIFY(manual.open(QIODevice::ReadOnly));
    QStringList documented;
    for (const QByteArray &line : manual.readAll().split('\n')) {
        if (line.startsWith("| `"))
            documented.append(QString::fromUtf8(line));
    }
    QStringList expected;
    for (const Row &row : transitions) {
        expected.append(u"| `%1` | %2 | `%3` | %4 |"_s.arg(stateName(row.from),
                                                           QString::fromLatin1(inputName(row.input)), stateName(row.to),
                                                           QString::fromLatin1(actionName(row.action))));
    }
    QCOMPARE(documented, expected);
}

QTEST_GUILESS_MAIN(TestTransitions)
#include "tst_transitions.moc"
