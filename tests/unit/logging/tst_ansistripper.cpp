#include "daemon/logging/ansistripper.h"

#include <QTest>

using kantoku::daemon::AnsiStripper;

class TestAnsiStripper : public QObject {
    Q_OBJECT

private slots:
    void strip_data();
    void strip();
    void aPieceWithoutEscapeIsNotCopied();
};

void TestAnsiStripper::strip_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("text stays") << QByteArray("plain\n") << QByteArray("plain\n");
    QTest::newRow("colours go") << QByteArray("\x1b[31mred\x1b[0m plain \x1b[1;32mbold\x1b[m \x1b[2J\x1b[10;5Hend\n")
                                << QByteArray("red plain bold end\n");
    QTest::newRow("each letter that Supervisor knows ends a sequence")
        << QByteArray("\x1b[1Ha\x1b[1fb\x1b[1Ac\x1b[1Bd\x1b[1Ce\x1b[1Df\x1b[1Rg\x1b[sh\x1b[ui\x1b[1Jj\x1b[Kk\x1b[?25hl"
                      "\x1b[?25lm\x1b[1pn\x1b[1mo")
        << QByteArray("abcdefghijklmno");
    QTest::newRow("a letter that it does not know ends one too, without swallowing text")
        << QByteArray("\x1b[2Gxyz") << QByteArray("xyz");
    QTest::newRow("a newline ends a broken sequence and stays") << QByteArray("a\x1b[31\nb") << QByteArray("a\nb");
    QTest::newRow("an escape starts the next sequence") << QByteArray("a\x1b[31\x1b[0mb") << QByteArray("ab");
    QTest::newRow("other escapes stay") << QByteArray("\x1b(B\x1b]0;t\x07x") << QByteArray("\x1b(B\x1b]0;t\x07x");
    QTest::newRow("two escapes") << QByteArray("\x1b\x1b[0mx") << QByteArray("\x1bx");
    QTest::newRow("an escape at the very end stays") << QByteArray("x\x1b") << QByteArray("x\x1b");
    QTest::newRow("an unfinished sequence at the very end goes") << QByteArray("x\x1b[3") << QByteArray("x");
    QTest::newRow("bytes above ASCII stay") << QByteArray("\xff\x1b[0m\xc3\xa4") << QByteArray("\xff\xc3\xa4");
    QTest::newRow("an endless sequence is given up")
        << QByteArray(QByteArray("\x1b[") + QByteArray(300, '1') + "m") << QByteArray(QByteArray(47, '1') + "m");
}

void TestAnsiStripper::strip()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    for (const qsizetype piece : {bytes.size(), qsizetype(1), qsizetype(2), qsizetype(3)}) {
        AnsiStripper stripper;
        QByteArray got;
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            got += stripper.strip(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
        got += stripper.flush();
        QCOMPARE(got, expected);
    }
}

void TestAnsiStripper::aPieceWithoutEscapeIsNotCopied()
{
    AnsiStripper stripper;
    const QByteArray text("plain");
    QCOMPARE(stripper.strip(text).data(), text.constData());
}

QTEST_GUILESS_MAIN(TestAnsiStripper)
#include "tst_ansistripper.moc"
