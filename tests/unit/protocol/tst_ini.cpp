#include "protocol/ini.h"

#include <QTest>

using namespace kantoku;
using namespace Qt::StringLiterals;

/// The dialect, one form a row: what [s] option `key` is, or which error comes.
class TestIniDialect : public QObject {
    Q_OBJECT

private slots:
    void value_data();
    void value();
    void missing_data();
    void missing();
    void sections_data();
    void sections();
    void errors_data();
    void errors();
    void origins();
    void severalFiles();
    void here();
    void byteOrderMarkIsNoSection();
    void undecodableBytes_data();
    void undecodableBytes();
};

void TestIniDialect::value_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *body, const char *expected) {
        QTest::newRow(name) << QByteArray("[s]\n") + body << QString::fromUtf8(expected);
    };
    row("equals sign", "key=v\n", "v");
    row("colon", "key:v\n", "v");
    row("blanks around the equals sign", "key  =  v\n", "v");
    row("blanks around the colon", "key\t:\tv\n", "v");
    row("the first of equals sign and colon counts", "key=a:b=c\n", "a:b=c");
    row("colon before an equals sign", "key:a=b\n", "a=b");
    row("blanks at the end are dropped", "key=v   \t\n", "v");
    row("no line end at the end of the file", "key=v", "v");
    row("upper case name", "KEY=v\n", "v");
    row("mixed case name", "KeY=v\n", "v");
    row("empty value", "key=\n", "");
    row("only blanks as value", "key=   \n", "");
    row("quotes stay", "key=\"q\"\n", "\"q\"");
    row("single quotes stay", "key='q'\n", "'q'");
    row("blanks inside stay", "key=a  b\n", "a  b");
    row("a tab inside stays", "key=a\tb\n", "a\tb");
    row("percent signs stay", "key=%(x)s %%\n", "%(x)s %%");
    row("backslashes stay", "key=a\\nb\\\\\n", "a\\nb\\\\");
    row("brackets in a value", "key=[x]\n", "[x]");
    row("a repeated option: the last wins", "key=a\nkey=b\n", "b");
    row("a repeated option in another case", "key=a\nKEY=b\n", "b");
    row("a repeated section goes on", "other=1\n[t]\nx=1\n[s]\nkey=v\n", "v");
    row("a repeated section replaces options", "key=a\n[t]\n[s]\nkey=b\n", "b");
    row("non-ASCII value", "key=größe\n", "größe");
    row("an emoji", "key=a😀b\n", "a😀b");
    row("a no-break space at the end is dropped", "key=v\xc2\xa0\n", "v");

    row("comment line with semicolon", "; key=no\nkey=v\n", "v");
    row("comment line with hash", "# key=no\nkey=v\n", "v");
    row("indented comment line", "key=v\n   ; no\n", "v");
    row("comment after a blank", "key=v ; comment\n", "v");
    row("hash comment after a blank", "key=v # comment\n", "v");
    row("comment after a tab", "key=v\t;comment\n", "v");
    row("semicolon without a blank stays", "key=a;b\n", "a;b");
    row("hash without a blank stays", "key=a#b\n", "a#b");
    row("semicolon at the end stays", "key=a;\n", "a;");
    row("semicolon alone after a blank", "key=a ;\n", "a");
    row("comment cuts inside quotes", "key=/bin/echo '; x'\n", "/bin/echo '; x'");
    row("comment cuts inside quotes after a blank", "key=/bin/echo ' ; x'\n", "/bin/echo '");
    row("value that is only a comment", "key= ; x\n", "");
    row("value that begins with a semicolon", "key=;x\n", ";x");
    row("value that begins with a hash", "key=#x\n", "#x");
    row("the first round of prefixes decides", "key=a;b;c ;x #y\n", "a;b;c ;x");
    row("both prefixes in one round: the earlier", "key=a #x ;y\n", "a");
    row("second semicolon is the comment", "key=a;b ;c\n", "a;b");
    row("doubled semicolon after a blank", "key=a ;;b\n", "a");
    row("comment after a section", "other=1\n[s] ; comment\nkey=v\n", "v");
    row("hash directly after the equals sign and a blank", "key= #x\n", "");

    row("continuation with blanks", "key=a\n  b\n", "a\nb");
    row("continuation with a tab", "key=a\n\tb\n", "a\nb");
    row("several continuations", "key=a\n b\n  c\n d\n", "a\nb\nc\nd");
    row("continuation of an empty value", "key=\n  a\n  b\n", "\na\nb");
    row("an indented option is a continuation", "key=a\n  other=b\n", "a\nother=b");
    row("an indented section is a continuation", "key=a\n  [t]\n", "a\n[t]");
    row("an option as deep as its forerunner is an option", "  other=a\n  key=v\n", "v");
    row("an option less deep is an option", "    other=a\n  key=v\n", "v");
    row("deeper than an indented option continues it", "  key=a\n    b\n", "a\nb");
    row("an empty line inside stays", "key=a\n\n  b\n", "a\n\nb");
    row("two empty lines inside stay", "key=a\n\n\n  b\n", "a\n\n\nb");
    row("a line of blanks inside counts as empty", "key=a\n   \n  b\n", "a\n\nb");
    row("a comment line inside vanishes", "key=a\n; x\n  b\n", "a\nb");
    row("an indented comment line inside vanishes", "key=a\n  # x\n  b\n", "a\nb");
    row("a comment at the end of a continuation", "key=a\n  b ; c\n  d\n", "a\nb\nd");
    row("empty lines at the end are dropped", "key=a\n\n\n", "a");
    row("empty lines before the next option are dropped", "key=a\n\nother=b\n", "a");
    row("a continuation after a comment at the margin", "key=a\n# x\n\n  b\n", "a\n\nb");
    row("blanks of continuations are dropped on both sides", "key=a\n      b   \n", "a\nb");

    row("CR LF", "key=v\r\nother=1\r\n", "v");
    row("CR LF and a continuation", "key=a\r\n  b\r\n", "a\nb");
    row("CR alone", "key=v\rother=1\r", "v");
    row("form feed is white space", "key=v\f\n", "v");
    row("vertical tab does not end a line", "key=a\vb\n", "a\vb");
    row("file separator counts as white space", "key=a \x1c;b\n", "a");
    row("line separator does not end a line", "key=a\xe2\x80\xa8 b\n", "a\xe2\x80\xa8 b");
    row("NUL is a character", "key=ab\n", "ab");

    row("text after the bracket is ignored", "other=1\n[s] text\nkey=v\n", "v");
    row("an option of [DEFAULT]", "other=1\n[DEFAULT]\nkey=v\n", "v");
    row("[DEFAULT] before the section", "x=1\n[DEFAULT]\nkey=v\n[s]\nother=1\n", "v");
    row("the section's own beats [DEFAULT]", "key=own\n[DEFAULT]\nkey=v\n", "own");
    row("[default] in small letters is a section", "key=own\n[default]\nkey=v\n", "own");
    row("name with blanks inside", "key x=1\nkey=v\n", "v");
    row("name with a dot", "key.x=1\nkey=v\n", "v");
}

