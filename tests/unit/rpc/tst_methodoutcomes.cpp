#include "daemon/rpc/methods.h"
#include "protocol/xmlrpc.h"
#include "rpcworld.h"

#include <QRegularExpression>
#include <QTemporaryDir>

#include <cerrno>
#include <set>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/**
 * Every method with everything that can come of it. The table is complete in two ways that are tested: each method has
 * a row that succeeds, and each method refuses wrong parameters, unknown names and a daemon that ends.
 */
namespace {

/// What has happened before the call. The states are those of the process `cat`.
enum class Given {
    Stopped,
    Starting,
    Running,
    Backoff,
    Stopping,
    Exited,
    Fatal,
    Unknown,
    HasWritten, ///< `cat` runs and said "hello" on stdout and "oh" on stderr
    HasNoFolder, ///< the same, and somebody removed the folder of its logs
    RefusesSignals, ///< `cat` runs, and the system does not let us signal it
    HasNoInput, ///< `cat` runs and has closed its standard input
    MainLog, ///< the daemon has a log
    MainLogGone, ///< and somebody removed it
    Removed, ///< the group `quiet` is in the configuration and not active
    NoSocket, ///< the group `web` was read, and its FastCGI socket cannot be made
    BrokenFile, ///< the configuration file has an error
    LaunchFails, ///< the system lets us start nothing
};

/// What happens while the call waits.
enum class Then { Nothing, StaysUp, Exits, IsStopped, IsTerminated };

struct Outcome {
    const char *name;
    QString method; ///< without "supervisor."; others in full
    QVariantList params;
    QString expected; ///< as shown() writes it
    Given given = Given::Stopped;
    Then then = Then::Nothing;

    QString fullMethod() const { return method.contains(u'.') ? method : u"supervisor."_s + method; }
};

/// A value on one line; of a large struct the members' names.
QString shown(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::QString: return u'"' + value.toString() + u'"';
    case QMetaType::QByteArray: return u"base64 "_s + QString::fromUtf8(value.toByteArray());
    case QMetaType::QVariantList: {
        QStringList items;
        for (const QVariant &item : value.toList())
            items.append(shown(item));
        return u'[' + items.join(u", "_s) + u']';
    }
    case QMetaType::QVariantMap: {
        const QVariantMap map = value.toMap();
        QStringList items;
        for (auto it = map.cbegin(); it != map.cend(); ++it)
            items.append(map.size() > 4 ? it.key() : it.key() + u' ' + shown(it.value()));
        return u'{' + items.join(u", "_s) + u'}';
    }
    default: return value.toString();
    }
}

/// The answer as a client gets it.
QString shown(const Result<QVariant> &answer)
{
    if (!answer)
        return u"%1 %2"_s.arg(answer.error().number).arg(answer.error().message);
    const auto read = xmlrpc::parseResponse(xmlrpc::writeResponse(*answer));
    return read ? shown(*read) : u"malformed: "_s + read.error().message;
}

const QString processInfo = u"{description, exitstatus, group, logfile, name, now, pid, spawnerr, start, state, "
                            "statename, stderr_logfile, stdout_logfile, stop}"_s;
const QString configInfo
    = u"{autostart, command, directory, exitcodes, group, group_prio, inuse, killasgroup, name, process_prio, "
      "redirect_stderr, serverurl, startretries, startsecs, stderr_capture_maxbytes, stderr_events_enabled, "
      "stderr_logfile, stderr_logfile_backups, stderr_logfile_maxbytes, stderr_syslog, stdout_capture_maxbytes, "
      "stdout_events_enabled, stdout_logfile, stdout_logfile_backups, stdout_logfile_maxbytes, stdout_syslog, "
      "stopsignal, stopwaitsecs, uid}"_s;

QString outcomeOf(const QString &group, const QString &name, int status = 80, const QString &description = u"OK"_s)
{
    return u"{description \"%4\", group \"%1\", name \"%2\", status %3}"_s.arg(group, name)
        .arg(status)
        .arg(description);
}

QString many(const QString &item, int count)
{
    return u'[' + QStringList(count, item).join(u", "_s) + u']';
}

