#include "daemon/logging/logfile.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

using namespace Qt::StringLiterals;
using kantoku::daemon::LogFile;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
}

struct Reports final : LogFile::Reporter {
    void writingFailed(const QString &reason) override { all.append(u"failed: "_s + reason); }
    void writingResumed(quint64 lostBytes) override { all.append(u"resumed: %1"_s.arg(lostBytes)); }
    void rotationFailed(const QString &reason) override { all.append(u"not rotated: "_s + reason); }

    QStringList all;
};

} // namespace

class TestLogFile : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { ::signal(SIGPIPE, SIG_IGN); }
    void init();
    void cleanup();

    void writesAppend();
    void bytesStayAsTheyAre();
    void aDescriptorIsNotInherited();
    void rotation_data();
    void rotation();
    void aWriteIsNeverSplit();
    void anExistingFileCountsTowardsTheLimit();
    void aNewFileHasTheModeOfTheOldOne();
    void emptyingAnnouncesItselfBefore();
    void aFileThatSomebodyEmptiedIsNotRotatedEarly();
    void aFileThatSomebodyMovedIsNotRotatedAway();
    void reopenLeavesTheMovedFileAlone();
    void clearRemovesTheFileAndKeepsBackups();
    void clearWorksWhileClosed();
    void generationsTellFilesApart();
    void anEmptiedFileIsAnotherGeneration();
    void aMissingDirectoryLosesAndResumes();
    void aDeletedFileIsMadeAnew();
    void whatADeletedFileHadIsCountedWhenItRotatesAndCloses();
    void aFullDiskIsCounted();
    void aFileSizeLimitIsCountedAndWritingResumes();
    void anImmovableFileGoesOnGrowing();
    void nothingIsWrittenAfterClose();
    void specialFilesAreNotRotatedNorRemoved();
    void aPipeWithoutReaderDoesNotBlock();
    void aSlowReaderGetsEverythingLater();
    void aStalledReaderCostsBoundedMemory();
    void aVanishedReaderIsCountedAndAnotherIsServed();
    void plantedLinksAreNotFollowed();
    void ownLinksAreFollowed();
    void linksOfTheKernelAreFollowed();
    void devStdoutSharesItsOffset();
    void writingCosts();

private:
    QString path(const QString &name = u"o"_s) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestLogFile::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestLogFile::cleanup()
{
    m_folder.reset();
}

void TestLogFile::writesAppend()
{
    QFile before(path());
    QVERIFY(before.open(QIODevice::WriteOnly));
    before.write("old\n");
    before.close();

    LogFile log(path(), 0, 0);
    QVERIFY(!log.isOpen());
    QVERIFY(log.open());
    QVERIFY(log.isOpen());
    QVERIFY(log.isRegular());
    QSignalSpy appended(&log, &LogFile::appended);
    log.write("new");
    log.write("");
    log.write("er\n");
    QCOMPARE(contentOf(path()), "old\nnewer\n");
    QCOMPARE(appended.size(), 2);
    QCOMPARE(log.loss().bytes, 0u);
    QCOMPARE(log.path(), path());
}

void TestLogFile::bytesStayAsTheyAre()
{
    LogFile log(path(), 0, 0);
    QVERIFY(log.open());
    const QByteArray bytes("a\0b\xff\xfe\r\n\x1b[0m", 11);
    log.write(bytes);
    QCOMPARE(contentOf(path()), bytes);
}

void TestLogFile::aDescriptorIsNotInherited()
{
    LogFile log(path(), 0, 0);
    QVERIFY(log.open());
    int found = 0;
    for (int fd = 3; fd < 256; ++fd) {
        struct stat ours {
        }, named{};
        if (::fstat(fd, &ours) == 0 && ::stat(qPrintable(path()), &named) == 0 && ours.st_ino == named.st_ino
            && ours.st_dev == named.st_dev) {
            ++found;
            QVERIFY(::fcntl(fd, F_GETFD) & FD_CLOEXEC);
        }
    }
    QCOMPARE(found, 1);
}

