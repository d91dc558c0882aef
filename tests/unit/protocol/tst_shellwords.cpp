#include "protocol/shellwords.h"

#include <QTest>

using namespace kantoku;
using namespace Qt::StringLiterals;

class TestShellWords : public QObject {
    Q_OBJECT

private slots:
    void splits_data();
    void splits();
    void wordsForShells_data();
    void wordsForShells();
    void environment_data();
    void environment();
    void environmentErrors_data();
    void environmentErrors();
};

void TestShellWords::splits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const char *text, const QStringList &words, const char *error = "") {
        QTest::newRow(name) << QString::fromUtf8(text) << words << QString::fromUtf8(error);
    };
    row("nothing", "", {});
    row("blanks only", "  \t\n ", {});
    row("one word", "/bin/cat", {u"/bin/cat"_s});
    row("words", "a b  c", {u"a"_s, u"b"_s, u"c"_s});
    row("newlines separate", "a\nb\r\nc", {u"a"_s, u"b"_s, u"c"_s});
    row("single quotes", "sh -c 'echo hello; cat'", {u"sh"_s, u"-c"_s, u"echo hello; cat"_s});
    row("double quotes", "a \"b c\" d", {u"a"_s, u"b c"_s, u"d"_s});
    row("quotes join their neighbours", "a'b c'd\"e f\"", {u"ab cde f"_s});
    row("empty quotes are a word", "a '' \"\"", {u"a"_s, u""_s, u""_s});
    row("backslash keeps a blank", "a\\ b", {u"a b"_s});
    row("backslash outside takes any character", "\\a\\\\", {u"a\\"_s});
    row("backslash in single quotes is plain", "'a\\b'", {u"a\\b"_s});
    row("backslash before a double quote inside", "\"a\\\"b\"", {u"a\"b"_s});
    row("backslash before a backslash inside", "\"a\\\\b\"", {u"a\\b"_s});
    row("backslash before anything else inside stays", "\"a\\nb\"", {u"a\\nb"_s});
    row("no comments", "a #b", {u"a"_s, u"#b"_s});
    row("no variables, no operators", "$HOME && ls | *", {u"$HOME"_s, u"&&"_s, u"ls"_s, u"|"_s, u"*"_s});
    row("non-ASCII", "größe \"é\"", {u"größe"_s, u"é"_s});
    row("an open single quote", "a 'b", {}, "No closing quotation");
    row("an open double quote", "a \"b", {}, "No closing quotation");
    row("a backslash at the end", "a\\", {}, "No escaped character");
    row("a backslash at the end inside", "\"a\\", {}, "No escaped character");
}

void TestShellWords::splits()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QFETCH(QString, error);
    const Result<QStringList> words = splitShellWords(text);
    if (error.isEmpty()) {
        QVERIFY2(words.has_value(), words ? "" : qPrintable(words.error().message));
        QCOMPARE(*words, expected);
    } else {
        QVERIFY(!words.has_value());
        QCOMPARE(words.error().message, error);
    }
}

void TestShellWords::wordsForShells_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("expected");
    for (const char *row : {"a | b -> |",
                            "a && b -> &&",
                            "a || b -> ||",
                            "a & -> &",
                            "a > /tmp/x -> >",
                            "a >/tmp/x -> >/tmp/x",
                            "a 2>/dev/null -> 2>/dev/null",
                            "a >> x 2>&1 -> >>",
                            "a < x -> <",
                            "$HOME/bin/a -> $HOME",
                            "a --dir=${HOME}:secret -> ${HOME}",
                            "~/a -> ~/",
                            "a --log ~/x -> ~/",
                            "cd /x -> cd",
                            "KEY=value a -> KEY=",
                            "sh -c a > /tmp/x -> >",
                            "a -> ",
                            "a --sync $X -> $X",
                            "sh -c 'cd ~/x && exec a > b' -> ",
                            "bash -lc $APP -> ",
                            "find /x -exec a {} \\; -> ",
                            "a --key=value x~y -> ",
                            "a -e '$ {x}' '<b>' cost=$5 -> ",
                            "/opt/a=b/program -> ",
                            "a 'x & y' -> ",
                            "awk '{print $1}' -> "}) {
        const QStringList parts = QString::fromUtf8(row).split(u" -> "_s);
        QTest::newRow(row) << parts.first() << parts.last();
    }
}

