#include "fakeworld.h"

#include "daemon/config/configloader.h"

#include <QDir>
#include <QTest>

using namespace kantoku::daemon;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What files mean once they are read: defaults, scopes of names, includes, groups.
class TestConfigLoader : public QObject {
    Q_OBJECT

private slots:
    void daemonDefaults();
    void daemonOptions();
    void commandLineWins();
    void processDefaults();
    void processOptions();
    void originsAreKept();
    void namesForExpansion();
    void environmentOfTheDaemonComesFirst();
    void defaultSectionReachesAll();
    void numprocs();
    void logFiles_data();
    void logFiles();
    void groupsAndTheirOrder();
    void eventListeners();
    void fcgiPrograms();
    void servers();
    void serverUrl_data();
    void serverUrl();
    void includes();
    void includedSectionsGoOn();
    void warnings_data();
    void warnings();
    void knownThingsAreNotWarnedAbout();

private:
    Configuration load(const QByteArray &text, const ConfigOverrides &overrides = {});
    ProcessConfig loadProcess(const QByteArray &options);

    FakeWorld m_world;
};

Configuration TestConfigLoader::load(const QByteArray &text, const ConfigOverrides &overrides)
{
    const auto configuration = loadConfiguration(m_world.write(u"main.conf"_s, text), m_world, overrides);
    if (!configuration) {
        QTest::qFail(qPrintable(configuration.error().text()), __FILE__, __LINE__);
        return {};
    }
    return *configuration;
}

ProcessConfig TestConfigLoader::loadProcess(const QByteArray &options)
{
    const Configuration configuration = load("[supervisord]\n[program:p]\ncommand=/bin/cat\n" + options);
    return configuration.groups.isEmpty() || configuration.groups.constFirst().processes.isEmpty()
        ? ProcessConfig()
        : configuration.groups.constFirst().processes.constFirst();
}

void TestConfigLoader::daemonDefaults()
{
    const Configuration configuration = load("[supervisord]\n");
    const SupervisordConfig &daemon = configuration.supervisord;
    QCOMPARE(configuration.file, m_world.path(u"main.conf"_s));
    QCOMPARE(configuration.files, QStringList{configuration.file});
    QVERIFY(daemon.user.isNull());
    QVERIFY(!daemon.uid);
    QCOMPARE(daemon.umask, 022);
    QVERIFY(!daemon.directory);
    QCOMPARE(daemon.logFile, u"/place/supervisord.log"_s);
    QCOMPARE(daemon.logFileMaxBytes, 50 * 1024 * 1024);
    QCOMPARE(daemon.logFileBackups, 10);
    QCOMPARE(daemon.logLevel, LogLevel::Info);
    QCOMPARE(daemon.pidFile, u"/place/supervisord.pid"_s);
    QCOMPARE(daemon.identifier, u"supervisor"_s);
    QCOMPARE(daemon.childLogDir, u"/tmp"_s);
    QCOMPARE(daemon.minFds, 1024);
    QCOMPARE(daemon.minProcs, 200);
    QVERIFY(!daemon.noDaemon);
    QVERIFY(!daemon.silent);
    QVERIFY(!daemon.noCleanup);
    QVERIFY(!daemon.stripAnsi);
    QVERIFY(daemon.environment.isEmpty());
    QVERIFY(!daemon.serverUrl);
    QVERIFY(configuration.groups.isEmpty());
    QVERIFY(configuration.servers.isEmpty());
    QVERIFY(configuration.rpcInterfaces.isEmpty());
    QVERIFY(configuration.diagnostics.isEmpty());
}

