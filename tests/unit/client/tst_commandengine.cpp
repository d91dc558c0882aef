#include "answers.h"
#include "client/commands/commandengine.h"
#include "protocol/configpreview.h"
#include "recordedoutput.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::client;
using namespace kantoku::tests;

/// What a line is besides its transcript: parallel calls, questions, streams, an end that comes early.
class TestCommandEngine : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void namesThatStopTogetherAreAskedForTogether();
    void namesThatStartAreAskedForOneByOne();
    void patternsNameWhatTheyMatch();
    void aPasswordIsAskedForAndTheLineRepeated();
    void withoutAPersonThereIsNobodyToAsk();
    void shutdownAsks_data();
    void shutdownAsks();
    void openSwitches();
    void statusAsJson();
    void statesAreColouredForPeople();
    void helpListsOursForPeople();
    void aStreamIsFollowedUntilTheUserHasEnough();
    void aStreamThatCannotBeReadSaysWhy();
    void theForegroundSendsLines();
    void theForegroundEndsWithItsProgram();
    void cancelEndsALineThatWaits();
    void theShellIsLeft_data();
    void theShellIsLeft();
    void processesAreAskedForOnceBetweenCommands();
    void planShowsWhatWouldChange();
};

void TestCommandEngine::namesThatStopTogetherAreAskedForTogether()
{
    FakeServer server;
    server.ignore(u"supervisor.stopProcess"_s);
    RecordedOutput output;
    CommandEngine engine({server.url(), {}, false, {}}, output);
    const auto task = engine.run(u"stop a b c"_s);
    QTRY_COMPARE(server.calls.size(), 4);
    QVERIFY(engine.isRunning());
    engine.cancel();
    QTRY_VERIFY(!engine.isRunning());
    QCOMPARE(
        server.calls.mid(1),
        (QStringList{u"supervisor.stopProcess(a)"_s, u"supervisor.stopProcess(b)"_s, u"supervisor.stopProcess(c)"_s}));
}

void TestCommandEngine::namesThatStartAreAskedForOneByOne()
{
    FakeServer server;
    server.ignore(u"supervisor.startProcess"_s);
    server.answer(u"supervisor.getPID"_s, 1);
    RecordedOutput output;
    CommandEngine engine({server.url(), {}, false, {}}, output);
    const auto task = engine.run(u"start a b"_s);
    QTRY_COMPARE(server.calls.size(), 2);
    // Another client's round trip later there is still only the first.
    RpcClient other(*ServerAddress::parse(server.url()));
    QVERIFY(QCoro::waitFor(other.call(u"supervisor.getPID"_s)));
    QCOMPARE(server.calls.filter(u"startProcess"_s), QStringList(u"supervisor.startProcess(a)"_s));
    engine.cancel();
}

void TestCommandEngine::patternsNameWhatTheyMatch()
{
    FakeServer server;
    threeProcesses(server);
    server.handle(u"supervisor.stopProcess"_s, byName({{u"zzz*"_s, FaultCode::BadName}}));
    RecordedOutput output;
    CommandEngine engine({server.url(), {}, false, {}}, output);
    QCOMPARE(QCoro::waitFor(engine.run(u"stop web:[ab] c* zzz*"_s)), 1);
    QCOMPARE(output.text, QByteArray("web:a: stopped\nweb:b: stopped\ncat: stopped\nzzz*: ERROR (no such process)\n"));
    output.text.clear();
    QCOMPARE(QCoro::waitFor(engine.run(u"status ?"_s)), 0);
    QCOMPARE(QString::fromUtf8(output.text),
             row(u"web:a"_s, u"RUNNING"_s, u"pid 8, uptime 0:00:02"_s) + row(u"web:b"_s, u"STARTING"_s, {}));
}

void TestCommandEngine::aPasswordIsAskedForAndTheLineRepeated()
{
    FakeServer server;
    server.answer(u"supervisor.getPID"_s, 42);
    server.requireAuthorization("Basic " + QByteArray("joe:p w").toBase64());
    RecordedOutput output;
    output.answers = {u"joe"_s, u"wrong"_s, u"joe"_s, u"p w"_s};
    CommandEngine engine({server.url(), {}, true, {}}, output);
    QCOMPARE(QCoro::waitFor(engine.run(u"pid"_s)), 0);
    QCOMPARE(output.text, QByteArray("Server requires authentication\n\nServer requires authentication\n\n42\n"));
    QCOMPARE(output.questions,
             (QStringList{u"Username:"_s, u"Password: (hidden)"_s, u"Username:"_s, u"Password: (hidden)"_s}));
}

