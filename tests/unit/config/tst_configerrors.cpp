#include "fakeworld.h"

#include "daemon/config/configloader.h"

#include <QTest>

using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

/// Every mistake with the line it is found on, Supervisor's words, and what would be right.
class TestConfigErrors : public QObject {
    Q_OBJECT

private slots:
    void errors_data();
    void errors();
    void everyErrorIsFound();
    void aBrokenEnvironmentHidesNoOtherErrors();
    void textForPeople();
    void aMisspeltOptionIsNamedAfterTheErrors();
    void syntaxErrorsOfAllFiles();
    void missingFiles();
    void includedFileIsNamed();

private:
    ConfigErrors errorsOf(const QByteArray &text);

    FakeWorld m_world;
};

ConfigErrors TestConfigErrors::errorsOf(const QByteArray &text)
{
    const auto configuration = loadConfiguration(m_world.write(u"main.conf"_s, text), m_world);
    return configuration ? ConfigErrors() : configuration.error();
}

void TestConfigErrors::errors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("line");

    // A program's option stands on line 4, and its errors name section and file.
    const auto program = [](const char *name, const char *options, const char *expected, int line = 4) {
        QTest::newRow(name) << QByteArray("[supervisord]\n[program:p]\ncommand=x\n") + options + '\n'
                            << QString::fromUtf8(expected) + " in section 'program:p' (file: '@')"_L1 << line;
    };
    const auto plain = [](const char *name, const char *text, const char *expected, int line) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(expected) << line;
    };
    program("autostart", "autostart=maybe", "not a valid boolean value: 'maybe'");
    program("a boolean in quotes", "autostart='true'", "not a valid boolean value: \"'true'\"");
    program("autorestart in small letters", "autorestart=Sometimes", "invalid 'autorestart' value 'sometimes'");
    program("startsecs", "startsecs=soon", "invalid literal for int() with base 10: 'soon'");
    program("startsecs empty", "startsecs=", "invalid literal for int() with base 10: ''");
    program("startretries", "startretries=1.5", "invalid literal for int() with base 10: '1.5'");
    program("stopwaitsecs", "stopwaitsecs=10s", "invalid literal for int() with base 10: '10s'");
    program("numprocs", "numprocs=two", "invalid literal for int() with base 10: 'two'");
    program("numprocs_start", "numprocs_start=x", "invalid literal for int() with base 10: 'x'");
    program("stopsignal name", "stopsignal=NOPE", "value 'NOPE' is not a valid signal name");
    program("stopsignal number", "stopsignal=1000", "value '1000' is not a valid signal number");
    program("stopsignal between", "stopsignal=35", "value '35' is not a valid signal number");
    program("stopasgroup", "stopasgroup=2", "not a valid boolean value: '2'");
    program("killasgroup false with stopasgroup", "killasgroup=false\nstopasgroup=true",
            "Cannot set stopasgroup=true and killasgroup=false");
    program("exitcodes too large", "exitcodes=0,256", "not a valid list of exit codes: '0,256'");
    program("exitcodes negative", "exitcodes=-1", "not a valid list of exit codes: '-1'");
    program("exitcodes with a comma at the end", "exitcodes=0,", "not a valid list of exit codes: '0,'");
    program("umask", "umask=9x", "9x can not be converted to an octal type");
    program("user name", "user=nobody-here", "Invalid user name nobody-here");
    program("user number", "user=4711", "Invalid user id 4711");
    program("redirect_stderr", "redirect_stderr=x", "not a valid boolean value: 'x'");
    program("log directory", "stdout_logfile=/no/such/x.log",
            "The directory named as part of the path /no/such/x.log does not exist");
    program("stderr log directory", "stderr_logfile=nowhere/x.log",
            "The directory named as part of the path nowhere/x.log does not exist");
    program("log size", "stdout_logfile_maxbytes=10XB", "invalid literal for int() with base 10: '10xb'");
    program("log size without a number", "stderr_logfile_maxbytes=MB", "invalid literal for int() with base 10: ''");
    program("log backups", "stdout_logfile_backups=many", "invalid literal for int() with base 10: 'many'");
    program("capture size", "stdout_capture_maxbytes=1TB", "invalid literal for int() with base 10: '1tb'");
    program("events enabled", "stderr_events_enabled=x", "not a valid boolean value: 'x'");
    program("syslog", "stdout_syslog=x", "not a valid boolean value: 'x'");
    program("environment", "environment=A", "Unexpected end of key/value pairs in value 'A'");
    program("environment's quotation", "environment=A=\"x", "No closing quotation");
    program("process_name alone", "numprocs=2", "%(process_num) must be present within process_name when numprocs > 1",
            2);
    program("process_name with a colon", "process_name=a:b", "Invalid name: 'a:b' because of character: ':'");
    program("a lone percent sign", "directory=100%",
            "Format string '100%' for 'program:p.directory' is badly formatted: incomplete format");
    program(
        "an unknown name before the processes", "umask=%(x)s",
        "Format string '%(x)s' for 'program:p.umask' contains names ('x') which cannot be expanded. Available names: "
        "ENV_COLOUR, ENV_HOME, group_name, here, host_node_name, program_name");
    program("an unknown name in a process", "directory=%(x)s",
            "Format string '%(x)s' for 'program:p.directory' contains names ('x') which cannot be expanded. Available "
            "names: "
            "ENV_COLOUR, ENV_HOME, group_name, here, host_node_name, numprocs, process_num, program_name");
    program("an unknown variable in environment", "environment=A=%(ENV_X)s",
            "Format string '***' for 'environment' contains names ('ENV_X') which cannot be expanded. "
            "Available names: "
            "ENV_COLOUR, ENV_HOME, group_name, here, host_node_name, numprocs, process_num, program_name");
    plain("priority has no place in its text", "[supervisord]\n[program:p]\ncommand=x\npriority=x\n",
          "invalid literal for int() with base 10: 'x'", 4);
    plain("no command", "[supervisord]\n[program:p]\nstartsecs=1\n",
          "program section program:p does not specify a command in section 'program:p' (file: '@')", 2);
    plain("a program's name", "[supervisord]\n[program:a:b]\ncommand=x\n",
          "Invalid name: 'a:b' because of character: ':'", 2);

    plain("no [supervisord]", "[program:p]\ncommand=x\n", ".ini file does not include supervisord section", 0);
    plain("[supervisord] loglevel", "[supervisord]\nloglevel=warning\n", "bad logging level name 'warning'", 2);
    plain("[supervisord] logfile", "[supervisord]\nlogfile=/no/such/x\n",
          "The directory named as part of the path /no/such/x does not exist", 2);
    plain("[supervisord] pidfile", "[supervisord]\npidfile=/no/such/x\n",
          "The directory named as part of the path /no/such/x does not exist", 2);
    plain("[supervisord] directory", "[supervisord]\ndirectory=/no/such\n", "/no/such is not an existing directory", 2);
    plain("[supervisord] childlogdir", "[supervisord]\nchildlogdir=/no\n", "/no is not an existing directory", 2);
    plain("[supervisord] umask", "[supervisord]\numask=888\n", "888 can not be converted to an octal type", 2);
    plain("[supervisord] minfds", "[supervisord]\nminfds=many\n", "invalid literal for int() with base 10: 'many'", 2);
    plain("[supervisord] minprocs", "[supervisord]\nminprocs=x\n", "invalid literal for int() with base 10: 'x'", 2);
    plain("[supervisord] logfile_maxbytes", "[supervisord]\nlogfile_maxbytes=x\n",
          "invalid literal for int() with base 10: 'x'", 2);
    plain("[supervisord] logfile_backups", "[supervisord]\nlogfile_backups=x\n",
          "invalid literal for int() with base 10: 'x'", 2);
    plain("[supervisord] nodaemon", "[supervisord]\nnodaemon=perhaps\n", "not a valid boolean value: 'perhaps'", 2);
    plain("[supervisord] user", "[supervisord]\nuser=nobody-here\n", "Invalid user name nobody-here", 2);
    plain("[supervisord] environment", "[supervisord]\nenvironment=A\n",
          "Unexpected end of key/value pairs in value 'A'", 2);
    plain(
        "[supervisord] environment is expanded twice", "[supervisord]\nenvironment=A=\"1%%\"\n",
        "Format string '***' for 'environment' is badly formatted: a percent sign that begins neither %(name)s nor %%",
        2);
    plain("a password with a percent sign",
          "[supervisord]\n[inet_http_server]\nport=1\nusername=a\npassword=x%y%(z)s\n",
          "Format string '***' for 'inet_http_server.password' is badly formatted: a percent sign that begins neither "
          "%(name)s nor %%",
          5);

    plain("group's name", "[supervisord]\n[group:a/b]\nprograms=\n", "Invalid name: 'a/b' because of character: '/'",
          2);
    plain("group's unknown member", "[supervisord]\n[group:g]\nprograms=zap\n",
          "[group:g] names unknown program or fcgi-program zap", 3);
    plain(
        "group's ambiguous member",
        "[supervisord]\n[program:x]\ncommand=x\n[fcgi-program:x]\ncommand=x\nsocket=tcp://h:1\n[group:g]\nprograms=x\n",
        "[group:g] name x is ambiguous (exists as program and fcgi-program)", 8);
    plain("listener without events", "[supervisord]\n[eventlistener:e]\ncommand=x\n",
          "[eventlistener:e] section requires an \"events\" line", 2);
    plain("listener's unknown event", "[supervisord]\n[eventlistener:e]\ncommand=x\nevents=nope\n",
          "Unknown event type NOPE in [eventlistener:e] events", 4);
    plain("listener's buffer", "[supervisord]\n[eventlistener:e]\ncommand=x\nevents=EVENT\nbuffer_size=0\n",
          "[eventlistener:e] section sets invalid buffer_size (0)", 5);
    plain("listener's stderr", "[supervisord]\n[eventlistener:e]\ncommand=x\nevents=EVENT\nredirect_stderr=true\n",
          "[eventlistener:e] section sets redirect_stderr=true but this is not allowed because it will interfere with "
          "the "
          "eventlistener protocol",
          5);
    plain("listener's Python handler",
          "[supervisord]\n[eventlistener:e]\ncommand=x\nevents=EVENT\nresult_handler=supervisor_stdout:event_handler\n",
          "supervisor_stdout:event_handler cannot be resolved within [eventlistener:e]", 5);
    plain("listener's handler that is none",
          "[supervisord]\n[eventlistener:e]\ncommand=x\nevents=EVENT\nresult_handler=no such\n",
          "(\"EntryPoint must be in 'name=module:attrs [extras]' format\", 'x=no such')", 5);
    plain("fcgi without a socket", "[supervisord]\n[fcgi-program:f]\ncommand=x\n",
          "[fcgi-program:f] section requires a \"socket\" line", 2);
    plain("fcgi's socket", "[supervisord]\n[fcgi-program:f]\ncommand=x\nsocket=http://x\n",
          "Bad socket format http://x in [fcgi-program:f] socket", 4);
    plain("fcgi's port", "[supervisord]\n[fcgi-program:f]\ncommand=x\nsocket=tcp://h:99999\n",
          "99999 is above upper bound (65535) in [fcgi-program:f] socket", 4);
    plain("fcgi's relative socket", "[supervisord]\n[fcgi-program:f]\ncommand=x\nsocket=unix://x\n",
          "Unix socket path x is not an absolute path in [fcgi-program:f] socket", 4);
    plain(
        "fcgi's mode with TCP", "[supervisord]\n[fcgi-program:f]\ncommand=x\nsocket=tcp://h:1\nsocket_mode=0700\n",
        "socket_owner and socket_mode params should only be used with a Unix domain socket in [fcgi-program:f] socket",
        4);
    plain("fcgi's mode", "[supervisord]\n[fcgi-program:f]\ncommand=x\nsocket=unix:///x\nsocket_mode=rw\n",
          "Invalid socket_mode value rw", 5);
    plain("fcgi's owner", "[supervisord]\n[fcgi-program:f]\ncommand=x\nsocket=unix:///x\nsocket_owner=joe:x\n",
          "Invalid socket_owner value joe:x", 5);
    plain("fcgi's backlog", "[supervisord]\n[fcgi-program:f]\ncommand=x\nsocket=unix:///x\nsocket_backlog=0\n",
          "Invalid socket_backlog value 0", 5);

    plain("server without a port", "[supervisord]\n[inet_http_server]\n",
          "section [inet_http_server] has no port value", 2);
    plain("server's port", "[supervisord]\n[inet_http_server]\nport=99999\n", "not a valid port number: '99999' ", 3);
    plain("server's port above with a host", "[supervisord]\n[inet_http_server]\nport=h:99999\n",
          "99999 is above upper bound (65535)", 3);
    plain("server's port below with a host", "[supervisord]\n[inet_http_server]\nport=h:0\n",
          "0 is below lower bound (1)", 3);
    plain("server's port missing behind a host", "[supervisord]\n[inet_http_server]\nport=host:\n",
          "no port number specified in ''", 3);
    plain("server without a file", "[supervisord]\n[unix_http_server]\n",
          "section [unix_http_server] has no file value", 2);
    plain("server's chmod", "[supervisord]\n[unix_http_server]\nfile=/s\nchmod=rwx\n", "Invalid chmod value rwx", 4);
    plain("server's chown", "[supervisord]\n[unix_http_server]\nfile=/s\nchown=x:y\n", "Invalid sockchown value x:y",
          4);
    plain("half of the credentials", "[supervisord]\n[unix_http_server]\nfile=/s\nusername=joe\n",
          "Section [unix_http_server] contains incomplete authentication: If a username or a password is specified, "
          "both the "
          "username and password must be specified",
          4);
    plain("rpcinterface without a factory", "[supervisord]\n[rpcinterface:x]\n",
          "section [rpcinterface:x] does not specify a supervisor.rpcinterface_factory", 2);
    plain("rpcinterface of Python", "[supervisord]\n[rpcinterface:x]\nsupervisor.rpcinterface_factory=a.b:c\n",
          "a.b:c cannot be resolved within [rpcinterface:x]", 3);
    plain("include without files", "[supervisord]\n[include]\nx=1\n",
          ".ini file has [include] section, but no files setting", 2);
    plain("include with an unknown name", "[supervisord]\n[include]\nfiles=%(x)s\n",
          "Format string '%(x)s' for 'include.files' contains names ('x') which cannot be expanded. Available names: "
          "ENV_COLOUR, "
          "ENV_HOME, here, host_node_name",
          3);
    plain("a bad line", "[supervisord]\nbad line\n", "Source contains parsing errors: '@'\n\t[line  2]: 'bad line\\n'",
          2);
    plain("an option before all sections", "x=1\n", "File contains no section headers.\nfile: '@', line: 1\n'x=1\\n'",
          1);
}

