#include "answers.h"
#include "client/commands/command.h"
#include "client/commands/commandengine.h"
#include "recordedoutput.h"

#include <QRegularExpression>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::client;
using namespace kantoku::tests;

namespace {

using Setup = std::function<void(FakeServer &server)>;

QString helpOf(const char *command)
{
    return QString::fromUtf8(findCommand(QString::fromLatin1(command))->help);
}

} // namespace

Q_DECLARE_METATYPE(Setup)

/// Transcripts of every command against answers that are written down here.
class TestCommandTranscripts : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void transcript_data();
    void transcript();
    void unreachable_data();
    void unreachable();
};

void TestCommandTranscripts::transcript_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<Setup>("setup");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("status");
    const auto add = [](const char *name, const char *line, const Setup &setup, const QString &expected, int status) {
        QTest::newRow(name) << QString::fromLatin1(line) << setup << expected << status;
    };
    const Setup nothing = [](FakeServer &) {};

    add("an empty line does nothing", "  ", nothing, {}, 0);
    add("an unknown command", " frobnicate  x ", nothing, u"*** Unknown syntax: frobnicate  x\n"_s, 1);
    add("no letters at all", "-f x", nothing, u"*** Unknown syntax: -f x\n"_s, 1);

    // status
    add("status of all", "status", threeProcesses,
        row(u"cat"_s, u"RUNNING"_s, u"pid 7, uptime 0:00:01"_s)
            + row(u"web:a"_s, u"RUNNING"_s, u"pid 8, uptime 0:00:02"_s) + row(u"web:b"_s, u"STARTING"_s, {}),
        0);
    add("status in the order given", "status web:b cat", threeProcesses,
        row(u"web:b"_s, u"STARTING"_s, {}) + row(u"cat"_s, u"RUNNING"_s, u"pid 7, uptime 0:00:01"_s), 0);
    add("status of a group", "status web:*", threeProcesses,
        row(u"web:a"_s, u"RUNNING"_s, u"pid 8, uptime 0:00:02"_s) + row(u"web:b"_s, u"STARTING"_s, {}), 0);
    add("status of everything, whatever else is named", "status nope all", threeProcesses,
        row(u"cat"_s, u"RUNNING"_s, u"pid 7, uptime 0:00:01"_s)
            + row(u"web:a"_s, u"RUNNING"_s, u"pid 8, uptime 0:00:02"_s) + row(u"web:b"_s, u"STARTING"_s, {}),
        0);
    add("status of unknown names", "status nope no:x no:*", threeProcesses,
        u"nope: ERROR (no such process)\nno:x: ERROR (no such process)\nno: ERROR (no such group)\n"_s, 4);
    add("status with something stopped", "status", twoStates,
        row(u"cat"_s, u"RUNNING"_s, u"pid 7, uptime 0:00:01"_s) + row(u"gone"_s, u"FATAL"_s, u"no file"_s), 3);
    add("status: stopped wins over unknown", "status nope gone", twoStates,
        u"nope: ERROR (no such process)\n"_s + row(u"gone"_s, u"FATAL"_s, u"no file"_s), 3);
    add(
        "status of nothing", "status",
        [](FakeServer &s) { s.answer(u"supervisor.getAllProcessInfo"_s, QVariantList()); }, {}, 0);

    // pid, version
    add(
        "pid of the daemon", "pid", [](FakeServer &s) { s.answer(u"supervisor.getPID"_s, 42); }, u"42\n"_s, 0);
    add("pid all", "pid all", twoStates, u"7\n0\n"_s, 0);
    const Setup pids = [](FakeServer &s) {
        s.handle(u"supervisor.getProcessInfo"_s, [](const QVariantList &params) -> Result<QVariant> {
            const QString name = params.first().toString();
            if (name == "nope"_L1)
                return fault(FaultCode::BadName, name);
            return QVariant(info(name, name, ProcessState::Stopped, {}, name == "cat"_L1 ? 7 : 0));
        });
    };
    add("pid by name", "pid cat", pids, u"7\n"_s, 0);
    add("pid of a stopped one", "pid idle", pids, u"0\n"_s, 7);
    add("pid of an unknown one", "pid nope cat", pids, u"No such process nope\n7\n"_s, 1);
    const Setup version = [](FakeServer &s) { s.answer(u"supervisor.getSupervisorVersion"_s, u"4.3.0"_s); };
    add("version", "version", version, u"4.3.0\n"_s, 0);
    add("version takes no argument", "version x", nothing,
        u"Error: version accepts no arguments\n"_s + helpOf("version"), 1);

    // start
    const Setup starts = [](FakeServer &s) {
        s.handle(u"supervisor.startProcess"_s,
                 byName({{u"nope"_s, FaultCode::BadName},
                         {u"nofile"_s, FaultCode::NoFile},
                         {u"plain"_s, FaultCode::NotExecutable},
                         {u"runs"_s, FaultCode::AlreadyStarted},
                         {u"quick"_s, FaultCode::SpawnError},
                         {u"ended"_s, FaultCode::AbnormalTermination},
                         {u"odd"_s, FaultCode::Failed}}));
        s.handle(u"supervisor.startProcessGroup"_s, [](const QVariantList &params) -> Result<QVariant> {
            if (params.first() == u"nope"_s)
                return fault(FaultCode::BadName, u"nope"_s);
            return list(
                {outcome(u"web"_s, u"a"_s, FaultCode::Success), outcome(u"web"_s, u"b"_s, FaultCode::SpawnError)});
        });
        s.answer(u"supervisor.startAllProcesses"_s,
                 list({outcome(u"cat"_s, u"cat"_s, FaultCode::Success), outcome(u"x"_s, u"x"_s, FaultCode::NoFile)}));
    };
    add("start", "start cat", starts, u"cat: started\n"_s, 0);
    add("start: what runs is no failure", "start runs", starts, u"runs: ERROR (already started)\n"_s, 0);
    add("start of an unknown one", "start nope", starts, u"nope: ERROR (no such process)\n"_s, 1);
    add("start without a file", "start nofile", starts, u"nofile: ERROR (no such file)\n"_s, 1);
    add("start of what cannot be run", "start plain", starts, u"plain: ERROR (file is not executable)\n"_s, 1);
    add("start that ends too quickly", "start quick", starts, u"quick: ERROR (spawn error)\n"_s, 7);
    add("start that somebody stops", "start ended", starts, u"ended: ERROR (abnormal termination)\n"_s, 7);
    add("start keeps the last failure", "start quick nope cat", starts,
        u"quick: ERROR (spawn error)\nnope: ERROR (no such process)\ncat: started\n"_s, 1);
    add("start with a code that it has no words for", "start odd cat", starts,
        u"error: <class 'ValueError'>, Unknown result code 30 for odd\n"_s, 1);
    add("start of a group", "start web:*", starts, u"web:a: started\nweb:b: ERROR (spawn error)\n"_s, 7);
    add("start of an unknown group", "start nope:*", starts, u"nope: ERROR (no such group)\n"_s, 2);
    add("start all", "start x all", starts, u"cat: started\nx: ERROR (no such file)\n"_s, 1);
    add("start without a name", "start", nothing, u"Error: start requires a process name\n"_s + helpOf("start"), 2);

    // stop, restart
    const Setup stops = [starts](FakeServer &s) {
        starts(s);
        s.handle(
            u"supervisor.stopProcess"_s,
            byName(
                {{u"nope"_s, FaultCode::BadName}, {u"idle"_s, FaultCode::NotRunning}, {u"odd"_s, FaultCode::Failed}}));
        s.handle(u"supervisor.stopProcessGroup"_s, [](const QVariantList &params) -> Result<QVariant> {
            if (params.first() == u"nope"_s)
                return fault(FaultCode::BadName, u"nope"_s);
            return list({outcome(u"web"_s, u"a"_s, FaultCode::Success)});
        });
        s.answer(u"supervisor.stopAllProcesses"_s, list({outcome(u"cat"_s, u"cat"_s, FaultCode::Success)}));
    };
    add("stop", "stop cat", stops, u"cat: stopped\n"_s, 0);
    add("stop: what does not run is no failure", "stop idle cat", stops, u"idle: ERROR (not running)\ncat: stopped\n"_s,
        0);
    add("stop of an unknown one", "stop nope", stops, u"nope: ERROR (no such process)\n"_s, 1);
    add("stop that failed shows the server's words", "stop odd", stops, u"FAILED: odd\n"_s, 1);
    add("stop of a group", "stop web:*", stops, u"web:a: stopped\n"_s, 0);
    add("stop of an unknown group", "stop nope:*", stops, u"nope: ERROR (no such group)\n"_s, 1);
    add("stop all", "stop all", stops, u"cat: stopped\n"_s, 0);
    add("stop without a name", "stop", nothing, u"Error: stop requires a process name\n"_s + helpOf("stop"), 1);
    add("restart stops all of them and then starts all", "restart idle cat", stops,
        u"idle: ERROR (not running)\ncat: stopped\nidle: started\ncat: started\n"_s, 0);
    add("restart of an unknown group", "restart nope:*", stops,
        u"nope: ERROR (no such group)\nnope: ERROR (no such group)\n"_s, 2);
    add("restart without a name", "restart", nothing, u"Error: restart requires a process name\n"_s + helpOf("restart"),
        1);

    // signal, clear
    const Setup signalled = [](FakeServer &s) {
        s.handle(u"supervisor.signalProcess"_s,
                 byName({{u"nope"_s, FaultCode::BadName},
                         {u"idle"_s, FaultCode::NotRunning},
                         {u"bad"_s, FaultCode::BadSignal}}));
        s.refuse(u"supervisor.signalProcessGroup"_s, FaultCode::BadName, u"nope"_s);
        s.answer(u"supervisor.signalAllProcesses"_s, list({outcome(u"cat"_s, u"cat"_s, FaultCode::Success)}));
    };
    add("signal", "signal HUP cat", signalled, u"cat: signalled\n"_s, 0);
    add("signal of what does not run", "signal HUP idle", signalled, u"idle: ERROR (not running)\n"_s, 7);
    add("signal of an unknown one", "signal HUP nope", signalled, u"nope: ERROR (no such process)\n"_s, 1);
    add("signal that does not exist", "signal X bad", signalled, u"bad: ERROR (bad signal name)\n"_s, 1);
    add("signal of an unknown group", "signal HUP nope:*", signalled, u"nope: ERROR (no such group)\n"_s, 1);
    add("signal all", "signal HUP all", signalled, u"cat: signalled\n"_s, 0);
    add("signal without a name", "signal HUP", nothing,
        u"Error: signal requires a signal name and a process name\n"_s + helpOf("signal"), 1);
    const Setup cleared = [](FakeServer &s) {
        s.handle(u"supervisor.clearProcessLogs"_s,
                 byName({{u"nope"_s, FaultCode::BadName}, {u"odd"_s, FaultCode::Failed}}));
        s.answer(u"supervisor.clearAllProcessLogs"_s, list({outcome(u"cat"_s, u"cat"_s, FaultCode::Success)}));
    };
    add("clear", "clear cat web:a", cleared, u"cat: cleared\nweb:a: cleared\n"_s, 0);
    add("clear of an unknown one", "clear nope", cleared, u"nope: ERROR (no such process)\n"_s, 1);
    add("clear that failed", "clear odd", cleared, u"odd: ERROR (failed)\n"_s, 1);
    add("clear all", "clear all", cleared, u"cat: cleared\n"_s, 0);
    add("clear without a name", "clear", nothing, u"Error: clear requires a process name\n"_s + helpOf("clear"), 1);

    // configuration
    const Setup avail = [](FakeServer &s) {
        s.answer(u"supervisor.getAllConfigInfo"_s,
                 list({{{u"name"_s, u"a"_s},
                        {u"group"_s, u"web"_s},
                        {u"inuse"_s, true},
                        {u"autostart"_s, true},
                        {u"group_prio"_s, 20},
                        {u"process_prio"_s, 3}},
                       {{u"name"_s, u"cat"_s},
                        {u"group"_s, u"cat"_s},
                        {u"inuse"_s, false},
                        {u"autostart"_s, false},
                        {u"group_prio"_s, 999},
                        {u"process_prio"_s, 999}}}));
    };
    add("avail", "avail", avail,
        u"web:a"_s.leftJustified(33) + u"in use    auto      20:3\n"_s + u"cat"_s.leftJustified(33)
            + u"avail     manual    999:999\n"_s,
        0);
    add("avail takes no argument", "avail x", nothing, u"Error: avail accepts no arguments\n"_s + helpOf("avail"), 1);
    add(
        "avail while stopping", "avail",
        [](FakeServer &s) { s.refuse(u"supervisor.getAllConfigInfo"_s, FaultCode::ShutdownState); },
        u"ERROR: supervisor shutting down\n"_s, 1);
    const auto changes = [](const QStringList &added, const QStringList &changed, const QStringList &removed) {
        return [reply = GroupChanges{added, changed, removed}.toReply()](FakeServer &s) {
            s.answer(u"supervisor.reloadConfig"_s, reply);
            s.answer(u"supervisor.stopProcessGroup"_s, QVariantList());
            s.answer(u"supervisor.removeProcessGroup"_s, true);
            s.answer(u"supervisor.addProcessGroup"_s, true);
            threeProcesses(s);
        };
    };
    add("reread sorts by name", "reread", changes({u"b"_s}, {u"c"_s}, {u"a"_s}),
        u"a: disappeared\nb: available\nc: changed\n"_s, 0);
    add("reread without a change", "reread", changes({}, {}, {}), u"No config updates to processes\n"_s, 0);
    add(
        "reread of a broken file", "reread",
        [](FakeServer &s) { s.refuse(u"supervisor.reloadConfig"_s, FaultCode::CantReread, u"why"_s); },
        u"ERROR: CANT_REREAD: why\n"_s, 1);
    const Setup stopping = [](FakeServer &s) {
        s.refuse(u"supervisor.reloadConfig"_s, FaultCode::ShutdownState);
        s.refuse(u"supervisor.addProcessGroup"_s, FaultCode::ShutdownState);
        s.refuse(u"supervisor.shutdown"_s, FaultCode::ShutdownState);
        s.refuse(u"supervisor.restart"_s, FaultCode::ShutdownState);
    };
    add("reread while stopping", "reread", stopping, u"ERROR: supervisor shutting down\n"_s, 1);
    add("reread takes no argument", "reread x", nothing, u"Error: reread accepts no arguments\n"_s + helpOf("reread"),
        1);
    add("update: removed, changed, added", "update", changes({u"n"_s}, {u"c"_s}, {u"r"_s}),
        u"r: stopped\nr: removed process group\nc: stopped\nc: updated process group\nn: added process group\n"_s, 0);
    add("update without a change", "update", changes({}, {}, {}), {}, 0);
    add("update of some", "update n zzz", changes({u"n"_s}, {u"c"_s}, {u"r"_s}),
        u"ERROR: no such group: zzz\nn: added process group\n"_s, 1);
    add("update of a group that exists and did not change", "update cat", changes({u"n"_s}, {}, {}), {}, 0);
    add("update all", "update all", changes({u"n"_s}, {}, {}), u"n: added process group\n"_s, 0);
    add(
        "update goes on after groups that do not stop", "update",
        [changes](FakeServer &s) {
            changes({u"n"_s}, {u"c"_s}, {u"r"_s})(s);
            s.answer(u"supervisor.stopProcessGroup"_s, list({outcome(u"r"_s, u"r"_s, FaultCode::Failed)}));
        },
        u"r: stopped\nr: has problems; not removing\nc: stopped\nc: has problems; not removing\n"
        "n: added process group\n"_s,
        1);
    add("update while stopping", "update", stopping, u"ERROR: already shutting down\n"_s, 1);
    add(
        "update of a broken file", "update",
        [](FakeServer &s) { s.refuse(u"supervisor.reloadConfig"_s, FaultCode::CantReread, u"it's"_s); },
        u"error: <class 'xmlrpc.client.Fault'>, <Fault 92: \"CANT_REREAD: it's\">\n"_s, 1);
    const Setup adds = [](FakeServer &s) {
        s.handle(u"supervisor.addProcessGroup"_s,
                 byName({{u"nope"_s, FaultCode::BadName}, {u"cat"_s, FaultCode::AlreadyAdded}}));
        s.handle(u"supervisor.removeProcessGroup"_s,
                 byName({{u"nope"_s, FaultCode::BadName}, {u"cat"_s, FaultCode::StillRunning}}));
    };
    add("add", "add new", adds, u"new: added process group\n"_s, 0);
    add("add: what is there is no failure", "add cat", adds, u"ERROR: process group already active\n"_s, 0);
    add("add of unknown and known", "add nope new", adds,
        u"ERROR: no such process/group: nope\nnew: added process group\n"_s, 1);
    add("add without a name", "add", nothing, {}, 0);
    add("add while stopping", "add x", stopping, u"ERROR: shutting down\n"_s, 1);
    add("remove", "remove old", adds, u"old: removed process group\n"_s, 0);
    add("remove of what runs", "remove cat", adds, u"ERROR: process/group still running: cat\n"_s, 1);
    add("remove of an unknown one", "remove nope", adds, u"ERROR: no such process/group: nope\n"_s, 1);
    add("remove without a name", "remove", nothing, {}, 0);

    // the server
    const Setup obeys = [](FakeServer &s) {
        s.answer(u"supervisor.shutdown"_s, true);
        s.answer(u"supervisor.restart"_s, true);
    };
    add("shutdown", "shutdown", obeys, u"Shut down\n"_s, 0);
    add("shutdown twice", "shutdown", stopping, u"ERROR: already shutting down\n"_s, 0);
    add("shutdown takes no argument", "shutdown x", nothing,
        u"Error: shutdown accepts no arguments\n"_s + helpOf("shutdown"), 1);
    add("reload", "reload", obeys, u"Restarted supervisord\n"_s, 0);
    add("reload while stopping", "reload", stopping, u"ERROR: already shutting down\n"_s, 1);
    add("reload takes no argument", "reload x", nothing, u"Error: reload accepts no arguments\n"_s + helpOf("reload"),
        1);
    add("open of what is no address", "open bogus", nothing, u"ERROR: url must be http:// or unix://\n"_s, 1);
    add("open without an address", "open", nothing, u"ERROR: url must be http:// or unix://\n"_s, 1);

    // logs
    const Setup logs = [](FakeServer &s) {
        s.handle(u"supervisor.readProcessStdoutLog"_s, [](const QVariantList &params) -> Result<QVariant> {
            const QString name = params.first().toString();
            if (name == "nope"_L1)
                return fault(FaultCode::BadName, name);
            if (name == "nolog"_L1)
                return fault(FaultCode::NoFile, name);
            if (name == "odd"_L1)
                return fault(FaultCode::Failed, name);
            return QVariant(u"%1 %2"_s.arg(params[1].toInt()).arg(params[2].toInt()));
        });
        s.answer(u"supervisor.readProcessStderrLog"_s, u"error\n"_s);
        s.handle(u"supervisor.readLog"_s, [](const QVariantList &params) -> Result<QVariant> {
            return QVariant(u"main %1"_s.arg(params.first().toInt()));
        });
    };
    add("tail", "tail cat", logs, u"-1600 0\n"_s, 0);
    add("tail of some bytes", "tail -15 cat", logs, u"-15 0\n"_s, 0);
    add("tail of everything", "tail -0 cat", logs, u"0 0\n"_s, 0);
    add("tail of more than a call can carry", "tail -99999999999 cat", logs, u"-2147483647 0\n"_s, 0);
    add("tail of standard error", "tail cat STDERR", logs, u"error\n\n"_s, 0);
    add("tail of an unknown one", "tail nope", logs, u"nope: ERROR (no such process name)\n"_s, 1);
    add("tail without a log", "tail nolog", logs, u"nolog: ERROR (no log file)\n"_s, 1);
    add("tail that failed", "tail odd", logs, u"odd: ERROR (unknown error reading log)\n"_s, 1);
    add("tail of a bad channel", "tail cat stdin", logs, u"Error: bad channel 'stdin'\n"_s, 1);
    add("tail with a bad modifier", "tail -x cat", logs, u"Error: bad argument -x\n"_s, 1);
    add("tail without a name", "tail -5", logs, u"Error: tail requires process name\n"_s, 1);
    add("tail without anything", "tail", logs, u"Error: too few arguments\n"_s + helpOf("tail"), 1);
    add("tail with too much", "tail -5 a stdout x", logs, u"Error: too many arguments\n"_s + helpOf("tail"), 1);
    add("maintail", "maintail", logs, u"main -1600\n"_s, 0);
    add("maintail of some bytes", "maintail -20", logs, u"main -20\n"_s, 0);
    add(
        "maintail without a file", "maintail",
        [](FakeServer &s) { s.refuse(u"supervisor.readLog"_s, FaultCode::NoFile); },
        u"supervisord: ERROR (no log file)\n"_s, 1);
    add(
        "maintail that failed", "maintail", [](FakeServer &s) { s.refuse(u"supervisor.readLog"_s, FaultCode::Failed); },
        u"supervisord: ERROR (unknown error reading log)\n"_s, 1);
    add("maintail with a bad argument", "maintail w", logs, u"Error: bad argument w\n"_s, 1);
    add("maintail with a bad modifier", "maintail -q", logs, u"Error: bad argument -q\n"_s, 1);
    add("maintail with too much", "maintail -5 x", logs, u"Error: too many arguments\n"_s + helpOf("maintail"), 1);
    add("fg without a name", "fg", nothing, u"ERROR: no process name supplied\n"_s + helpOf("fg"), 1);
    add("fg with too many", "fg a b", nothing, u"ERROR: too many process names supplied\n"_s, 1);
    add("fg of an unknown one", "fg nope", pids, u"ERROR: bad process name supplied\n"_s, 1);
    add("fg of what does not run", "fg cat", pids, u"ERROR: process not running\n"_s, 1);

    // help
    add("help on a command", "help pid", nothing, helpOf("pid"), 0);
    add("help on help", "help help", nothing, helpOf("help"), 0);
    add("help on nothing", "help nope", nothing, u"*** No help on nope\n"_s, 0);
    add("help on what has none", "help EOF", nothing, u"*** No help on EOF\n"_s, 0);
    add("help lists the topics", "help", nothing,
        u"\ndefault commands (type help <topic>):\n=====================================\n"
        "add    exit      open  reload  restart   start   tail   \n"
        "avail  fg        pid   remove  shutdown  status  update \n"
        "clear  maintail  quit  reread  signal    stop    version\n\n"_s,
        0);

    // servers that are none
    add(
        "a server without the supervisor methods", "pid",
        [](FakeServer &s) { s.refuse(u"supervisor.getVersion"_s, FaultCode::UnknownMethod); },
        u"Sorry, supervisord responded but did not recognize the supervisor namespace commands that supervisorctl uses "
        "to control it.  Please check that the [rpcinterface:supervisor] section is enabled in the configuration file "
        "(see sample.conf).\n"_s,
        3);
    add(
        "a server of another time", "pid", [](FakeServer &s) { s.answer(u"supervisor.getVersion"_s, u"9.9"_s); },
        u"Sorry, this version of supervisorctl expects to talk to a server with API version 3.0, but the remote "
        u"version "
        "is 9.9.\n"_s,
        5);
    add(
        "a server that is shutting down", "pid",
        [](FakeServer &s) { s.refuse(u"supervisor.getVersion"_s, FaultCode::ShutdownState); },
        u"error: <class 'xmlrpc.client.Fault'>, <Fault 6: 'SHUTDOWN_STATE'>\n"_s, 1);

    // ours
    add("tree", "tree", threeProcesses,
        u"cat  RUNNING  pid 7, uptime 0:00:01\nweb\n├─ a  RUNNING  pid 8, uptime 0:00:02\n└─ b  STARTING\n"_s, 0);
    add("tree of some", "tree cat nope", threeProcesses,
        u"nope: ERROR (no such group)\ncat  RUNNING  pid 7, uptime 0:00:01\n"_s, 1);
    add("why without a name", "why", nothing, u"Error: why requires a process name\n"_s + helpOf("why"), 2);
    add("why of an unknown one", "why nope", pids, u"nope: ERROR (no such process)\n"_s, 1);
    add("why of one that was never started", "why idle", pids,
        u"idle is STOPPED: it was never started; its autostart is off, or nobody has asked for it.\n"_s, 0);
    add(
        "tree with what runs below", "tree",
        [](FakeServer &server) {
            threeProcesses(server);
            const auto below = [](qint64 pid, qint64 parent, const QString &command) {
                return QVariantMap{{u"pid"_s, pid}, {u"ppid"_s, parent}, {u"command"_s, command}};
            };
            server.handle(u"kantoku.getProcessTree"_s, [below](const QVariantList &params) -> Result<QVariant> {
                if (params.first() == u"cat"_s)
                    return list({below(7, 1, u"cat"_s), below(70, 7, u"sh -c x"_s), below(71, 70, u"x"_s)});
                return list({below(8, 1, u"a"_s), below(80, 8, u"a: worker"_s), below(81, 8, u"a: worker"_s)});
            });
        },
        u"cat  RUNNING  pid 7, uptime 0:00:01\n└─ 70 sh -c x\n   └─ 71 x\nweb\n"
        "├─ a  RUNNING  pid 8, uptime 0:00:02\n│  ├─ 80 a: worker\n│  └─ 81 a: worker\n└─ b  STARTING\n"_s,
        0);
    add(
        "why, where the server knows more", "why idle",
        [pids](FakeServer &server) {
            pids(server);
            server.answer(u"kantoku.explainProcess"_s,
                          QVariantMap{{u"summary"_s, u"idle was stopped (asked for by XML-RPC)."_s},
                                      {u"command"_s, u"x | y"_s},
                                      {u"command_problem"_s, u"can't find command 'x'"_s},
                                      {u"stdout_loss"_s, QVariantMap{{u"bytes"_s, 5}, {u"reason"_s, u"disk full"_s}}},
                                      {u"last"_s,
                                       QVariantMap{{u"time"_s, 86400.5},
                                                   {u"from"_s, u"STOPPING"_s},
                                                   {u"to"_s, u"STOPPED"_s},
                                                   {u"detail"_s, u"signal TERM"_s},
                                                   {u"cause"_s, u"XML-RPC"_s}}}});
        },
        u"idle was stopped (asked for by XML-RPC).\n  its command cannot be run: can't find command 'x'\n"
        "  the command has |, which only a shell understands, and none reads it; sh -c '...' would\n"
        "  last change: STOPPING -> STOPPED at 1970-01-02 00:00:00, signal TERM, asked for by XML-RPC\n"
        "  5 bytes of its stdout are not in its log: disk full\n"_s,
        0);
    add("plan where the server cannot", "plan", nothing,
        u"Error: this server cannot tell what would change without loading it; reread loads it and tells\n"_s, 1);
    add("check without a file", "check", nothing,
        u"Error: check found no configuration file, name one\n"_s + helpOf("check"), 2);
    add("completion for no shell", "completion csh", nothing,
        u"Error: completion requires bash, zsh or fish\n"_s + helpOf("completion"), 2);
}

