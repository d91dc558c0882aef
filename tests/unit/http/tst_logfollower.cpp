#include "daemon/http/logfollower.h"
#include "daemon/logging/logfile.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

class TestLogFollower : public QObject {
    Q_OBJECT

private slots:
    void init();

    void beginsWithTheTail_data();
    void beginsWithTheTail();
    void readsWhatIsAdded();
    void losesNothingOverRotations();
    void readsTheOldFileFirst();
    void tellsWhatASlowReaderLost();
    void announcesAFileThatShrank();
    void noticesChangesByOthers();
    void refusesWhatIsNoFile();

private:
    static void follow(LogFollower &follower, LogFile &file)
    {
        connect(&file, &LogFile::appended, &follower, &LogFollower::look);
        connect(&file, &LogFile::replaced, &follower, &LogFollower::look);
    }

    static QByteArray readAll(LogFollower &follower)
    {
        QByteArray all;
        for (QByteArray piece = follower.read(1000); !piece.isEmpty(); piece = follower.read(1000))
            all += piece;
        return all;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void TestLogFollower::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(u"log"_s);
}

void TestLogFollower::beginsWithTheTail_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("of a long file") << "0123456789"_ba
                                    << "789"_ba;
    QTest::newRow("all of a short one") << "01"_ba
                                        << "01"_ba;
    QTest::newRow("nothing of an empty one") << ""_ba
                                             << ""_ba;
}

void TestLogFollower::beginsWithTheTail()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, expected);
    LogFile file(m_path, 0, 0);
    QVERIFY(file.open());
    file.write(content);
    LogFollower follower(m_path);
    QVERIFY(follower.open(3));
    QVERIFY(follower.modified().isValid());
    QCOMPARE(readAll(follower), expected);
}

void TestLogFollower::readsWhatIsAdded()
{
    LogFile file(m_path, 0, 0);
    QVERIFY(file.open());
    LogFollower follower(m_path);
    QVERIFY(follower.open(0));
    follow(follower, file);
    QSignalSpy ready(&follower, &LogFollower::readyRead);
    file.write("one\n");
    QVERIFY(!ready.isEmpty());
    QCOMPARE(readAll(follower), "one\n"_ba);
    QVERIFY(follower.read(10).isEmpty());
    file.write("a \xff b\n");
    QCOMPARE(readAll(follower), "a \xff b\n"_ba);
}

void TestLogFollower::losesNothingOverRotations()
{
    LogFile file(m_path, 100, 2);
    QVERIFY(file.open());
    LogFollower follower(m_path);
    QVERIFY(follower.open(0));
    follow(follower, file);
    QByteArray read;
    connect(&follower, &LogFollower::readyRead, &follower, [&] { read += readAll(follower); });
    QByteArray written;
    for (int i = 0; i < 500; ++i) {
        const QByteArray line = QByteArray("line " + QByteArray::number(i) + "\n");
        written += line;
        file.write(line);
    }
    QVERIFY(file.clear());
    file.write("after clear\n");
    QVERIFY(file.reopen());
    file.write("after reopen\n");
    QCOMPARE(read, QByteArray(written + "after clear\nafter reopen\n"));
    QVERIFY(file.ended().size() > 30);
}

void TestLogFollower::readsTheOldFileFirst()
{
    LogFile file(m_path, 10, 9);
    QVERIFY(file.open());
    LogFollower follower(m_path);
    QVERIFY(follower.open(0));
    follow(follower, file);
    for (int i = 0; i < LogFollower::maxFiles - 1; ++i)
        file.write(QByteArray("0123456789" + QByteArray::number(i) + ' '));
    QCOMPARE(readAll(follower),
             "01234567890 01234567891 01234567892 01234567893 01234567894 01234567895 "
             "01234567896 "_ba);
}

void TestLogFollower::tellsWhatASlowReaderLost()
{
    LogFile file(m_path, 10, 1);
    QVERIFY(file.open());
    LogFollower follower(m_path);
    QVERIFY(follower.open(0));
    follow(follower, file);
    for (int i = 0; i < LogFollower::maxFiles + 1; ++i)
        file.write("0123456789\n");
    file.write("end\n");
    const QByteArray read = readAll(follower);
    QVERIFY2(read.startsWith("==> 11 bytes left out: the reader is too slow <==\n"), read.constData());
    QVERIFY(read.endsWith("0123456789\nend\n"));
}

void TestLogFollower::announcesAFileThatShrank()
{
    LogFile file(m_path, 10, 0); // without backups a full file is emptied where it stands
    QVERIFY(file.open());
    LogFollower follower(m_path);
    QVERIFY(follower.open(0));
    follow(follower, file);
    QByteArray read;
    connect(&follower, &LogFollower::readyRead, &follower, [&] { read += readAll(follower); });
    file.write("0123456789");
    file.write("new");
    QCOMPARE(read, "0123456789==> File truncated <==\nnew"_ba);
}

void TestLogFollower::noticesChangesByOthers()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    file.write("before\n");
    LogFollower follower(m_path);
    QVERIFY(follower.open(100));
    QCOMPARE(readAll(follower), "before\n"_ba);
    QByteArray read;
    connect(&follower, &LogFollower::readyRead, &follower, [&] { read += readAll(follower); });
    file.write("more\n");
    QTRY_COMPARE(read, "more\n"_ba);
    QVERIFY(file.resize(0));
    QTRY_COMPARE(read, "more\n==> File truncated <==\n"_ba);
}

void TestLogFollower::refusesWhatIsNoFile()
{
    LogFollower missing(m_dir->filePath(u"missing"_s));
    const auto opened = missing.open(0);
    QVERIFY(!opened);
    QCOMPARE(opened.error().number, ENOENT);
    LogFollower folder(m_dir->path());
    QVERIFY(!folder.open(0));
    LogFollower device(u"/dev/null"_s);
    QVERIFY(!device.open(0));
}

QTEST_GUILESS_MAIN(TestLogFollower)
#include "tst_logfollower.moc"
