#include "daemon/rpc/logreading.h"
#include "protocol/faultcode.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

namespace {

QString textOf(const xmlrpc::Fragment &fragment)
{
    const auto text = xmlrpc::parseResponse(xmlrpc::writeResponse(QVariant::fromValue(fragment)));
    return text ? text->toString() : u"malformed: "_s + text.error().message;
}

const QString digits = u"0123456789abcdefghij"_s; // 20 bytes

} // namespace

class TestLogReading : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void read_data();
    void read();
    void readsEveryRange();
    void tail_data();
    void tail();
    void faultOfReading_data();
    void faultOfReading();
    void tailOfNothingIsEmpty();
    void bytesBecomeText_data();
    void bytesBecomeText();
    void largeLogIsReadWhole();

private:
    QString file(const QByteArray &content)
    {
        const QString path = m_dir.filePath(u"log"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return path;
    }

    QTemporaryDir m_dir;
};

void TestLogReading::read_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<QString>("expected");
    const qint64 huge = std::numeric_limits<qint64>::max();
    QTest::newRow("everything") << 0LL << 0LL << digits;
    QTest::newRow("the beginning") << 0LL << 5LL << u"01234"_s;
    QTest::newRow("exactly all") << 0LL << 20LL << digits;
    QTest::newRow("more than there is") << 0LL << 1000LL << digits;
    QTest::newRow("from the middle on") << 5LL << 0LL << digits.mid(5);
    QTest::newRow("the middle") << 5LL << 5LL << u"56789"_s;
    QTest::newRow("over the end") << 18LL << 10LL << u"ij"_s;
    QTest::newRow("at the end") << 20LL << 5LL << u""_s;
    QTest::newRow("beyond the end") << 100LL << 5LL << u""_s;
    QTest::newRow("to the end from beyond") << 100LL << 0LL << u""_s;
    QTest::newRow("the last five") << -5LL << 0LL << u"fghij"_s;
    QTest::newRow("the last of all") << -20LL << 0LL << digits;
    QTest::newRow("more than all of the last") << -1000LL << 0LL << digits;
    QTest::newRow("the largest numbers") << huge << huge << u""_s;
    QTest::newRow("the smallest offset") << std::numeric_limits<qint64>::min() << 0LL << digits;
}

void TestLogReading::read()
{
    QFETCH(qint64, offset);
    QFETCH(qint64, length);
    QFETCH(QString, expected);
    const auto text = readLog(file(digits.toLatin1()), offset, length);
    QVERIFY(text);
    QCOMPARE(textOf(*text), expected);
}

void TestLogReading::readsEveryRange()
{
    const QString path = file(digits.toLatin1());
    for (int offset = 0; offset <= 25; ++offset) {
        for (int length = 1; length <= 25; ++length) {
            const auto text = readLog(path, offset, length);
            QVERIFY(text);
            QCOMPARE(textOf(*text), digits.mid(offset, length));
        }
    }
}

void TestLogReading::tail_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<bool>("overflow");
    const qint64 huge = std::numeric_limits<qint64>::max();
    QTest::newRow("all of it") << 0LL << 20LL << digits << false;
    QTest::newRow("with room") << 0LL << 30LL << digits << false;
    QTest::newRow("nothing new") << 20LL << 5LL << u""_s << false;
    QTest::newRow("just what is new") << 15LL << 5LL << u"fghij"_s << false;
    QTest::newRow("more is new than fits") << 0LL << 5LL << u"fghij"_s << true;
    QTest::newRow("no room") << 0LL << 0LL << u""_s << true;
    QTest::newRow("more is new than fits, from the middle") << 3LL << 4LL << u"ghij"_s << true;
    QTest::newRow("the window moves back") << 15LL << 10LL << u"abcdefghij"_s << false;
    QTest::newRow("the window moves back to the start") << 19LL << 30LL << digits << false;
    QTest::newRow("beyond the end") << 25LL << 3LL << u""_s << false;
    QTest::newRow("a negative offset") << -5LL << 5LL << u"fghij"_s << true;
    QTest::newRow("at the end without room") << 20LL << 0LL << u""_s << false;
    QTest::newRow("in the middle without room") << 10LL << 0LL << u""_s << true;
    QTest::newRow("the largest numbers") << huge << huge << u""_s << false;
    QTest::newRow("the largest length") << 0LL << huge << digits << false;
    QTest::newRow("a negative length") << 0LL << -5LL << u""_s << true;
}

