#include "ui/logs/ansiparser.h"
#include "ui/logs/logfinder.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

Q_DECLARE_METATYPE(kantoku::ui::LogPatternOptions)

class TestLogFinder : public QObject {
    Q_OBJECT
private slots:
    void ranges_data();
    void ranges();
    void aWrongExpressionSaysWhere();
    void countsAndGoesOnAtTheOtherEnd();
    void goesFromMatchToMatchInALine();
    void extendsAsLinesArrive();
    void anOpenLineIsCountedOnce();
    void searchesMuchInAnotherThread();
    void droppedLinesAreForgotten();
    void findsThroughColours();
    void findMuch();
};

void TestLogFinder::ranges_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<LogPatternOptions>("options");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QList<int>>("columns");
    const LogPatternOptions plain;
    const LogPatternOptions exact{.caseSensitive = true};
    const LogPatternOptions words{.wholeWords = true};
    const LogPatternOptions expression{.regularExpression = true};
    QTest::newRow("any case") << u"err"_s << plain << u"Err ERR err"_s << QList<int>{0, 4, 8};
    QTest::newRow("exact case") << u"err"_s << exact << u"Err ERR err"_s << QList<int>{8};
    QTest::newRow("no overlap") << u"aa"_s << plain << u"aaaaa"_s << QList<int>{0, 2};
    QTest::newRow("whole words") << u"err"_s << words << u"error err"_s << QList<int>{6};
    QTest::newRow("signs are not special") << u"a.c"_s << words << u"abc a.c"_s << QList<int>{4};
    QTest::newRow("expressions") << u"\\d+"_s << expression << u"a1b22"_s << QList<int>{1, 3};
    QTest::newRow("an expression that matches nothing at all") << u"x*"_s << expression << u"abc"_s << QList<int>{};
    QTest::newRow("an empty pattern matches nothing") << QString() << plain << u"abc"_s << QList<int>{};
    QTest::newRow("letters beyond ASCII") << u"ÄR"_s << plain << u"bär"_s << QList<int>{1};
}

void TestLogFinder::ranges()
{
    QFETCH(QString, pattern);
    QFETCH(LogPatternOptions, options);
    QFETCH(QString, line);
    QFETCH(QList<int>, columns);
    const Result<LogPattern> made = LogPattern::make(pattern, options);
    QVERIFY(made);
    QList<int> found;
    for (const LogPattern::Range &range : made->rangesIn(line))
        found.append(int(range.column));
    QCOMPARE(found, columns);
    QVERIFY(columns.isEmpty() || made->candidate(line.toUtf8(), 0) >= 0);
}

void TestLogFinder::aWrongExpressionSaysWhere()
{
    const Result<LogPattern> made = LogPattern::make(u"ab("_s, {.regularExpression = true});
    QVERIFY(!made);
    QCOMPARE(made.error().code, Error::Code::Invalid);
    QVERIFY2(made.error().message.contains(u"3"_s), qPrintable(made.error().message));
}

void TestLogFinder::countsAndGoesOnAtTheOtherEnd()
{
    LogDocument document;
    document.append("x\nhit\nx\nhit\nx\n");
    LogFinder finder;
    finder.setDocument(&document);
    finder.setPattern(*LogPattern::make(u"hit"_s, {}));
    QCOMPARE(finder.matchCount(), 2);
    auto match = finder.next(6, 0, true);
    QVERIFY(match);
    QCOMPARE(match->line, 8);
    QCOMPARE(finder.numberOf(*match), 2);
    QVERIFY(!match->wrapped);
    match = finder.next(8, 0, true);
    QCOMPARE(match->line, 2);
    QCOMPARE(finder.numberOf(*match), 1);
    QVERIFY(match->wrapped);
    match = finder.next(2, 0, false);
    QCOMPARE(match->line, 8);
    QVERIFY(match->wrapped);
    match = finder.next(12, 0, false);
    QCOMPARE(match->line, 8);
    QVERIFY(!match->wrapped);
    match = finder.next(6, 0, false);
    QCOMPARE(match->line, 2);
    QVERIFY(!match->wrapped);
    finder.setPattern(*LogPattern::make(u"nothing"_s, {}));
    QCOMPARE(finder.matchCount(), 0);
    QVERIFY(!finder.next(0, 0, true));
}