void TestLogFile::rotation_data()
{
    QTest::addColumn<qint64>("maxBytes");
    QTest::addColumn<int>("backups");
    QTest::addColumn<QByteArrayList>("writes");
    QTest::addColumn<QByteArrayList>("files"); // o, o.1, o.2 …

    const QByteArray none("(no file)");
    QTest::newRow("below the limit nothing moves")
        << qint64(4) << 2 << QByteArrayList{"abc"} << QByteArrayList{"abc", none};
    QTest::newRow("reaching the limit exactly moves it")
        << qint64(4) << 2 << QByteArrayList{"abcd"} << QByteArrayList{"", "abcd", none};
    QTest::newRow("several small writes add up")
        << qint64(4) << 2 << QByteArrayList{"ab", "c", "d", "e"} << QByteArrayList{"e", "abcd", none};
    QTest::newRow("backups move on and the oldest goes")
        << qint64(1) << 2 << QByteArrayList{"a", "b", "c", "d"} << QByteArrayList{"", "d", "c", none};
    QTest::newRow("one backup") << qint64(1) << 1 << QByteArrayList{"a", "b"} << QByteArrayList{"", "b", none};
    QTest::newRow("no backup empties the file")
        << qint64(2) << 0 << QByteArrayList{"abc", "d"} << QByteArrayList{"d", none};
    QTest::newRow("no limit never moves")
        << qint64(0) << 2 << QByteArrayList{"abc", "def"} << QByteArrayList{"abcdef", none};
}

void TestLogFile::rotation()
{
    QFETCH(qint64, maxBytes);
    QFETCH(int, backups);
    QFETCH(QByteArrayList, writes);
    QFETCH(QByteArrayList, files);

    LogFile log(path(), maxBytes, backups);
    QVERIFY(log.open());
    for (const QByteArray &bytes : std::as_const(writes))
        log.write(bytes);
    for (qsizetype i = 0; i < files.size(); ++i)
        QCOMPARE(contentOf(i == 0 ? path() : path(u"o."_s + QString::number(i))), files.at(i));
    QVERIFY(log.loss().reason.isEmpty());
}

