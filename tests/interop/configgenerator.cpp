#include "configgenerator.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace {

/// Values that are right, and values that are wrong.
struct Choices {
    QStringList good;
    QStringList bad;
};

QStringList booleans()
{
    return {u"true"_s, u"false"_s, u"yes"_s, u"No"_s, u"ON"_s, u"off"_s, u"1"_s, u"0"_s};
}

QStringList notBooleans()
{
    return {u"maybe"_s, u"2"_s, u"tru"_s, u"'true'"_s, u"true false"_s};
}

QStringList numbers()
{
    return {u"0"_s, u"1"_s, u"5"_s, u" 7 "_s, u"+3"_s, u"1_000"_s, u"-1"_s, u"007"_s, u"600"_s};
}

QStringList notNumbers()
{
    return {u"soon"_s, u"1.5"_s, u"1s"_s, u"0x10"_s, u"1__0"_s, u"_1"_s, u"'1'"_s, u"- 1"_s};
}

QStringList sizes()
{
    return {u"0"_s, u"1MB"_s, u"5kb"_s, u"1Gb"_s, u"1024"_s, u"2 mb"_s, u"-1kb"_s};
}

QStringList notSizes()
{
    return {u"10XB"_s, u"1M"_s, u"MB"_s, u"1.5MB"_s, u"10 B"_s};
}

QStringList logs()
{
    return {u"AUTO"_s,
            u"auto"_s,
            u"NONE"_s,
            u"off"_s,
            u"/tmp/%(program_name)s.log"_s,
            u"/tmp/x.log"_s,
            u"relative.log"_s,
            u"/dev/stdout"_s,
            u"syslog"_s,
            u"%(here)s/x.log"_s,
            u"~/x.log"_s,
            u"/tmp/%(program_name)s-%(process_num)d.log"_s,
            u"/tmp/%%(process_num)02d.log"_s};
}

QStringList notLogs()
{
    return {u"/no/such/folder/x.log"_s, u"/tmp/100%%.log"_s, u"no-folder/x.log"_s, u"/tmp/%(nope)s"_s};
}