void TestLogFinder::goesFromMatchToMatchInALine()
{
    LogDocument document;
    document.append("a a a\n");
    LogFinder finder;
    finder.setDocument(&document);
    finder.setPattern(*LogPattern::make(u"a"_s, {}));
    QCOMPARE(finder.matchCount(), 3);
    QCOMPARE(finder.next(0, 0, true)->range.column, 2);
    QCOMPARE(finder.next(0, 2, true)->range.column, 4);
    QCOMPARE(finder.next(0, 4, true)->range.column, 0);
    QVERIFY(finder.next(0, 4, true)->wrapped);
    QCOMPARE(finder.next(0, 4, false)->range.column, 2);
    QCOMPARE(finder.next(0, 0, false)->range.column, 4);
    QCOMPARE(finder.numberOf(*finder.next(0, 2, true)), 3);
}

void TestLogFinder::extendsAsLinesArrive()
{
    LogDocument document;
    LogFinder finder;
    finder.setDocument(&document);
    finder.setPattern(*LogPattern::make(u"hit"_s, {}));
    document.append("hit\n");
    QTRY_COMPARE(finder.matchCount(), 1);
    document.append("x\nhit hit\n");
    QTRY_COMPARE(finder.matchCount(), 3);
    document.prepend("hit\n");
    QTRY_COMPARE(finder.matchCount(), 4);
    document.clear();
    QTRY_COMPARE(finder.matchCount(), 0);
}

void TestLogFinder::anOpenLineIsCountedOnce()
{
    LogDocument document;
    LogFinder finder;
    finder.setDocument(&document);
    finder.setPattern(*LogPattern::make(u"hit"_s, {}));
    document.append("a hit");
    QTRY_COMPARE(finder.matchCount(), 1);
    QSignalSpy changes(&finder, &LogFinder::changed);
    document.append(" and more");
    QTRY_VERIFY(!changes.isEmpty());
    QCOMPARE(finder.matchCount(), 1);
    document.append(", hit\n");
    QTRY_COMPARE(finder.matchCount(), 2);
}

void TestLogFinder::searchesMuchInAnotherThread()
{
    LogDocument document;
    document.append(QByteArray("nothing of interest in this line, nor in the next one\n").repeated(100'000));
    document.append("the hit\n");
    LogFinder finder;
    finder.setDocument(&document);
    finder.setPattern(*LogPattern::make(u"HIT"_s, {}));
    QVERIFY(finder.isSearching());
    document.append("another hit\n");
    QTRY_COMPARE(finder.matchCount(), 2);
    QCOMPARE(finder.next(0, 0, true)->line, 100'000 * 54);
    // A newer question voids the one under way.
    finder.setPattern(*LogPattern::make(u"interest"_s, {}));
    finder.setPattern(*LogPattern::make(u"another"_s, {}));
    QTRY_COMPARE(finder.matchCount(), 1);
    finder.setPattern(*LogPattern::make(u"line"_s, {}));
    finder.stop();
    QVERIFY(!finder.isSearching());
}

void TestLogFinder::droppedLinesAreForgotten()
{
    LogDocument document(nullptr, 256 * 1024);
    LogFinder finder;
    finder.setDocument(&document);
    finder.setPattern(*LogPattern::make(u"hit"_s, {}));
    document.append("hit\n");
    QTRY_COMPARE(finder.matchCount(), 1);
    document.append(QByteArray("no\n").repeated(200'000));
    document.append("hit\n");
    QTRY_VERIFY(finder.next(document.buffer().firstLine(), 0, true));
    const auto match = finder.next(document.buffer().firstLine(), 0, true);
    QCOMPARE(finder.matchCount(), 1);
    QCOMPARE(match->line, document.buffer().previous(document.buffer().endLine()));
    QCOMPARE(finder.numberOf(*match), 1);
}

void TestLogFinder::findsThroughColours()
{
    LogDocument document;
    document.append("\x1b[31mhi\x1b[0mt\n");
    LogFinder finder;
    finder.setDocument(&document);
    finder.setPattern(*LogPattern::make(u"hit"_s, {.caseSensitive = true}));
    QCOMPARE(finder.matchCount(), 1);
}

void TestLogFinder::findMuch()
{
    LogBuffer buffer;
    buffer.append(QByteArray("2026-01-01 10:02:11 GET /index.html 200 some text to make it as long as usual\n")
                      .repeated(200'000));
    buffer.append("needle\n");
    const LogPattern pattern = *LogPattern::make(u"needle"_s, {.caseSensitive = true});
    const std::atomic_bool cancelled = false;
    const auto blocks = buffer.snapshot(buffer.firstLine());
    QBENCHMARK
    {
        size_t found = 0;
        for (const LogBuffer::Block &block : blocks)
            found += findMatches(block.bytes, block.address, pattern, AnsiMode::Render, cancelled).size();
        QCOMPARE(found, 1U);
    }
}

QTEST_GUILESS_MAIN(TestLogFinder)
#include "tst_logfinder.moc"
