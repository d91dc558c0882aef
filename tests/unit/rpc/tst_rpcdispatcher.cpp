#include "protocol/xmlrpc.h"
#include "rpcworld.h"

#include <QRegularExpression>
#include <QtTest>

#include <csignal>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QVariantMap entry(const QString &method, const QVariantList &params = {})
{
    return {{u"methodName"_s, method}, {u"params"_s, params}};
}

} // namespace

class TestRpcDispatcher : public QObject, private RpcWorld {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { end(); }

    void listsWhatClientsCompare();
    void everyMethodIsDescribed();
    void withoutTheInterfaceOnlySystemExists();
    void faultAtOnce_data();
    void faultAtOnce();
    void identity();
    void everythingFaultsWhileShuttingDown();
    void allProcessInfoIsSorted();

    void startWaitsForRunning();
    void startDoesNotWait();
    void startFails();
    void startIsInterrupted();
    void stopWaitsForTheEnd();
    void stopDoesNotWait();
    void waitsAreIndependent();
    void groupIsStartedAtOnce();
    void groupLeavesOutWhatIsStarted();
    void signalsGoToAll();
    void stdinIsWritten();
    void remoteEventIsPublished();

    void whatDoesNotRunUsesNothing();
    void historyTellsWhoAsked();
    void processIsExplained_data();
    void processIsExplained();
    void multicallAnswersBareResults();
    void multicallWaitsInOrder();
    void supervisorMayGoFirst();
    void dispatcherMayGoFirst();
};

void TestRpcDispatcher::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    Configuration configuration;
    configuration.supervisord.identifier = u"box seven"_s;
    configuration.groups
        = {groupOf(u"cat"_s, {program(u"cat"_s)}),
           groupOf(u"missing"_s, {program(u"missing"_s, u"/nonexistent/program"_s)}),
           groupOf(u"zoo"_s, {program(u"b"_s), program(u"a"_s)}), groupOf(u"dog"_s, {program(u"dog"_s)})};
    RpcWorld::begin(configuration);
}

void TestRpcDispatcher::listsWhatClientsCompare()
{
    const auto names = ask(u"system.listMethods"_s)->toStringList();
    QCOMPARE(names.size(), 41);
    QVERIFY(std::ranges::is_sorted(names));
    QVERIFY(names.contains(u"supervisor.getVersion"_s));
    QVERIFY(names.contains(u"system.multicall"_s));
    QVERIFY(names.filter(u"kantoku."_s).isEmpty());
    const QVariantMap own = ask(u"kantoku.getCapabilities"_s)->toMap();
    QCOMPARE(own.value(u"version"_s).toString(), QStringLiteral(KANTOKU_VERSION));
    QVERIFY(own.value(u"capabilities"_s).toStringList().contains(u"previewConfig"_s));
    QCOMPARE(own.value(u"sequence"_s), QVariant(41ULL));
}

void TestRpcDispatcher::everyMethodIsDescribed()
{
    QStringList names = ask(u"system.listMethods"_s)->toStringList();
    names += {u"kantoku.getCapabilities"_s, u"kantoku.previewConfig"_s, u"kantoku.getHistory"_s,
              u"kantoku.explainProcess"_s,  u"kantoku.readLogChunk"_s,  u"kantoku.getProcessStats"_s,
              u"kantoku.getProcessTree"_s,  u"kantoku.getConfig"_s,     u"kantoku.getConfigFiles"_s};
    for (const QString &name : std::as_const(names)) {
        const auto help = ask(u"system.methodHelp"_s, {name});
        QVERIFY2(help && help->toString().contains(u"@return"_s), qPrintable(name));
        const auto signature = ask(u"system.methodSignature"_s, {name});
        QVERIFY2(signature && !signature->toStringList().isEmpty(), qPrintable(name));
    }
    QCOMPARE(ask(u"system.methodSignature"_s, {u"supervisor.startProcess"_s})->toStringList(),
             (QStringList{u"boolean"_s, u"string"_s, u"boolean"_s}));
}

void TestRpcDispatcher::withoutTheInterfaceOnlySystemExists()
{
    rpc->setSupervisorEnabled(false);
    QCOMPARE(ask(u"system.listMethods"_s)->toStringList(),
             (QStringList{u"system.listMethods"_s, u"system.methodHelp"_s, u"system.methodSignature"_s,
                          u"system.multicall"_s}));
    QCOMPARE(ask(u"supervisor.getPID"_s).error().message, u"UNKNOWN_METHOD"_s);
    QCOMPARE(ask(u"kantoku.getCapabilities"_s).error().message, u"UNKNOWN_METHOD"_s);
}

