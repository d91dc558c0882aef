#include "ui/logs/ansiparser.h"
#include "ui/logs/logpalette.h"
#include "ui/theme.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku::ui;

Q_DECLARE_METATYPE(kantoku::ui::AnsiMode)

namespace {

/// "text[style]" for each span: r1 for red bold and so on, so that a row shows what is meant.
QString described(const DisplayLine &line)
{
    QString description;
    for (const TextSpan &span : line.spans) {
        const TextStyle &style = span.style;
        QString marks;
        if (style.foreground.kind == TextColour::Kind::Named)
            marks += u"f%1 "_s.arg(style.foreground.name);
        if (style.foreground.kind == TextColour::Kind::Rgb)
            marks += u"f#%1 "_s.arg(style.foreground.rgb & 0xFFFFFF, 6, 16, '0'_L1);
        if (style.background.kind == TextColour::Kind::Named)
            marks += u"b%1 "_s.arg(style.background.name);
        if (style.background.kind == TextColour::Kind::Rgb)
            marks += u"b#%1 "_s.arg(style.background.rgb & 0xFFFFFF, 6, 16, '0'_L1);
        marks += style.bold ? u"bold "_s : QString();
        marks += style.faint ? u"faint "_s : QString();
        marks += style.italic ? u"italic "_s : QString();
        marks += style.underline ? u"underline "_s : QString();
        marks += style.inverse ? u"inverse "_s : QString();
        marks += style.escaped ? u"escaped "_s : QString();
        description += line.text.sliced(span.column, span.length) + u'[' + marks.trimmed() + u']';
    }
    return description;
}

} // namespace

class TestAnsiParser : public QObject {
    Q_OBJECT
private slots:
    void styles_data();
    void styles();
    void text_data();
    void text();
    void spansCoverTheTextAndTheBytes_data() { text_data(); }
    void spansCoverTheTextAndTheBytes();
    void columnsLeadBackToBytes();
    void theStyleGoesOnInTheNextLine();
    void coloursAreReadableOnLightAndDark_data();
    void coloursAreReadableOnLightAndDark();
};

void TestAnsiParser::styles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain text has no style") << QByteArray("abc") << u"abc[]"_s;
    QTest::newRow("a colour and its end") << QByteArray("a\x1b[31mb\x1b[0mc") << u"a[]b[f1]c[]"_s;
    QTest::newRow("no number means reset") << QByteArray("\x1b[1mb\x1b[mc") << u"b[bold]c[]"_s;
    QTest::newRow("several at once") << QByteArray("\x1b[1;4;92;44mx") << u"x[f10 b4 bold underline]"_s;
    QTest::newRow("bold and faint end together") << QByteArray("\x1b[1;2mx\x1b[22my") << u"x[bold faint]y[]"_s;
    QTest::newRow("256 colours, named part") << QByteArray("\x1b[38;5;9mx") << u"x[f9]"_s;
    QTest::newRow("256 colours, cube") << QByteArray("\x1b[38;5;196mx") << u"x[f#ff0000]"_s;
    QTest::newRow("256 colours, grey") << QByteArray("\x1b[48;5;232mx") << u"x[b#080808]"_s;
    QTest::newRow("true colour") << QByteArray("\x1b[38;2;1;2;3mx") << u"x[f#010203]"_s;
    QTest::newRow("true colour with colons") << QByteArray("\x1b[38:2:1:2:3mx") << u"x[f#010203]"_s;
    QTest::newRow("a colour number that is too high is left out") << QByteArray("\x1b[38;5;999mx") << u"x[]"_s;
    QTest::newRow("a colour that is cut short is left out") << QByteArray("\x1b[38;5mx") << u"x[]"_s;
    QTest::newRow("inverse") << QByteArray("\x1b[7mx\x1b[27my") << u"x[inverse]y[]"_s;
    QTest::newRow("a style without text is none") << QByteArray("\x1b[31m\x1b[0m") << QString();
    QTest::newRow("huge numbers do no harm") << QByteArray("\x1b[99999999999999999999mx") << u"x[]"_s;
}

void TestAnsiParser::styles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    QCOMPARE(described(parseAnsi(bytes)), expected);
}