void TestConfigErrors::errors()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    QFETCH(int, line);
    const ConfigErrors errors = errorsOf(text);
    QCOMPARE(errors.errors.size(), 1);
    const QString file = m_world.path(u"main.conf"_s);
    QCOMPARE(errors.supervisorText(), expected.replace(u'@', file));
    const Diagnostic &error = errors.errors.constFirst();
    QCOMPARE(error.severity, Diagnostic::Severity::Error);
    QCOMPARE(error.origin.file, file);
    QCOMPARE(error.origin.line, line);
    QVERIFY2(!error.message.isEmpty(), "an error says what is wrong");
    QVERIFY2(!error.allowed.isEmpty(), "an error says what would be right");
}

void TestConfigErrors::everyErrorIsFound()
{
    const ConfigErrors errors
        = errorsOf("[supervisord]\nloglevel=x\nminfds=y\n[program:a]\nstartsecs=z\nautostart=q\nnumprocs=3\n"
                   "process_name=%(process_num)d\n[eventlistener:e]\ncommand=x\nevents=NOPE\n[inet_http_server]\n");
    QStringList found;
    for (const Diagnostic &error : errors.errors)
        found.append(u"%1.%2:%3"_s.arg(error.section, error.option).arg(error.origin.line));
    QCOMPARE(found,
             QStringList({u"supervisord.minfds:3"_s, u"supervisord.loglevel:2"_s, u"program:a.autostart:6"_s,
                          u"program:a.startsecs:5"_s, u"program:a.:4"_s, u"eventlistener:e.events:11"_s,
                          u"inet_http_server.port:12"_s}));
    QCOMPARE(errors.supervisorText(), u"invalid literal for int() with base 10: 'y'"_s);
}