void TestShellWords::wordsForShells()
{
    QFETCH(QString, command);
    QFETCH(QString, expected);
    QCOMPARE(wordForShells(*splitShellWords(command)), expected);
}

void TestShellWords::environment_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *text, const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("nothing", "", "");
    row("one", "A=1", "A=1");
    row("two", "A=1,B=2", "A=1|B=2");
    row("a comma at the end", "A=1,", "A=1");
    row("blanks around everything", " A = 1 , B = 2 ", "A=1|B=2");
    row("newlines", "A=1,\n  B=2", "A=1|B=2");
    row("double quotes", "A=\"b c\"", "A=b c");
    row("single quotes", "A='b c'", "A=b c");
    row("a comma in quotes", "A=\"b,c\",D=e", "A=b,c|D=e");
    row("a newline in quotes", "A=\"b\nc\"", "A=b\nc");
    row("an empty value in quotes", "A=\"\"", "A=");
    row("all bare characters", "A=a_Z9/.+-():x", "A=a_Z9/.+-():x");
    row("any single word separates", "A=1;B=2", "A=1|B=2");
    row("a word that is no punctuation separates too", "A=1 and B=2", "A=1|B=2");
    row("a variable is a dollar sign and a separator", "A=$HOME", "A=$");
    row("a tilde is a value, what follows a separator", "A=~/x", "A=~");
    row("a hash ends the value", "A=x#y", "A=x");
    row("a word goes on after a comment", "A=x#y\nz", "A=xz");
    row("quotes at both ends go away, whatever they are", "E='say \"hi\"'", "E=say \"hi");
    row("a backslash is plain", "A='a\\b'", "A=a\\b");
    row("an escaped quote ends the value", "A=\"a\\\"b\"", "A=a\\");
    row("a quote in a word does not begin a quotation", "A=x'y,B=2", "A=x'y|B=2");
    row("the last of equal names wins in the place of the first", "A=1,B=2,A=3", "A=3|B=2");
    row("a letter outside ASCII is a word by itself", "É=é", "É=é");
    row("an emoji is a word by itself", "A=😀", "A=😀");
}

void TestShellWords::environment()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const Result<EnvironmentWords> words = parseEnvironment(text);
    QVERIFY2(words.has_value(), words ? "" : qPrintable(words.error().message));
    QStringList pairs;
    for (const auto &[name, value] : *words)
        pairs.append(name + u'=' + value);
    QCOMPARE(pairs.join(u'|'), expected);
}

void TestShellWords::environmentErrors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isQuotation");
    QTest::newRow("a name alone") << u"A"_s << false;
    QTest::newRow("no value") << u"A="_s << false;
    QTest::newRow("no name") << u"=1"_s << false;
    QTest::newRow("an at sign") << u"A=a@b"_s << false;
    QTest::newRow("a variable behind text") << u"A=/x/$HOME"_s << false;
    QTest::newRow("a doubled comma") << u"A=1,,B=2"_s << false;
    QTest::newRow("a blank instead of a comma") << u"A=1 B=2"_s << false;
    QTest::newRow("text after the quotes") << u"A=\"x\"y,B=2"_s << false;
    QTest::newRow("a colon instead of the equals sign") << u"A:1"_s << false;
    QTest::newRow("letters outside ASCII in a word") << u"A=né,B=2"_s << false;
    QTest::newRow("an open quotation") << u"A=\"x"_s << true;
    QTest::newRow("an open single quotation") << u"A='x,B=2"_s << true;
}

void TestShellWords::environmentErrors()
{
    QFETCH(QString, text);
    QFETCH(bool, isQuotation);
    const Result<EnvironmentWords> words = parseEnvironment(text);
    QVERIFY(!words.has_value());
    QCOMPARE(words.error().message,
             isQuotation ? u"No closing quotation"_s
                         : u"Unexpected end of key/value pairs in value '%1'"_s.arg(text == u"A"_s ? text : u"***"_s));
}

QTEST_GUILESS_MAIN(TestShellWords)
#include "tst_shellwords.moc"
