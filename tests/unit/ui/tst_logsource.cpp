#include "ui/logs/logsource.h"

#include <QTest>

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace kantoku;
using namespace kantoku::ui;

namespace {

/// A server's log in memory: streams and reads it as Supervisor does.
class FakeChannel final : public LogChannel {
public:
    using LogChannel::LogChannel;

    void open() override
    {
        ++opens;
        if (isGone) {
            emit finished({Error::Code::Refused, u"nobody listens"_s, 0});
            return;
        }
        if (!exists) {
            emit finished({Error::Code::HttpStatus, u"not found"_s, 404});
            return;
        }
        isOpen = true;
        emit opened();
        if (!file.isEmpty())
            emit received(file.last(std::min<qsizetype>(1024, file.size())));
    }
    void close() override { isOpen = false; }
    QCoro::Task<Result<LogExtent>> extent() override
    {
        if (!canRead)
            co_return failure(Error::Code::HttpStatus, u"the server cannot read it"_s, 500);
        write(std::exchange(meanwhile, {}));
        co_return LogExtent{file.size(), generation};
    }
    QCoro::Task<Result<LogChunk>> read(qint64 offset, qint64 length, QString wanted) override
    {
        if (!canRead)
            co_return failure(Error::Code::HttpStatus, u"the server cannot read it"_s, 500);
        ++reads;
        LogChunk chunk;
        chunk.generation = wanted.isEmpty() ? generation : wanted;
        if (chunk.generation != generation && !older.contains(chunk.generation)) {
            chunk.lost = -1;
            chunk.next = generation;
            co_return chunk;
        }
        const QByteArray text = chunk.generation == generation ? file : older[chunk.generation];
        chunk.offset = std::min<qint64>(offset, text.size());
        chunk.size = text.size();
        chunk.bytes = length == 0 ? text.mid(chunk.offset) : text.mid(chunk.offset, length);
        if (chunk.generation != generation && chunk.offset + chunk.bytes.size() == chunk.size)
            chunk.next = QString::number(chunk.generation.toInt() + 1);
        co_return chunk;
    }

    void write(const QByteArray &bytes)
    {
        file += bytes;
        if (isOpen && !bytes.isEmpty())
            emit received(bytes);
    }
    /// As rotation does: another, empty file has the name.
    void replace()
    {
        if (!generation.isEmpty()) {
            older[generation] = file;
            generation = QString::number(generation.toInt() + 1);
        }
        file.clear();
    }
    void lose()
    {
        isOpen = false;
        emit finished({Error::Code::Transport, u"the connection broke"_s, 0});
    }

    QByteArray file;
    QByteArray meanwhile; ///< written before the next answer about the size
    QString generation; ///< empty: as a server that does not tell
    QHash<QString, QByteArray> older; ///< files that were rotated away, by their generation
    int reads = 0;
    bool exists = true;
    bool isGone = false;
    bool canRead = true;
    bool isOpen = false;
    int opens = 0;
};

QByteArray numbered(int from, int to)
{
    QByteArray text;
    for (int i = from; i < to; ++i)
        text += "line " + QByteArray::number(i) + '\n';
    return text;
}

} // namespace

class TestLogSource : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void showsAShortLogWhole();
    void showsMoreThanTheStreamHas();
    void aBurstBeforeTheFirstAnswerLosesNothing();
    void loadsOlderTextDownToTheStart();
    void aFileThatIsNotLargeIsLoadedWhole();
    void anyPlaceIsLoadedWhenItIsWanted();
    void aReadThatFailsIsNotRepeatedByItself();
    void aNewGenerationIsTold();
    void rotationWhileDisconnectedLosesNothing();
    void whatIsGoneForGoodIsAGap();
    void aFileThatWasRotatedAwayIsStillRead();
    void aLargerFileOfTheSameNameIsToldByItsText();
    void aTruncatedFileIsADivider();
    void goesOnWithoutReads();
    void repeatedLinesAreNotDoubled();
    void aLossIsCaughtUp();
    void aLargeLossIsAGapWithItsSize();
    void aLossWithoutReadsIsAGapOfUnknownSize();
    void nothingNewAfterAReconnectIsNotDoubled_data();
    void nothingNewAfterAReconnectIsNotDoubled();
    void anotherFileAfterAReconnectIsADivider();
    void rotationWhileFollowingIsADivider();
    void clearingIsADividerAndNoRotation();
    void startsAndEndsAreDividers();
    void aMissingLogIsTriedWhenTheChannelSaysSo();
    void finalErrorsAreNotTriedAgain_data();
    void finalErrorsAreNotTriedAgain();
    void triesAgainWithLongerPauses();
    void binaryBytesArriveAsTheyAre();