void TestConfigErrors::aBrokenEnvironmentHidesNoOtherErrors()
{
    const ConfigErrors errors = errorsOf("[supervisord]\nenvironment=A\n[program:p]\ncommand=%(ENV_A)s\nstartsecs=x\n"
                                         "[program:q]\ncommand=%(ENV_B)s\nenvironment=B\ndirectory=%(x)s\n");
    QStringList found;
    for (const Diagnostic &error : errors.errors)
        found.append(error.section + u'.' + error.option);
    QCOMPARE(found,
             QStringList({u"supervisord.environment"_s, u"program:p.startsecs"_s, u"program:q.environment"_s,
                          u"program:q.directory"_s}));
}

void TestConfigErrors::textForPeople()
{
    const QString file = m_world.path(u"main.conf"_s);
    QCOMPARE(
        errorsOf("[supervisord]\n[program:p]\nautostart=maybe\n").text(),
        u"%1:3: [program:p] autostart = maybe: not a valid boolean value: 'maybe'. Allowed: true, yes, on, 1 or false, "
        "no, off, 0.\n%1:2: [program:p] program section program:p does not specify a command. Allowed: "
        "command=<program "
        "and arguments>."_s.arg(file));
    QCOMPARE(errorsOf("[supervisord]\nbad\n").text(),
             u"%1:2: \"bad\": This line is neither a section, an option nor a comment. Allowed: [section], "
             u"option=value, or a "
             "comment that begins with ; or #."_s.arg(file));
    QVERIFY(errorsOf("\xef\xbb\xbf[supervisord]\n").text().contains(u"byte order mark"_s));
}

