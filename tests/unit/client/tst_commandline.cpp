#include "client/commands/command.h"
#include "client/commands/commandline.h"
#include "client/commands/completionscript.h"
#include "client/commands/pythontext.h"
#include "protocol/pythontext.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::client;

namespace {

ProcessInfo process(const QString &group, const QString &name)
{
    ProcessInfo info;
    info.group = group;
    info.name = name;
    return info;
}

QList<ProcessInfo> sample()
{
    return {process(u"cat"_s, u"cat"_s), process(u"web"_s, u"web_0"_s), process(u"web"_s, u"web_1"_s),
            process(u"worker"_s, u"worker"_s)};
}

} // namespace

class TestCommandLine : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void parse_data();
    void parse();
    void patterns_data();
    void patterns();
    void aGroupIsNoPattern();
    void completes_data();
    void completes();
    void theTableIsSortedAndComplete();
    void topicsStandInColumns_data();
    void topicsStandInColumns();
    void textsAreQuotedAsPythonDoes_data();
    void textsAreQuotedAsPythonDoes();
    void errorsAreShownAsExceptions_data();
    void errorsAreShownAsExceptions();
    void shellsReadTheirScripts();
    void theManualNamesEveryAction();
};

void TestCommandLine::parse_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("argument");
    QTest::newRow("nothing") << u""_s << u""_s << u""_s << u""_s;
    QTest::newRow("blanks") << u" \t "_s << u""_s << u""_s << u""_s;
    QTest::newRow("a word") << u"status"_s << u"status"_s << u"status"_s << u""_s;
    QTest::newRow("words, and blanks around and between")
        << u"  pid   a  b "_s << u"pid   a  b"_s << u"pid"_s << u"a  b"_s;
    QTest::newRow("the command ends where its letters end") << u"tail-f x"_s << u"tail-f x"_s << u"tail"_s << u"-f x"_s;
    QTest::newRow("a question mark is help") << u"?"_s << u"help"_s << u"help"_s << u""_s;
    QTest::newRow("and may stand before a word") << u"? start"_s << u"help  start"_s << u"help"_s << u"start"_s;
    QTest::newRow("no command at all") << u"-f"_s << u"-f"_s << u""_s << u"-f"_s;
    QTest::newRow("letters of other languages end it too") << u"stätus"_s << u"stätus"_s << u"st"_s << u"ätus"_s;
}

void TestCommandLine::parse()
{
    QFETCH(QString, line);
    const CommandLine parsed = CommandLine::parse(line);
    QTEST(parsed.text, "text");
    QTEST(parsed.command, "command");
    QTEST(parsed.argument, "argument");
}

void TestCommandLine::patterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("a star") << u"w*"_s << QStringList{u"web:web_0"_s, u"web:web_1"_s, u"worker"_s};
    QTest::newRow("a question mark") << u"c?t"_s << QStringList{u"cat"_s};
    QTest::newRow("a set") << u"web_[1-9]"_s << QStringList{u"web:web_1"_s};
    QTest::newRow("with a group") << u"web:*_0"_s << QStringList{u"web:web_0"_s};
    QTest::newRow("everything") << u"*"_s << QStringList{u"cat"_s, u"web:web_0"_s, u"web:web_1"_s, u"worker"_s};
    QTest::newRow("a bracket that is not closed is a bracket") << u"web[1"_s << QStringList();
    QTest::newRow("a range that goes backwards matches nothing") << u"web_[9-1]"_s << QStringList();
    QTest::newRow("all of it has to match") << u"?eb"_s << QStringList();
}

void TestCommandLine::patterns()
{
    QFETCH(QString, pattern);
    QFETCH(QStringList, expected);
    QVERIFY(isNamePattern(pattern));
    QStringList matching;
    for (const ProcessInfo &each : sample()) {
        if (matchesPattern(pattern, each))
            matching.append(each.namespec());
    }
    QCOMPARE(matching, expected);
}

