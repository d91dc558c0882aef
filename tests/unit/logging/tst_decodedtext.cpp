#include "daemon/logging/decodedtext.h"

#include <QTest>

using namespace kantoku::daemon;

class TestDecodedText : public QObject {
    Q_OBJECT

private slots:
    void decodedText_data();
    void decodedText();
    void characterCount_data();
    void characterCount();
};

void TestDecodedText::decodedText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("text") << QByteArray("plain\n") << QByteArray("plain\n");
    QTest::newRow("UTF-8") << QByteArray("\xc3\xa4") << QByteArray("\xc3\xa4");
    QTest::newRow("a stray byte") << QByteArray("\x88\n") << QByteArray("Undecodable: b'\\x88\\n'");
    QTest::newRow("a cut character") << QByteArray("a\xc3") << QByteArray("Undecodable: b'a\\xc3'");
    QTest::newRow("an encoded surrogate")
        << QByteArray("\xed\xa0\x80") << QByteArray("Undecodable: b'\\xed\\xa0\\x80'");
    QTest::newRow("blanks and a backslash")
        << QByteArray("\xff\t\r\\\x7f") << QByteArray("Undecodable: b'\\xff\\t\\r\\\\\\x7f'");
    QTest::newRow("a single quote") << QByteArray("\xff'") << QByteArray("Undecodable: b\"\\xff'\"");
    QTest::newRow("both quotes") << QByteArray("\xff'\"") << QByteArray("Undecodable: b'\\xff\\'\"'");
}

void TestDecodedText::decodedText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    QCOMPARE(kantoku::daemon::decodedText(bytes), expected);
}

void TestDecodedText::characterCount_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("expected");

    QTest::newRow("nothing") << QByteArray() << qsizetype(0);
    QTest::newRow("ASCII") << QByteArray("abc\n") << qsizetype(4);
    QTest::newRow("two bytes") << QByteArray("\xc3\xa4") << qsizetype(1);
    QTest::newRow("three and four bytes") << QByteArray("\xe2\x82\xac\xf0\x9f\x98\x80") << qsizetype(2);
}

void TestDecodedText::characterCount()
{
    QFETCH(QByteArray, text);
    QFETCH(qsizetype, expected);
    QCOMPARE(kantoku::daemon::characterCount(text), expected);
}

QTEST_GUILESS_MAIN(TestDecodedText)
#include "tst_decodedtext.moc"