private:
    QByteArray text() const;
    /// The dividers in the text as words between lines.
    QStringList shape() const;

    FakeChannel *m_channel = nullptr;
    std::unique_ptr<LogDocument> m_document;
    std::unique_ptr<LogSource> m_source;
};

void TestLogSource::init()
{
    m_channel = new FakeChannel;
    m_document = std::make_unique<LogDocument>();
    m_source = std::make_unique<LogSource>(m_channel, m_document.get());
    m_source->setRetryPause(1ms, 8ms);
    m_source->setCheckPause(1ms);
}

void TestLogSource::cleanup()
{
    m_source.reset();
    m_document.reset();
}

QByteArray TestLogSource::text() const
{
    QByteArray bytes;
    const LogBuffer &buffer = m_document->buffer();
    for (LineId line = buffer.firstLine(); line < buffer.endLine(); line = buffer.next(line))
        bytes += buffer.rawLine(line).toByteArray();
    return bytes;
}

QStringList TestLogSource::shape() const
{
    QStringList shape;
    const LogBuffer &buffer = m_document->buffer();
    for (LineId line = buffer.firstLine();; line = buffer.next(line)) {
        for (const LogDivider &divider : buffer.dividers(line)) {
            switch (divider.kind) {
            case LogDivider::Kind::Earlier: shape += u"earlier %1"_s.arg(divider.bytes); break;
            case LogDivider::Kind::Started: shape += u"started "_s + divider.detail; break;
            case LogDivider::Kind::Ended: shape += u"ended "_s + divider.detail; break;
            case LogDivider::Kind::Replaced: shape += u"replaced"_s; break;
            case LogDivider::Kind::Truncated: shape += u"truncated"_s; break;
            case LogDivider::Kind::Cleared: shape += u"cleared"_s; break;
            case LogDivider::Kind::Disconnected: shape += u"disconnected"_s; break;
            case LogDivider::Kind::Reconnected: shape += u"reconnected"_s; break;
            case LogDivider::Kind::Gap: shape += u"gap %1"_s.arg(divider.bytes); break;
            case LogDivider::Kind::Unread: shape += u"unread %1"_s.arg(divider.bytes); break;
            case LogDivider::Kind::Note: shape += divider.detail; break;
            }
        }
        if (line >= buffer.endLine())
            break;
        shape += QString::fromLatin1(buffer.line(line));
    }
    return shape;
}

void TestLogSource::showsAShortLogWhole()
{
    m_channel->file = "one\ntwo\n";
    m_source->start();
    QCOMPARE(m_source->state(), LogSource::State::Following);
    QCOMPARE(text(), "one\ntwo\n");
    m_channel->write("thr");
    m_channel->write("ee\n");
    QCOMPARE(shape(), (QStringList{u"one"_s, u"two"_s, u"three"_s}));
}

void TestLogSource::showsMoreThanTheStreamHas()
{
    m_channel->file = numbered(0, 2000);
    m_source->start();
    QCOMPARE(text(), m_channel->file);
    QVERIFY(!m_document->buffer().head());
}