void TestLogFile::aWriteIsNeverSplit()
{
    LogFile log(path(), 10, 3);
    QVERIFY(log.open());
    const QByteArray large(100'000, 'x');
    log.write(large);
    QCOMPARE(contentOf(path(u"o.1"_s)), large);
    QCOMPARE(contentOf(path()), "");
}

void TestLogFile::anExistingFileCountsTowardsTheLimit()
{
    {
        LogFile log(path(), 10, 1);
        QVERIFY(log.open());
        log.write("12345678");
    }
    LogFile log(path(), 10, 1);
    QVERIFY(log.open());
    log.write("90");
    QCOMPARE(contentOf(path(u"o.1"_s)), "1234567890");
}

void TestLogFile::aNewFileHasTheModeOfTheOldOne()
{
    QFile before(path());
    QVERIFY(before.open(QIODevice::WriteOnly));
    before.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    before.close();

    LogFile log(path(), 3, 1);
    QVERIFY(log.open());
    log.write("abc");
    struct stat status {};
    QCOMPARE(::stat(qPrintable(path()), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0600u);
    QVERIFY(log.clear());
    QCOMPARE(::stat(qPrintable(path()), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0600u);
}

void TestLogFile::emptyingAnnouncesItselfBefore()
{
    LogFile log(path(), 3, 0);
    QVERIFY(log.open());
    QByteArray seen;
    connect(&log, &LogFile::aboutToEmpty, this, [&] { seen = contentOf(path()); });
    log.write("abc");
    QCOMPARE(seen, "abc");
    QCOMPARE(contentOf(path()), "");
}

void TestLogFile::aFileThatSomebodyEmptiedIsNotRotatedEarly()
{
    LogFile log(path(), 10, 2);
    QVERIFY(log.open());
    log.write("12345678");
    QVERIFY(QFile::resize(path(), 0));
    log.write("abcd");
    QCOMPARE(contentOf(path()), "abcd");
    log.write("efghij");
    QCOMPARE(contentOf(path(u"o.1"_s)), "abcdefghij");
}

void TestLogFile::aFileThatSomebodyMovedIsNotRotatedAway()
{
    LogFile log(path(), 4, 2);
    QVERIFY(log.open());
    log.write("abc");
    QVERIFY(QFile::rename(path(), path(u"mine"_s)));
    log.write("d");
    QCOMPARE(contentOf(path(u"mine"_s)), "abcd");
    QCOMPARE(contentOf(path()), "");
    QVERIFY(!QFile::exists(path(u"o.1"_s)));
}

void TestLogFile::reopenLeavesTheMovedFileAlone()
{
    LogFile log(path(), 0, 2);
    QVERIFY(log.open());
    log.write("one");
    QVERIFY(QFile::rename(path(), path(u"o.1"_s)));
    log.write("two");
    QSignalSpy replaced(&log, &LogFile::replaced);
    QVERIFY(log.reopen());
    QCOMPARE(replaced.size(), 1);
    log.write("three");
    QCOMPARE(contentOf(path(u"o.1"_s)), "onetwo");
    QCOMPARE(contentOf(path()), "three");
}

void TestLogFile::clearRemovesTheFileAndKeepsBackups()
{
    LogFile log(path(), 3, 2);
    QVERIFY(log.open());
    log.write("abc");
    log.write("d");
    QFile follower(path());
    QVERIFY(follower.open(QIODevice::ReadOnly));
    QVERIFY(log.clear());
    QCOMPARE(contentOf(path()), "");
    QCOMPARE(contentOf(path(u"o.1"_s)), "abc");
    QCOMPARE(follower.readAll(), "d");
    log.write("e");
    QCOMPARE(contentOf(path()), "e");
}

void TestLogFile::clearWorksWhileClosed()
{
    LogFile log(path(), 0, 0);
    QVERIFY(log.clear()); // nothing there is fine
    QVERIFY(log.open());
    log.write("abc");
    log.close();
    QVERIFY(log.clear());
    QVERIFY(!QFile::exists(path()));
    QVERIFY(!log.isOpen());
}

void TestLogFile::generationsTellFilesApart()
{
    LogFile log(path(), 2, 1);
    QCOMPARE(log.generation(), QString());
    QVERIFY(log.open());
    const QString first = log.generation();
    QVERIFY(!first.isEmpty());
    log.write("ab"); // rotates
    const QString second = log.generation();
    QVERIFY(second != first);
    log.write("c");
    QVERIFY(log.reopen()); // the same file
    QCOMPARE(log.generation(), second);
    QVERIFY(log.clear());
    const QString third = log.generation();
    QVERIFY(third != second);
    log.write("d");
    QVERIFY(QFile::resize(path(), 0));
    QCOMPARE(log.generation(), third);
    log.lookForTruncation();
    QVERIFY(log.generation() != third);

    QCOMPARE(log.ended().size(), 3);
    QCOMPARE(log.ended()[0].generation, first);
    QCOMPARE(log.ended()[0].bytes, 2);
    QCOMPARE(log.ended()[1].generation, second);
    QCOMPARE(log.ended()[1].bytes, 1);
    QCOMPARE(log.ended()[2].generation, third);
    QCOMPARE(log.ended()[2].bytes, 1);
}

void TestLogFile::anEmptiedFileIsAnotherGeneration()
{
    LogFile log(path(), 3, 0);
    QVERIFY(log.open());
    const QString first = log.generation();
    log.write("abcd");
    QVERIFY(log.generation() != first);
    QCOMPARE(log.ended().size(), 1);
    QCOMPARE(log.ended()[0].bytes, 4);
}

void TestLogFile::aMissingDirectoryLosesAndResumes()
{
    Reports reports;
    LogFile log(path(u"gone/o"_s), 0, 0, &reports);
    const kantoku::Result<void> opened = log.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, kantoku::Error::Code::System);
    QCOMPARE(opened.error().number, ENOENT);
    QVERIFY(opened.error().message.contains(path(u"gone/o"_s)));

    log.write("12345");
    log.write("678");
    QCOMPARE(log.loss().bytes, 8u);
    QCOMPARE(log.loss().reason, u"No such file or directory"_s);
    QCOMPARE(reports.all, QStringList{u"failed: No such file or directory"_s});

    QVERIFY(QDir().mkdir(path(u"gone"_s)));
    log.write("back");
    QCOMPARE(contentOf(path(u"gone/o"_s)), "back");
    QCOMPARE(log.loss().bytes, 8u);
    QVERIFY(log.loss().reason.isEmpty());
    QCOMPARE(reports.all.size(), 2);
    QCOMPARE(reports.all.last(), u"resumed: 8"_s);
}

void TestLogFile::aDeletedFileIsMadeAnew()
{
    LogFile log(path(), 0, 0);
    QVERIFY(log.open());
    log.write("a");
    QVERIFY(QFile::remove(path()));
    QTRY_VERIFY_WITH_TIMEOUT((log.write("b"), QFile::exists(path())), 5000);
    QVERIFY(contentOf(path()).startsWith("b"));
    QVERIFY(log.loss().bytes > 0); // what went into the nameless file is not silently gone
    QVERIFY(log.loss().reason.isEmpty());
}

void TestLogFile::whatADeletedFileHadIsCountedWhenItRotatesAndCloses()
{
    LogFile log(path(), 1000, 3);
    QVERIFY(log.open());
    log.write(QByteArray(500, 'x'));
    QVERIFY(QFile::remove(path()));
    log.write(QByteArray(600, 'x')); // over the limit
    // Where a second has passed in between, the new file has what came after.
    QCOMPARE(qint64(log.loss().bytes) + QFileInfo(path()).size(), 1100);
    QVERIFY(!QFile::exists(path(u"o.1"_s)));

    log.write("seen");
    const quint64 before = log.loss().bytes;
    const qint64 size = QFileInfo(path()).size();
    QVERIFY(QFile::remove(path()));
    log.close();
    QVERIFY(log.loss().bytes - before >= 4 && qint64(log.loss().bytes - before) <= size);
    QCOMPARE(log.loss().reason, u"the file was deleted"_s);
}

void TestLogFile::aFullDiskIsCounted()
{
    Reports reports;
    LogFile log(u"/dev/full"_s, 0, 0, &reports);
    QVERIFY(log.open());
    log.write("12345");
    log.write("12345");
    QCOMPARE(log.loss().bytes, 10u);
    QCOMPARE(log.loss().reason, u"No space left on device"_s);
    QCOMPARE(reports.all, QStringList{u"failed: No space left on device"_s});
}

void TestLogFile::aFileSizeLimitIsCountedAndWritingResumes()
{
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    LogFile log(path(), 0, 0);
    QVERIFY(log.open());
    rlimit small = before;
    small.rlim_cur = 6;
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    log.write("12345678"); // six fit
    const LogFile::Loss during = log.loss();
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    log.write("9");
    QCOMPARE(during.bytes, 2u);
    QCOMPARE(during.reason, u"File too large"_s);
    QCOMPARE(contentOf(path()), "1234569");
    QVERIFY(log.loss().reason.isEmpty());
    QCOMPARE(log.loss().bytes, 2u);
}

void TestLogFile::anImmovableFileGoesOnGrowing()
{
    // A folder that is not empty stands where the backup should go.
    QVERIFY(QDir().mkpath(path(u"o.1/x"_s)));
    Reports reports;
    LogFile log(path(), 4, 1, &reports);
    QVERIFY(log.open());
    log.write("abcd");
    log.write("e");
    QCOMPARE(contentOf(path()), "abcde");
    QCOMPARE(reports.all.size(), 1);
    QVERIFY(reports.all.first().startsWith(u"not rotated: "_s));
    QVERIFY(QDir(path(u"o.1"_s)).removeRecursively());
    log.write("fgh");
    QCOMPARE(contentOf(path(u"o.1"_s)), "abcdefgh");
    QCOMPARE(log.loss().bytes, 0u);
}

void TestLogFile::nothingIsWrittenAfterClose()
{
    LogFile log(path(), 0, 0);
    log.write("before");
    QVERIFY(!QFile::exists(path()));
    QVERIFY(log.open());
    log.close();
    log.write("after");
    QCOMPARE(contentOf(path()), "");
    QCOMPARE(log.loss().bytes, 0u);
}

void TestLogFile::specialFilesAreNotRotatedNorRemoved()
{
    LogFile log(u"/dev/null"_s, 3, 2);
    QVERIFY(log.open());
    QVERIFY(!log.isRegular());
    log.write("abcdef");
    QVERIFY(log.clear());
    QVERIFY(QFileInfo::exists(u"/dev/null"_s));
    QCOMPARE(log.loss().bytes, 0u);
}

void TestLogFile::aPipeWithoutReaderDoesNotBlock()
{
    QCOMPARE(::mkfifo(qPrintable(path()), 0600), 0);
    LogFile log(path(), 0, 0);
    QVERIFY(!log.open());
    log.write("lost");
    QCOMPARE(log.loss().bytes, 4u);
    const int reader = ::open(qPrintable(path()), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    log.write("seen");
    char text[8] = {};
    QCOMPARE(::read(reader, text, sizeof text), 4);
    QCOMPARE(QByteArray(text), "seen");
    ::close(reader);
}

void TestLogFile::aSlowReaderGetsEverythingLater()
{
    QCOMPARE(::mkfifo(qPrintable(path()), 0600), 0);
    const int reader = ::open(qPrintable(path()), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    LogFile log(path(), 0, 0);
    QVERIFY(log.open());
    QByteArray sent;
    for (int i = 0; sent.size() < 512 * 1024; ++i) {
        const QByteArray line = QByteArray::number(i) + '\n';
        log.write(line);
        sent += line;
    }
    QByteArray got;
    const auto readOn = [&] {
        char piece[65536];
        for (ssize_t n = ::read(reader, piece, sizeof piece); n > 0; n = ::read(reader, piece, sizeof piece))
            got.append(piece, n);
        return got.size() == sent.size();
    };
    QTRY_VERIFY(readOn());
    QCOMPARE(got, sent);
    QCOMPARE(log.loss().bytes, 0u);
    ::close(reader);
}

void TestLogFile::aStalledReaderCostsBoundedMemory()
{
    QCOMPARE(::mkfifo(qPrintable(path()), 0600), 0);
    const int reader = ::open(qPrintable(path()), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    LogFile log(path(), 0, 0);
    QVERIFY(log.open());
    const QByteArray block(256 * 1024, 'x');
    for (int i = 0; i < 16; ++i)
        log.write(block);
    const LogFile::Loss loss = log.loss();
    QVERIFY(loss.bytes >= 2u * 1024 * 1024);
    QVERIFY(loss.bytes < 3u * 1024 * 1024);
    QCOMPARE(loss.reason, u"its reader is too slow"_s);
    ::close(reader);
}

void TestLogFile::aVanishedReaderIsCountedAndAnotherIsServed()
{
    QCOMPARE(::mkfifo(qPrintable(path()), 0600), 0);
    int reader = ::open(qPrintable(path()), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    LogFile log(path(), 0, 0);
    QVERIFY(log.open());
    ::close(reader);
    log.write("12345");
    QCOMPARE(log.loss().bytes, 5u);
    QCOMPARE(log.loss().reason, u"Broken pipe"_s);
    reader = ::open(qPrintable(path()), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    log.write("6");
    char one = 0;
    QCOMPARE(::read(reader, &one, 1), 1);
    QCOMPARE(one, '6');
    QVERIFY(log.loss().reason.isEmpty());
    ::close(reader);
}

void TestLogFile::plantedLinksAreNotFollowed()
{
    QVERIFY(QDir().mkdir(path(u"open"_s)));
    QCOMPARE(::chmod(qPrintable(path(u"open"_s)), 01777), 0);
    QVERIFY(QFile::link(path(u"target"_s), path(u"open/o"_s)));
    LogFile log(path(u"open/o"_s), 0, 0);
    const kantoku::Result<void> opened = log.open();
    QVERIFY(!opened);
    QVERIFY(opened.error().message.contains(u"symbolic link"_s));
    log.write("secret");
    QVERIFY(!QFile::exists(path(u"target"_s)));
    QCOMPARE(log.loss().bytes, 6u);
    QVERIFY(log.loss().reason.contains(u"symbolic link"_s));
}

void TestLogFile::ownLinksAreFollowed()
{
    QVERIFY(QFile::link(path(u"target"_s), path()));
    LogFile log(path(), 0, 0);
    QVERIFY(log.open());
    log.write("text");
    QCOMPARE(contentOf(path(u"target"_s)), "text");
}

// A container's programs often log to /proc/1/fd/1, which may be a pipe.
void TestLogFile::linksOfTheKernelAreFollowed()
{
    int ends[2];
    QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
    for (const QString &process : {QString::number(::getpid()), u"thread-self"_s, u"self/task/%1"_s.arg(::getpid())}) {
        LogFile log(u"/proc/%1/fd/%2"_s.arg(process).arg(ends[1]), 0, 0);
        QVERIFY2(log.open(), qPrintable(process));
        log.write("text");
        char text[5] = {};
        QCOMPARE(::read(ends[0], text, 4), 4);
        QCOMPARE(QByteArray(text), "text"_ba);
    }
    QDir::current().mkpath(path(u"below"_s));
    const int folder = ::open(qPrintable(path(u"below"_s)), O_PATH | O_DIRECTORY | O_CLOEXEC);
    LogFile log(u"/proc/self/fd/%1/log"_s.arg(folder), 0, 0);
    QVERIFY(log.open());
    log.write("text");
    QCOMPARE(contentOf(path(u"below/log"_s)), "text");
    ::close(folder);
    ::close(ends[0]);
    ::close(ends[1]);
}

void TestLogFile::devStdoutSharesItsOffset()
{
    const int saved = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 100);
    QVERIFY(saved >= 0);
    const int file = ::open(qPrintable(path()), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    ::dup2(file, STDOUT_FILENO);
    {
        LogFile log(u"/dev/stdout"_s, 0, 0);
        const bool opened = log.open().has_value();
        log.write("one ");
        const bool written = ::write(STDOUT_FILENO, "two ", 4) == 4;
        log.write("three");
        ::dup2(saved, STDOUT_FILENO);
        QVERIFY(opened);
        QVERIFY(written);
    }
    ::close(file);
    ::close(saved);
    QCOMPARE(contentOf(path()), "one two three");
}

void TestLogFile::writingCosts()
{
    LogFile log(path(), 50 * 1024 * 1024, 1);
    QVERIFY(log.open());
    const QByteArray line(100, 'x');
    QBENCHMARK
    {
        log.write(line);
    }
}

QTEST_GUILESS_MAIN(TestLogFile)
#include "tst_logfile.moc"
