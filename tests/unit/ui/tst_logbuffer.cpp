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
    for (LineId line = buffer.firstLine(); line < buffer.endLine(); line = buffer.next(line))
        lines.append(buffer.line(line).toByteArray());
    return lines;
}

QByteArray allBytes(const LogBuffer &buffer)
{
    QByteArray bytes;
    for (LineId line = buffer.firstLine(); line < buffer.endLine(); line = buffer.next(line))
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
    void holesAreFilledFromAnySide();
    void numbersAreKnownFromTheStart();
    void droppingLeavesAHoleThatCanBeFilled();
    void keptTextIsDroppedLast();
    void dividersStayWhereTextIsFilledIn();
    void shortLinesCountForWhatTheyCost();
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
    for (LineId line = buffer.firstLine(); line < buffer.endLine(); line = buffer.next(line)) {
        QVERIFY(buffer.line(line).size() <= LogBuffer::maxLineBytes);
        QVERIFY(QByteArrayView(buffer.line(line)).isValidUtf8());
    }
    QCOMPARE(buffer.line(buffer.previous(buffer.endLine())).toByteArray(), "end");
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
    const LineId b = buffer.next(buffer.firstLine());
    buffer.prepend(QByteArray("older\n").repeated(50'000));
    QCOMPARE(buffer.line(b).toByteArray(), "b");
    QCOMPARE(buffer.lineCount(), 50'002);
    QCOMPARE(buffer.line(buffer.firstLine()).toByteArray(), "older");
    QCOMPARE(buffer.line(buffer.advanced(b, -2)).toByteArray(), "older");
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
    QCOMPARE(buffer.line(buffer.previous(buffer.endLine())).toByteArray(), "line 99999");
    QVERIFY(buffer.head().has_value());
    QCOMPARE(buffer.head()->kind, LogDivider::Kind::Earlier);
    QCOMPARE(buffer.head()->bytes + buffer.sizeBytes(), written);
    QCOMPARE(buffer.dividers(buffer.firstLine()).size(), 1);
    QCOMPARE(buffer.line(buffer.firstLine()).toByteArray(),
             "line " + QByteArray::number(buffer.lineNumber(buffer.firstLine()) - 1));
}

void TestLogBuffer::dividersStandAboveTheNextLine()
{
    LogBuffer buffer;
    buffer.append("a\n");
    buffer.addDivider({LogDivider::Kind::Started, {}, -1, u"pid 7"_s});
    QCOMPARE(buffer.dividers(buffer.endLine()).size(), 1);
    buffer.append("b\n");
    QCOMPARE(buffer.dividers(buffer.endLine()).size(), 0);
    QCOMPARE(buffer.dividers(buffer.next(buffer.firstLine())).value(0).detail, u"pid 7"_s);
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
    const LineId second = buffer.next(first);
    const LineId third = buffer.next(second);
    QCOMPARE(buffer.generation(second), 0);
    QCOMPARE(buffer.generation(third), 1);
    buffer.insertDivider(second, {LogDivider::Kind::Cleared, {}, -1, {}});
    QCOMPARE(buffer.generation(first), 0);
    QCOMPARE(buffer.generation(second), 1);
    QCOMPARE(buffer.generation(third), 2);
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
    QCOMPARE(buffer.lineNumber(buffer.previous(buffer.endLine())), 4);
}

// A log of 10 GiB: its end is here, and a piece somewhere in the middle.
void TestLogBuffer::holesAreFilledFromAnySide()
{
    constexpr qint64 before = 10'737'418'240;
    LogBuffer buffer;
    buffer.setStart(-before);
    buffer.append("end\n");
    QCOMPARE(buffer.head()->bytes, before);
    QCOMPARE(buffer.unread(-5), (LogBuffer::Range{-before, 0}));
    QCOMPARE(buffer.unread(0).size(), 0);
    buffer.insert(-1000, "middle\n");
    QCOMPARE(linesOf(buffer), (QByteArrayList{"middle", "end"}));
    QCOMPARE(buffer.line(-1000).toByteArray(), "middle");
    QCOMPARE(buffer.lineAt(-995), -1000);
    QCOMPARE(buffer.lineAt(-900), 0);
    QCOMPARE(buffer.next(-1000), 0);
    QCOMPARE(buffer.previous(0), -1000);
    QCOMPARE(buffer.dividers(0).value(0).kind, LogDivider::Kind::Unread);
    QCOMPARE(buffer.dividers(0).value(0).bytes, 993);
    QCOMPARE(buffer.unreadNear({0, 4}, 100), (LogBuffer::Range{-993, 0}));
    QVERIFY(!buffer.unreadNear({4000, 4004}, 100));
    buffer.insert(-993, "below\n"); // from above
    buffer.insert(-6, "above\n"); // from below
    QCOMPARE(linesOf(buffer), (QByteArrayList{"middle", "below", "above", "end"}));
    QCOMPARE(buffer.dividers(-6).value(0).bytes, 993 - 12);
    buffer.insert(-987, QByteArray(980, 'x').append('\n'));
    QCOMPARE(buffer.lineCount(), 5);
    QVERIFY(buffer.dividers(0).isEmpty());
    QCOMPARE(buffer.allUnread(), (std::vector{LogBuffer::Range{-before, -1000}}));
    // What is behind a skipped place goes on with the addresses there.
    buffer.skip(50);
    buffer.append("later\n");
    QCOMPARE(buffer.endLine(), 4 + 50 + 6);
    QCOMPARE(buffer.line(54).toByteArray(), "later");
    QCOMPARE(buffer.dividers(54).value(0).bytes, 50);
}

void TestLogBuffer::numbersAreKnownFromTheStart()
{
    LogBuffer buffer;
    buffer.setStart(-8);
    buffer.append("e\nf\n");
    QCOMPARE(buffer.lineNumber(0), 0);
    buffer.insert(-4, "c\nd\n");
    QCOMPARE(buffer.lineNumber(0), 0);
    buffer.insert(-8, "a\nb\n");
    QCOMPARE(buffer.lineNumber(-8), 1);
    QCOMPARE(buffer.lineNumber(0), 5);
    buffer.append("g\n");
    QCOMPARE(buffer.lineNumber(4), 7);
}

void TestLogBuffer::droppingLeavesAHoleThatCanBeFilled()
{
    LogBuffer buffer(256 * 1024);
    buffer.setStart(0);
    const QByteArray piece = QByteArray("0123456789abcde\n").repeated(1024);
    for (int i = 0; i < 64; ++i)
        buffer.append(piece);
    const LineId first = buffer.firstLine();
    QVERIFY(first > 0);
    QCOMPARE(buffer.unread(0), (LogBuffer::Range{0, first}));
    buffer.keep({0, piece.size()});
    buffer.insert(0, piece);
    QCOMPARE(buffer.line(16).toByteArray(), "0123456789abcde");
    QCOMPARE(buffer.lineNumber(16), 2);
    QVERIFY(buffer.unread(piece.size()).size() > 0);
}

void TestLogBuffer::keptTextIsDroppedLast()
{
    LogBuffer buffer(256 * 1024);
    buffer.append("first\n");
    buffer.keep({0, 6});
    for (int i = 0; i < 100; ++i)
        buffer.append(QByteArray("0123456789abcde\n").repeated(1024));
    QCOMPARE(buffer.line(0).toByteArray(), "first");
    QVERIFY(buffer.sizeBytes() <= 256 * 1024);
    buffer.keep({});
    buffer.append(QByteArray("0123456789abcde\n").repeated(5120));
    QVERIFY(buffer.firstLine() > 6);
}

void TestLogBuffer::dividersStayWhereTextIsFilledIn()
{
    LogBuffer buffer;
    buffer.setStart(-100);
    buffer.append("a\n");
    buffer.addDivider({LogDivider::Kind::Reconnected, {}, -1, {}});
    buffer.skip(4);
    buffer.append("d\n");
    QCOMPARE(buffer.dividers(6).size(), 2);
    QCOMPARE(buffer.dividers(6).at(0).kind, LogDivider::Kind::Reconnected);
    QCOMPARE(buffer.dividers(6).at(1).kind, LogDivider::Kind::Unread);
    buffer.insert(2, "b\nc\n");
    QCOMPARE(buffer.dividers(6).size(), 0);
    QCOMPARE(buffer.dividers(2).size(), 1);
    QCOMPARE(linesOf(buffer), (QByteArrayList{"a", "b", "c", "d"}));
    // What was in a file that is gone cannot be had any more.
    buffer.skip(7);
    buffer.setReachable(buffer.endLine());
    buffer.append("e\n");
    QCOMPARE(buffer.dividers(15).value(0).kind, LogDivider::Kind::Gap);
    QVERIFY(buffer.allUnread().empty());
}

void TestLogBuffer::shortLinesCountForWhatTheyCost()
{
    LogBuffer buffer(1024 * 1024);
    for (int i = 0; i < 100; ++i)
        buffer.append(QByteArray(64 * 1024, '\n'));
    QVERIFY(buffer.lineCount() * 5 <= 1024 * 1024);
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
    QCOMPARE(buffer.line(buffer.previous(buffer.endLine())).size(), piece.indexOf('\n'));
}

QTEST_APPLESS_MAIN(TestLogBuffer)
#include "tst_logbuffer.moc"