void TestRpcDispatcher::faultAtOnce_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QVariantList>("params");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &method, const QVariantList &params, int code,
                        const QString &text) { QTest::newRow(name) << method << params << code << text; };
    row("no such method", u"supervisor.zap"_s, {}, 1, u"UNKNOWN_METHOD"_s);
    row("no such namespace", u"zap.getPID"_s, {}, 1, u"UNKNOWN_METHOD"_s);
    row("no namespace", u"getPID"_s, {}, 1, u"UNKNOWN_METHOD"_s);
    row("more than one dot", u"supervisor.x.getPID"_s, {}, 1, u"UNKNOWN_METHOD"_s);
    row("too many parameters", u"supervisor.getPID"_s, {1}, 2, u"INCORRECT_PARAMETERS"_s);
    row("too few parameters", u"supervisor.getProcessInfo"_s, {}, 2, u"INCORRECT_PARAMETERS"_s);
    row("no text for stdin", u"supervisor.sendProcessStdin"_s, {u"cat"_s, 7}, 2, u"INCORRECT_PARAMETERS: 7"_s);
    row("help for nothing", u"system.methodHelp"_s, {u"zap"_s}, 4, u"SIGNATURE_UNSUPPORTED"_s);
    row("signature of nothing", u"system.methodSignature"_s, {u"zap"_s}, 4, u"SIGNATURE_UNSUPPORTED"_s);
    for (const char *method : {"getProcessInfo", "startProcess", "stopProcess", "clearProcessLogs", "clearProcessLog",
                               "startProcessGroup", "stopProcessGroup", "addProcessGroup", "removeProcessGroup"})
        row(qPrintable(u"%1 of nothing"_s.arg(QLatin1StringView(method))), u"supervisor."_s + QLatin1StringView(method),
            {u"nope"_s}, 10, u"BAD_NAME: nope"_s);
    for (const char *method : {"readProcessLog", "readProcessStdoutLog", "readProcessStderrLog", "tailProcessLog",
                               "tailProcessStdoutLog", "tailProcessStderrLog"}) {
        row(qPrintable(u"%1 of nothing"_s.arg(QLatin1StringView(method))), u"supervisor."_s + QLatin1StringView(method),
            {u"cat:zap"_s, 0, 0}, 10, u"BAD_NAME: cat:zap"_s);
        row(qPrintable(u"%1 of a group"_s.arg(QLatin1StringView(method))), u"supervisor."_s + QLatin1StringView(method),
            {u"zoo:*"_s, 0, 0}, 10, u"BAD_NAME: zoo:*"_s);
    }
    row("info of a group", u"supervisor.getProcessInfo"_s, {u"zoo:*"_s}, 10, u"BAD_NAME: zoo:*"_s);
    row("stdin of a group", u"supervisor.sendProcessStdin"_s, {u"zoo:*"_s, u"x"_s}, 10, u"BAD_NAME: zoo:*"_s);
    row("stdin of what does not run", u"supervisor.sendProcessStdin"_s, {u"cat"_s, u"x"_s}, 70, u"NOT_RUNNING: cat"_s);
    row("stop of what does not run", u"supervisor.stopProcess"_s, {u"zoo:a"_s}, 70, u"NOT_RUNNING: zoo:a"_s);
    row("no such signal", u"supervisor.signalProcess"_s, {u"cat"_s, u"ZAP"_s}, 11, u"BAD_SIGNAL: ZAP"_s);
    row("signal to what does not run", u"supervisor.signalProcess"_s, {u"cat"_s, u"HUP"_s}, 70, u"NOT_RUNNING: cat"_s);
    row("signal to no group", u"supervisor.signalProcessGroup"_s, {u"nope"_s, u"HUP"_s}, 10, u"BAD_NAME: nope"_s);
    row("start of a missing file", u"supervisor.startProcess"_s, {u"missing"_s}, 20,
        u"NO_FILE: can't find command '/nonexistent/program'"_s);
    row("the same without waiting", u"supervisor.startProcess"_s, {u"missing"_s, false}, 20,
        u"NO_FILE: can't find command '/nonexistent/program'"_s);
    row("group that is active", u"supervisor.addProcessGroup"_s, {u"cat"_s}, 90, u"ALREADY_ADDED: cat"_s);
    row("stats of nothing", u"kantoku.getProcessStats"_s, {list({u"cat"_s, u"nope"_s})}, 10, u"BAD_NAME: nope"_s);
    row("stats of no list", u"kantoku.getProcessStats"_s, {u"cat"_s}, 2, u"INCORRECT_PARAMETERS: cat"_s);
    row("descendants of nothing", u"kantoku.getProcessTree"_s, {u"nope"_s}, 10, u"BAD_NAME: nope"_s);
    row("descendants of a group", u"kantoku.getProcessTree"_s, {u"zoo:*"_s}, 10, u"BAD_NAME: zoo:*"_s);
    row("log that is not kept", u"supervisor.readProcessStdoutLog"_s, {u"cat"_s, 0, 0}, 20, u"NO_FILE"_s);
}