void TestConfigLoader::daemonOptions()
{
    const SupervisordConfig daemon
        = load("[supervisord]\nuser=joe\numask=077\ndirectory=~\nlogfile=sub/../s.log\nlogfile_maxbytes=1KB\n"
               "logfile_backups=3\nloglevel=DEBUG\npidfile=%(here)s/s.pid\nidentifier=%(ENV_HOME)s\nchildlogdir=/var/"
               "log\n"
               "minfds=10\nminprocs=20\nnodaemon=true\nsilent=yes\nnocleanup=1\nstrip_ansi=on\nenvironment=A=\"b "
               "c\",D=e\n")
              .supervisord;
    QCOMPARE(daemon.user, u"joe"_s);
    QCOMPARE(daemon.uid, std::optional(1000u));
    QCOMPARE(daemon.umask, 077);
    QCOMPARE(daemon.directory, std::optional(u"/root"_s));
    QCOMPARE(daemon.logFile, u"/place/s.log"_s);
    QCOMPARE(daemon.logFileMaxBytes, 1024);
    QCOMPARE(daemon.logFileBackups, 3);
    QCOMPARE(daemon.logLevel, LogLevel::Debug);
    QCOMPARE(daemon.pidFile, m_world.path(u"s.pid"_s));
    QCOMPARE(daemon.identifier, u"/root"_s);
    QCOMPARE(daemon.childLogDir, u"/var/log"_s);
    QCOMPARE(daemon.minFds, 10);
    QCOMPARE(daemon.minProcs, 20);
    QVERIFY(daemon.noDaemon);
    QVERIFY(daemon.silent);
    QVERIFY(daemon.noCleanup);
    QVERIFY(daemon.stripAnsi);
    QCOMPARE(daemon.environment, (Environment{{u"A"_s, u"b c"_s}, {u"D"_s, u"e"_s}}));
    QCOMPARE(load("[supervisord]\nlogfile=syslog\n").supervisord.logFile, u"syslog"_s);
}

void TestConfigLoader::commandLineWins()
{
    ConfigOverrides overrides;
    overrides.user = u"joe"_s;
    overrides.logFile = u"other.log"_s;
    overrides.pidFile = u"/run/x.pid"_s;
    overrides.logLevel = LogLevel::Trace;
    overrides.umask = 0;
    overrides.logFileMaxBytes = 7;
    overrides.logFileBackups = 8;
    overrides.minFds = 9;
    overrides.minProcs = 10;
    overrides.identifier = u"cli"_s;
    overrides.childLogDir = u"/var/log"_s;
    overrides.directory = u"/tmp"_s;
    overrides.noDaemon = true;
    const SupervisordConfig daemon
        = load("[supervisord]\nuser=root\nlogfile=a.log\nloglevel=warn\nidentifier=file\nnodaemon=false\n", overrides)
              .supervisord;
    QCOMPARE(daemon.user, u"joe"_s);
    QCOMPARE(daemon.uid, std::optional(1000u));
    QCOMPARE(daemon.logFile, u"/place/other.log"_s);
    QCOMPARE(daemon.pidFile, u"/run/x.pid"_s);
    QCOMPARE(daemon.logLevel, LogLevel::Trace);
    QCOMPARE(daemon.umask, 0);
    QCOMPARE(daemon.logFileMaxBytes, 7);
    QCOMPARE(daemon.logFileBackups, 8);
    QCOMPARE(daemon.minFds, 9);
    QCOMPARE(daemon.minProcs, 10);
    QCOMPARE(daemon.identifier, u"cli"_s);
    QCOMPARE(daemon.childLogDir, u"/var/log"_s);
    QCOMPARE(daemon.directory, std::optional(u"/tmp"_s));
    QVERIFY(daemon.noDaemon);
}