QList<Outcome> ofStates()
{
    using enum Given;
    const QString notRunning = u"70 NOT_RUNNING: cat"_s;
    const QString already = u"60 ALREADY_STARTED: cat"_s;
    const QString running = u"91 STILL_RUNNING: cat"_s;
    struct Row {
        Given given;
        const char *name;
        QString start, stop, signal, stdinput, remove;
    };
    const Row rows[] = {
        {Stopped, "STOPPED", u"true"_s, notRunning, notRunning, notRunning, u"true"_s},
        {Starting, "STARTING", already, u"true"_s, u"true"_s, u"true"_s, running},
        {Running, "RUNNING", already, u"true"_s, u"true"_s, u"true"_s, running},
        {Backoff, "BACKOFF", already, u"true"_s, notRunning, notRunning, running},
        {Stopping, "STOPPING", u"40 ABNORMAL_TERMINATION: cat"_s, notRunning, u"true"_s, notRunning, running},
        {Exited, "EXITED", u"true"_s, notRunning, notRunning, notRunning, u"true"_s},
        {Fatal, "FATAL", u"true"_s, notRunning, notRunning, notRunning, u"true"_s},
        {Unknown, "UNKNOWN", u"30 FAILED: cat is in an unknown process state"_s, notRunning, notRunning, u"true"_s,
         running},
    };
    QList<Outcome> outcomes;
    for (const Row &row : rows) {
        outcomes.append({row.name, u"startProcess"_s, {u"cat"_s}, row.start, row.given, Then::StaysUp});
        outcomes.append({row.name, u"startProcess"_s, {u"cat"_s, false}, row.start, row.given});
        outcomes.append({row.name, u"stopProcess"_s, {u"cat"_s}, row.stop, row.given, Then::IsTerminated});
        outcomes.append({row.name, u"stopProcess"_s, {u"cat"_s, false}, row.stop, row.given});
        outcomes.append({row.name, u"signalProcess"_s, {u"cat"_s, u"HUP"_s}, row.signal, row.given});
        outcomes.append({row.name, u"sendProcessStdin"_s, {u"cat"_s, u"x"_s}, row.stdinput, row.given});
        outcomes.append({row.name, u"removeProcessGroup"_s, {u"cat"_s}, row.remove, row.given});
        outcomes.append({row.name, u"clearProcessLogs"_s, {u"cat"_s}, u"true"_s, row.given});
        outcomes.append({row.name, u"getProcessInfo"_s, {u"cat"_s}, processInfo, row.given});
    }
    return outcomes;
}

