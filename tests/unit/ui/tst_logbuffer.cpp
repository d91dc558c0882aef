#include "ui/logs/logbuffer.h"

#include <QTest>

using namespace Qt::StringLiterals;
using kantoku::ui::LineId;
using kantoku::ui::LogBuffer;
using kantoku::ui::LogDivider;

namespace {

QByteArrayList linesOf(const LogBuffer &buffer)
{
    QByteArrayList lines;
    for (LineId line = buffer.firstLine(); line < buffer.endLine(); ++line)
        lines.append(buffer.line(line).toByteArray());
    return lines;
}

QByteArray allBytes(const LogBuffer &buffer)
{
    QByteArray bytes;
    for (LineId line = buffer.firstLine(); line < buffer.endLine(); ++line)
        bytes.append(buffer.rawLine(line).toByteArray());
    return bytes;
}

} // namespace

class TestLogBuffer : public QObject {
    Q_OBJECT
private slots:
    void append_data();
    void append();
    void aLongLineIsCutBetweenCharacters();
    void prependJoinsAHalfLine();
    void prependKeepsTheIdsOfLines();
    void theOldestIsDroppedAndCounted();
    void dividersStandAboveTheNextLine();
    void aDividerEndsAnOpenLine();
    void generationsAreCounted();
    void bytesStayAsTheyAre();
    void numbersCountFromTheOldestLine();
    void appendMuch();
};

void TestLogBuffer::append_data()
{
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<bool>("open");
    QTest::newRow("nothing is no line") << QByteArrayList{} << QByteArrayList{} << false;
    QTest::newRow("an empty piece is no line") << QByteArrayList{""} << QByteArrayList{} << false;
    QTest::newRow("a line end ends a line") << QByteArrayList{"a\n"} << QByteArrayList{"a"} << false;
    QTest::newRow("a line without end is open") << QByteArrayList{"a\nb"} << QByteArrayList{"a", "b"} << true;
    QTest::newRow("an open line goes on") << QByteArrayList{"a", "b", "c\nd"} << QByteArrayList{"abc", "d"} << true;
    QTest::newRow("empty lines count") << QByteArrayList{"\n\n", "\n"} << QByteArrayList{"", "", ""} << false;
    QTest::newRow("a line end alone in a piece") << QByteArrayList{"a", "\n", "b"} << QByteArrayList{"a", "b"} << true;
}

void TestLogBuffer::append()
{
    QFETCH(QByteArrayList, pieces);
    QFETCH(QByteArrayList, lines);
    QFETCH(bool, open);
    LogBuffer buffer;
    for (const QByteArray &piece : pieces)
        buffer.append(piece);
    QCOMPARE(linesOf(buffer), lines);
    QCOMPARE(buffer.isLastLineOpen(), open);
    QCOMPARE(buffer.lineCount(), lines.size());
    QCOMPARE(allBytes(buffer), pieces.join());
}

void TestLogBuffer::aLongLineIsCutBetweenCharacters()
{
    const QByteArray text = u"x"_s.toUtf8() + u"ä"_s.repeated(LogBuffer::maxLineBytes).toUtf8() + "\nend\n";
    LogBuffer buffer;
    buffer.append(text);
    QCOMPARE(allBytes(buffer), text);
    QVERIFY(buffer.lineCount() > 2);
    for (LineId line = buffer.firstLine(); line < buffer.endLine(); ++line) {
        QVERIFY(buffer.line(line).size() <= LogBuffer::maxLineBytes);
        QVERIFY(QByteArrayView(buffer.line(line)).isValidUtf8());
    }
    QCOMPARE(buffer.line(buffer.endLine() - 1).toByteArray(), "end");
}

void TestLogBuffer::prependJoinsAHalfLine()
{
    LogBuffer buffer;
    buffer.append("ond\nthird\n");
    buffer.prepend("first\nsec");
    QCOMPARE(linesOf(buffer), (QByteArrayList{"first", "second", "third"}));
    buffer.prepend("zeroth\n");
    QCOMPARE(linesOf(buffer), (QByteArrayList{"zeroth", "first", "second", "third"}));
    buffer.append("fourth\n");
    QCOMPARE(allBytes(buffer), "zeroth\nfirst\nsecond\nthird\nfourth\n");
}