void TestConfigLoader::processDefaults()
{
    const ProcessConfig process = loadProcess({});
    QCOMPARE(process.name, u"p"_s);
    QCOMPARE(process.programName, u"p"_s);
    QCOMPARE(process.section, u"program:p"_s);
    QCOMPARE(process.command, u"/bin/cat"_s);
    QVERIFY(!process.directory);
    QVERIFY(!process.umask);
    QCOMPARE(process.priority, 999);
    QVERIFY(process.autoStart);
    QCOMPARE(process.autoRestart, AutoRestart::Unexpected);
    QCOMPARE(process.startSecs, 1s);
    QCOMPARE(process.startRetries, 3);
    QCOMPARE(process.exitCodes, QList<int>{0});
    QCOMPARE(process.stopSignal, 15);
    QCOMPARE(process.stopWait, 10s);
    QVERIFY(!process.stopAsGroup);
    QVERIFY(!process.killAsGroup);
    QVERIFY(!process.uid);
    QVERIFY(process.user.isEmpty());
    QVERIFY(!process.redirectStderr);
    QVERIFY(!process.serverUrl);
    QVERIFY(process.environment.isEmpty());
    for (const LogConfig &log : {process.stdoutLog, process.stderrLog}) {
        QCOMPARE(log.kind, LogConfig::Kind::Auto);
        QCOMPARE(log.maxBytes, 50 * 1024 * 1024);
        QCOMPARE(log.backups, 10);
        QCOMPARE(log.captureMaxBytes, 0);
        QVERIFY(!log.eventsEnabled);
        QVERIFY(!log.syslog);
    }
}

void TestConfigLoader::processOptions()
{
    const ProcessConfig process = loadProcess(
        "directory=/somewhere\numask=027\npriority=-5\nautostart=no\nautorestart=TRUE\nstartsecs=0\n"
        "startretries=4294967295\nexitcodes=0, 2\nstopsignal=usr1\nstopwaitsecs=60\nstopasgroup=true\n"
        "user=joe\nserverurl=unix:///x\nenvironment=A=1\nstdout_logfile=/tmp/o\nstdout_logfile_maxbytes=1MB\n"
        "stdout_logfile_backups=0\nstdout_capture_maxbytes=2KB\nstdout_events_enabled=1\nstdout_syslog=true\n"
        "stderr_logfile=NONE\nstderr_logfile_maxbytes=0\nstderr_logfile_backups=1\n"
        "stderr_capture_maxbytes=3\nstderr_events_enabled=yes\nstderr_syslog=on\n");
    QCOMPARE(process.directory, std::optional(u"/somewhere"_s));
    QCOMPARE(process.umask, std::optional(027));
    QCOMPARE(process.priority, -5);
    QVERIFY(!process.autoStart);
    QCOMPARE(process.autoRestart, AutoRestart::Always);
    QCOMPARE(process.startSecs, 0s);
    QCOMPARE(process.startRetries, 4294967295);
    QCOMPARE(process.exitCodes, (QList<int>{0, 2}));
    QCOMPARE(process.stopSignal, 10);
    QCOMPARE(process.stopWait, 60s);
    QVERIFY(process.stopAsGroup);
    QVERIFY2(process.killAsGroup, "killasgroup follows stopasgroup");
    QCOMPARE(process.uid, std::optional(1000u));
    QCOMPARE(process.user, u"joe"_s);
    QCOMPARE(process.serverUrl, std::optional(u"unix:///x"_s));
    QCOMPARE(process.environment, (Environment{{u"A"_s, u"1"_s}}));
    QCOMPARE(process.stdoutLog, (LogConfig{LogConfig::Kind::File, u"/tmp/o"_s, 1024 * 1024, 0, 2048, true, true}));
    QCOMPARE(process.stderrLog, (LogConfig{LogConfig::Kind::None, {}, 0, 1, 3, true, true}));
}

void TestConfigLoader::originsAreKept()
{
    const ProcessConfig process = loadProcess("; comment\ndirectory=/a\n  \nenvironment=A=1,\n  B=2\nno_such=1\n");
    const QString file = m_world.path(u"main.conf"_s);
    QCOMPARE(process.origin.file, file);
    QCOMPARE(process.origin.line, 2);
    QCOMPARE(process.options.value(u"command"_s).origin.line, 3);
    QCOMPARE(process.options.value(u"directory"_s).origin.file, file);
    QCOMPARE(process.options.value(u"directory"_s).origin.line, 5);
    QCOMPARE(process.options.value(u"directory"_s).value, u"/a"_s);
    QCOMPARE(process.options.value(u"environment"_s).origin.line, 7);
    QVERIFY2(!process.options.contains(u"autostart"_s), "a default has no entry");
    QVERIFY2(!process.options.contains(u"no_such"_s), "nobody reads it");
}