const QHash<QString, Choices> &choices()
{
    static const QHash<QString, Choices> table = {
        {u"command"_s,
         {{u"/bin/cat"_s, u"/bin/sh -c 'echo hello; cat'"_s, u"/bin/date +%%Y"_s, u"%(here)s/run --n=%(process_num)d"_s,
           u"/bin/echo \"a b\" %(program_name)s %(group_name)s %(numprocs)d %(process_num)03d"_s,
           u"tail -f x ; comment"_s, u"a#b;c"_s,
           u"/bin/echo %(process_num)x|%(process_num)5d|%(process_num)-5d|%(process_num)+d"_s,
           u"/bin/echo %(program_name)10s|%(program_name)-10.2s|%(program_name)r|%(process_num)s"_s,
           u"größe %(ENV_PATH)s"_s, u"/bin/echo %(process_num)#x %(process_num)08.3f %(process_num)e %(process_num)c"_s,
           u""_s},
          {u"/bin/date +%Y"_s, u"/bin/echo 100%"_s, u"/bin/echo %(nothing)s"_s, u"/bin/echo %(program_name)d"_s,
           u"/bin/echo %(program_name"_s, u"%(ENV_NOT_SET_ANYWHERE)s"_s, u"%(program_name)s %Y"_s, u"%(program_name)"_s,
           u"%(process_num)q"_s, u"%(program_name)*d"_s, u"%(program_name)x"_s}}},
        {u"process_name"_s,
         {{u"%(program_name)s_%(process_num)02d"_s, u"%(program_name)s-%(process_num)d"_s,
           u"%(group_name)s%(process_num)s"_s},
          {u"fixed"_s, u"a b"_s, u"%(program_name)s:%(process_num)d"_s, u"x/y"_s, u"%(process_num)z"_s}}},
        {u"numprocs"_s, {{u"1"_s, u"2"_s, u"3"_s, u"0"_s}, notNumbers()}},
        {u"numprocs_start"_s, {{u"0"_s, u"8"_s, u"-1"_s}, notNumbers()}},
        {u"autostart"_s, {booleans(), notBooleans()}},
        {u"autorestart"_s, {booleans() + QStringList{u"unexpected"_s, u"UNEXPECTED"_s}, {u"sometimes"_s, u"Always"_s}}},
        {u"exitcodes"_s, {{u"0"_s, u"0,2"_s, u" 1 , 2"_s, u""_s, u"255"_s}, {u"256"_s, u"zero"_s, u"0,"_s, u"-1"_s}}},
        {u"stopsignal"_s,
         {{u"TERM"_s, u"sighup"_s, u"9"_s, u"SIGUSR1"_s, u"int"_s, u"64"_s, u"0"_s},
          {u"NOPE"_s, u"1000"_s, u"35"_s, u""_s}}},
        {u"user"_s, {{u"root"_s, u"nobody"_s, u"0"_s, u"daemon"_s}, {u"no-such-user"_s, u"99999"_s, u"-5"_s, u""_s}}},
        {u"environment"_s,
         {{u"A=1"_s, u"A=\"b c\",B='d'"_s, u"PATH=\"/x:%(ENV_PATH)s\""_s, u"A=1,"_s, u"A=1;B=2"_s, u"A=x#y"_s,
           u"N=\"%(process_num)d\""_s, u"E='say \"hi\"'"_s, u"A=\"\""_s, u""_s, u"A=1,A=2,B=3"_s, u"A=\"a\\b\""_s,
           u"P=\"%(program_name)s\",H=\"%(here)s\""_s, u"A=\"1\",\n B=\"2\""_s, u"É=é"_s, u"A =  1 , B= 2"_s},
          {u"A"_s, u"A=$HOME"_s, u"A=1,,B=2"_s, u"A=1 B=2"_s, u"A=\"open"_s, u"A=a@b"_s, u"A=né"_s, u"A="_s, u"A=50%"_s,
           u"=1"_s}}},
        {u"directory"_s,
         {{u"/tmp"_s, u"/no/such/folder"_s, u"%(here)s"_s, u"~"_s, u"/tmp/%(program_name)s"_s}, {u"/tmp/%(x)s"_s}}},
        {u"umask"_s, {{u"022"_s, u"0"_s, u"0o77"_s, u"777"_s, u"2_2"_s}, {u"9x"_s, u"888"_s, u"0x1"_s, u""_s}}},
        {u"serverurl"_s, {{u"AUTO"_s, u"auto"_s, u"http://localhost:9001"_s, u"unix:///tmp/s"_s}, {u"%(nope)s"_s}}},
        {u"programs"_s, {{}, {u"nobody-knows"_s, u""_s}}},
        {u"events"_s,
         {{u"EVENT"_s, u"process_state"_s, u"TICK_5, PROCESS_LOG"_s, u"PROCESS_STATE_EXITED,PROCESS_STATE_FATAL"_s},
          {u"NOPE"_s, u""_s, u"TICK_5,"_s, u"TICK_7"_s}}},
        {u"buffer_size"_s, {{u"10"_s, u"1"_s, u"100"_s}, {u"0"_s, u"-1"_s, u"many"_s}}},
        {u"result_handler"_s,
         {{u"supervisor.dispatchers:default_handler"_s, u"supervisor.dispatchers : default_handler"_s},
          {u"supervisor_stdout:event_handler"_s, u"no such thing!"_s, u"nomodule:x"_s}}},
        {u"socket"_s,
         {{u"tcp://127.0.0.1:9000"_s, u"unix:///tmp/%(program_name)s.sock"_s, u"tcp://LocalHost:80"_s,
           u"unix:///tmp/../x"_s},
          {u"tcp://host"_s, u"http://x:1"_s, u"tcp://h:99999"_s, u""_s}}},
        {u"socket_mode"_s, {{}, {u"rw"_s, u"0660"_s}}},
        {u"socket_owner"_s, {{}, {u"nobody:none-such"_s, u"root"_s}}},
        {u"socket_backlog"_s, {{u"128"_s, u"1"_s}, {u"0"_s, u"65536"_s, u"x"_s}}},
        {u"port"_s,
         {{u"9001"_s, u"*:9001"_s, u"127.0.0.1:9001"_s, u"LocalHost:80"_s, u"::1:9001"_s},
          {u"99999"_s, u"0"_s, u"host:"_s, u"x"_s, u"host:x"_s, u"host:0"_s, u"host:70000"_s}}},
        {u"file"_s,
         {{u"/tmp/s.sock"_s, u"s.sock"_s, u"%(here)s/../s.sock"_s, u"~/s.sock"_s, u"//tmp//a/./b"_s}, {u"%(x)s"_s}}},
        {u"chmod"_s, {{u"0700"_s, u"777"_s}, {u"rwx"_s, u""_s}}},
        {u"chown"_s,
         {{u"root:root"_s, u"nobody"_s, u"0:0"_s, u"daemon:adm"_s}, {u"nobody:none-such"_s, u"none-such"_s}}},
        {u"username"_s, {{}, {u"joe"_s}}},
        {u"loglevel"_s, {{u"info"_s, u"DEBUG"_s, u"warn"_s, u"blather"_s, u"critical"_s}, {u"warning"_s, u"chatty"_s}}},
        {u"identifier"_s, {{u"one"_s, u"two three"_s, u"größe"_s, u"%%"_s}, {u"%(program_name)s"_s, u"%"_s}}},
        {u"childlogdir"_s, {{u"/tmp"_s, u"%(here)s"_s, u"/var/log"_s}, {u"/no/such/folder"_s}}},
        {u"logfile"_s,
         {{u"/tmp/s.log"_s, u"s.log"_s, u"%(here)s/s.log"_s, u"syslog"_s, u"/dev/null"_s},
          {u"/no/such/folder/s.log"_s}}},
        {u"pidfile"_s, {{u"/tmp/s.pid"_s, u"s.pid"_s}, {u"/no/such/folder/s.pid"_s}}},
    };
    return table;
}