void TestCommandEngine::withoutAPersonThereIsNobodyToAsk()
{
    FakeServer server;
    server.requireAuthorization("Basic x");
    RecordedOutput output;
    CommandEngine engine({server.url(), {u"joe"_s, u"wrong"_s}, false, {}}, output);
    QCOMPARE(QCoro::waitFor(engine.run(u"pid"_s)), 1);
    QCOMPARE(output.text, QByteArray("Server requires authentication\n"));
    QCOMPARE(output.questions, QStringList());
}

void TestCommandEngine::shutdownAsks_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("answers");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("yes") << u"shutdown"_s << QStringList{u"Yes"_s} << QByteArray("Shut down\n");
    QTest::newRow("y is enough") << u"reload"_s << QStringList{u"y"_s} << QByteArray("Restarted supervisord\n");
    QTest::newRow("no") << u"shutdown"_s << QStringList{u"no"_s} << QByteArray();
    QTest::newRow("just Enter") << u"reload"_s << QStringList{QString()} << QByteArray();
    QTest::newRow("the end of input") << u"shutdown"_s << QStringList() << QByteArray();
}

void TestCommandEngine::shutdownAsks()
{
    QFETCH(QString, line);
    QFETCH(QStringList, answers);
    FakeServer server;
    server.answer(u"supervisor.shutdown"_s, true);
    server.answer(u"supervisor.restart"_s, true);
    RecordedOutput output;
    output.answers = answers;
    CommandEngine engine({server.url(), {}, true, {}}, output);
    QCOMPARE(QCoro::waitFor(engine.run(line)), 0);
    QTEST(output.text, "expected");
    QCOMPARE(output.questions,
             QStringList(line == "shutdown"_L1 ? u"Really shut the remote supervisord process down y/N? "_s
                                               : u"Really restart the remote supervisord process y/N? "_s));
}

void TestCommandEngine::openSwitches()
{
    FakeServer one;
    FakeServer two;
    one.answer(u"supervisor.getPID"_s, 1);
    two.answer(u"supervisor.getPID"_s, 2);
    twoStates(two);
    RecordedOutput output;
    CommandEngine engine({one.url(), {}, true, {}}, output);
    QSignalSpy changed(&engine, &CommandEngine::serverChanged);
    QCOMPARE(QCoro::waitFor(engine.run(u"pid"_s)), 0);
    QCOMPARE(QCoro::waitFor(engine.run(u"open "_s + two.url())), 0); // although something is stopped there
    QCOMPARE(QCoro::waitFor(engine.run(u"pid"_s)), 0);
    QCOMPARE(QString::fromUtf8(output.text),
             u"1\n"_s + row(u"cat"_s, u"RUNNING"_s, u"pid 7, uptime 0:00:01"_s)
                 + row(u"gone"_s, u"FATAL"_s, u"no file"_s) + u"2\n"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(engine.serverUrl(), two.url());
}

void TestCommandEngine::statusAsJson()
{
    FakeServer server;
    twoStates(server);
    RecordedOutput output;
    CommandEngine engine({server.url(), {}, false, {}}, output);
    QCOMPARE(QCoro::waitFor(engine.run(u"status --json gone nope"_s)), 3);
    const QJsonArray rows = QJsonDocument::fromJson(output.text).array();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0][u"namespec"].toString(), u"gone"_s);
    QCOMPARE(rows[0][u"statename"].toString(), u"FATAL"_s);
    QCOMPARE(output.errors, QByteArray("nope: ERROR (no such process)\n"));
    output.text.clear();
    QCOMPARE(QCoro::waitFor(engine.run(u"tree --json"_s)), 0);
    QCOMPARE(QJsonDocument::fromJson(output.text).array().size(), 2);
}

void TestCommandEngine::statesAreColouredForPeople()
{
    FakeServer server;
    twoStates(server);
    RecordedOutput output;
    output.coloured = true;
    CommandEngine engine({server.url(), {}, false, {}}, output);
    QCoro::waitFor(engine.run(u"status gone"_s));
    QCOMPARE(QString::fromUtf8(output.text), u"gone"_s.leftJustified(33) + u"\x1b[1;31mFATAL     \x1b[0mno file\n"_s);
}