QList<Outcome> ofProcesses()
{
    using enum Given;
    const QString cat = outcomeOf(u"cat"_s, u"cat"_s);
    const QString failedStart = outcomeOf(u"cat"_s, u"cat"_s, 50, u"SPAWN_ERROR: cat"_s);
    const QString noFile = u"20 NO_FILE: can't find command '/nonexistent/program'"_s;
    const QString noFileOfAll = outcomeOf(u"missing"_s, u"missing"_s, 20, noFile.sliced(3));
    const QString noPermission = u"21 NOT_EXECUTABLE: command at '@D@/plain' is not executable"_s;
    const QString noPermissionOfAll = outcomeOf(u"plain"_s, u"plain"_s, 21, noPermission.sliced(3));
    const QString all = u"[%1, %2, %3, "_s.arg(cat, noFileOfAll, noPermissionOfAll) + outcomeOf(u"quiet"_s, u"quiet"_s)
        + u", "_s + outcomeOf(u"zoo"_s, u"a"_s) + u", "_s + outcomeOf(u"zoo"_s, u"b"_s) + u']';
    return {
        {"no such file", u"startProcess"_s, {u"missing"_s}, noFile},
        {"no such file, not waited for", u"startProcess"_s, {u"missing"_s, false}, noFile},
        {"no program", u"startProcess"_s, {u"plain"_s}, noPermission},
        {"first attempt fails", u"startProcess"_s, {u"cat"_s}, u"50 SPAWN_ERROR: cat"_s, Stopped, Then::Exits},
        {"no child", u"startProcess"_s, {u"cat"_s}, u"50 SPAWN_ERROR: cat"_s, LaunchFails},
        {"no child, not waited for", u"startProcess"_s, {u"cat"_s, false}, u"50 SPAWN_ERROR: cat"_s, LaunchFails},
        {"stopped meanwhile",
         u"startProcess"_s,
         {u"cat"_s},
         u"40 ABNORMAL_TERMINATION: cat"_s,
         Stopped,
         Then::IsStopped},
        {"whole group", u"startProcess"_s, {u"cat:*"_s}, u"[%1]"_s.arg(cat), Stopped, Then::StaysUp},
        {"whole group, fails", u"startProcess"_s, {u"cat:"_s}, u"[%1]"_s.arg(failedStart), Stopped, Then::Exits},
        {"group", u"startProcessGroup"_s, {u"cat"_s}, u"[%1]"_s.arg(cat), Stopped, Then::StaysUp},
        {"group that runs", u"startProcessGroup"_s, {u"cat"_s}, u"[]"_s, Running},
        {"group without a file", u"startProcessGroup"_s, {u"missing"_s}, u"[%1]"_s.arg(noFileOfAll)},
        {"all", u"startAllProcesses"_s, {false}, all},
        {"whole group", u"stopProcess"_s, {u"cat:*"_s}, u"[%1]"_s.arg(cat), Running, Then::IsTerminated},
        {"whole group, stopped", u"stopProcess"_s, {u"cat:*"_s}, u"[]"_s},
        {"group", u"stopProcessGroup"_s, {u"cat"_s}, u"[%1]"_s.arg(cat), Running, Then::IsTerminated},
        {"group that is stopped", u"stopProcessGroup"_s, {u"cat"_s}, u"[]"_s},
        {"all", u"stopAllProcesses"_s, {}, u"[%1]"_s.arg(cat), Running, Then::IsTerminated},
        {"all, nothing runs", u"stopAllProcesses"_s, {}, u"[]"_s},
        {"a number", u"signalProcess"_s, {u"cat"_s, 1}, u"true"_s, Running},
        {"no signal", u"signalProcess"_s, {u"cat"_s, u"ZAP"_s}, u"11 BAD_SIGNAL: ZAP"_s, Running},
        {"no signal, and stopped", u"signalProcess"_s, {u"cat"_s, u"ZAP"_s}, u"11 BAD_SIGNAL: ZAP"_s},
        {"not permitted",
         u"signalProcess"_s,
         {u"cat"_s, u"HUP"_s},
         u"30 FAILED: unknown problem sending sig cat (101):refused"_s,
         RefusesSignals},
        {"whole group", u"signalProcess"_s, {u"cat:*"_s, u"HUP"_s}, u"[%1]"_s.arg(cat), Running},
        {"group", u"signalProcessGroup"_s, {u"cat"_s, u"HUP"_s}, u"[%1]"_s.arg(cat), Running},
        {"group, stopped", u"signalProcessGroup"_s, {u"cat"_s, u"HUP"_s}, u"[]"_s},
        {"group, no signal",
         u"signalProcessGroup"_s,
         {u"cat"_s, u"ZAP"_s},
         u"[%1]"_s.arg(outcomeOf(u"cat"_s, u"cat"_s, 11, u"BAD_SIGNAL: ZAP"_s)),
         Running},
        {"all", u"signalAllProcesses"_s, {u"HUP"_s}, u"[%1]"_s.arg(cat), Running},
        {"input is closed", u"sendProcessStdin"_s, {u"cat"_s, u"x"_s}, u"20 NO_FILE: cat"_s, HasNoInput},
        {"no text", u"sendProcessStdin"_s, {u"cat"_s, 7}, u"2 INCORRECT_PARAMETERS: 7"_s, Running},
        {"empty text", u"sendProcessStdin"_s, {u"cat"_s, u""_s}, u"true"_s, Running},
        {"everything", u"getAllProcessInfo"_s, {}, many(processInfo, 6)},
    };
}