void TestIniDialect::value()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    IniDocument document;
    const auto error = document.read(text, u"x.conf"_s);
    QVERIFY2(!error, error ? qPrintable(error->text()) : "");
    const auto value = document.value(u"s"_s, u"key"_s);
    QVERIFY(value.has_value());
    QCOMPARE(value->text, expected);
}

void TestIniDialect::missing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("another option") << QByteArray("[s]\nother=1\n");
    QTest::newRow("another section") << QByteArray("[t]\nkey=1\n");
    QTest::newRow("a section in other letters") << QByteArray("[S]\nkey=1\n");
    QTest::newRow("swallowed by a continuation") << QByteArray("[s]\nother=1\n key=1\n");
    QTest::newRow("commented out") << QByteArray("[s]\n;key=1\n");
    QTest::newRow("blanks in the section's name count") << QByteArray("[ s ]\nkey=1\n");
    QTest::newRow("an empty file") << QByteArray();
    QTest::newRow("comments only") << QByteArray("; a\n# b\n");
    QTest::newRow("[DEFAULT] alone makes no section") << QByteArray("[DEFAULT]\nkey=1\n");
}

void TestIniDialect::missing()
{
    QFETCH(QByteArray, text);
    IniDocument document;
    QVERIFY(!document.read(text, u"x.conf"_s));
    QVERIFY(!document.value(u"s"_s, u"key"_s));
}