void TestAnsiParser::text_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<AnsiMode>("mode");
    QTest::addColumn<QString>("expected");
    using enum AnsiMode;
    QTest::newRow("UTF-8 is text") << u"äöü 監督 🐧"_s.toUtf8() << Render << u"äöü 監督 🐧"_s;
    QTest::newRow("a lone byte is written out") << QByteArray("a\xff"
                                                              "b")
                                                << Render << u"a\\xffb"_s;
    QTest::newRow("an overlong form is written out") << QByteArray("\xc0\xaf") << Render << u"\\xc0\\xaf"_s;
    QTest::newRow("a surrogate is written out") << QByteArray("\xed\xa0\x80") << Render << u"\\xed\\xa0\\x80"_s;
    QTest::newRow("a cut character is written out") << QByteArray("\xe7\x9b") << Render << u"\\xe7\\x9b"_s;
    QTest::newRow("NUL is written out") << QByteArray("a\0b", 3) << Render << u"a\\x00b"_s;
    QTest::newRow("a tab stays") << QByteArray("a\tb") << Render << u"a\tb"_s;
    QTest::newRow("a carriage return at the end is left out") << QByteArray("a\r") << Render << u"a"_s;
    QTest::newRow("a carriage return within is written out") << QByteArray("a\rb") << Render << u"a\\x0db"_s;
    QTest::newRow("a bidirectional override is written out") << u"a\u202eb"_s.toUtf8() << Render << u"a\\u202eb"_s;
    QTest::newRow("a line separator is written out") << u"a\u2028b"_s.toUtf8() << Render << u"a\\u2028b"_s;
    QTest::newRow("cursor movement is left out") << QByteArray("\x1b[2J\x1b[1;1Hx\x1b[K") << Render << u"x"_s;
    QTest::newRow("a title is left out") << QByteArray("\x1b]0;title\ax") << Render << u"x"_s;
    QTest::newRow("a link leaves its text")
        << QByteArray("\x1b]8;;http://x/\x1b\\link\x1b]8;;\x1b\\") << Render << u"link"_s;
    QTest::newRow("a character set is left out") << QByteArray("\x1b(Bx") << Render << u"x"_s;
    QTest::newRow("an escape alone is written out") << QByteArray("a\x1b") << Render << u"a\\x1b"_s;
    QTest::newRow("a sequence without end is written out") << QByteArray("\x1b[31") << Render << u"\\x1b[31"_s;
    QTest::newRow("a title without end is written out") << QByteArray("\x1b]0;t") << Render << u"\\x1b]0;t"_s;
    QTest::newRow("colours can be hidden") << QByteArray("\x1b[31mx") << Hide << u"x"_s;
    QTest::newRow("colours can be shown as bytes") << QByteArray("\x1b[31mx") << Raw << u"\\x1b[31mx"_s;
}

void TestAnsiParser::text()
{
    QFETCH(QByteArray, bytes);
    QFETCH(AnsiMode, mode);
    QFETCH(QString, expected);
    QCOMPARE(parseAnsi(bytes, mode).text, expected);
}

void TestAnsiParser::spansCoverTheTextAndTheBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(AnsiMode, mode);
    const DisplayLine line = parseAnsi(bytes, mode);
    qsizetype column = 0;
    qsizetype byte = 0;
    for (const TextSpan &span : line.spans) {
        QCOMPARE(span.column, column);
        QVERIFY(span.byteOffset >= byte);
        column += span.length;
        byte = span.byteOffset + span.byteLength;
    }
    QCOMPARE(column, line.text.size());
    QVERIFY(byte <= bytes.size());
}

void TestAnsiParser::columnsLeadBackToBytes()
{
    const QByteArray bytes = "\x1b[31m" + u"äb"_s.toUtf8() + "\xff" + "c\x1b[0m";
    const DisplayLine line = parseAnsi(bytes);
    QCOMPARE(line.text, u"äb\\xffc"_s);
    QCOMPARE(line.byteOffset(0), 0);
    QCOMPARE(line.byteOffset(1), 5 + 2);
    QCOMPARE(line.byteOffset(2), 5 + 3);
    QCOMPARE(line.byteOffset(4), 5 + 4); // within what is written out: the byte as a whole
    QCOMPARE(line.byteOffset(6), 5 + 4);
    QCOMPARE(line.byteOffset(7), 5 + 5);
    QCOMPARE(line.byteOffset(100), 5 + 5);
}

void TestAnsiParser::theStyleGoesOnInTheNextLine()
{
    const DisplayLine first = parseAnsi("\x1b[32mgreen");
    QCOMPARE(described(parseAnsi("more", AnsiMode::Render, first.endStyle)), u"more[f2]"_s);
}

void TestAnsiParser::coloursAreReadableOnLightAndDark_data()
{
    QTest::addColumn<QColor>("background");
    QTest::addColumn<QColor>("text");
    QTest::newRow("black on white") << QColor(Qt::white) << QColor(Qt::black);
    QTest::newRow("white on black") << QColor(Qt::black) << QColor(Qt::white);
    QTest::newRow("light on dark grey") << QColor(0x1e1e1e) << QColor(0xdddddd);
    QTest::newRow("dark on cream") << QColor(0xfdf6e3) << QColor(0x333333);
}

void TestAnsiParser::coloursAreReadableOnLightAndDark()
{
    QFETCH(QColor, background);
    QFETCH(QColor, text);
    QPalette palette;
    palette.setColor(QPalette::Base, background);
    palette.setColor(QPalette::Text, text);
    const LogPalette colours(palette);
    for (int foreground = 0; foreground < 16; ++foreground) {
        for (int behind = -1; behind < 16; ++behind) {
            TextStyle style;
            style.foreground = {TextColour::Kind::Named, quint8(foreground), 0};
            if (behind >= 0)
                style.background = {TextColour::Kind::Named, quint8(behind), 0};
            const QTextCharFormat format = colours.format(style);
            const QColor under
                = format.hasProperty(QTextFormat::BackgroundBrush) ? format.background().color() : background;
            QVERIFY2(contrastRatio(format.foreground().color(), under) >= 4.5,
                     qPrintable(u"colour %1 on %2"_s.arg(foreground).arg(behind)));
        }
    }
    QVERIFY(contrastRatio(colours.gutterText(), colours.gutterBackground()) >= 4.5);
    QVERIFY(contrastRatio(colours.lossText(), background) >= 4.5);
}

QTEST_GUILESS_MAIN(TestAnsiParser)
#include "tst_ansiparser.moc"