void TestCommandEngine::helpListsOursForPeople()
{
    RecordedOutput output;
    output.terminal = true;
    CommandEngine engine({u"unix:///nowhere"_s, {}, false, {}}, output);
    QCoro::waitFor(engine.run(u"help"_s));
    QVERIFY(output.text.endsWith("\nkantoku commands (type help <topic>):\n=====================================\n"
                                 "check  completion  plan  tree  why\n\n"));
}

void TestCommandEngine::aStreamIsFollowedUntilTheUserHasEnough()
{
    FakeServer server;
    server.stream("/logtail/web:a/stderr", "first\n");
    RecordedOutput output;
    CommandEngine engine({server.url(), {}, false, {}}, output);
    std::optional<int> status;
    QCoro::connect(engine.run(u"tail -f web:a stderr"_s), this, [&status](int s) { status = s; });
    QTRY_COMPARE(output.text, QByteArray("==> Press Ctrl-C to exit <==\nfirst\n"));
    server.send("\xff second");
    QTRY_VERIFY(output.text.endsWith("first\n\xff second"));
    QVERIFY(!status);
    engine.cancel();
    QTRY_VERIFY(status);
    QCOMPARE(*status, 0);
    QVERIFY(output.text.endsWith("second\n"));
    QTRY_COMPARE(server.following(), 0);
    QCOMPARE(output.errors, QByteArray());
}

void TestCommandEngine::aStreamThatCannotBeReadSaysWhy()
{
    FakeServer server;
    server.stream("/mainlogtail", "x");
    RecordedOutput output;
    CommandEngine engine({server.url(), {}, false, {}}, output);
    QCOMPARE(QCoro::waitFor(engine.run(u"tail -f nope"_s)), 0);
    QCOMPARE(output.text, QByteArray("==> Press Ctrl-C to exit <==\n"));
    QCOMPARE(QString::fromUtf8(output.errors), server.url() + u"/logtail/nope/stdout Cannot read, status code 404\n"_s);
    output.errors.clear();
    std::optional<int> status;
    QCoro::connect(engine.run(u"maintail -f"_s), this, [&status](int s) { status = s; });
    QTRY_COMPARE(server.following(), 1);
    server.closeConnections();
    QTRY_VERIFY(status);
    QVERIFY(output.errors.contains("/mainlogtail The"));
}

void TestCommandEngine::theForegroundSendsLines()
{
    FakeServer server;
    server.answer(u"supervisor.getProcessInfo"_s, info(u"cat"_s, u"cat"_s, ProcessState::Running));
    server.answer(u"supervisor.sendProcessStdin"_s, true);
    server.stream("/logtail/cat/stdout", "out\n");
    server.stream("/logtail/cat/stderr", "");
    RecordedOutput output;
    output.waits = true;
    CommandEngine engine({server.url(), {}, false, {}}, output);
    std::optional<int> status;
    QCoro::connect(engine.run(u"fg cat"_s), this, [&status](int s) { status = s; });
    QTRY_COMPARE(output.questions.size(), 1);
    QTRY_COMPARE(server.following(), 2);
    QTRY_VERIFY(output.text.endsWith("out\n"));
    output.pending.resolve(u"one"_s);
    QTRY_COMPARE(output.questions.size(), 2);
    QVERIFY(server.calls.contains(u"supervisor.sendProcessStdin(cat, one\n)"_s));
    engine.cancel();
    output.pending.resolve(std::nullopt);
    QTRY_VERIFY(status);
    QCOMPARE(*status, 0);
    QVERIFY(output.text.endsWith("Exiting foreground\n"));
    QTRY_COMPARE(server.following(), 0);
}

void TestCommandEngine::theForegroundEndsWithItsProgram()
{
    FakeServer server;
    server.answer(u"supervisor.getProcessInfo"_s, info(u"cat"_s, u"cat"_s, ProcessState::Running));
    server.refuse(u"supervisor.sendProcessStdin"_s, FaultCode::NotRunning, u"cat"_s);
    RecordedOutput output;
    output.answers = {u"x"_s};
    CommandEngine engine({server.url(), {}, false, {}}, output);
    QCOMPARE(QCoro::waitFor(engine.run(u"fg cat"_s)), 0);
    QCOMPARE(output.text, QByteArray("==> Press Ctrl-C to exit <==\nProcess got killed\nExiting foreground\n"));
}