void TestIniDialect::sections_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("in the order of the file") << QByteArray("[b]\n[a]\n[c]\n") << QStringList{u"b"_s, u"a"_s, u"c"_s};
    QTest::newRow("repeated ones once") << QByteArray("[b]\n[a]\n[b]\n") << QStringList{u"b"_s, u"a"_s};
    QTest::newRow("without [DEFAULT]") << QByteArray("[DEFAULT]\nx=1\n[a]\n") << QStringList{u"a"_s};
    QTest::newRow("blanks inside the brackets stay") << QByteArray("[ a ]\n") << QStringList{u" a "_s};
    QTest::newRow("up to the last bracket") << QByteArray("[a] b ]\n") << QStringList{u"a] b "_s};
    QTest::newRow("a bracket as name") << QByteArray("[]]\n") << QStringList{u"]"_s};
    QTest::newRow("colons and slashes") << QByteArray("[program:a/b:c]\n") << QStringList{u"program:a/b:c"_s};
    QTest::newRow("a semicolon after a blank ends it") << QByteArray("[a] ;]\n") << QStringList{u"a"_s};
    QTest::newRow("non-ASCII") << QByteArray("[größe]\n") << QStringList{u"größe"_s};
    QTest::newRow("an indented first section") << QByteArray("   [a]\n") << QStringList{u"a"_s};
    QTest::newRow("not inside a value") << QByteArray("[a]\nx=[b]\n") << QStringList{u"a"_s};
}

void TestIniDialect::sections()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);
    IniDocument document;
    const auto error = document.read(text, u"x.conf"_s);
    QVERIFY2(!error, error ? qPrintable(error->text()) : "");
    QCOMPARE(document.sections(), expected);
}

void TestIniDialect::errors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const QString bad = u"Source contains parsing errors: 'x.conf'\n"_s;
    QTest::newRow("words without a value")
        << QByteArray("[s]\njust words\n") << bad + u"\t[line  2]: 'just words\\n'"_s;
    QTest::newRow("all bad lines are listed")
        << QByteArray("[s]\none\nx=1\ntwo\n") << bad + u"\t[line  2]: 'one\\n'\n\t[line  4]: 'two\\n'"_s;
    QTest::newRow("the line number has two places at least")
        << QByteArray("[s]\n\n\n\n\n\n\n\n\n\n\nbad\n") << bad + u"\t[line 12]: 'bad\\n'"_s;
    QTest::newRow("a value without a name") << QByteArray("[s]\n= v\n") << bad + u"\t[line  2]: '= v\\n'"_s;
    QTest::newRow("an open bracket") << QByteArray("[s]\n[open\n") << bad + u"\t[line  2]: '[open\\n'"_s;
    QTest::newRow("empty brackets") << QByteArray("[s]\n[]\n") << bad + u"\t[line  2]: '[]\\n'"_s;
    QTest::newRow("the last line without an end") << QByteArray("[s]\nbad") << bad + u"\t[line  2]: 'bad'"_s;
    QTest::newRow("a quote in the line") << QByteArray("[s]\nit's\n") << bad + u"\t[line  2]: \"it's\\n\""_s;
    QTest::newRow("both quotes in the line")
        << QByteArray("[s]\nit's \"x\"\n") << bad + u"\t[line  2]: 'it\\'s \"x\"\\n'"_s;
    QTest::newRow("a tab in the line") << QByteArray("[s]\na\tb\n") << bad + u"\t[line  2]: 'a\\tb\\n'"_s;
    QTest::newRow("a template's line") << QByteArray("[s]\n{% if x %}\n") << bad + u"\t[line  2]: '{% if x %}\\n'"_s;
    QTest::newRow("a password without its equals sign")
        << QByteArray("[s]\n Password swordfish\n") << bad + u"\t[line  2]: 'password ***\\n'"_s;
    QTest::newRow("a value that goes on without an indent")
        << QByteArray("[s]\nenvironment=A=1,\nB 2\nC 3\nx=y\nz\n")
        << bad + u"\t[line  3]: '***\\n'\n\t[line  4]: '***\\n'\n\t[line  6]: 'z\\n'"_s;
    QTest::newRow("indented words after a section, not after an option")
        << QByteArray("[s]\n  words\n") << bad + u"\t[line  2]: '  words\\n'"_s;
    QTest::newRow("CR LF is shown as one newline") << QByteArray("[s]\r\nbad\r\n") << bad + u"\t[line  2]: 'bad\\n'"_s;
    const QString none = u"File contains no section headers.\nfile: 'x.conf', line: %1\n%2"_s;
    QTest::newRow("an option before any section") << QByteArray("x=1\n[s]\n") << none.arg(1).arg(u"'x=1\\n'"_s);
    QTest::newRow("a password before any section")
        << QByteArray("password=swordfish") << none.arg(1).arg(u"'password ***'"_s);
    QTest::newRow("words before any section") << QByteArray("; c\n\nwords\n") << none.arg(3).arg(u"'words\\n'"_s);
}

void TestIniDialect::errors()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    IniDocument document;
    const auto error = document.read(text, u"x.conf"_s);
    QVERIFY(error.has_value());
    QCOMPARE(error->text(), expected);
}