void TestCommandLine::aGroupIsNoPattern()
{
    QVERIFY(!isNamePattern(u"web:*"_s));
    QVERIFY(!isNamePattern(u"web:"_s));
    QVERIFY(!isNamePattern(u"web"_s));
    QVERIFY(isNamePattern(u"we*:*"_s));
}

void TestCommandLine::completes_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("a command") << u"stat"_s << u"stat"_s << QStringList{u"status "_s};
    QTest::newRow("several commands") << u"re"_s << u"re"_s
                                      << QStringList{u"reload "_s, u"remove "_s, u"reread "_s, u"restart "_s};
    QTest::newRow("a command to explain") << u"help mai"_s << u"mai"_s << QStringList{u"maintail "_s};
    QTest::newRow("a process") << u"start c"_s << u"c"_s << QStringList{u"cat "_s};
    QTest::newRow("a member is shown with its group")
        << u"start w"_s << u"w"_s << QStringList{u"web:web_0 "_s, u"web:* "_s, u"web:web_1 "_s, u"worker "_s};
    QTest::newRow("after a colon also a program by both names")
        << u"start worker:"_s << u"worker:"_s << QStringList{u"worker:worker "_s, u"worker:* "_s};
    QTest::newRow("the second name too") << u"stop cat wor"_s << u"wor"_s << QStringList{u"worker "_s};
    QTest::newRow("a group") << u"update w"_s << u"w"_s << QStringList{u"web "_s, u"worker "_s};
    QTest::newRow("what takes no name") << u"version c"_s << u"c"_s << QStringList();
    QTest::newRow("an unknown command") << u"frobnicate c"_s << u"c"_s << QStringList();
}

void TestCommandLine::completes()
{
    QFETCH(QString, line);
    QFETCH(QString, word);
    QTEST(completions(line, word, sample()), "expected");
}

void TestCommandLine::theTableIsSortedAndComplete()
{
    QStringList names;
    for (const Command &command : commands()) {
        names.append(command.nameText());
        QVERIFY(command.execute);
        QVERIFY(*command.summary);
        const QString help = QString::fromUtf8(command.help);
        QVERIFY2(command.nameText() == "EOF"_L1 || help.endsWith(u'\n'), command.name);
    }
    QCOMPARE(names, [names] {
        QStringList sorted = names;
        std::ranges::sort(sorted);
        return sorted;
    }());
    QCOMPARE(findCommand(u"nope"), nullptr);
    QCOMPARE(findCommand(u""), nullptr);
    QCOMPARE(findCommand(u"STATUS"), nullptr);
}

void TestCommandLine::topicsStandInColumns_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << QStringList() << u"\nX:\n==\n\n"_s;
    QTest::newRow("one") << QStringList{u"a"_s} << u"\nX:\n==\na\n\n"_s;
    QTest::newRow("one row") << QStringList{u"a"_s, u"bb"_s, u"c"_s} << u"\nX:\n==\na  bb  c\n\n"_s;
    QStringList wide;
    for (const QChar c : {u'a', u'b', u'c'})
        wide.append(QString(40, c));
    QTest::newRow("too wide for two in a row") << wide << u"\nX:\n==\n"_s + wide.join(u'\n') + u"\n\n"_s;
}

void TestCommandLine::topicsStandInColumns()
{
    QFETCH(QStringList, names);
    QTEST(topicList(u"X:"_s, names), "expected");
}

void TestCommandLine::textsAreQuotedAsPythonDoes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"abc"_s << u"'abc'"_s;
    QTest::newRow("a single quote") << u"it's"_s << u"\"it's\""_s;
    QTest::newRow("both quotes") << u"'\""_s << u"'\\'\"'"_s;
    QTest::newRow("a backslash") << u"a\\b"_s << u"'a\\\\b'"_s;
    QTest::newRow("control characters") << u"\n\t\r\x01"_s << u"'\\n\\t\\r\\x01'"_s;
    QTest::newRow("other languages") << u"é"_s << u"'é'"_s;
}

