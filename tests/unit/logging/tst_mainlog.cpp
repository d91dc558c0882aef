#include "daemon/logging/logfile.h"
#include "daemon/logging/mainlog.h"
#include "protocol/faultcode.h"

#include <QDateTime>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using kantoku::daemon::LogLevel;
using kantoku::daemon::logLevelFromName;
using kantoku::daemon::MainLog;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
}

/// Without the 24 bytes of time and blank before each line.
QByteArrayList linesOf(const QString &path)
{
    QByteArrayList lines;
    for (const QByteArray &line : contentOf(path).split('\n')) {
        if (!line.isEmpty())
            lines.append(line.mid(24));
    }
    return lines;
}

} // namespace

class TestMainLog : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void levelNames_data();
    void levelNames();
    void aLineIsInSupervisorsFormat();
    void levelsAreTagged();
    void lessSevereLinesAreLeftOut();
    void linesBeforeOpenComeFirst();
    void keptLinesAreFilteredByTheLevel();
    void linesGoToStandardOutputToo();
    void rotationIsCheckedAfterEachLine();
    void reopenMakesANewFile();
    void clearTellsTheOldFile();
    void clearWithoutFileIsAFault();
    void anUnwritableFileIsAnError();
    void aSpecialFileIsNotAFile();
    void bytesGoInAsTheyAre();
    void lossIsToldAfterwards();
    void aFileThatCannotBeOpenedIsTriedAgain();

private:
    QString path(const QString &name = u"log"_s) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void TestMainLog::levelNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("expected"); // -1: none

    QTest::newRow("critical") << u"critical"_s << int(LogLevel::Critical);
    QTest::newRow("error") << u"error"_s << int(LogLevel::Error);
    QTest::newRow("warn in capitals") << u"WARN"_s << int(LogLevel::Warn);
    QTest::newRow("info in mixed case") << u"InFo"_s << int(LogLevel::Info);
    QTest::newRow("debug") << u"debug"_s << int(LogLevel::Debug);
    QTest::newRow("trace") << u"trace"_s << int(LogLevel::Trace);
    QTest::newRow("blather") << u"blather"_s << int(LogLevel::Blather);
    QTest::newRow("warning is not one") << u"warning"_s << -1;
    QTest::newRow("the tag is not one") << u"crit"_s << -1;
    QTest::newRow("an empty name is not one") << u""_s << -1;
}

void TestMainLog::levelNames()
{
    QFETCH(QString, name);
    QFETCH(int, expected);
    const std::optional<LogLevel> level = logLevelFromName(name);
    QCOMPARE(level ? int(*level) : -1, expected);
}

void TestMainLog::aLineIsInSupervisorsFormat()
{
    MainLog log;
    QVERIFY(log.open(path(u"format"_s), 0, 0, LogLevel::Info, false));
    const QDateTime before = QDateTime::currentDateTime();
    log.info(u"größe"_s);
    const QDateTime after = QDateTime::currentDateTime();
    const QByteArray text = contentOf(path(u"format"_s));
    static const QRegularExpression line(u"^(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}) INFO größe\n$"_s);
    const QRegularExpressionMatch match = line.match(QString::fromUtf8(text));
    QVERIFY2(match.hasMatch(), text.constData());
    const QDateTime stamp = QDateTime::fromString(match.captured(1), u"yyyy-MM-dd hh:mm:ss,zzz"_s);
    QVERIFY(before <= stamp.addMSecs(1) && stamp <= after);
}

void TestMainLog::levelsAreTagged()
{
    MainLog log;
    QVERIFY(log.open(path(u"tags"_s), 0, 0, LogLevel::Blather, false));
    log.critical(u"a"_s);
    log.error(u"b"_s);
    log.warn(u"c"_s);
    log.info(u"d"_s);
    log.debug(u"e"_s);
    log.write(LogLevel::Trace, u"f"_s);
    log.write(LogLevel::Blather, u"g"_s);
    QCOMPARE(linesOf(path(u"tags"_s)),
             (QByteArrayList{"CRIT a", "ERRO b", "WARN c", "INFO d", "DEBG e", "TRAC f", "BLAT g"}));
}

void TestMainLog::lessSevereLinesAreLeftOut()
{
    MainLog log;
    QVERIFY(log.open(path(u"level"_s), 0, 0, LogLevel::Warn, false));
    QVERIFY(log.isEnabled(LogLevel::Critical));
    QVERIFY(log.isEnabled(LogLevel::Warn));
    QVERIFY(!log.isEnabled(LogLevel::Info));
    log.info(u"no"_s);
    log.warn(u"yes"_s);
    log.debug(u"no"_s);
    QCOMPARE(linesOf(path(u"level"_s)), QByteArrayList{"WARN yes"});
}

void TestMainLog::linesBeforeOpenComeFirst()
{
    MainLog log;
    log.warn(u"from the configuration"_s);
    QVERIFY(log.open(path(u"early"_s), 0, 0, LogLevel::Info, false));
    log.info(u"started"_s);
    QCOMPARE(linesOf(path(u"early"_s)), (QByteArrayList{"WARN from the configuration", "INFO started"}));
}

void TestMainLog::keptLinesAreFilteredByTheLevel()
{
    MainLog log;
    log.debug(u"detail"_s);
    log.critical(u"root"_s);
    QVERIFY(log.open(path(u"filtered"_s), 0, 0, LogLevel::Error, false));
    QCOMPARE(linesOf(path(u"filtered"_s)), QByteArrayList{"CRIT root"});
}