void TestConfigLoader::namesForExpansion()
{
    const Configuration configuration
        = load("[supervisord]\nenvironment=D=\"daemon\"\n"
               "[program:p]\ncommand=%(program_name)s %(group_name)s %(process_num)02d/%(numprocs)d %(host_node_name)s "
               "%(here)s %(ENV_COLOUR)s %(ENV_D)s %(ENV_OWN)s\nenvironment=OWN=\"%(process_num)d\"\nnumprocs=2\n"
               "process_name=%(program_name)s_%(process_num)d\nnumprocs_start=4\n[group:g]\nprograms=p\n");
    const QList<ProcessConfig> processes = configuration.groups.constFirst().processes;
    QCOMPARE(processes.size(), 2);
    QCOMPARE(processes.at(0).name, u"p_4"_s);
    QCOMPARE(processes.at(0).command, u"p g 04/2 box %1 blue 50% daemon 4"_s.arg(m_world.here()));
    QCOMPARE(processes.at(1).command, u"p g 05/2 box %1 blue 50% daemon 5"_s.arg(m_world.here()));
    QCOMPARE(processes.at(1).options.value(u"process_name"_s).value, u"p_5"_s);
}

void TestConfigLoader::environmentOfTheDaemonComesFirst()
{
    const Configuration configuration
        = load("[supervisord]\nenvironment=A=1,B=2\n[program:p]\ncommand=x\nenvironment=C=3,A=4\n");
    QCOMPARE(configuration.groups.constFirst().processes.constFirst().environment,
             (Environment{{u"A"_s, u"4"_s}, {u"B"_s, u"2"_s}, {u"C"_s, u"3"_s}}));
}

void TestConfigLoader::defaultSectionReachesAll()
{
    const Configuration configuration = load("[DEFAULT]\nstartsecs=9\n[supervisord]\n[program:a]\ncommand=x\n"
                                             "[program:b]\ncommand=x\nstartsecs=2\n");
    QCOMPARE(configuration.groups.at(0).processes.constFirst().startSecs, 9s);
    QCOMPARE(configuration.groups.at(1).processes.constFirst().startSecs, 2s);
    QVERIFY(configuration.diagnostics.isEmpty());
}

void TestConfigLoader::numprocs()
{
    const Configuration configuration = load("[supervisord]\n[program:p]\ncommand=x\nnumprocs=11\n"
                                             "process_name=%(program_name)s%(process_num)d\n[program:none]\ncommand=x\n"
                                             "numprocs=0\n");
    QVERIFY(configuration.findGroup(u"none"_s)->processes.isEmpty());
    QStringList names;
    for (const ProcessConfig &process : configuration.findGroup(u"p"_s)->processes)
        names.append(process.name);
    QCOMPARE(names.mid(0, 4), QStringList({u"p0"_s, u"p1"_s, u"p10"_s, u"p2"_s}));
}

void TestConfigLoader::logFiles_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<LogConfig::Kind>("kind");
    QTest::addColumn<QString>("path");
    using Kind = LogConfig::Kind;
    QTest::newRow("AUTO") << QByteArray("stdout_logfile=AUTO") << Kind::Auto << QString();
    QTest::newRow("auto in small letters") << QByteArray("stdout_logfile=auto") << Kind::Auto << QString();
    QTest::newRow("NONE") << QByteArray("stdout_logfile=NONE") << Kind::None << QString();
    QTest::newRow("off") << QByteArray("stdout_logfile=Off") << Kind::None << QString();
    QTest::newRow("empty") << QByteArray("stdout_logfile=") << Kind::None << QString();
    QTest::newRow("a path") << QByteArray("stdout_logfile=/tmp/x") << Kind::File << u"/tmp/x"_s;
    QTest::newRow("a home folder") << QByteArray("stdout_logfile=~/x") << Kind::File << u"/root/x"_s;
    QTest::newRow("another home folder") << QByteArray("stdout_logfile=~joe/x") << Kind::File << u"/home/joe/x"_s;
    QTest::newRow("a relative name") << QByteArray("stdout_logfile=x.log") << Kind::File << u"x.log"_s;
    QTest::newRow("names are expanded twice")
        << QByteArray("stdout_logfile=/tmp/%%(process_num)02d") << Kind::File << u"/tmp/00"_s;
    QTest::newRow("syslog") << QByteArray("stdout_logfile=syslog") << Kind::None << QString();
}