void TestRpcDispatcher::faultAtOnce()
{
    QFETCH(QString, method);
    QFETCH(QVariantList, params);
    QFETCH(int, code);
    QFETCH(QString, text);
    const auto answer = ask(method, params);
    QVERIFY(!answer);
    QCOMPARE(answer.error().message, text);
    QCOMPARE(answer.error().number, code);
    QCOMPARE(answer.error().code, Error::Code::Fault);
}

void TestRpcDispatcher::identity()
{
    QCOMPARE(*ask(u"supervisor.getAPIVersion"_s), QVariant(u"3.0"_s));
    QCOMPARE(*ask(u"supervisor.getVersion"_s), QVariant(u"3.0"_s));
    QCOMPARE(*ask(u"supervisor.getSupervisorVersion"_s), QVariant(u"4.3.0"_s));
    QCOMPARE(*ask(u"supervisor.getIdentification"_s), QVariant(u"box seven"_s));
    QCOMPARE(ask(u"supervisor.getPID"_s)->toLongLong(), QCoreApplication::applicationPid());
    QCOMPARE(ask(u"supervisor.getState"_s)->toMap(),
             (QVariantMap{{u"statecode"_s, 1}, {u"statename"_s, u"RUNNING"_s}}));
}

void TestRpcDispatcher::everythingFaultsWhileShuttingDown()
{
    call(u"supervisor.startProcess"_s, {u"cat"_s});
    QCOMPARE(*ask(u"supervisor.shutdown"_s), QVariant(true));
    for (const QString &method : ask(u"system.listMethods"_s)->toStringList().filter(u"supervisor."_s)) {
        const qsizetype count = ask(u"system.methodSignature"_s, {method})->toStringList().size() - 1;
        QVariantList params;
        while (params.size() < count)
            params.append(u"1"_s);
        const auto answer = ask(method, params);
        if (method == "supervisor.sendRemoteCommEvent"_L1)
            QVERIFY(answer);
        else
            QVERIFY2(!answer && answer.error().number == 6 && answer.error().message == "SHUTDOWN_STATE"_L1,
                     qPrintable(method));
    }
    QVERIFY(ask(u"kantoku.getCapabilities"_s));
}

void TestRpcDispatcher::allProcessInfoIsSorted()
{
    const auto answer = ask(u"supervisor.getAllProcessInfo"_s);
    QVERIFY(answer);
    const auto list = xmlrpc::parseResponse(xmlrpc::writeResponse(*answer));
    QVERIFY(list);
    QStringList names;
    for (const QVariant &item : list->toList())
        names.append(ProcessInfo::fromMap(item.toMap())->namespec());
    QCOMPARE(names, (QStringList{u"cat"_s, u"dog"_s, u"missing"_s, u"zoo:a"_s, u"zoo:b"_s}));
    QCOMPARE(list->toList().first().toMap(), ask(u"supervisor.getProcessInfo"_s, {u"cat"_s})->toMap());
}

void TestRpcDispatcher::startWaitsForRunning()
{
    const auto answer = call(u"supervisor.startProcess"_s, {u"cat"_s});
    QCOMPARE(process(u"cat"_s)->state(), ProcessState::Starting);
    QCoreApplication::processEvents();
    QVERIFY(!*answer);
    QCOMPARE(ask(u"supervisor.startProcess"_s, {u"cat:cat"_s}).error().message, u"ALREADY_STARTED: cat:cat"_s);
    clock.advance(6s);
    QTRY_VERIFY(*answer);
    QVERIFY((*answer)->has_value());
    QCOMPARE((*answer)->value(), QVariant(true));
}