void TestCommandEngine::cancelEndsALineThatWaits()
{
    FakeServer server;
    server.ignore(u"supervisor.startProcess"_s);
    server.answer(u"supervisor.getPID"_s, 42);
    RecordedOutput output;
    CommandEngine engine({server.url(), {}, true, {}}, output);
    std::optional<int> status;
    QCoro::connect(engine.run(u"start slow"_s), this, [&status](int s) { status = s; });
    QTRY_COMPARE(server.calls.size(), 2);
    engine.cancel();
    QTRY_VERIFY(status);
    QCOMPARE(*status, 130);
    QCOMPARE(QCoro::waitFor(engine.run(u"pid"_s)), 0); // the next line works
    QCOMPARE(output.text, QByteArray("42\n"));
}

void TestCommandEngine::theShellIsLeft_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line : {"exit", "quit", "EOF", "quit now"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void TestCommandEngine::theShellIsLeft()
{
    QFETCH(QString, line);
    RecordedOutput output;
    CommandEngine engine({u"unix:///nowhere"_s, {}, true, {}}, output);
    QVERIFY(!engine.wantsToLeave());
    QCOMPARE(QCoro::waitFor(engine.run(line)), 0);
    QVERIFY(engine.wantsToLeave());
    QCOMPARE(output.text, QByteArray("\n"));
}

void TestCommandEngine::processesAreAskedForOnceBetweenCommands()
{
    FakeServer server;
    threeProcesses(server);
    server.answer(u"supervisor.getPID"_s, 42);
    RecordedOutput output;
    CommandEngine engine({server.url(), {}, true, {}}, output);
    QCOMPARE(QCoro::waitFor(engine.processes()).size(), 3);
    QCOMPARE(QCoro::waitFor(engine.processes()).size(), 3);
    QCOMPARE(server.calls.size(), 1);
    QCoro::waitFor(engine.run(u"pid"_s));
    QCOMPARE(QCoro::waitFor(engine.processes()).size(), 3);
    QCOMPARE(server.calls.filter(u"getAllProcessInfo"_s).size(), 2);
}

void TestCommandEngine::planShowsWhatWouldChange()
{
    ConfigPreview preview;
    ConfigPreview::Message message;
    message.severity = ConfigPreview::Message::Severity::Warning;
    message.text = u"[program:x] has an unknown option 'comand'."_s;
    message.file = u"/etc/s.conf"_s;
    message.line = 3;
    preview.messages.append(message);
    ConfigPreview::Group group;
    group.name = u"web"_s;
    group.onReread = group.onUpdate = ConfigPreview::Action::Change;
    group.stops = QStringList{u"web:a"_s, u"web:b"_s};
    group.starts = QStringList{u"web:a"_s, u"web:b"_s};
    group.startsAlthoughStopped = QStringList{u"web:b"_s};
    ConfigPreview::Option option;
    option.process = u"a"_s;
    option.name = u"startsecs"_s;
    option.disk = {u"5"_s, u"/etc/s.conf"_s, 7, true};
    option.active = option.loaded = {u"1"_s, {}, 0, true};
    option.diskDiffers = true;
    group.options.append(option);
    preview.groups.append(group);
    ConfigPreview::Group gone; // an update begins with it
    gone.name = u"zoo"_s;
    gone.onReread = gone.onUpdate = ConfigPreview::Action::Remove;
    preview.groups.append(gone);
    FakeServer server;
    server.answer(u"kantoku.previewConfig"_s, preview.toMap());
    RecordedOutput output;
    CommandEngine engine({server.url(), {}, false, {}}, output);
    QCOMPARE(QCoro::waitFor(engine.run(u"plan"_s)), 0);
    QCOMPARE(output.text,
             QByteArray("/etc/s.conf:3: warning: [program:x] has an unknown option 'comand'.\n"
                        "zoo: would be removed\n"
                        "web: would be changed\n"
                        "  stops web:a, web:b\n"
                        "  starts web:a, web:b\n"
                        "  starts although it was stopped by hand: web:b\n"
                        "  a startsecs: 1 -> 5  (/etc/s.conf:7)\n"));
    server.answer(u"kantoku.previewConfig"_s, ConfigPreview().toMap());
    output.text.clear();
    QCOMPARE(QCoro::waitFor(engine.run(u"plan"_s)), 0);
    QCOMPARE(output.text, QByteArray("Nothing would change\n"));
}

QTEST_GUILESS_MAIN(TestCommandEngine)
#include "tst_commandengine.moc"