QList<Outcome> ofLogs()
{
    using enum Given;
    QList<Outcome> outcomes;
    struct Channel {
        QString name, text;
    };
    for (const Channel &channel : {Channel{u"ProcessLog"_s, u"hello"_s}, Channel{u"ProcessStdoutLog"_s, u"hello"_s},
                                   Channel{u"ProcessStderrLog"_s, u"oh"_s}}) {
        const QString read = u"read"_s + channel.name;
        const QString tail = u"tail"_s + channel.name;
        const qsizetype size = channel.text.size();
        outcomes += {
            {"all", read, {u"cat"_s, 0, 0}, u'"' + channel.text + u'"', HasWritten},
            {"the end", read, {u"cat"_s, -1, 0}, u'"' + channel.text.last(1) + u'"', HasWritten},
            {"beyond the end", read, {u"cat"_s, 9, 9}, u"\"\""_s, HasWritten},
            {"negative, with a length", read, {u"cat"_s, -1, 1}, u"3 BAD_ARGUMENTS"_s, HasWritten},
            {"negative length", read, {u"cat"_s, 0, -1}, u"3 BAD_ARGUMENTS"_s, HasWritten},
            {"no log", read, {u"quiet"_s, 0, 0}, u"20 NO_FILE"_s},
            {"the end",
             tail,
             {u"cat"_s, 0, 1},
             u"[\"%1\", %2, true]"_s.arg(channel.text.last(1)).arg(size),
             HasWritten},
            {"nothing new", tail, {u"cat"_s, size, 9}, u"[\"\", %1, false]"_s.arg(size), HasWritten},
            {"no log", tail, {u"quiet"_s, 0, 9}, u"[\"\", 0, false]"_s},
        };
    }
    outcomes += {
        {"no file", u"readProcessStdoutLog"_s, {u"cat"_s, 0, 0}, u"20 NO_FILE: @D@/logs/out"_s, HasNoFolder},
        {"no file", u"readProcessStderrLog"_s, {u"cat"_s, 0, 0}, u"20 NO_FILE: @D@/logs/err"_s, HasNoFolder},
        {"no file", u"tailProcessStdoutLog"_s, {u"cat"_s, 0, 9}, u"[\"\", 0, false]"_s, HasNoFolder},
    };
    for (const QString &method : {u"clearProcessLog"_s, u"clearProcessLogs"_s}) {
        outcomes += {{"logs", method, {u"cat"_s}, u"true"_s, HasWritten},
                     {"no log", method, {u"quiet"_s}, u"true"_s},
                     {"no folder", method, {u"cat"_s}, u"30 FAILED: cat"_s, HasNoFolder}};
    }
    const QString cleared = u"%1, "_s + outcomeOf(u"missing"_s, u"missing"_s) + u", "_s
        + outcomeOf(u"plain"_s, u"plain"_s) + u", "_s + outcomeOf(u"quiet"_s, u"quiet"_s) + u", "_s
        + outcomeOf(u"zoo"_s, u"a"_s) + u", "_s + outcomeOf(u"zoo"_s, u"b"_s);
    outcomes += {{"all", u"clearAllProcessLogs"_s, {}, u'[' + cleared.arg(outcomeOf(u"cat"_s, u"cat"_s)) + u']'},
                 {"one fails",
                  u"clearAllProcessLogs"_s,
                  {},
                  u'[' + cleared.arg(outcomeOf(u"cat"_s, u"cat"_s, 30, u"FAILED: cat"_s)) + u']',
                  HasNoFolder}};
    for (const QString &method : {u"readLog"_s, u"readMainLog"_s}) {
        outcomes += {{"the end", method, {-5, 0}, u"\"seen\n\""_s, MainLog},
                     {"negative, with a length", method, {-5, 5}, u"3 BAD_ARGUMENTS"_s, MainLog},
                     {"no log", method, {0, 0}, u"20 NO_FILE"_s},
                     {"no file", method, {0, 0}, u"20 NO_FILE: @D@/main.log"_s, MainLogGone}};
    }
    outcomes += {{"log", u"clearLog"_s, {}, u"true"_s, MainLog},
                 {"no log", u"clearLog"_s, {}, u"20 NO_FILE"_s},
                 {"no file", u"clearLog"_s, {}, u"20 NO_FILE"_s, MainLogGone}};
    const QString chunk = u"{bytes, generation, lost, next, offset, size}"_s;
    const QString method = u"kantoku.readLogChunk"_s;
    outcomes += {{"log", method, {u"cat"_s, u"stdout"_s, 0, 0}, chunk, HasWritten},
                 {"log of errors", method, {u"cat"_s, u"stderr"_s, 0, 0}, chunk, HasWritten},
                 {"generation", method, {u"cat"_s, u"stdout"_s, 0, 0, u""_s}, chunk, HasWritten},
                 {"main log", method, {u""_s, u""_s, 0, 0}, chunk, MainLog},
                 {"no main log", method, {u""_s, u""_s, 0, 0}, u"20 NO_FILE"_s},
                 {"no log", method, {u"quiet"_s, u"stdout"_s, 0, 0}, u"20 NO_FILE"_s},
                 {"no channel",
                  method,
                  {u"cat"_s, u"stdin"_s, 0, 0},
                  u"3 BAD_ARGUMENTS: channel is stdout or stderr, not stdin"_s}};
    return outcomes;
}