void TestLogReading::tail()
{
    QFETCH(qint64, offset);
    QFETCH(qint64, length);
    QFETCH(QString, expected);
    QFETCH(bool, overflow);
    const LogTail tail = tailLog(file(digits.toLatin1()), offset, length);
    QCOMPARE(textOf(tail.text), expected);
    QCOMPARE(tail.end, qint64(20));
    QCOMPARE(tail.hasOverflow, overflow);
}

void TestLogReading::faultOfReading_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<QString>("expected");
    const QString log = m_dir.filePath(u"log"_s);
    const QString missing = m_dir.filePath(u"missing"_s);
    const QString pipe = m_dir.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QTest::newRow("no log") << u""_s << 0LL << 0LL << u"NO_FILE"_s;
    QTest::newRow("no file") << missing << 0LL << 0LL << u"NO_FILE: "_s + missing;
    QTest::newRow("no file and bad arguments") << missing << -1LL << 1LL << u"NO_FILE: "_s + missing;
    QTest::newRow("a folder") << m_dir.path() << 0LL << 0LL << u"FAILED"_s;
    QTest::newRow("a pipe does not block") << pipe << 0LL << 0LL << u"FAILED"_s;
    QTest::newRow("a negative offset with a length") << log << -1LL << 1LL << u"BAD_ARGUMENTS"_s;
    QTest::newRow("a negative length") << log << 0LL << -1LL << u"BAD_ARGUMENTS"_s;
    QTest::newRow("both negative") << log << -5LL << -5LL << u"BAD_ARGUMENTS"_s;
}

void TestLogReading::faultOfReading()
{
    QFETCH(QString, path);
    QFETCH(qint64, offset);
    QFETCH(qint64, length);
    QFETCH(QString, expected);
    file("content");
    const auto text = readLog(path, offset, length);
    QVERIFY(!text);
    QCOMPARE(text.error().code, Error::Code::Fault);
    QCOMPARE(text.error().message, expected);
}

void TestLogReading::tailOfNothingIsEmpty()
{
    for (const QString &path : {QString(), m_dir.filePath(u"missing"_s), m_dir.path()}) {
        const LogTail tail = tailLog(path, 7, 9);
        QCOMPARE(textOf(tail.text), u""_s);
        QCOMPARE(tail.end, qint64(0));
        QVERIFY(!tail.hasOverflow);
    }
}

void TestLogReading::bytesBecomeText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("UTF-8") << "Sm\xc3\xb8rrebr\xc3\xb8\x64 & <\xe2\x82\xac>\r\n"_ba << u"Smørrebrød & <€>\r\n"_s;
    QTest::newRow("a byte that is none") << "a\xff\x62"_ba << u"a\uFFFDb"_s;
    QTest::newRow("a character cut at its end") << "ab\xe2\x82"_ba << u"ab\uFFFD\uFFFD"_s;
    QTest::newRow("a character cut at its start") << "\x82\xac\x61"_ba << u"\uFFFD\uFFFDa"_s;
    QTest::newRow("an escape sequence") << "\x1b[1m"_ba << u"\uFFFD[1m"_s;
    QTest::newRow("a NUL") << QByteArray("a\0b", 3) << u"a\uFFFDb"_s;
    QTest::newRow("a mark of byte order is kept") << "\xef\xbb\xbf\x61"_ba << u"\uFEFFa"_s;
}

void TestLogReading::bytesBecomeText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    const QString path = file(bytes);
    const auto text = readLog(path, 0, 0);
    QVERIFY(text);
    QCOMPARE(textOf(*text), expected);
    QCOMPARE(textOf(tailLog(path, 0, 1000).text), expected);
}

void TestLogReading::largeLogIsReadWhole()
{
    // A character of three bytes, so that the pieces cut it in every way.
    const QString content = u"€"_s.repeated(400'000);
    const auto text = readLog(file(content.toUtf8()), 0, 0);
    QVERIFY(text);
    QVERIFY(textOf(*text) == content);
}

QTEST_GUILESS_MAIN(TestLogReading)
#include "tst_logreading.moc"
