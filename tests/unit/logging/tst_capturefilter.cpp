#include "daemon/logging/capturefilter.h"

#include <QTest>

using kantoku::daemon::CaptureFilter;

namespace {

struct Outcome {
    QByteArray log;
    QByteArray passing; ///< the captured pieces
    QByteArrayList captures;

    void take(const QList<CaptureFilter::Segment> &segments)
    {
        for (const CaptureFilter::Segment &segment : segments) {
            switch (segment.kind) {
            case CaptureFilter::Segment::Kind::Text: log += segment.bytes; break;
            case CaptureFilter::Segment::Kind::Captured: passing += segment.bytes; break;
            case CaptureFilter::Segment::Kind::Complete: captures += segment.bytes.toByteArray(); break;
            }
        }
    }
};

} // namespace

class TestCaptureFilter : public QObject {
    Q_OBJECT

private slots:
    void feed_data();
    void feed();
    void onlyWhatCanBecomeATagIsHeldBack();
    void textIsNotCopied();
    void theOldestCapturedTextIsDropped();
    void anEndlessCaptureIsBounded();
};

void TestCaptureFilter::feed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QByteArrayList>("captures");

    const QByteArray begin("<!--XSUPERVISOR:BEGIN-->");
    const QByteArray end("<!--XSUPERVISOR:END-->");
    QTest::newRow("text without tags") << QByteArray("plain <b> text\n") << QByteArray("plain <b> text\n")
                                       << QByteArrayList{};
    QTest::newRow("text between tags") << QByteArray("before" + begin + "data" + end + "after\n")
                                       << QByteArray("beforeafter\n") << QByteArrayList{"data"};
    QTest::newRow("an empty capture") << QByteArray(begin + end) << QByteArray() << QByteArrayList{""};
    QTest::newRow("two captures in a row")
        << QByteArray(begin + "one" + end + begin + "two" + end) << QByteArray() << QByteArrayList{"one", "two"};
    QTest::newRow("an end without a begin is text")
        << QByteArray("a" + end + "b") << QByteArray("a" + end + "b") << QByteArrayList{};
    QTest::newRow("a begin inside a capture is captured")
        << QByteArray(begin + "a" + begin + "b" + end) << QByteArray() << QByteArrayList{"a" + begin + "b"};
    QTest::newRow("nearly a tag, then a tag") << QByteArray("<!--XSUPER<!--XSUPERVISOR:BEG" + begin + "x" + end)
                                              << QByteArray("<!--XSUPER<!--XSUPERVISOR:BEG") << QByteArrayList{"x"};
    QTest::newRow("several angle brackets before a tag")
        << QByteArray("<<<" + begin + "<<" + end + "<") << QByteArray("<<<<") << QByteArrayList{"<<"};
    QTest::newRow("the start of a tag at the end is text")
        << QByteArray("text<!--XSUPERVISOR:BEGIN--") << QByteArray("text<!--XSUPERVISOR:BEGIN--") << QByteArrayList{};
    QTest::newRow("a capture that never ends is not lost")
        << QByteArray("a" + begin + "b<!--X") << QByteArray("ab<!--X") << QByteArrayList{};
    const QByteArray odd("\0\xff", 2);
    QTest::newRow("bytes that are no text")
        << QByteArray(odd + begin + odd + odd + end) << odd << QByteArrayList{odd + odd};
}

void TestCaptureFilter::feed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, log);
    QFETCH(QByteArrayList, captures);
    for (qsizetype piece = 1; piece <= bytes.size(); ++piece) {
        CaptureFilter filter(1000);
        Outcome outcome;
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            outcome.take(filter.feed(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at))));
        outcome.take(filter.flush());
        QCOMPARE(outcome.log, log);
        QCOMPARE(outcome.captures, captures);
        QVERIFY(!filter.isCapturing());
    }
}

void TestCaptureFilter::onlyWhatCanBecomeATagIsHeldBack()
{
    CaptureFilter filter(1000);
    Outcome outcome;
    outcome.take(filter.feed("short"));
    QCOMPARE(outcome.log, "short");
    outcome.take(filter.feed(" <!--X"));
    QCOMPARE(outcome.log, "short ");
    outcome.take(filter.feed("Y"));
    QCOMPARE(outcome.log, "short <!--XY");
}

void TestCaptureFilter::textIsNotCopied()
{
    CaptureFilter filter(1000);
    const QByteArray text("plain text\n");
    const QList<CaptureFilter::Segment> segments = filter.feed(text);
    QCOMPARE(segments.size(), 1);
    QCOMPARE(segments.at(0).bytes.data(), text.constData());
}

void TestCaptureFilter::theOldestCapturedTextIsDropped()
{
    CaptureFilter filter(5);
    Outcome outcome;
    outcome.take(filter.feed("<!--XSUPERVISOR:BEGIN-->123"));
    outcome.take(filter.feed("4567"));
    outcome.take(filter.feed("8<!--XSUPERVISOR:END-->"));
    QCOMPARE(outcome.captures, QByteArrayList{"45678"});
    QCOMPARE(outcome.passing, "12345678");
}

void TestCaptureFilter::anEndlessCaptureIsBounded()
{
    CaptureFilter filter(1000);
    Outcome outcome;
    outcome.take(filter.feed("<!--XSUPERVISOR:BEGIN-->"));
    const QByteArray block(100'000, 'x');
    for (int i = 0; i < 20; ++i)
        (void)filter.feed(block);
    outcome.take(filter.flush());
    QCOMPARE(outcome.log, QByteArray(1000, 'x'));
}

QTEST_GUILESS_MAIN(TestCaptureFilter)
#include "tst_capturefilter.moc"