QList<Outcome> ofTheDaemon()
{
    using enum Given;
    return {
        {"text", u"getAPIVersion"_s, {}, u"\"3.0\""_s},
        {"text", u"getVersion"_s, {}, u"\"3.0\""_s},
        {"text", u"getSupervisorVersion"_s, {}, u"\"4.3.0\""_s},
        {"text", u"getIdentification"_s, {}, u"\"box seven\""_s},
        {"number", u"getPID"_s, {}, QString::number(QCoreApplication::applicationPid())},
        {"struct", u"getState"_s, {}, u"{statecode 1, statename \"RUNNING\"}"_s},
        {"done", u"shutdown"_s, {}, u"true"_s},
        {"done", u"restart"_s, {}, u"true"_s},
        {"broken file", u"restart"_s, {}, u"92 CANT_REREAD: @E@"_s, BrokenFile},
        {"done", u"sendRemoteCommEvent"_s, {u"a"_s, u"b"_s}, u"true"_s},
        {"differences",
         u"reloadConfig"_s,
         {},
         u"[[[\"web\"], [], [\"cat\", \"missing\", \"plain\", \"quiet\", \"zoo\"]]]"_s},
        {"broken file", u"reloadConfig"_s, {}, u"92 CANT_REREAD: @E@"_s, BrokenFile},
        {"everything", u"getAllConfigInfo"_s, {}, many(configInfo, 6)},
        {"group", u"addProcessGroup"_s, {u"quiet"_s}, u"true"_s, Removed},
        {"active group", u"addProcessGroup"_s, {u"quiet"_s}, u"90 ALREADY_ADDED: quiet"_s},
        {"no socket", u"addProcessGroup"_s, {u"web"_s}, u"30 FAILED: "_s, NoSocket},
        {"group", u"removeProcessGroup"_s, {u"quiet"_s}, u"true"_s},
        {"group that is not active", u"removeProcessGroup"_s, {u"quiet"_s}, u"10 BAD_NAME: quiet"_s, Removed},
        {"struct", u"kantoku.getCapabilities"_s, {}, u"{capabilities "_s},
        {"struct", u"kantoku.previewConfig"_s, {}, u"{files [\"@D@/kantoku.conf\"], groups "_s},
        {"broken file", u"kantoku.previewConfig"_s, {}, u"{files [], groups [], messages [{"_s, BrokenFile},
        {"with secrets", u"kantoku.previewConfig"_s, {true}, u"{files [\"@D@/kantoku.conf\"], groups "_s},
        {"struct", u"kantoku.getConfig"_s, {u"cat"_s}, u"{disk_readable, file, group, line, name, options, section}"_s},
        {"broken file",
         u"kantoku.getConfig"_s,
         {u"cat"_s, true},
         u"{disk_readable, file, group, line, name, options, section}"_s,
         BrokenFile},
        {"texts", u"kantoku.getConfigFiles"_s, {}, u"[{disk \"[supervisord]\n@E@"_s},
        {"none yet", u"kantoku.getHistory"_s, {u"cat"_s}, u"[]"_s},
        {"entry", u"kantoku.getHistory"_s, {u"cat"_s}, u"[{cause, detail, from, pid, time, to}]"_s, Starting},
        {"struct",
         u"kantoku.explainProcess"_s,
         {u"cat"_s},
         u"{autorestart, autostart, command, command_problem, directory, last, spawnerr, startretries, startsecs, "
         u"state, "
         "stderr_loss, stdout_loss, summary, user}"_s},
        {"nothing runs", u"kantoku.getProcessStats"_s, {RpcWorld::list({u"cat"_s})}, u"[]"_s},
        {"no name", u"kantoku.getProcessStats"_s, {RpcWorld::list({u"no"_s})}, u"10 BAD_NAME: no"_s},
        {"nothing runs", u"kantoku.getProcessTree"_s, {u"cat"_s}, u"[]"_s},
        {"names", u"system.listMethods"_s, {}, u"[\"supervisor.addProcessGroup\", "_s},
        {"text", u"system.methodHelp"_s, {u"supervisor.getPID"_s}, u"\"Tells the process id"_s},
        {"unknown", u"system.methodHelp"_s, {u"no"_s}, u"4 SIGNATURE_UNSUPPORTED"_s},
        {"types",
         u"system.methodSignature"_s,
         {u"supervisor.stopProcess"_s},
         u"[\"boolean\", \"string\", \"boolean\"]"_s},
        {"unknown", u"system.methodSignature"_s, {u"no"_s}, u"4 SIGNATURE_UNSUPPORTED"_s},
        {"nothing", u"system.multicall"_s, {RpcWorld::list({})}, u"[]"_s},
        {"a call without a name",
         u"system.multicall"_s,
         {RpcWorld::list({QVariantMap{}})},
         u"[{faultCode 2, faultString \"INCORRECT_PARAMETERS: No methodName\"}]"_s},
    };
}

