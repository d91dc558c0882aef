#include "protocol/expansion.h"

#include <QTest>

using namespace kantoku;
using namespace Qt::StringLiterals;

namespace {

ExpansionNames names()
{
    return {{u"here"_s, u"/etc"_s},      {u"program_name"_s, u"web"_s}, {u"process_num"_s, qint64(7)},
            {u"numprocs"_s, qint64(-3)}, {u"quoted"_s, u"it's"_s},      {u"empty"_s, u""_s},
            {u"wide"_s, u"größe😀"_s},    {u"a(b)c"_s, u"nested"_s},     {u"ENV_PERCENT"_s, u"100%(x)s"_s},
            {u"one"_s, u"x"_s}};
}

} // namespace

class TestExpansion : public QObject {
    Q_OBJECT

private slots:
    void expands_data();
    void expands();
    void refuses_data();
    void refuses();
    void unknownNameIsNamed();
    void longResultsAreRefused();
};

void TestExpansion::expands_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *format, const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(format) << QString::fromUtf8(expected);
    };
    row("no percent sign", "plain text", "plain text");
    row("empty", "", "");
    row("a name", "%(here)s/x", "/etc/x");
    row("two names", "%(here)s/%(program_name)s", "/etc/web");
    row("a doubled percent sign", "100%%", "100%");
    row("a doubled percent sign before a parenthesis", "%%(here)s", "%(here)s");
    row("an empty value", "<%(empty)s>", "<>");
    row("what a value contains is not expanded", "%(ENV_PERCENT)s", "100%(x)s");
    row("nested parentheses belong to the name", "%(a(b)c)s", "nested");
    row("a number as text", "%(process_num)s", "7");
    row("a number", "%(process_num)d", "7");
    row("two digits", "%(process_num)02d", "07");
    row("a width", "%(process_num)5d|", "    7|");
    row("left in a width", "%(process_num)-5d|", "7    |");
    row("zeros do not count when left", "%(process_num)-05d|", "7    |");
    row("a sign", "%(process_num)+d", "+7");
    row("a blank for the sign", "%(process_num) d", " 7");
    row("a negative number", "%(numprocs)d", "-3");
    row("zeros after the sign", "%(numprocs)05d", "-0003");
    row("a precision of a number", "%(process_num).3d", "007");
    row("width and precision", "%(process_num)6.3d|", "   007|");
    row("i is d", "%(process_num)i", "7");
    row("u is d", "%(process_num)u", "7");
    row("octal", "%(process_num)o", "7");
    row("octal with its prefix", "%(process_num)#o", "0o7");
    row("hexadecimal", "%(process_num)x", "7");
    row("hexadecimal with its prefix and zeros", "%(process_num)#06x", "0x0007");
    row("upper hexadecimal with its prefix", "%(process_num)#X", "0X7");
    row("a real number", "%(process_num)f", "7.000000");
    row("a real number with precision", "%(process_num).2f", "7.00");
    row("a real number with zeros", "%(process_num)08.3f", "0007.000");
    row("exponent", "%(process_num)e", "7.000000e+00");
    row("general", "%(process_num)g", "7");
    row("a character by its number", "%(process_num)c", "\a");
    row("a character", "%(one)c", "x");
    row("a text in a width", "%(program_name)6s|", "   web|");
    row("a text left in a width", "%(program_name)-6s|", "web   |");
    row("zeros do not count for texts", "%(program_name)06s|", "   web|");
    row("a text cut by the precision", "%(program_name).2s", "we");
    row("precision zero", "<%(program_name).0s>", "<>");
    row("a precision without digits is zero", "<%(program_name).s>", "<>");
    row("characters are counted, not bytes", "%(wide)8s|", "  größe😀|");
    row("a cut between characters", "%(wide).6s", "größe😀");
    row("r quotes", "%(program_name)r", "'web'");
    row("r with a quote inside", "%(quoted)r", "\"it's\"");
    row("a escapes what is not ASCII", "%(wide)a", "'gr\\xf6\\xdfe\\U0001f600'");
    row("the modifiers h l L are skipped", "%(process_num)ld %(process_num)hd %(process_num)Ld", "7 7 7");
    row("a percent conversion after a name", "%(here)%", "%");
    row("a percent conversion with a width", "%5%", "%");
}

void TestExpansion::expands()
{
    QFETCH(QString, format);
    QFETCH(QString, expected);
    const auto result = expand(format, names());
    QVERIFY2(result.has_value(), result ? "" : qPrintable(result.error().reason));
    QCOMPARE(*result, expected);
}

void TestExpansion::refuses_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *format, const char *reason) {
        QTest::newRow(name) << QString::fromUtf8(format) << QString::fromUtf8(reason);
    };
    row("a lone percent sign at the end", "100%", "incomplete format");
    row("a percent sign and a letter", "date +%Y", "unsupported format character 'Y' (0x59) at index 7");
    row("an unknown letter after a name", "%(here)y", "unsupported format character 'y' (0x79) at index 7");
    row("a letter outside ASCII", "%ö", "unsupported format character '?' (0xf6) at index 1");
    row("a letter after a name was used", "%(here)s %Y", "not enough arguments for format string");
    row("s without a name", "%s", "not enough arguments for format string");
    row("d without a name", "%d", "%d format: a real number is required, not dict");
    row("x without a name", "%x", "%x format: an integer is required, not dict");
    row("a name without its end", "%(here", "incomplete format key");
    row("a name without a conversion", "%(here)", "incomplete format");
    row("flags without a conversion", "%(here)-+ ", "incomplete format");
    row("a text as number", "%(here)d", "%d format: a real number is required, not str");
    row("a text as hexadecimal", "%(here)x", "%x format: an integer is required, not str");
    row("a text as real number", "%(here)f", "must be real number, not str");
    row("a text as character", "%(here)c", "%c requires int or char");
    row("a number that is no character", "%(numprocs)c", "%c arg not in range(0x110000)");
    row("a star for the width", "%(here)*s", "* wants int");
    row("a star for the precision", "%(here).*s", "* wants int");
    row("a width beyond reason", "%(here)99999999s", "width too big");
    row("a precision beyond reason", "%(process_num).99999999d", "precision too big");
}

void TestExpansion::refuses()
{
    QFETCH(QString, format);
    QFETCH(QString, reason);
    const auto result = expand(format, names());
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().kind, ExpansionError::Kind::BadFormat);
    QCOMPARE(result.error().reason, reason);
    QCOMPARE(result.error().text(u"f"_s, u"s.o"_s, {}), "Format string 'f' for 's.o' is badly formatted: "_L1 + reason);
}

void TestExpansion::unknownNameIsNamed()
{
    const ExpansionNames known = {{u"here"_s, u"/"_s}, {u"ENV_A"_s, u"1"_s}};
    const QString format = u"%(here)s %(nope)s"_s;
    const auto result = expand(format, known);
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().kind, ExpansionError::Kind::UnknownName);
    QCOMPARE(result.error().name, u"nope"_s);
    QCOMPARE(
        result.error().text(format, u"program:x.command"_s, known),
        u"Format string '%(here)s %(nope)s' for 'program:x.command' contains names ('nope') which cannot be expanded. "
        "Available names: ENV_A, here"_s);
}

void TestExpansion::longResultsAreRefused()
{
    const auto result = expand(u"%(x)900000s"_s.repeated(3), {{u"x"_s, u"y"_s}});
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().reason, u"the result is too long"_s);
}

QTEST_GUILESS_MAIN(TestExpansion)
#include "tst_expansion.moc"