QStringList processOptions()
{
    return {u"process_name"_s,
            u"numprocs"_s,
            u"numprocs_start"_s,
            u"priority"_s,
            u"autostart"_s,
            u"startsecs"_s,
            u"startretries"_s,
            u"autorestart"_s,
            u"exitcodes"_s,
            u"stopsignal"_s,
            u"stopwaitsecs"_s,
            u"stopasgroup"_s,
            u"killasgroup"_s,
            u"user"_s,
            u"redirect_stderr"_s,
            u"stdout_logfile"_s,
            u"stdout_logfile_maxbytes"_s,
            u"stdout_logfile_backups"_s,
            u"stdout_capture_maxbytes"_s,
            u"stdout_events_enabled"_s,
            u"stdout_syslog"_s,
            u"stderr_logfile"_s,
            u"stderr_logfile_maxbytes"_s,
            u"stderr_logfile_backups"_s,
            u"stderr_capture_maxbytes"_s,
            u"stderr_events_enabled"_s,
            u"stderr_syslog"_s,
            u"environment"_s,
            u"directory"_s,
            u"umask"_s,
            u"serverurl"_s,
            u"no_such_option"_s};
}

QStringList daemonOptions()
{
    return {
        u"logfile"_s,  u"logfile_maxbytes"_s, u"logfile_backups"_s, u"loglevel"_s,    u"pidfile"_s,   u"umask"_s,
        u"nodaemon"_s, u"silent"_s,           u"minfds"_s,          u"minprocs"_s,    u"nocleanup"_s, u"childlogdir"_s,
        u"user"_s,     u"directory"_s,        u"strip_ansi"_s,      u"environment"_s, u"identifier"_s};
}

} // namespace

QString ConfigGenerator::value(const QString &option)
{
    Choices values;
    if (const auto it = choices().constFind(option); it != choices().cend())
        values = *it;
    else if (option.endsWith("_logfile"_L1))
        values = {logs(), notLogs()};
    else if (option.endsWith("maxbytes"_L1))
        values = {sizes(), notSizes()};
    else if (option.endsWith("_syslog"_L1) || option.endsWith("_enabled"_L1) || option.endsWith("asgroup"_L1)
             || option == "redirect_stderr"_L1 || option == "nodaemon"_L1 || option == "silent"_L1
             || option == "nocleanup"_L1 || option == "strip_ansi"_L1)
        values = {booleans(), notBooleans()};
    else if (option == "no_such_option"_L1)
        values = {{u"%(nope)s"_s, u"100%"_s, u"x"_s}, {}};
    else
        values = {numbers(), notNumbers()};
    const bool isBad = values.good.isEmpty() || (!values.bad.isEmpty() && chance(3));
    return pick(isBad ? values.bad : values.good);
}