QList<Outcome> outcomes()
{
    return ofStates() + ofProcesses() + ofLogs() + ofTheDaemon();
}

} // namespace

class TestMethodOutcomes : public QObject, private RpcWorld {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { end(); }

    void outcome_data();
    void outcome();
    void everyMethodHasARowThatSucceeds();
    void everyMethodRefusesWrongParameters();
    void everyMethodRefusesUnknownNames();
    void everyMethodKnowsWhetherTheDaemonEnds();

private:
    QString path(const QString &name) const { return m_dir->filePath(name); }
    void write(const QString &name, const QByteArray &text);
    void happens(Given given);
    void happens(Then then);
    QList<RpcMethod> methods() const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestMethodOutcomes::write(const QString &name, const QByteArray &text)
{
    QFile file(path(name));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(text);
}

void TestMethodOutcomes::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    m_dir = std::make_unique<QTemporaryDir>();
    write(u"plain"_s, "text");
    write(u"kantoku.conf"_s,
          "[supervisord]\n[fcgi-program:web]\ncommand=/bin/cat\nautostart=false\n"
          "socket=unix:///nonexistent/folder/socket\n");
    QVERIFY(QDir().mkpath(path(u"logs"_s)));
    ProcessConfig cat = program(u"cat"_s);
    cat.autoRestart = AutoRestart::Never;
    cat.stdoutLog.kind = cat.stderrLog.kind = LogConfig::Kind::File;
    cat.stdoutLog.path = path(u"logs/out"_s);
    cat.stderrLog.path = path(u"logs/err"_s);
    Configuration configuration;
    configuration.supervisord.identifier = u"box seven"_s;
    configuration.groups
        = {groupOf(u"cat"_s, {cat}), groupOf(u"missing"_s, {program(u"missing"_s, u"/nonexistent/program"_s)}),
           groupOf(u"plain"_s, {program(u"plain"_s, path(u"plain"_s))}), groupOf(u"quiet"_s, {program(u"quiet"_s)}),
           groupOf(u"zoo"_s, {program(u"a"_s), program(u"b"_s)})};
    RpcWorld::begin(configuration, path(u"kantoku.conf"_s));
}