void TestRpcDispatcher::startDoesNotWait()
{
    QCOMPARE(*ask(u"supervisor.startProcess"_s, {u"cat"_s, false}), QVariant(true));
    QCOMPARE(process(u"cat"_s)->state(), ProcessState::Starting);
}

void TestRpcDispatcher::startFails()
{
    const auto answer = call(u"supervisor.startProcess"_s, {u"cat"_s});
    launcher.child()->exit(1);
    QTRY_VERIFY(*answer);
    QCOMPARE((*answer)->error().message, u"SPAWN_ERROR: cat"_s);
    QCOMPARE((*answer)->error().number, 50);
    QCOMPARE(process(u"cat"_s)->state(), ProcessState::Backoff); // it goes on trying
}

void TestRpcDispatcher::startIsInterrupted()
{
    const auto started = call(u"supervisor.startProcess"_s, {u"cat"_s});
    const auto stopped = call(u"supervisor.stopProcess"_s, {u"cat"_s});
    launcher.child()->dieOf(SIGTERM);
    QTRY_VERIFY(*started && *stopped);
    QCOMPARE((*started)->error().message, u"ABNORMAL_TERMINATION: cat"_s);
    QVERIFY((*stopped)->has_value());
    QCOMPARE((*stopped)->value(), QVariant(true));
}

void TestRpcDispatcher::stopWaitsForTheEnd()
{
    call(u"supervisor.startProcess"_s, {u"cat"_s});
    clock.advance(6s);
    const auto answer = call(u"supervisor.stopProcess"_s, {u"cat"_s});
    QCOMPARE(process(u"cat"_s)->state(), ProcessState::Stopping);
    QCoreApplication::processEvents();
    QVERIFY(!*answer);
    QCOMPARE(ask(u"supervisor.stopProcess"_s, {u"cat"_s}).error().message, u"NOT_RUNNING: cat"_s);
    launcher.child()->exit(0);
    QTRY_VERIFY(*answer);
    QVERIFY((*answer)->has_value());
    QCOMPARE((*answer)->value(), QVariant(true));
    QCOMPARE(process(u"cat"_s)->state(), ProcessState::Stopped);
}

void TestRpcDispatcher::stopDoesNotWait()
{
    call(u"supervisor.startProcess"_s, {u"cat"_s});
    QCOMPARE(*ask(u"supervisor.stopProcess"_s, {u"cat"_s, false}), QVariant(true));
    QCOMPARE(process(u"cat"_s)->state(), ProcessState::Stopping);
}

void TestRpcDispatcher::waitsAreIndependent()
{
    const auto cat = call(u"supervisor.startProcess"_s, {u"cat"_s});
    clock.advance(3s);
    const auto dog = call(u"supervisor.startProcess"_s, {u"dog"_s});
    clock.advance(3s);
    QTRY_VERIFY(*cat);
    QVERIFY(!*dog);
    QVERIFY(ask(u"supervisor.getPID"_s));
    clock.advance(3s);
    QTRY_VERIFY(*dog);
}

void TestRpcDispatcher::groupIsStartedAtOnce()
{
    const auto answer = call(u"supervisor.startProcess"_s, {u"zoo:*"_s});
    QCOMPARE(launcher.children.size(), 2);
    FakeChild *const first = launcher.children[0];
    launcher.child()->exit(1); // the second one fails first
    QCoreApplication::processEvents();
    QVERIFY(!*answer);
    QVERIFY(first);
    clock.advance(6s);
    QTRY_VERIFY(*answer);
    const QVariantList results = (**answer)->toList();
    QCOMPARE(results.size(), 2);
    QCOMPARE(results[0].toMap().value(u"status"_s), QVariant(50));
    QCOMPARE(results[0].toMap().value(u"description"_s), QVariant(u"SPAWN_ERROR: zoo:b"_s));
    QCOMPARE(
        results[1].toMap(),
        (QVariantMap{{u"name"_s, u"a"_s}, {u"group"_s, u"zoo"_s}, {u"status"_s, 80}, {u"description"_s, u"OK"_s}}));
}