QString ConfigGenerator::line(const QString &option, const QString &value)
{
    QString name = option;
    if (chance(5))
        name = name.toUpper();
    QString text = value;
    if (text.contains(u' ') && chance(10))
        text.replace(text.indexOf(u' '), 1, u"\n  "_s);
    if (chance(5))
        text += pick({u" ; a comment"_s, u"\t# another"_s, u" ;#"_s, u"#not a comment"_s, u" #x ;y"_s, u";#;x #y"_s});
    const QString separator = chance(80) ? u"="_s : pick({u" = "_s, u": "_s, u" : "_s, u"  =\t"_s, u":"_s});
    return name + separator + text + u'\n';
}

QString ConfigGenerator::noise()
{
    if (chance(85))
        return {};
    if (chance(4))
        return pick({u"just words\n"_s, u"= value\n"_s, u"[open\n"_s, u"\"quoted\"\n"_s});
    return pick({u"\n"_s, u"; a comment\n"_s, u"# another = comment\n"_s, u"   ; indented\n"_s, u"\n\n"_s, u"  \t\n"_s,
                 u" indented=1\n"_s, u"\tand = more\n"_s, u"unknown=%(x)s\n"_s});
}

QString ConfigGenerator::options(const QStringList &known, const QStringList &required)
{
    QString text = noise();
    for (const QString &option : required) {
        if (!chance(2))
            text += line(option, value(option)) + noise();
    }
    for (int count = int(m_random.bounded(6)); count > 0; --count) {
        const QString option = pick(known);
        text += line(option, value(option)) + noise();
    }
    return text;
}

QString ConfigGenerator::program(const QString &kind, const QString &name)
{
    QStringList required = {u"command"_s};
    QStringList known = processOptions();
    if (kind == "eventlistener"_L1) {
        required.append(u"events"_s);
        known += {u"buffer_size"_s, u"result_handler"_s, u"buffer_size"_s};
        if (!chance(4))
            known.removeAll(u"redirect_stderr"_s);
    } else if (kind == "fcgi-program"_L1) {
        required.append(u"socket"_s);
        known += {u"socket_backlog"_s, u"socket_backlog"_s};
        if (chance(5))
            known += {u"socket_mode"_s, u"socket_owner"_s};
    }
    QString text = u"[%1:%2]%3\n"_s.arg(kind, name, chance(4) ? u" trailing text"_s : QString());
    if (chance(10)) {
        text += u"numprocs=%1\nprocess_name=%2\n"_s.arg(
            pick({u"2"_s, u"3"_s}),
            pick({u"%(program_name)s_%(process_num)02d"_s, u"%(group_name)s-%(process_num)d"_s}));
    }
    return text + options(known, required);
}

QString ConfigGenerator::supervisord()
{
    QString text = u"[supervisord]\n"_s + noise();
    for (int count = int(m_random.bounded(5)); count > 0; --count) {
        const QString option = pick(daemonOptions());
        QString given = value(option);
        if (option == "environment"_L1)
            given = pick({u"A=1"_s, u"A=\"b c\",B=\"%(ENV_PATH)s\""_s, u"A=\"100%%\""_s, u"H=\"%(host_node_name)s\""_s,
                          u"A"_s, u"HERE=\"%(here)s\""_s});
        text += line(option, given) + noise();
    }
    return text;
}

QString ConfigGenerator::servers()
{
    QString text;
    const auto credentials = [this]() -> QString {
        if (chance(70))
            return {};
        if (chance(5))
            return pick({u"username=joe\n"_s, u"password=secret\n"_s});
        return u"username=%1\npassword=%2\n"_s.arg(pick({u"joe"_s, u""_s}),
                                                   pick({u"secret"_s, u"100%%"_s, u"{SHA}ab"_s}));
    };
    if (chance(40))
        text += u"[unix_http_server]\n"_s + options({u"chmod"_s, u"chown"_s}, {u"file"_s}) + credentials();
    if (chance(40))
        text += u"[inet_http_server]\n"_s + options({u"no_such_option"_s}, {u"port"_s}) + credentials();
    if (chance(10))
        text += u"[inet_http_server:two]\n"_s + options({u"no_such_option"_s}, {u"port"_s}) + credentials();
    if (chance(40)) {
        text += u"[rpcinterface:supervisor]\nsupervisor.rpcinterface_factory = %1\n"_s.arg(
            chance(4) ? pick({u"x.y:z"_s, u"bad spec"_s}) : u"supervisor.rpcinterface:make_main_rpcinterface"_s);
        if (chance(10))
            text += u"extra=%(ENV_PATH)s\n"_s;
    }
    return text;
}