void TestConfigLoader::logFiles()
{
    QFETCH(QByteArray, options);
    QFETCH(LogConfig::Kind, kind);
    QFETCH(QString, path);
    const ProcessConfig process = loadProcess(options + '\n');
    QCOMPARE(process.stdoutLog.kind, kind);
    QCOMPARE(process.stdoutLog.path, path);
    QCOMPARE(process.stdoutLog.syslog, options.endsWith("syslog"));
    QCOMPARE(process.stderrLog.kind, LogConfig::Kind::Auto);
    const ProcessConfig redirected = loadProcess("redirect_stderr=true\nstderr_logfile=/tmp/x\n");
    QCOMPARE(redirected.stderrLog.kind, LogConfig::Kind::None);
}

void TestConfigLoader::groupsAndTheirOrder()
{
    const Configuration configuration
        = load("[supervisord]\n[program:z]\ncommand=x\npriority=1\n[program:b]\ncommand=x\n[program:a]\ncommand=x\n"
               "[group:g]\nprograms=c, d\npriority=5\n[program:d]\ncommand=x\npriority=2\n[program:c]\ncommand=x\n"
               "[program: padded ]\ncommand=x\n[group:empty]\nprograms=\n[group:twice]\nprograms=c\n");
    QStringList names;
    for (const GroupConfig &group : configuration.groups)
        names.append(group.name);
    QCOMPARE(names, QStringList({u"z"_s, u"g"_s, u"a"_s, u"b"_s, u"empty"_s, u"padded"_s, u"twice"_s}));
    const GroupConfig *group = configuration.findGroup(u"g"_s);
    QCOMPARE(group->type, GroupConfig::Type::Group);
    QCOMPARE(group->priority, 5);
    QCOMPARE(group->processes.at(0).name, u"c"_s);
    QCOMPARE(group->processes.at(1).name, u"d"_s);
    QCOMPARE(group->options.value(u"programs"_s).origin.line, 10);
    QCOMPARE(configuration.findGroup(u"z"_s)->priority, 1);
    QCOMPARE(configuration.findGroup(u"twice"_s)->processes.size(), 1);
    QVERIFY(!configuration.findGroup(u"c"_s));
}

void TestConfigLoader::eventListeners()
{
    const GroupConfig plain
        = load("[supervisord]\n[eventlistener:l]\ncommand=x\nevents=event, tick_5 ,EVENT\n").groups.constFirst();
    QCOMPARE(plain.type, GroupConfig::Type::EventListener);
    QCOMPARE(plain.priority, -1);
    QCOMPARE(plain.processes.constFirst().priority, 999);
    QCOMPARE(plain.bufferSize, 10);
    QCOMPARE(plain.events, QStringList({u"EVENT"_s, u"TICK_5"_s}));
    QCOMPARE(plain.resultHandler, u"supervisor.dispatchers:default_handler"_s);
    const GroupConfig given
        = load("[supervisord]\n[eventlistener:l]\ncommand=x\nevents=EVENT\nbuffer_size=3\npriority=7\n"
               "result_handler=supervisor.dispatchers : default_handler\n")
              .groups.constFirst();
    QCOMPARE(given.bufferSize, 3);
    QCOMPARE(given.priority, 7);
    QCOMPARE(given.processes.constFirst().priority, 7);
}