void TestMainLog::linesGoToStandardOutputToo()
{
    const int saved = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 100);
    QVERIFY(saved >= 0);
    const int file = ::open(qPrintable(path(u"stdout"_s)), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    ::dup2(file, STDOUT_FILENO);
    bool opened = false;
    {
        MainLog log;
        log.info(u"kept"_s);
        opened = log.open(path(u"both"_s), 0, 0, LogLevel::Info, true).has_value();
        log.info(u"later"_s);
        log.debug(u"no"_s);
    }
    ::dup2(saved, STDOUT_FILENO);
    ::close(saved);
    ::close(file);
    QVERIFY(opened);
    QCOMPARE(linesOf(path(u"both"_s)), (QByteArrayList{"INFO kept", "INFO later"}));
    QCOMPARE(contentOf(path(u"stdout"_s)), contentOf(path(u"both"_s)));
}

void TestMainLog::rotationIsCheckedAfterEachLine()
{
    MainLog log;
    QVERIFY(log.open(path(u"rotated"_s), 60, 2, LogLevel::Info, false));
    log.info(u"0123456789"_s); // 24 + 5 + 10 + 1 bytes
    log.info(u"abcdefghij"_s);
    log.info(u"last"_s);
    QCOMPARE(linesOf(path(u"rotated.1"_s)), (QByteArrayList{"INFO 0123456789", "INFO abcdefghij"}));
    QCOMPARE(linesOf(path(u"rotated"_s)), QByteArrayList{"INFO last"});
}

void TestMainLog::reopenMakesANewFile()
{
    MainLog log;
    QVERIFY(log.open(path(u"reopened"_s), 0, 0, LogLevel::Info, false));
    log.info(u"old"_s);
    QVERIFY(QFile::rename(path(u"reopened"_s), path(u"moved"_s)));
    log.reopen();
    log.info(u"new"_s);
    QCOMPARE(linesOf(path(u"moved"_s)), QByteArrayList{"INFO old"});
    QCOMPARE(linesOf(path(u"reopened"_s)), QByteArrayList{"INFO new"});
}

void TestMainLog::clearTellsTheOldFile()
{
    MainLog log;
    QVERIFY(log.open(path(u"cleared"_s), 0, 0, LogLevel::Info, false));
    log.info(u"old"_s);
    QFile old(path(u"cleared"_s));
    QVERIFY(old.open(QIODevice::ReadOnly));
    QVERIFY(log.clear());
    QVERIFY(old.readAll().endsWith(" INFO reopening log file\n"));
    QCOMPARE(contentOf(path(u"cleared"_s)), "");
}

void TestMainLog::clearWithoutFileIsAFault()
{
    MainLog log;
    QVERIFY(log.open(path(u"missing"_s), 0, 0, LogLevel::Info, false));
    QVERIFY(QFile::remove(path(u"missing"_s)));
    const kantoku::Result<void> cleared = log.clear();
    QVERIFY(!cleared);
    QCOMPARE(cleared.error().number, int(kantoku::FaultCode::NoFile));
}

void TestMainLog::anUnwritableFileIsAnError()
{
    MainLog log;
    const kantoku::Result<void> opened = log.open(path(u"no/such/log"_s), 0, 0, LogLevel::Info, false);
    QVERIFY(!opened);
    QVERIFY(opened.error().message.contains(path(u"no/such/log"_s)));
    QVERIFY(!log.file()->isOpen());
}

void TestMainLog::aSpecialFileIsNotAFile()
{
    MainLog log;
    QCOMPARE(log.file(), nullptr);
    QVERIFY(log.open(u"/dev/null"_s, 0, 0, LogLevel::Info, false));
    QCOMPARE(log.file(), nullptr);
    log.info(u"into nothing"_s);
    QVERIFY(log.open(path(u"regular"_s), 0, 0, LogLevel::Info, false));
    QVERIFY(log.file());
    QCOMPARE(log.file()->path(), path(u"regular"_s));
}

void TestMainLog::bytesGoInAsTheyAre()
{
    MainLog log;
    QVERIFY(log.open(path(u"bytes"_s), 0, 0, LogLevel::Debug, false));
    log.writeBytes(LogLevel::Debug, "'p' stdout output:\n\xff");
    QCOMPARE(contentOf(path(u"bytes"_s)).mid(24), "DEBG 'p' stdout output:\n\xff\n");
}

void TestMainLog::lossIsToldAfterwards()
{
    QVERIFY(QDir().mkdir(path(u"dir"_s)));
    MainLog log;
    QVERIFY(log.open(path(u"dir/log"_s), 0, 0, LogLevel::Info, false));
    QVERIFY(QDir(path(u"dir"_s)).removeRecursively());
    const auto writeOn = [&] {
        log.info(u"x"_s);
        return log.file()->loss().bytes > 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(writeOn(), 5000);
    QVERIFY(QDir().mkdir(path(u"dir"_s)));
    log.info(u"back"_s);
    const QByteArrayList lines = linesOf(path(u"dir/log"_s));
    QCOMPARE(lines.at(0), "INFO back");
    QVERIFY2(lines.at(1).startsWith("WARN lost "), lines.at(1).constData());
}

void TestMainLog::aFileThatCannotBeOpenedIsTriedAgain()
{
    MainLog log;
    const auto opened = log.open(path(u"missing/log"_s), 0, 0, LogLevel::Info, false);
    QVERIFY(!opened);
    QVERIFY2(opened.error().message.contains(u"missing/log cannot be opened"_s), qPrintable(opened.error().message));
    log.info(u"lost"_s);
    QVERIFY(QDir().mkdir(path(u"missing"_s)));
    log.info(u"back"_s);
    const QByteArrayList lines = linesOf(path(u"missing/log"_s));
    QCOMPARE(lines.at(0), "INFO back");
    QVERIFY2(lines.at(1).startsWith("WARN lost "), lines.at(1).constData());
}

QTEST_GUILESS_MAIN(TestMainLog)
#include "tst_mainlog.moc"