void TestLogBuffer::prependKeepsTheIdsOfLines()
{
    LogBuffer buffer;
    buffer.append("a\nb\n");
    const LineId b = buffer.firstLine() + 1;
    buffer.prepend(QByteArray("older\n").repeated(50'000));
    QCOMPARE(buffer.line(b).toByteArray(), "b");
    QCOMPARE(buffer.lineCount(), 50'002);
    QCOMPARE(buffer.line(buffer.firstLine()).toByteArray(), "older");
    QCOMPARE(buffer.line(b - 2).toByteArray(), "older");
}

void TestLogBuffer::theOldestIsDroppedAndCounted()
{
    constexpr qint64 limit = 512 * 1024;
    LogBuffer buffer(limit);
    qint64 written = 0;
    for (int i = 0; i < 100'000; ++i) {
        const QByteArray line = "line " + QByteArray::number(i) + '\n';
        buffer.append(line);
        written += line.size();
    }
    QVERIFY(buffer.sizeBytes() <= limit);
    QVERIFY(buffer.sizeBytes() > limit / 2);
    QCOMPARE(buffer.line(buffer.endLine() - 1).toByteArray(), "line 99999");
    QVERIFY(buffer.head().has_value());
    QCOMPARE(buffer.head()->kind, LogDivider::Kind::Earlier);
    QCOMPARE(buffer.head()->bytes + buffer.sizeBytes(), written);
    QCOMPARE(buffer.dividers(buffer.firstLine()).size(), 1);
    QCOMPARE(buffer.line(buffer.firstLine()).toByteArray(), "line " + QByteArray::number(buffer.firstLine()));
}

void TestLogBuffer::dividersStandAboveTheNextLine()
{
    LogBuffer buffer;
    buffer.append("a\n");
    buffer.addDivider({LogDivider::Kind::Started, {}, -1, u"pid 7"_s});
    QCOMPARE(buffer.dividers(buffer.endLine()).size(), 1);
    buffer.append("b\n");
    QCOMPARE(buffer.dividers(buffer.endLine()).size(), 0);
    QCOMPARE(buffer.dividers(buffer.firstLine() + 1).value(0).detail, u"pid 7"_s);
    QCOMPARE(buffer.dividers(buffer.firstLine()).size(), 0);
}

void TestLogBuffer::aDividerEndsAnOpenLine()
{
    LogBuffer buffer;
    buffer.append("half");
    buffer.addDivider({});
    buffer.append("other\n");
    QCOMPARE(linesOf(buffer), (QByteArrayList{"half", "other"}));
    QCOMPARE(allBytes(buffer), "halfother\n");
}

void TestLogBuffer::generationsAreCounted()
{
    LogBuffer buffer;
    buffer.append("a\n");
    buffer.addDivider({LogDivider::Kind::Started, {}, -1, {}});
    buffer.append("b\n");
    buffer.addDivider({LogDivider::Kind::Replaced, {}, -1, {}});
    buffer.append("c\n");
    const LineId first = buffer.firstLine();
    QCOMPARE(buffer.generation(first + 1), 0);
    QCOMPARE(buffer.generation(first + 2), 1);
    buffer.insertDivider(first + 1, {LogDivider::Kind::Cleared, {}, -1, {}});
    QCOMPARE(buffer.generation(first), 0);
    QCOMPARE(buffer.generation(first + 1), 1);
    QCOMPARE(buffer.generation(first + 2), 2);
}

void TestLogBuffer::bytesStayAsTheyAre()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes.append(char(i));
    LogBuffer buffer;
    buffer.append(bytes);
    buffer.append(bytes);
    QCOMPARE(allBytes(buffer), bytes + bytes);
}

void TestLogBuffer::numbersCountFromTheOldestLine()
{
    LogBuffer buffer;
    buffer.append("c\nd\n");
    QCOMPARE(buffer.lineNumber(buffer.firstLine()), 1);
    buffer.prepend("a\nb\n");
    QCOMPARE(buffer.lineNumber(buffer.firstLine()), 1);
    QCOMPARE(buffer.lineNumber(buffer.endLine() - 1), 4);
}

void TestLogBuffer::appendMuch()
{
    const QByteArray piece
        = QByteArray("2026-01-01 10:02:11 GET /index.html 200 some text to make it as long as usual\n").repeated(800);
    LogBuffer buffer(16 * 1024 * 1024);
    QBENCHMARK
    {
        buffer.append(piece);
    }
    QCOMPARE(buffer.line(buffer.endLine() - 1).size(), piece.indexOf('\n'));
}

QTEST_APPLESS_MAIN(TestLogBuffer)
#include "tst_logbuffer.moc"