void TestConfigLoader::fcgiPrograms()
{
    const auto socketOf = [this](const QByteArray &options) {
        return load("[supervisord]\n[fcgi-program:f]\ncommand=x\n" + options).groups.constFirst().socket.value();
    };
    const FcgiSocketConfig tcp = socketOf("socket=tcp://LocalHost:9000\nsocket_backlog=5\n");
    QCOMPARE(tcp.kind, FcgiSocketConfig::Kind::Tcp);
    QCOMPARE(tcp.url, u"tcp://localhost:9000"_s);
    QCOMPARE(tcp.host, u"localhost"_s);
    QCOMPARE(tcp.port, 9000);
    QCOMPARE(tcp.backlog, std::optional(5));
    QVERIFY(!tcp.mode && !tcp.owner);
    const FcgiSocketConfig plain = socketOf("socket=unix:///run/../tmp/%(program_name)s.sock\n");
    QCOMPARE(plain.kind, FcgiSocketConfig::Kind::Unix);
    QCOMPARE(plain.path, u"/tmp/f.sock"_s);
    QCOMPARE(plain.url, u"unix:///tmp/f.sock"_s);
    QCOMPARE(plain.mode, std::optional(0700));
    QVERIFY(!plain.owner && !plain.backlog);
    QCOMPARE(socketOf("socket=unix:///x\nuser=joe\n").owner, std::optional(std::pair(1000, 100)));
    const FcgiSocketConfig full = socketOf("socket=unix:///x\nuser=joe\nsocket_owner=root:staff\nsocket_mode=0770\n");
    QCOMPARE(full.owner, std::optional(std::pair(0, 50)));
    QCOMPARE(full.mode, std::optional(0770));
}

void TestConfigLoader::servers()
{
    const Configuration configuration = load(
        "[supervisord]\n[unix_http_server]\nfile=%(here)s/x/../s.sock\n[inet_http_server:two]\nport=*:9002\n"
        "[inet_http_server]\nport=LocalHost:9001\nusername=joe\npassword=100%%\n"
        "[unix_http_server:b]\nfile=/b.sock\nchmod=0777\nchown=joe:staff\nusername=\npassword=\n"
        "[rpcinterface:supervisor]\nsupervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface\n"
        "extra=%(ENV_HOME)s\n");
    QCOMPARE(configuration.servers.size(), 4);
    const ServerConfig &all = configuration.servers.at(0);
    QCOMPARE(all.section, u"inet_http_server:two"_s);
    QCOMPARE(all.kind, ServerConfig::Kind::Inet);
    QVERIFY(all.host.isEmpty() && all.username.isNull() && all.password.isNull());
    QCOMPARE(all.port, 9002);
    QCOMPARE(configuration.servers.at(1).host, u"localhost"_s);
    QCOMPARE(configuration.servers.at(1).username, u"joe"_s);
    QCOMPARE(configuration.servers.at(1).password, u"100%"_s);
    const ServerConfig &plain = configuration.servers.at(2);
    QCOMPARE(plain.kind, ServerConfig::Kind::Unix);
    QCOMPARE(plain.path, m_world.path(u"s.sock"_s));
    QCOMPARE(plain.mode, 0700);
    QVERIFY(!plain.owner);
    const ServerConfig &owned = configuration.servers.at(3);
    QCOMPARE(owned.mode, 0777);
    QCOMPARE(owned.owner, std::optional(std::pair(1000, 50)));
    QVERIFY(owned.username.isEmpty() && !owned.username.isNull());
    QCOMPARE(configuration.supervisord.serverUrl, std::optional("unix://"_L1 + m_world.path(u"s.sock"_s)));
    QCOMPARE(configuration.rpcInterfaces.size(), 1);
    QCOMPARE(configuration.rpcInterfaces.constFirst().name, u"supervisor"_s);
    QCOMPARE(configuration.rpcInterfaces.constFirst().extras.value(u"extra"_s), u"/root"_s);
}