void TestIniDialect::origins()
{
    IniDocument document;
    QVERIFY(!document.read("; comment\n[a]\n\nx=1\n  2\ny=3\n[b]\nx=4\n", u"/etc/x.conf"_s));
    QCOMPARE(document.sectionOrigin(u"a"_s).line, 2);
    QCOMPARE(document.sectionOrigin(u"b"_s).line, 7);
    QCOMPARE(document.sectionOrigin(u"b"_s).file, u"/etc/x.conf"_s);
    QCOMPARE(document.value(u"a"_s, u"x"_s)->line, 4);
    QCOMPARE(document.value(u"a"_s, u"y"_s)->line, 6);
    QCOMPARE(document.value(u"b"_s, u"x"_s)->line, 8);
    QCOMPARE(document.value(u"b"_s, u"x"_s)->file, u"/etc/x.conf"_s);
}

void TestIniDialect::severalFiles()
{
    IniDocument document;
    QVERIFY(!document.read("[a]\nx=1\ny=1\n", u"one"_s));
    QVERIFY(!document.read("[b]\n[a]\nx=2\n[DEFAULT]\nz=3\n", u"two"_s));
    QCOMPARE(document.sections(), QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(document.value(u"a"_s, u"x"_s)->text, u"2"_s);
    QCOMPARE(document.value(u"a"_s, u"x"_s)->file, u"two"_s);
    QCOMPARE(document.value(u"a"_s, u"y"_s)->file, u"one"_s);
    QCOMPARE(document.sectionOrigin(u"a"_s).file, u"one"_s);
    QCOMPARE(document.options(u"a"_s), QStringList({u"x"_s, u"y"_s, u"z"_s}));
    QCOMPARE(document.options(u"b"_s), QStringList({u"z"_s}));
    QCOMPARE(document.defaultOptions(), QStringList({u"z"_s}));
}

void TestIniDialect::here()
{
    IniDocument document;
    QVERIFY(!document.read("[a]\nx=%(here)s/1 %(here)s\ny=%(HERE)s\n[DEFAULT]\nz=%(here)s\n", u"one"_s));
    document.replaceHere(u"/one"_s);
    QVERIFY(!document.read("[b]\nx=%(here)s\n[a]\nw=%(here)s\n", u"two"_s));
    document.replaceHere(u"/two"_s);
    QCOMPARE(document.value(u"a"_s, u"x"_s)->text, u"/one/1 /one"_s);
    QCOMPARE(document.value(u"a"_s, u"y"_s)->text, u"%(HERE)s"_s);
    QCOMPARE(document.value(u"a"_s, u"z"_s)->text, u"/one"_s);
    QCOMPARE(document.value(u"a"_s, u"w"_s)->text, u"/two"_s);
    QCOMPARE(document.value(u"b"_s, u"x"_s)->text, u"/two"_s);
    QCOMPARE(document.value(u"b"_s, u"z"_s)->text, u"/two"_s);
}

void TestIniDialect::byteOrderMarkIsNoSection()
{
    IniDocument document;
    const auto error = document.read("\xef\xbb\xbf[s]\nkey=v\n", u"x.conf"_s);
    QVERIFY(error.has_value());
    QCOMPARE(error->kind, IniError::Kind::NoSectionHeader);
    QCOMPARE(error->text(), u"File contains no section headers.\nfile: 'x.conf', line: 1\n'\\ufeff[s]\\n'"_s);
}

void TestIniDialect::undecodableBytes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("line");
    QTest::newRow("Latin-1") << QByteArray("[s]\nkey=gr\xf6\xdf"
                                           "e\n")
                             << u"'utf-8' codec can't decode byte 0xf6 in position 10: invalid start byte"_s << 2;
    QTest::newRow("a broken sequence") << QByteArray(
        "[s]\n\nkey=\xc3(\n") << u"'utf-8' codec can't decode byte 0xc3 in position 9: invalid continuation byte"_s
                                       << 3;
    QTest::newRow("cut off at the end") << QByteArray(
        "[s]\nkey=\xe2\x82") << u"'utf-8' codec can't decode byte 0xe2 in position 8: unexpected end of data"_s
                                        << 2;
    QTest::newRow("a surrogate") << QByteArray("\xed\xa0\x80")
                                 << u"'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte"_s
                                 << 1;
}

void TestIniDialect::undecodableBytes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    QFETCH(int, line);
    IniDocument document;
    const auto error = document.read(text, u"x.conf"_s);
    QVERIFY(error.has_value());
    QCOMPARE(error->kind, IniError::Kind::NotUtf8);
    QCOMPARE(error->text(), expected);
    QCOMPARE(error->lines.constFirst().number, line);
}

QTEST_GUILESS_MAIN(TestIniDialect)
#include "tst_ini.moc"