void TestMethodOutcomes::happens(Given given)
{
    const auto start = [this] {
        call(u"supervisor.startProcess"_s, {u"cat"_s});
        QCOMPARE(process(u"cat"_s)->state(), ProcessState::Starting);
    };
    const auto run = [&] {
        start();
        clock.advance(6s);
        QCOMPARE(process(u"cat"_s)->state(), ProcessState::Running);
    };
    switch (given) {
    case Given::Stopped: break;
    case Given::Starting: start(); break;
    case Given::Running: run(); break;
    case Given::Backoff:
        start();
        launcher.child()->exit(1);
        break;
    case Given::Stopping:
        run();
        call(u"supervisor.stopProcess"_s, {u"cat"_s});
        break;
    case Given::Exited:
        run();
        launcher.child()->exit(0);
        break;
    case Given::Fatal:
        start();
        while (process(u"cat"_s)->state() != ProcessState::Fatal) {
            if (process(u"cat"_s)->state() == ProcessState::Starting)
                launcher.child()->exit(1);
            clock.advance(1s);
        }
        break;
    case Given::HasWritten:
    case Given::HasNoFolder:
        run();
        launcher.child()->say("hello");
        launcher.child()->complain("oh");
        if (given == Given::HasNoFolder)
            QVERIFY(QDir(path(u"logs"_s)).removeRecursively());
        break;
    case Given::RefusesSignals:
        run();
        launcher.child()->signalError = EPERM;
        break;
    case Given::Unknown:
        run();
        launcher.child()->signalError = EPERM;
        call(u"supervisor.stopProcess"_s, {u"cat"_s});
        QCOMPARE(process(u"cat"_s)->state(), ProcessState::Unknown);
        break;
    case Given::HasNoInput:
        run();
        launcher.child()->takesInput = false;
        break;
    case Given::MainLog:
    case Given::MainLogGone:
        QVERIFY(log->open(path(u"main.log"_s), 0, 0, LogLevel::Info, false));
        log->info(u"seen"_s);
        if (given == Given::MainLogGone)
            QVERIFY(QFile::remove(path(u"main.log"_s)));
        break;
    case Given::Removed: QVERIFY(ask(u"supervisor.removeProcessGroup"_s, {u"quiet"_s})); break;
    case Given::NoSocket: QVERIFY(ask(u"supervisor.reloadConfig"_s)); break;
    case Given::BrokenFile: write(u"kantoku.conf"_s, "[program:x]\n"); break;
    case Given::LaunchFails: launcher.error = EAGAIN; break;
    }
}

void TestMethodOutcomes::happens(Then then)
{
    switch (then) {
    case Then::Nothing: break;
    case Then::StaysUp: clock.advance(6s); break;
    case Then::Exits: launcher.child()->exit(1); break;
    case Then::IsStopped:
        call(u"supervisor.stopProcess"_s, {u"cat"_s});
        launcher.child()->dieOf(15);
        break;
    case Then::IsTerminated:
        if (process(u"cat"_s)->state() == ProcessState::Stopping)
            launcher.child()->dieOf(15);
        break;
    }
}

void TestMethodOutcomes::outcome_data()
{
    QTest::addColumn<Outcome>("row");
    for (const Outcome &row : outcomes()) {
        const QString name = u"%1(%2): %3"_s.arg(row.method, shown(QVariant(row.params)), QLatin1StringView(row.name));
        QTest::newRow(name.toUtf8().constData()) << row;
    }
}

void TestMethodOutcomes::outcome()
{
    QFETCH(Outcome, row);
    happens(row.given);
    const LaterAnswer answer = call(row.fullMethod(), row.params);
    if (!*answer)
        happens(row.then);
    QTRY_VERIFY(*answer);
    QString expected = row.expected;
    expected.replace(u"@D@"_s, m_dir->path());
    expected.remove(u"@E@"_s);
    const QString got = shown(**answer);
    // The text of an error of the file or the system is its own; lists that grow are known by their beginning.
    if (row.expected.endsWith(u"@E@"_s) || row.expected.endsWith(u' ') || row.expected.endsWith(u'{')
        || row.method == "system.methodHelp"_L1)
        QCOMPARE(got.first(std::min(got.size(), expected.size())), expected);
    else
        QCOMPARE(got, expected);
}

QList<RpcMethod> TestMethodOutcomes::methods() const
{
    return identityMethods(*supervisor) + configurationMethods(*supervisor) + informationMethods(*supervisor)
        + processMethods(*supervisor) + logMethods(*supervisor) + kantokuMethods(*supervisor, [] { return 0; });
}