void TestConfigLoader::serverUrl_data()
{
    QTest::addColumn<QByteArray>("servers");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no server") << QByteArray() << QString();
    QTest::newRow("a port on all addresses")
        << QByteArray("[inet_http_server]\nport=9001\n") << u"http://localhost:9001"_s;
    QTest::newRow("a host") << QByteArray("[inet_http_server]\nport=1.2.3.4:9001\n") << u"http://1.2.3.4:9001"_s;
    QTest::newRow("the last of two ports")
        << QByteArray("[inet_http_server]\nport=1\n[inet_http_server:b]\nport=2\n") << u"http://localhost:2"_s;
    QTest::newRow("a socket before a port")
        << QByteArray("[inet_http_server]\nport=1\n[unix_http_server]\nfile=/s\n") << u"unix:///s"_s;
    QTest::newRow("the first of two sockets")
        << QByteArray("[unix_http_server]\nfile=/a\n[unix_http_server:b]\nfile=/b\n") << u"unix:///a"_s;
}

void TestConfigLoader::serverUrl()
{
    QFETCH(QByteArray, servers);
    QFETCH(QString, expected);
    QCOMPARE(load("[supervisord]\n" + servers).supervisord.serverUrl.value_or(QString()), expected);
}

void TestConfigLoader::includes()
{
    m_world.write(u"conf.d/b.conf"_s, "[program:b]\ncommand=%(here)s/run\n");
    m_world.write(u"conf.d/a.conf"_s, "[program:a]\ncommand=x\n[include]\nfiles=never.conf\n");
    m_world.write(u"conf.d/.hidden.conf"_s, "[program:hidden]\ncommand=x\n");
    m_world.write(u"conf.d/skipped.txt"_s, "[program:skipped]\ncommand=x\n");
    m_world.write(u"one.ini"_s, "[program:one]\ncommand=x\n");
    const Configuration configuration
        = load("[include]\nfiles = conf.d/*.conf none/*.conf\n  %(here)s/one.ini\n[supervisord]\n");
    QCOMPARE(configuration.files,
             QStringList({m_world.path(u"main.conf"_s), m_world.path(u"conf.d/a.conf"_s),
                          m_world.path(u"conf.d/b.conf"_s), m_world.path(u"one.ini"_s)}));
    QVERIFY(configuration.findGroup(u"one"_s) && configuration.findGroup(u"a"_s));
    QVERIFY(!configuration.findGroup(u"hidden"_s) && !configuration.findGroup(u"skipped"_s));
    const ProcessConfig &process = configuration.findGroup(u"b"_s)->processes.constFirst();
    QCOMPARE(process.command, m_world.path(u"conf.d/run"_s));
    QCOMPARE(process.origin.file, m_world.path(u"conf.d/b.conf"_s));
    QStringList messages;
    for (const Diagnostic &diagnostic : configuration.diagnostics)
        messages.append(diagnostic.message);
    const QString included = u"Included extra file \"%1\" during parsing"_s;
    QCOMPARE(
        messages,
        QStringList({included.arg(m_world.path(u"conf.d/a.conf"_s)), included.arg(m_world.path(u"conf.d/b.conf"_s)),
                     u"No file matches via include \"%1\""_s.arg(m_world.path(u"none/*.conf"_s)),
                     included.arg(m_world.path(u"one.ini"_s))}));
    QVERIFY(QDir(m_world.path(u"conf.d"_s)).removeRecursively());
}

void TestConfigLoader::includedSectionsGoOn()
{
    m_world.write(u"more.conf"_s, "[program:p]\npriority=7\ndirectory=%(here)s/x\n[supervisord]\nidentifier=more\n");
    const Configuration configuration
        = load("[supervisord]\nidentifier=main\n[program:p]\ncommand=x\npriority=1\n[include]\nfiles=more.conf\n");
    const ProcessConfig &process = configuration.groups.constFirst().processes.constFirst();
    QCOMPARE(process.priority, 7);
    QCOMPARE(process.origin.file, m_world.path(u"main.conf"_s));
    QCOMPARE(process.options.value(u"priority"_s).origin.file, m_world.path(u"more.conf"_s));
    QCOMPARE(process.directory, std::optional(m_world.path(u"x"_s)));
    QCOMPARE(configuration.supervisord.identifier, u"more"_s);
}