void TestCommandTranscripts::transcript()
{
    QFETCH(QString, line);
    QFETCH(Setup, setup);
    FakeServer server;
    setup(server);
    RecordedOutput output;
    CommandEngine engine({server.url(), {}, false, {}}, output);
    const int status = QCoro::waitFor(engine.run(line));
    QTEST(QString::fromUtf8(output.text), "expected");
    QTEST(status, "status");
    QCOMPARE(output.errors, QByteArray());
    QCOMPARE(output.questions, QStringList());
    QVERIFY(!engine.isRunning());
}

void TestCommandTranscripts::unreachable_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("missing");
    QTest::addColumn<int>("missingStatus");
    QTest::addColumn<QString>("stale");
    QTest::addColumn<int>("staleStatus");
    for (const char *line : {"start x", "stop x", "restart x", "signal HUP x", "clear x", "tail x", "maintail", "fg x",
                             "pid", "version", "plan", "tree", "why x"}) {
        QTest::newRow(line) << QString::fromLatin1(line) << u"@U@ no such file\n"_s << 7
                            << u"@U@ refused connection\n"_s << 4;
    }
    QTest::newRow("status") << u"status"_s << u"@U@ no such file\n"_s << 4 << u"@U@ refused connection\n"_s << 4;
    QTest::newRow("shutdown") << u"shutdown"_s << u"ERROR: @U@ no such file (already shut down?)\n"_s << 1
                              << u"ERROR: @U@ refused connection (already shut down?)\n"_s << 1;
    for (const char *line : {"add x", "remove x", "update", "reread", "avail", "reload"}) {
        QTest::newRow(line)
            << QString::fromLatin1(line)
            << u"error: <class 'FileNotFoundError'>, [Errno 2] No such file or directory: There is no "
               "socket @P@; the server is not running or is configured with another one.\n"_s
            << 1
            << u"error: <class 'ConnectionRefusedError'>, [Errno 111] Connection refused: Nobody listens "
               "on @P@; the socket was left behind by a server that has ended.\n"_s
            << 1;
    }
}

void TestCommandTranscripts::unreachable()
{
    QFETCH(QString, line);
    QTemporaryDir dir;
    const auto check = [&line](const QString &path, QString expected, int status) {
        RecordedOutput output;
        CommandEngine engine({u"unix://"_s + path, {}, false, {}}, output);
        QCOMPARE(QCoro::waitFor(engine.run(line)), status);
        expected.replace(u"@U@"_s, u"unix://"_s + path).replace(u"@P@"_s, path);
        QCOMPARE(QString::fromUtf8(output.text), expected);
    };
    QFETCH(QString, missing);
    QFETCH(int, missingStatus);
    check(dir.filePath(u"none"_s), missing, missingStatus);

    const QString path = dir.filePath(u"stale"_s);
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof address.sun_path);
    QCOMPARE(::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    ::close(descriptor);
    QFETCH(QString, stale);
    QFETCH(int, staleStatus);
    check(path, stale, staleStatus);
}

QTEST_GUILESS_MAIN(TestCommandTranscripts)
#include "tst_commandtranscripts.moc"
