#include "daemon/logging/logfile.h"
#include "daemon/rpc/logchunks.h"
#include "protocol/faultcode.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

class TestLogChunks : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void everyRange();
    void aChunkIsLimited();
    void aReaderFollowsAcrossRotations_data();
    void aReaderFollowsAcrossRotations();
    void whatIsGoneIsCounted();
    void aClearedLogIsLost();
    void aLogThatSomebodyEmptiedIsLost();
    void anEmptyingRotationIsLost();
    void aReopenedLogGoesOn();
    void anotherDaemonGoesOnInTheSameFiles();
    void anUnknownGenerationIsLostByAnUnknownAmount();
    void faults();

private:
    QString path() const
    {
        const char *row = QTest::currentDataTag();
        return m_dir.filePath(QString::fromLatin1(QTest::currentTestFunction()) + QString::fromLatin1(row ? row : ""));
    }
    LogChunk read(LogFile &log, const LogPosition &from, qint64 length = 0)
    {
        const Result<LogChunk> chunk = readLogChunk(path(), &log, from, length);
        if (!chunk)
            qFatal("%s", qPrintable(chunk.error().message));
        return *chunk;
    }

    QTemporaryDir m_dir;
};

void TestLogChunks::everyRange()
{
    LogFile log(path(), 0, 0);
    QVERIFY(log.open());
    const QByteArray content("01234\xff\0 6789", 12);
    log.write(content);
    for (qint64 offset = -14; offset <= 14; ++offset) {
        for (qint64 length = 0; length <= 14; ++length) {
            const qint64 begin = offset >= 0 ? std::min<qint64>(offset, 12) : std::max<qint64>(0, 12 + offset);
            const LogChunk chunk = read(log, {{}, offset}, length);
            QCOMPARE(chunk.bytes, content.mid(begin, length == 0 ? -1 : length));
            QCOMPARE(chunk.offset, begin);
            QCOMPARE(chunk.size, 12);
            QCOMPARE(chunk.lost, 0);
            QCOMPARE(chunk.generation, log.generation());
            QCOMPARE(chunk.next, QString());
            QCOMPARE(read(log, {log.generation(), offset}, length).bytes, chunk.bytes);
        }
    }
}

void TestLogChunks::aChunkIsLimited()
{
    LogFile log(path(), 0, 0);
    QVERIFY(log.open());
    log.write(QByteArray(LogChunk::maxBytes + 5, 'x'));
    const LogChunk chunk = read(log, {});
    QCOMPARE(chunk.bytes.size(), LogChunk::maxBytes);
    QCOMPARE(chunk.size, LogChunk::maxBytes + 5);
    QCOMPARE(read(log, chunk.after()).bytes.size(), 5);
}

void TestLogChunks::aReaderFollowsAcrossRotations_data()
{
    QTest::addColumn<int>("readEvery");
    QTest::addColumn<qint64>("length");
    QTest::newRow("after each write") << 1 << qint64(0);
    QTest::newRow("after several rotations") << 40 << qint64(0);
    QTest::newRow("a few bytes at a time") << 7 << qint64(3);
}

void TestLogChunks::aReaderFollowsAcrossRotations()
{
    QFETCH(int, readEvery);
    QFETCH(qint64, length);
    LogFile log(path(), 50, 12);
    QVERIFY(log.open());
    QByteArray written;
    QByteArray seen;
    LogPosition at{log.generation(), 0};
    const auto readAll = [&] {
        for (;;) {
            const LogChunk chunk = read(log, at, length);
            QCOMPARE(chunk.lost, 0);
            seen += chunk.bytes;
            if (chunk.after() == at)
                return;
            at = chunk.after();
        }
    };
    for (int i = 1; i <= 120; ++i) {
        const QByteArray line = "line " + QByteArray::number(i) + '\n';
        log.write(line);
        written += line;
        if (i % readEvery == 0)
            readAll();
    }
    readAll();
    QVERIFY(log.ended().size() > 10);
    QCOMPARE(seen, written);
}

void TestLogChunks::whatIsGoneIsCounted()
{
    LogFile log(path(), 10, 2);
    QVERIFY(log.open());
    log.write("ab");
    const LogPosition at = read(log, {}).after();
    log.write("cdefghij"); // first generation: 10 bytes
    for (int i = 0; i < 4; ++i)
        log.write("0123456789");
    // The files hold the last two; of the first eight bytes are unread, two more generations are gone.
    const LogChunk gone = read(log, at);
    QCOMPARE(gone.bytes, QByteArray());
    QCOMPARE(gone.lost, 8 + 2 * 10);
    const LogChunk chunk = read(log, gone.after());
    QCOMPARE(chunk.bytes, "0123456789"_ba);
    QCOMPARE(chunk.lost, 0);
    const LogChunk last = read(log, chunk.after());
    QCOMPARE(last.bytes, "0123456789"_ba);
    QCOMPARE(last.after(), (LogPosition{log.generation(), 0}));
}