void TestCommandLine::textsAreQuotedAsPythonDoes()
{
    QFETCH(QString, text);
    QTEST(pythonRepr(text), "expected");
}

void TestCommandLine::errorsAreShownAsExceptions_data()
{
    QTest::addColumn<Error::Code>("code");
    QTest::addColumn<QString>("expected");
    using enum Error::Code;
    QTest::newRow("a fault") << Fault << u"error: <class 'xmlrpc.client.Fault'>, <Fault 5: 'what'>"_s;
    QTest::newRow("no socket") << NoSocket
                               << u"error: <class 'FileNotFoundError'>, [Errno 2] No such file or directory: what"_s;
    QTest::newRow("refused") << Refused
                             << u"error: <class 'ConnectionRefusedError'>, [Errno 111] Connection refused: what"_s;
    QTest::newRow("denied") << PermissionDenied
                            << u"error: <class 'PermissionError'>, [Errno 13] Permission denied: what"_s;
    QTest::newRow("no host") << HostNotFound
                             << u"error: <class 'socket.gaierror'>, [Errno -2] Name or service not known: what"_s;
    QTest::newRow("a status")
        << HttpStatus
        << u"error: <class 'xmlrpc.client.ProtocolError'>, <ProtocolError for 127.0.0.1/RPC2: 5>: "
           "what"_s;
    QTest::newRow("a bad value") << Invalid << u"error: <class 'ValueError'>, what"_s;
    QTest::newRow("a broken connection") << Transport << u"error: <class 'ConnectionError'>, what"_s;
    QTest::newRow("no XML") << Malformed << u"error: <class 'xmlrpc.client.ResponseError'>, what"_s;
    QTest::newRow("too slow") << Timeout << u"error: <class 'TimeoutError'>, [Errno 110] Connection timed out: what"_s;
    QTest::newRow("a certificate") << Tls << u"error: <class 'ssl.SSLError'>, what"_s;
    QTest::newRow("the system") << System << u"error: <class 'OSError'>, what"_s;
}

void TestCommandLine::errorsAreShownAsExceptions()
{
    QFETCH(Error::Code, code);
    QTEST(exceptionLine({code, u"what"_s, 5}), "expected");
}

void TestCommandLine::shellsReadTheirScripts()
{
    QProcess bash; // the only one of the three that is on every machine
    bash.start(u"bash"_s,
               {u"-c"_s,
                u"source /dev/stdin && complete -p kantokuctl && "
                "COMP_WORDS=(kantokuctl sta) COMP_CWORD=1 && _kantokuctl && echo \"${COMPREPLY[*]}\""_s});
    bash.write(completionScript(u"bash"_s).toUtf8());
    bash.closeWriteChannel();
    QTRY_COMPARE(bash.state(), QProcess::NotRunning);
    QCOMPARE(bash.readAllStandardError(), QByteArray());
    QCOMPARE(bash.readAllStandardOutput(), QByteArray("complete -F _kantokuctl kantokuctl\nstart status\n"));
    for (const QString &shell : {u"bash"_s, u"zsh"_s, u"fish"_s}) {
        const QString script = completionScript(shell);
        QVERIFY(!script.contains(QRegularExpression(u"@[A-Z]+@"_s)));
        for (const Command &command : commands())
            QVERIFY2(command.nameText() == "EOF"_L1 || script.contains(command.nameText()), command.name);
    }
    QCOMPARE(completionScript(u"csh"_s), QString());
}

void TestCommandLine::theManualNamesEveryAction()
{
    const QString section = manualSection();
    for (const Command &command : commands())
        QVERIFY2(command.nameText() == "EOF"_L1 || section.contains(u".B "_s + command.nameText()), command.name);
    QVERIFY(!section.contains(u" -f"_s)); // a hyphen of a program's own is written \-
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