void TestLogSource::aBurstBeforeTheFirstAnswerLosesNothing()
{
    m_channel->file = numbered(0, 1000);
    m_channel->meanwhile = numbered(1000, 100'000);
    QVERIFY(m_channel->meanwhile.size() > 2 * LogSource::pieceBytes);
    m_source->start();
    QTRY_COMPARE(text(), m_channel->file);
    m_channel->write("and on\n");
    QVERIFY(text().endsWith("\nline 99999\nand on\n"));
}

void TestLogSource::loadsOlderTextDownToTheStart()
{
    m_channel->file = numbered(0, 400'000);
    m_source->start();
    QVERIFY(m_document->buffer().head());
    QCOMPARE(m_document->buffer().head()->bytes + text().size(), m_channel->file.size());
    m_channel->write("new\n");
    for (int i = 0; i < 100 && m_document->buffer().head(); ++i)
        m_document->want(m_document->buffer().firstLine() - 1);
    QCOMPARE(text(), m_channel->file);
    const int reads = m_channel->reads;
    m_document->want(m_document->buffer().firstLine() - 1);
    QCOMPARE(m_channel->reads, reads);
}

void TestLogSource::aFileThatIsNotLargeIsLoadedWhole()
{
    m_channel->file = numbered(0, 60'000);
    m_source->start();
    QCOMPARE(text(), m_channel->file);
    QCOMPARE(m_document->buffer().lineNumber(m_document->buffer().firstLine()), 1);
}

void TestLogSource::anyPlaceIsLoadedWhenItIsWanted()
{
    m_channel->file = numbered(0, 1'000'000);
    m_source->start();
    const LogBuffer &buffer = m_document->buffer();
    const qint64 offset = m_channel->file.indexOf("line 500000\n");
    const LineId address = buffer.readableStart() + offset;
    QCOMPARE(m_source->offsetOf(address), offset);
    QVERIFY(!buffer.contains(address));
    m_channel->reads = 0;
    m_document->want(address);
    QCOMPARE(m_channel->reads, 1);
    QCOMPARE(buffer.line(address).toByteArray(), "line 500000");
    QVERIFY(buffer.sizeBytes() < 4 * LogSource::pieceBytes);
    // From there downwards until it meets the end, without losing or repeating a byte.
    m_channel->write("new\n");
    while (buffer.dividers(buffer.lineAt(buffer.endLine() - 100'000)).size() + buffer.allUnread().size() > 1) {
        const auto holes = buffer.allUnread();
        m_document->want(holes.back().from);
    }
    const LineId first = buffer.firstLine();
    QByteArray all;
    for (LineId line = first; line < buffer.endLine(); line = buffer.next(line))
        all += buffer.rawLine(line).toByteArray();
    QCOMPARE(all, m_channel->file.sliced(*m_source->offsetOf(first)));
}

void TestLogSource::aReadThatFailsIsNotRepeatedByItself()
{
    m_channel->file = numbered(0, 400'000);
    m_source->start();
    m_channel->canRead = false;
    const LineId before = m_document->buffer().firstLine() - 1;
    m_document->want(before);
    QCOMPARE(m_document->unreadProblem(), u"the server cannot read it"_s);
    m_channel->canRead = true;
    m_document->want(before);
    QVERIFY(!m_document->buffer().contains(before));
    m_source->retry();
    m_document->want(before);
    QVERIFY(m_document->buffer().contains(before));
    QCOMPARE(m_document->unreadProblem(), QString());
}

void TestLogSource::aNewGenerationIsTold()
{
    m_channel->generation = u"1"_s;
    m_channel->file = numbered(0, 5);
    m_source->start();
    // The new file has grown beyond the old one before anybody looked.
    m_channel->replace();
    m_channel->write(numbered(100, 200));
    QTRY_VERIFY(shape().contains(u"replaced"_s));
    QCOMPARE(shape().mid(4, 3), (QStringList{u"line 4"_s, u"replaced"_s, u"line 100"_s}));
    QCOMPARE(m_source->offsetOf(m_document->buffer().endLine()), m_channel->file.size());
}

void TestLogSource::rotationWhileDisconnectedLosesNothing()
{
    m_channel->generation = u"1"_s;
    m_channel->file = numbered(0, 5);
    m_source->start();
    m_channel->lose();
    m_channel->file += numbered(5, 10);
    m_channel->replace();
    m_channel->file = numbered(10, 20);
    m_channel->replace();
    m_channel->file = numbered(20, 500);
    QTRY_COMPARE(text(), numbered(0, 500));
    QCOMPARE(shape().count(u"replaced"_s), 2);
    QCOMPARE(shape().indexOf(u"line 10"_s), shape().indexOf(u"replaced"_s) + 1);
    QCOMPARE(shape().indexOf(u"line 20"_s), shape().lastIndexOf(u"replaced"_s) + 1);
    QVERIFY(shape().filter(QRegularExpression(u"gap|unread"_s)).isEmpty());
}

void TestLogSource::whatIsGoneForGoodIsAGap()
{
    m_channel->generation = u"1"_s;
    m_channel->file = numbered(0, 5);
    m_source->start();
    m_channel->lose();
    m_channel->replace();
    m_channel->older.clear();
    m_channel->file = numbered(10, 20);
    QTRY_VERIFY(text().endsWith("line 19\n"));
    QCOMPARE(shape().count(u"gap -1"_s), 1);
    QCOMPARE(text(), numbered(0, 5) + numbered(10, 20));
}

void TestLogSource::aFileThatWasRotatedAwayIsStillRead()
{
    m_channel->generation = u"1"_s;
    m_channel->file = numbered(0, 400'000);
    m_source->start();
    const LineId start = m_document->buffer().readableStart();
    m_channel->replace();
    m_channel->write("new\n");
    QTRY_VERIFY(shape().contains(u"replaced"_s));
    m_document->want(start);
    QCOMPARE(m_document->buffer().line(start).toByteArray(), "line 0");
    m_channel->older.clear();
    m_document->want(start + 1'000'000);
    QVERIFY(!m_document->buffer().contains(start + 1'000'000));
    QCOMPARE(m_document->unreadProblem(), u"The file is gone."_s);
}

void TestLogSource::aLargerFileOfTheSameNameIsToldByItsText()
{
    m_channel->file = numbered(0, 5);
    m_source->start();
    m_channel->replace();
    m_channel->write(numbered(100, 200));
    QTRY_VERIFY(shape().contains(u"replaced"_s));
    QCOMPARE(shape().mid(4, 3), (QStringList{u"line 4"_s, u"replaced"_s, u"line 100"_s}));
}

void TestLogSource::aTruncatedFileIsADivider()
{
    m_channel->file = numbered(0, 5);
    m_source->start();
    m_channel->file = "after\n";
    emit m_channel->received("==> File truncated <==\nafter\n");
    QCOMPARE(shape().mid(4), (QStringList{u"line 4"_s, u"truncated"_s, u"after"_s}));
    // A program may write that line itself.
    m_channel->write("==> File truncated <==\n");
    QCOMPARE(shape().constLast(), u"==> File truncated <=="_s);
    QCOMPARE(shape().count(u"truncated"_s), 1);
}

void TestLogSource::goesOnWithoutReads()
{
    m_channel->canRead = false;
    m_channel->file = numbered(0, 2000);
    m_source->start();
    QCOMPARE(text(), m_channel->file.last(1024));
    QVERIFY(m_document->buffer().head());
    QVERIFY(m_document->buffer().head()->detail.contains(u"the server cannot read it"_s));
    m_channel->write("new\n");
    QVERIFY(text().endsWith("new\n"));
}

void TestLogSource::repeatedLinesAreNotDoubled()
{
    m_channel->file = QByteArray("same\n").repeated(1000);
    m_source->start();
    QCOMPARE(text(), m_channel->file);
    m_channel->lose();
    m_channel->file += QByteArray("same\n").repeated(7);
    QTRY_COMPARE(text(), m_channel->file);
}

void TestLogSource::aLossIsCaughtUp()
{
    m_channel->file = numbered(0, 3);
    m_source->start();
    m_channel->lose();
    QCOMPARE(m_source->state(), LogSource::State::Waiting);
    m_channel->file += numbered(3, 1000);
    QTRY_COMPARE(text(), m_channel->file);
    QVERIFY(shape().contains(u"disconnected"_s));
    QVERIFY(shape().contains(u"reconnected"_s));
    QVERIFY(shape().filter(u"gap"_s).isEmpty());
}

void TestLogSource::aLargeLossIsAGapWithItsSize()
{
    m_channel->file = numbered(0, 3);
    m_source->start();
    m_channel->lose();
    m_channel->file += QByteArray("0123456789abcde\n").repeated(200'000);
    QTRY_COMPARE(m_source->state(), LogSource::State::Following);
    QTRY_VERIFY(!shape().filter(u"unread"_s).isEmpty());
    const qint64 missing = shape().filter(u"unread"_s).first().section(u' ', 1).toLongLong();
    QCOMPARE(text().size() + missing, m_channel->file.size());
    QVERIFY(missing > 0);
    // It is not lost, only not here.
    while (!m_document->buffer().allUnread().empty())
        m_document->want(m_document->buffer().allUnread().back().to - 1);
    QCOMPARE(text(), m_channel->file);
}

void TestLogSource::aLossWithoutReadsIsAGapOfUnknownSize()
{
    m_channel->canRead = false;
    m_channel->file = numbered(0, 3);
    m_source->start();
    m_channel->lose();
    m_channel->file += numbered(3, 1000);
    QTRY_VERIFY(shape().contains(u"gap -1"_s));
    QVERIFY(text().endsWith("line 999\n"));
}

void TestLogSource::nothingNewAfterAReconnectIsNotDoubled_data()
{
    QTest::addColumn<bool>("canRead");
    QTest::addColumn<int>("lines");
    QTest::newRow("a short log on a server that can be read") << true << 3;
    QTest::newRow("a short log on a server that cannot be read") << false << 3;
    QTest::newRow("a longer log on a server that can be read") << true << 1000;
    QTest::newRow("a longer log on a server that cannot be read") << false << 1000;
}

void TestLogSource::nothingNewAfterAReconnectIsNotDoubled()
{
    QFETCH(bool, canRead);
    QFETCH(int, lines);
    m_channel->canRead = canRead;
    m_channel->file = numbered(0, lines);
    m_source->start();
    const QByteArray before = text();
    m_channel->lose();
    QTRY_COMPARE(m_source->state(), LogSource::State::Following);
    QCOMPARE(text(), before);
    m_channel->write("new\n");
    QCOMPARE(text(), before + "new\n");
}

void TestLogSource::anotherFileAfterAReconnectIsADivider()
{
    m_channel->file = numbered(0, 50);
    m_source->start();
    m_channel->lose();
    m_channel->replace();
    m_channel->file = "fresh\n";
    QTRY_VERIFY(shape().contains(u"fresh"_s));
    const QStringList lines = shape();
    QCOMPARE(lines.mid(lines.size() - 4),
             (QStringList{u"disconnected"_s, u"reconnected"_s, u"replaced"_s, u"fresh"_s}));
    // A file that has grown beyond the old one is told by its text.
    m_channel->lose();
    m_channel->file = numbered(500, 600);
    QTRY_VERIFY(text().endsWith("line 599\n"));
    QCOMPARE(shape().count(u"replaced"_s), 2);
}

void TestLogSource::rotationWhileFollowingIsADivider()
{
    m_channel->file = numbered(0, 50);
    m_source->start();
    m_channel->replace();
    m_channel->write("first of the new\n");
    m_channel->write("second of the new\n");
    QTRY_VERIFY(shape().contains(u"replaced"_s));
    const QStringList lines = shape();
    QCOMPARE(lines.mid(lines.size() - 4),
             (QStringList{u"line 49"_s, u"replaced"_s, u"first of the new"_s, u"second of the new"_s}));
    m_channel->write("third\n");
    m_channel->lose();
    m_channel->file += "fourth\n";
    QTRY_VERIFY(text().endsWith("third\nfourth\n"));
    QCOMPARE(shape().count(u"replaced"_s), 1);
}

void TestLogSource::clearingIsADividerAndNoRotation()
{
    m_channel->file = numbered(0, 50);
    m_source->start();
    m_channel->replace();
    m_source->noteCleared();
    m_channel->write("after\n");
    m_channel->lose();
    QTRY_COMPARE(m_source->state(), LogSource::State::Following);
    QCOMPARE(shape().filter(QRegularExpression(u"cleared|replaced|after"_s)), (QStringList{u"cleared"_s, u"after"_s}));
}

void TestLogSource::startsAndEndsAreDividers()
{
    m_channel->file = "a\n";
    m_source->start();
    emit m_channel->processEnded(u"EXITED"_s);
    emit m_channel->processStarted(u"pid 7"_s);
    m_channel->write("b\n");
    QCOMPARE(shape(), (QStringList{u"a"_s, u"ended EXITED"_s, u"started pid 7"_s, u"b"_s}));
}

void TestLogSource::aMissingLogIsTriedWhenTheChannelSaysSo()
{
    m_channel->exists = false;
    m_source->start();
    QCOMPARE(m_source->state(), LogSource::State::NoLog);
    m_channel->exists = true;
    m_channel->file = "there\n";
    QCOMPARE(m_channel->opens, 1);
    emit m_channel->becameAvailable();
    QCOMPARE(m_source->state(), LogSource::State::Following);
    QCOMPARE(shape(), QStringList{u"there"_s});
}

void TestLogSource::finalErrorsAreNotTriedAgain_data()
{
    QTest::addColumn<Error::Code>("code");
    QTest::newRow("wrong password") << Error::Code::Unauthorized;
    QTest::newRow("certificate") << Error::Code::Tls;
    QTest::newRow("not a Supervisor") << Error::Code::NotSupervisor;
    QTest::newRow("host key") << Error::Code::HostKey;
    QTest::newRow("ssh login") << Error::Code::SshLogin;
}

void TestLogSource::finalErrorsAreNotTriedAgain()
{
    QFETCH(Error::Code, code);
    m_source->start();
    emit m_channel->finished({code, u"not let in"_s, 0});
    QCOMPARE(m_source->state(), LogSource::State::Failed);
    QCOMPARE(m_source->error().message, u"not let in"_s);
}

void TestLogSource::triesAgainWithLongerPauses()
{
    m_channel->isGone = true;
    m_source->start();
    QCOMPARE(m_source->state(), LogSource::State::Waiting);
    QTRY_VERIFY(m_channel->opens > 4);
    m_channel->isGone = false;
    m_channel->file = "back\n";
    QTRY_COMPARE(shape(), QStringList{u"back"_s});
}

void TestLogSource::binaryBytesArriveAsTheyAre()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes += char(i);
    m_channel->file = bytes.repeated(20);
    m_source->start();
    m_channel->write(bytes);
    QCOMPARE(text(), m_channel->file);
}

QTEST_GUILESS_MAIN(TestLogSource)
#include "tst_logsource.moc"