void TestRpcDispatcher::groupLeavesOutWhatIsStarted()
{
    call(u"supervisor.startProcess"_s, {u"zoo:a"_s});
    clock.advance(6s);
    const auto started = call(u"supervisor.startProcessGroup"_s, {u"zoo"_s, false});
    QTRY_VERIFY(*started);
    QCOMPARE((**started)->toList().size(), 1);
    QCOMPARE((**started)->toList().first().toMap().value(u"name"_s), QVariant(u"b"_s));
    QCOMPARE(ask(u"supervisor.stopProcessGroup"_s, {u"cat"_s})->toList(), QVariantList());
    const auto all = ask(u"supervisor.startAllProcesses"_s, {false});
    QVERIFY(all);
    QStringList names;
    for (const QVariant &result : all->toList())
        names.append(result.toMap().value(u"name"_s).toString());
    names.sort();
    QCOMPARE(names, (QStringList{u"cat"_s, u"dog"_s, u"missing"_s}));
}

void TestRpcDispatcher::signalsGoToAll()
{
    call(u"supervisor.startProcessGroup"_s, {u"zoo"_s});
    QCOMPARE(ask(u"supervisor.signalProcess"_s, {u"zoo:*"_s, u"usr1"_s})->toList().size(), 2);
    QCOMPARE(ask(u"supervisor.signalAllProcesses"_s, {10})->toList().size(), 2);
    QCOMPARE(launcher.children[0]->sent.size(), 2);
    QCOMPARE(launcher.children[0]->sent.first().number, SIGUSR1);
    const QVariantList bad = ask(u"supervisor.signalProcessGroup"_s, {u"zoo"_s, u"ZAP"_s})->toList();
    QCOMPARE(bad.size(), 2);
    QCOMPARE(bad.first().toMap().value(u"description"_s), QVariant(u"BAD_SIGNAL: ZAP"_s));
}

void TestRpcDispatcher::stdinIsWritten()
{
    call(u"supervisor.startProcess"_s, {u"cat"_s});
    QCOMPARE(*ask(u"supervisor.sendProcessStdin"_s, {u"cat"_s, u"é"_s}), QVariant(true));
    QCOMPARE(*ask(u"supervisor.sendProcessStdin"_s, {u"cat"_s, "\xff"_ba}), QVariant(true));
    QCOMPARE(launcher.child()->input, "\xc3\xa9\xff"_ba);
    launcher.child()->isDeaf = true;
    QCOMPARE(ask(u"supervisor.sendProcessStdin"_s, {u"cat"_s, u"x"_s}).error().message,
             u"FAILED: cat does not read its standard input, and 16 MiB are kept for it at most"_s);
    launcher.child()->takesInput = false;
    QCOMPARE(ask(u"supervisor.sendProcessStdin"_s, {u"cat"_s, u"x"_s}).error().message, u"NO_FILE: cat"_s);
}

void TestRpcDispatcher::remoteEventIsPublished()
{
    QByteArray payload;
    events->subscribe({EventType::RemoteCommunication}, this, [&](const Event &event) { payload = event.payload; });
    QCOMPARE(*ask(u"supervisor.sendRemoteCommEvent"_s, {u"foo"_s, u"dåta"_s}), QVariant(true));
    QCOMPARE(payload, "type:foo\nd\xc3\xa5ta"_ba);
}

void TestRpcDispatcher::whatDoesNotRunUsesNothing()
{
    QCOMPARE(*ask(u"kantoku.getProcessStats"_s), QVariant(QVariantList()));
    QCOMPARE(*ask(u"kantoku.getProcessStats"_s, {list({u"cat"_s, u"zoo:*"_s})}), QVariant(QVariantList()));
    QCOMPARE(*ask(u"kantoku.getProcessTree"_s, {u"cat"_s}), QVariant(QVariantList()));
}

void TestRpcDispatcher::historyTellsWhoAsked()
{
    call(u"supervisor.startProcess"_s, {u"cat"_s});
    launcher.child()->exit(1);
    const auto answer = ask(u"kantoku.getHistory"_s, {u"cat"_s});
    QVERIFY(answer);
    const QVariantList entries = answer->toList();
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries[0].toMap().value(u"from"_s), QVariant(u"STOPPED"_s));
    QCOMPARE(entries[0].toMap().value(u"to"_s), QVariant(u"STARTING"_s));
    QCOMPARE(entries[0].toMap().value(u"cause"_s), QVariant(u"XML-RPC"_s));
    QCOMPARE(entries[1].toMap().value(u"to"_s), QVariant(u"BACKOFF"_s));
    QVERIFY(entries[1].toMap().value(u"time"_s).toDouble() > 1.5e9);
    QCOMPARE(ask(u"kantoku.getHistory"_s, {u"nope"_s}).error().message, u"BAD_NAME: nope"_s);
}