void TestConfigLoader::warnings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("line");
    const auto program
        = [](const QByteArray &options) -> QByteArray { return "[program:p]\ncommand=x\n" + options + '\n'; };
    QTest::newRow("a slip in an option") << program(
        "autostrat=no") << u"Option autostrat in [program:p] is unknown and ignored; did you mean autostart?"_s
                                         << 4;
    QTest::newRow("a hyphen for the underscore")
        << program("stdout-logfile=x")
        << u"Option stdout-logfile in [program:p] is unknown and ignored; did you mean stdout_logfile?"_s << 4;
    QTest::newRow("nothing like it") << program("shell=bash") << u"Option shell in [program:p] is unknown and ignored"_s
                                     << 4;
    QTest::newRow("an option of another kind of section")
        << program("events=EVENT") << u"Option events in [program:p] is unknown and ignored"_s << 4;
    QTest::newRow("a slip in a section") << QByteArray("[progam:p]\ncommand=x\n")
                                         << u"Section [progam:p] is unknown and ignored; did you mean [program:p]?"_s
                                         << 2;
    QTest::newRow("a section in capitals")
        << QByteArray("[PROGRAM:p]\ncommand=x\n")
        << u"Section [PROGRAM:p] is unknown and ignored; did you mean [program:p]?"_s << 2;
    QTest::newRow("a section that nobody knows")
        << QByteArray("[whatever]\nx=%(y)s\n") << u"Section [whatever] is unknown and ignored"_s << 2;
    QTest::newRow("syslog as a file")
        << program("stdout_logfile=syslog")
        << u"For [program:p], stdout_logfile=syslog but this is deprecated and will be removed.  Use "
           "stdout_syslog=true to enable syslog instead."_s
        << 4;
    QTest::newRow("stderr redirected and named")
        << program("redirect_stderr=true\nstderr_logfile=/tmp/x")
        << u"For [program:p], redirect_stderr=true but stderr_logfile has also been set to a filename, the filename has been ignored"_s
        << 5;
    QTest::newRow("an automatic log without limit") << program("stderr_logfile_maxbytes=0")
                                                    << u"For [program:p], AUTO logging used for stderr_logfile without "
                                                       u"rollover, set maxbytes > 0 to avoid filling up "
                                                       "filesystem unintentionally"_s
                                                    << 4;
    QTest::newRow("a command for a shell")
        << QByteArray("[program:p]\ncommand=cat x | wc\nnumprocs=2\nprocess_name=%(process_num)s\n")
        << u"For [program:p], the command has |, which only a shell understands, and none reads it; sh -c '...' would"_s
        << 3;
    QTest::newRow("a command with an open quotation")
        << QByteArray("[program:p]\ncommand=sh -c 'x\n")
        << u"For [program:p], the command cannot be run: No closing quotation"_s << 3;
    QTest::newRow("two groups of one name")
        << QByteArray("[program:p]\ncommand=x\n[eventlistener:p]\ncommand=x\nevents=EVENT\n")
        << u"Two groups are called p; only the first in order of priority is used"_s << 2;
}

void TestConfigLoader::warnings()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    QFETCH(int, line);
    const Configuration configuration = load("[supervisord]\n" + text);
    QCOMPARE(configuration.diagnostics.size(), 1);
    const Diagnostic &warning = configuration.diagnostics.constFirst();
    QCOMPARE(warning.severity, Diagnostic::Severity::Warning);
    QCOMPARE(warning.message, expected);
    QCOMPARE(warning.origin.line, line);
    QCOMPARE(warning.origin.file, m_world.path(u"main.conf"_s));
}

void TestConfigLoader::knownThingsAreNotWarnedAbout()
{
    const Configuration configuration
        = load("[supervisord]\n[supervisorctl]\nserverurl=x\nprompt=x\nusername=x\npassword=x\nhistory_file=x\n"
               "[ctlplugin:x]\nanything=1\n[DEFAULT]\nevents=EVENT\nchmod=0700\n[program:p]\ncommand=x\n");
    QVERIFY(configuration.diagnostics.isEmpty());
}

QTEST_GUILESS_MAIN(TestConfigLoader)
#include "tst_configloader.moc"