void TestMethodOutcomes::everyMethodHasARowThatSucceeds()
{
    static const QRegularExpression aFault(u"^\\d+ [A-Z_]+(:|$)"_s);
    std::set<QString> succeeds;
    for (const Outcome &row : outcomes()) {
        if (!aFault.match(row.expected).hasMatch())
            succeeds.insert(row.fullMethod());
    }
    QStringList names = ask(u"system.listMethods"_s)->toStringList();
    for (const RpcMethod &method : methods())
        names.append(method.name);
    for (const QString &name : std::as_const(names))
        QVERIFY2(succeeds.contains(name), qPrintable(name));
    for (const QString &name : succeeds)
        QVERIFY2(names.contains(name), qPrintable(name));
}

void TestMethodOutcomes::everyMethodRefusesWrongParameters()
{
    for (const RpcMethod &method : methods()) {
        QVariantList given;
        for (const RpcParameter &parameter : method.parameters) {
            if (!parameter.standard.isValid()) { // one that must be given is missing
                QCOMPARE(shown(ask(method.name, given)), u"2 INCORRECT_PARAMETERS"_s);
            }
            const QVariant wrong
                = parameter.type == RpcType::Array ? QVariant(u"text"_s) : QVariant(QVariantList{u"item"_s});
            QVariantList withWrong = given;
            withWrong.append(wrong);
            for (qsizetype i = withWrong.size(); i < method.parameters.size(); ++i)
                withWrong.append(u"1"_s);
            const Answer refused = ask(method.name, withWrong);
            QVERIFY2(!refused && refused.error().number == 2, qPrintable(method.name + u' ' + parameter.name));
            given.append(parameter.type == RpcType::Array ? QVariant(QVariantList()) : QVariant(u"1"_s));
        }
        given.append(u"1"_s);
        QCOMPARE(shown(ask(method.name, given)), u"2 INCORRECT_PARAMETERS"_s);
    }
}

void TestMethodOutcomes::everyMethodRefusesUnknownNames()
{
    int count = 0;
    for (const RpcMethod &method : methods()) {
        if (method.parameters.isEmpty() || method.parameters.first().name != "name"_L1)
            continue;
        ++count;
        QVariantList params;
        for (const RpcParameter &parameter : method.parameters) {
            if (!parameter.standard.isValid())
                params.append(parameter.name == "channel"_L1 ? u"stdout"_s : u"1"_s);
        }
        const bool takesGroup = method.name.endsWith("Group"_L1);
        for (const QString &name :
             {u"no"_s, u"cat:no"_s, u"no:cat"_s, u"no:*"_s, u"cat:cat:cat"_s, u" cat"_s, u"CAT"_s}) {
            params[0] = name;
            QCOMPARE(shown(ask(method.name, params)), u"10 BAD_NAME: "_s + name);
        }
        params[0] = takesGroup ? u"cat:cat"_s : u"zoo"_s;
        QCOMPARE(shown(ask(method.name, params)), u"10 BAD_NAME: "_s + params[0].toString());
    }
    QCOMPARE(count, 23);
}

void TestMethodOutcomes::everyMethodKnowsWhetherTheDaemonEnds()
{
    call(u"supervisor.startProcess"_s, {u"cat"_s});
    QVERIFY(ask(u"supervisor.shutdown"_s));
    for (const RpcMethod &method : methods()) {
        QVariantList params;
        for (const RpcParameter &parameter : method.parameters)
            params.append(parameter.type == RpcType::Array ? QVariant(QVariantList()) : QVariant(u"1"_s));
        const Answer answer = ask(method.name, params);
        const bool isRefused = !answer && answer.error().number == 6;
        QCOMPARE(isRefused, !method.worksInShutdown);
        const bool isOurs = method.name.startsWith("kantoku."_L1);
        QCOMPARE(method.worksInShutdown, isOurs || method.name == "supervisor.sendRemoteCommEvent"_L1);
    }
}

QTEST_GUILESS_MAIN(TestMethodOutcomes)
#include "tst_methodoutcomes.moc"