QString ConfigGenerator::groups()
{
    if (m_programs.isEmpty() || chance(70))
        return {};
    QStringList members;
    for (const QString &name : std::as_const(m_programs)) {
        if (chance(50))
            members.append(name);
    }
    if (chance(4))
        members.append(u"nobody-knows"_s);
    return u"[group:%1]\nprograms=%2\n"_s.arg(chance(3) ? u"a/b"_s : u"g"_s,
                                              members.join(pick({u","_s, u", "_s, u" ,\n  "_s})))
        + (chance(30) ? line(u"priority"_s, value(u"priority"_s)) : QString());
}

QByteArray ConfigGenerator::encoded(QString text)
{
    if (chance(5))
        text.replace(u'\n', u"\r\n"_s);
    else if (chance(2))
        text.replace(u'\n', u'\r');
    QByteArray bytes = text.toUtf8();
    if (chance(1))
        bytes.prepend("\xef\xbb\xbf");
    if (chance(3) && bytes.endsWith('\n'))
        bytes.chop(1);
    return bytes;
}

QString ConfigGenerator::includes(QMap<QString, QByteArray> &files)
{
    if (chance(80))
        return {};
    if (chance(3))
        return u"[include]\nx=1\n"_s;
    for (int count = int(m_random.bounded(3)); count > 0; --count) {
        const QString name = u"included%1"_s.arg(count);
        QString text = program(u"program"_s, name);
        if (chance(30))
            text += u"[DEFAULT]\nstartsecs=%(process_num)d\n"_s;
        if (chance(30))
            text += u"[supervisord]\n"_s + line(u"identifier"_s, value(u"identifier"_s));
        if (chance(30) && !m_programs.isEmpty())
            text += u"[program:%1]\ndirectory=%(here)s\n"_s.arg(m_programs.constFirst());
        m_programs.append(name);
        files.insert(u"conf.d/%1.conf"_s.arg(count), encoded(text));
    }
    return u"[include]\nfiles = %1\n"_s.arg(
        pick({u"conf.d/*.conf"_s, u"%(here)s/conf.d/*.conf none/*.conf"_s, u"conf.d/[!3].conf\n  conf.d/?.conf"_s,
              u"*/1.conf conf.d/.hidden"_s, u"conf.d/1.conf conf.d/2.conf"_s, u"conf.d/%(nope)s"_s}));
}

QMap<QString, QByteArray> ConfigGenerator::files()
{
    QMap<QString, QByteArray> result;
    QStringList sections;
    if (!chance(2))
        sections.append(supervisord());
    sections.append(servers());
    for (int count = int(m_random.bounded(4)); count > 0; --count) {
        const QString name = chance(3) ? pick({u"a b"_s, u"a:b"_s, u" padded "_s, u"größe"_s}) : u"p%1"_s.arg(count);
        const QString kind = chance(80) ? u"program"_s : u"fcgi-program"_s;
        sections.append(program(kind, name));
        m_programs.append(name.trimmed());
        if (chance(5))
            sections.append(u"[%1:%2]\n"_s.arg(kind, name) + options(processOptions(), {}));
    }
    if (chance(25))
        sections.append(program(u"eventlistener"_s, u"listener"_s));
    sections.append(groups());
    sections.append(includes(result));
    if (chance(10))
        sections.append(u"[DEFAULT]\n"_s + options(processOptions(), {}));
    if (chance(10))
        sections.append(
            pick({u"[whatever]\nx=%(y)s\n"_s, u"[supervisorctl]\nserverurl=http://x:1\n"_s, u"[PROGRAM:x]\na=b\n"_s}));
    for (qsizetype i = sections.size() - 1; i > 0; --i)
        sections.swapItemsAt(i, m_random.bounded(i + 1));
    result.insert(u"main.conf"_s,
                  encoded((chance(1) ? u"x=1\n"_s : QString()) + sections.join(chance(80) ? u"\n"_s : QString())));
    return result;
}