void TestRpcDispatcher::processIsExplained_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("never started") << u"cat"_s << u"cat was never started: it has autostart=false."_s;
    QTest::newRow("cannot be run") << u"missing"_s
                                   << u"missing cannot be started: can't find command '/nonexistent/program'."_s;
}

void TestRpcDispatcher::processIsExplained()
{
    QFETCH(QString, name);
    QFETCH(QString, expected);
    const auto answer = ask(u"kantoku.explainProcess"_s, {name});
    QVERIFY(answer);
    QCOMPARE(answer->toMap().value(u"summary"_s).toString(), expected);
    QCOMPARE(answer->toMap().value(u"state"_s).toString(), u"STOPPED"_s);
    QCOMPARE(answer->toMap().value(u"directory"_s), QVariant(QString())); // that of the daemon
    QCOMPARE(answer->toMap().value(u"user"_s), QVariant(QString()));
}

void TestRpcDispatcher::multicallAnswersBareResults()
{
    const auto answer = ask(
        u"system.multicall"_s,
        {list({entry(u"supervisor.getVersion"_s), entry(u"supervisor.getProcessInfo"_s, {u"x"_s}),
               QVariantMap{{u"methodName"_s, u"supervisor.getVersion"_s}}, entry(u"system.multicall"_s, {list({})}),
               QVariantMap{}, entry(u"supervisor.getPID"_s, {1}), u"no struct"_s})});
    QVERIFY(answer);
    const auto faultOf = [](int code, const QString &text) {
        return QVariant(QVariantMap{{u"faultCode"_s, code}, {u"faultString"_s, text}});
    };
    QCOMPARE(answer->toList(),
             (QVariantList{u"3.0"_s, faultOf(10, u"BAD_NAME: x"_s), u"3.0"_s,
                           faultOf(2, u"INCORRECT_PARAMETERS: Recursive system.multicall forbidden"_s),
                           faultOf(2, u"INCORRECT_PARAMETERS: No methodName"_s), faultOf(2, u"INCORRECT_PARAMETERS"_s),
                           faultOf(2, u"INCORRECT_PARAMETERS: No methodName"_s)}));
    QCOMPARE(ask(u"system.multicall"_s, {list({})})->toList(), QVariantList());
}

void TestRpcDispatcher::multicallWaitsInOrder()
{
    const auto answer
        = call(u"system.multicall"_s,
               {list({entry(u"supervisor.startProcess"_s, {u"cat"_s}), entry(u"supervisor.startProcess"_s, {u"dog"_s}),
                      entry(u"supervisor.getProcessInfo"_s, {u"dog"_s})})});
    QCOMPARE(launcher.children.size(), 1);
    clock.advance(6s);
    QTRY_COMPARE(launcher.children.size(), 2);
    QVERIFY(!*answer);
    clock.advance(6s);
    QTRY_VERIFY(*answer);
    const QVariantList results = (**answer)->toList();
    QCOMPARE(results[0], QVariant(true));
    QCOMPARE(results[1], QVariant(true));
    QCOMPARE(results[2].toMap().value(u"statename"_s), QVariant(u"RUNNING"_s));
}

void TestRpcDispatcher::supervisorMayGoFirst()
{
    const auto started = call(u"supervisor.startProcess"_s, {u"cat"_s});
    const auto group = call(u"supervisor.startProcessGroup"_s, {u"zoo"_s});
    supervisor.reset();
    QTRY_VERIFY(*started && *group);
    QCOMPARE((*started)->error().message, u"ABNORMAL_TERMINATION: cat"_s);
    QCOMPARE((**group)->toList().size(), 2);
}

void TestRpcDispatcher::dispatcherMayGoFirst()
{
    const auto answer = call(
        u"system.multicall"_s,
        {list({entry(u"supervisor.startProcess"_s, {u"cat"_s}), entry(u"supervisor.startProcess"_s, {u"dog"_s})})});
    rpc.reset();
    clock.advance(6s);
    QTRY_VERIFY(*answer);
    QCOMPARE(launcher.children.size(), 1); // nothing more was begun
}

QTEST_GUILESS_MAIN(TestRpcDispatcher)
#include "tst_rpcdispatcher.moc"