void TestConfigErrors::aMisspeltOptionIsNamedAfterTheErrors()
{
    const ConfigErrors errors = errorsOf("[supervisord]\n[program:p]\ncommnd=/bin/secret\n");
    QCOMPARE(errors.errors.size(), 2);
    QCOMPARE(errors.errors.last().severity, Diagnostic::Severity::Warning);
    QCOMPARE(errors.text().section(u'\n', 1),
             u"%1:3: [program:p] commnd: Option commnd in [program:p] is unknown and ignored; did you mean "
             "command?"_s.arg(m_world.path(u"main.conf"_s)));
}

void TestConfigErrors::syntaxErrorsOfAllFiles()
{
    m_world.write(u"bad/1.conf"_s, "[a]\none\n");
    m_world.write(u"bad/2.conf"_s, "[b]\n\ntwo\n");
    const ConfigErrors errors = errorsOf("[supervisord]\n[include]\nfiles=bad/*.conf\n");
    QCOMPARE(errors.errors.size(), 2);
    QCOMPARE(errors.errors.at(0).origin.file, m_world.path(u"bad/1.conf"_s));
    QCOMPARE(errors.errors.at(1).origin.file, m_world.path(u"bad/2.conf"_s));
    QCOMPARE(errors.errors.at(1).origin.line, 3);
    QCOMPARE(errors.supervisorText(),
             u"Source contains parsing errors: '%1'\n\t[line  2]: 'one\\n'"_s.arg(m_world.path(u"bad/1.conf"_s)));
}

void TestConfigErrors::missingFiles()
{
    const auto missing = loadConfiguration(u"/no/such/file.conf"_s, m_world);
    QVERIFY(!missing);
    QCOMPARE(missing.error().supervisorText(), u"could not find config file /no/such/file.conf"_s);
    const auto folder = loadConfiguration(m_world.here(), m_world);
    QVERIFY(!folder);
    QCOMPARE(folder.error().supervisorText(), "could not read config file "_L1 + m_world.here());
}

void TestConfigErrors::includedFileIsNamed()
{
    const QString included = m_world.write(u"inc.conf"_s, "[program:bad]\ncommand=x\nstartsecs=x\n");
    const ConfigErrors errors = errorsOf("[supervisord]\n[include]\nfiles=inc.conf\n");
    QCOMPARE(errors.supervisorText(),
             u"invalid literal for int() with base 10: 'x' in section 'program:bad' (file: '%1')"_s.arg(included));
    QCOMPARE(errors.errors.constFirst().origin.file, included);
    QCOMPARE(errors.errors.constFirst().origin.line, 3);
}

QTEST_GUILESS_MAIN(TestConfigErrors)
#include "tst_configerrors.moc"