void TestLogChunks::aClearedLogIsLost()
{
    LogFile log(path(), 0, 2);
    QVERIFY(log.open());
    log.write("abc");
    const LogPosition at = read(log, {}).after();
    log.write("de");
    QVERIFY(log.clear());
    log.write("new");
    const LogChunk gone = read(log, at);
    QCOMPARE(gone.lost, 2);
    QCOMPARE(read(log, gone.after()).bytes, "new"_ba);
}

void TestLogChunks::aLogThatSomebodyEmptiedIsLost()
{
    LogFile log(path(), 0, 2);
    QVERIFY(log.open());
    log.write("abc");
    const LogPosition at = read(log, {}).after();
    log.write("defg");
    QVERIFY(QFile::resize(path(), 0));
    log.write("new");
    const LogChunk gone = read(log, at);
    QCOMPARE(gone.lost, 4);
    QCOMPARE(read(log, gone.after()).bytes, "new"_ba);
}

void TestLogChunks::anEmptyingRotationIsLost()
{
    LogFile log(path(), 5, 0);
    QVERIFY(log.open());
    log.write("abc");
    const LogPosition at = read(log, {}).after();
    log.write("defg");
    log.write("new");
    const LogChunk gone = read(log, at);
    QCOMPARE(gone.lost, 4);
    QCOMPARE(read(log, gone.after()).bytes, "new"_ba);
}

void TestLogChunks::aReopenedLogGoesOn()
{
    LogFile log(path(), 0, 2);
    QVERIFY(log.open());
    log.write("abc");
    const LogPosition at = read(log, {}).after();
    QVERIFY(QFile::rename(path(), path() + u".1"_s)); // as logrotate does, which then asks to reopen
    log.write("de");
    QVERIFY(log.reopen());
    log.write("fg");
    const LogChunk rest = read(log, at);
    QCOMPARE(rest.bytes, "de"_ba);
    QCOMPARE(rest.lost, 0);
    QCOMPARE(read(log, rest.after()).bytes, "fg"_ba);
}

void TestLogChunks::anotherDaemonGoesOnInTheSameFiles()
{
    LogPosition inBackup;
    LogPosition inFile;
    {
        LogFile log(path(), 5, 2);
        QVERIFY(log.open());
        inBackup = {log.generation(), 1};
        log.write("abcde"); // rotates
        log.write("f");
        inFile = read(log, {}).after();
    }
    LogFile log(path(), 5, 2);
    QVERIFY(log.open());
    log.write("g");
    QCOMPARE(read(log, inFile).bytes, "g"_ba);
    const LogChunk rest = read(log, inBackup);
    QCOMPARE(rest.bytes, "bcde"_ba);
    QCOMPARE(rest.after(), (LogPosition{log.generation(), 0}));
}

void TestLogChunks::anUnknownGenerationIsLostByAnUnknownAmount()
{
    LogFile log(path(), 0, 2);
    QVERIFY(log.open());
    log.write("abc");
    const LogChunk gone = read(log, {u"what-ever"_s, 100});
    QCOMPARE(gone.lost, -1);
    QCOMPARE(gone.bytes, QByteArray());
    QCOMPARE(gone.after(), (LogPosition{log.generation(), 0}));
}

void TestLogChunks::faults()
{
    LogFile log(path(), 0, 0);
    const auto faultOf = [](const Result<LogChunk> &result) { return result ? 0 : result.error().number; };
    QCOMPARE(faultOf(readLogChunk({}, nullptr, {}, 0)), int(FaultCode::NoFile));
    QCOMPARE(faultOf(readLogChunk(path(), &log, {}, 0)), int(FaultCode::NoFile));
    QCOMPARE(faultOf(readLogChunk(path(), &log, {}, -1)), int(FaultCode::BadArguments));
    QCOMPARE(faultOf(readLogChunk(u"/dev/null"_s, nullptr, {}, 0)), int(FaultCode::Failed));
}

QTEST_GUILESS_MAIN(TestLogChunks)
#include "tst_logchunks.moc"
