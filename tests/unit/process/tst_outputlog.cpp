#include "daemon/events/eventbus.h"
#include "daemon/logging/logfile.h"
#include "daemon/logging/mainlog.h"
#include "daemon/process/outputlog.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/process/processservices.h"
#include "fakes.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

namespace {

QByteArray captureBegin()
{
    return "<!--XSUPERVISOR:BEGIN-->";
}

QByteArray captureEnd()
{
    return "<!--XSUPERVISOR:END-->";
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// One channel of a process `web` in the group `site` that was never started, and everything around it.
struct Stage {
    explicit Stage(LogLevel level = LogLevel::Info, bool stripAnsi = false)
        : services{log,       events,        clock,          launcher, [] { return true; }, u"supervisor"_s, dir.path(),
                   stripAnsi, {"PATH=/bin"}, u"unix:///s"_s, {}}
    {
        (void)log.open(dir.filePath(u"main.log"_s), 0, 0, level, false);
        ProcessConfig config;
        config.name = u"web"_s;
        config.command = u"/bin/cat"_s;
        config.stdoutLog.kind = config.stderrLog.kind = LogConfig::Kind::None;
        GroupConfig groupConfig;
        groupConfig.name = u"site"_s;
        groupConfig.processes = {config};
        group = std::make_unique<ProcessGroup>(groupConfig, services);
    }

    void subscribe()
    {
        events.subscribe({EventType::ProcessLog, EventType::ProcessCommunication}, &context,
                         [this](const Event &event) { seen.append(eventName(event.type) + ' ' + event.payload); });
    }
    std::unique_ptr<OutputLog> makeLog(const LogConfig &config, OutputLog::Channel channel = OutputLog::Channel::Stdout)
    {
        auto made = std::make_unique<OutputLog>(config, path, channel, *group->processes().constFirst(), services);
        made->open();
        return made;
    }
    /// Without their times.
    QByteArrayList mainLines() const
    {
        QByteArrayList result;
        for (const QByteArray &line : contents(dir.filePath(u"main.log"_s)).split('\n')) {
            if (!line.isEmpty())
                result.append(line.mid(24));
        }
        return result;
    }

    QTemporaryDir dir;
    QString path = dir.filePath(u"web.log"_s);
    MainLog log;
    EventBus events;
    QObject context;
    FakeClock clock;
    FakeLauncher launcher;
    ProcessServices services;
    QByteArrayList seen;
    std::unique_ptr<ProcessGroup> group;
};

} // namespace

class TestOutputLog : public QObject {
    Q_OBJECT
private slots:
    void write_data();
    void write();
    void eventsNameTheChannel_data();
    void eventsNameTheChannel();
    void nothingIsPublishedThatNobodyAskedFor();
    void outputIsRepeatedAtLevelDebug();
    void aChannelWithoutALogHasNoFile();
    void lossIsToldOnceAndSoIsItsEnd();
    void clearingAClosedLogLeavesItClosed();
    void reopeningLeavesTheOldFileAlone();
};

void TestOutputLog::write_data()
{
    QTest::addColumn<bool>("stripAnsi");
    QTest::addColumn<qint64>("captureMaxBytes");
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArrayList>("events");

    const QByteArray comm = "PROCESS_COMMUNICATION_STDOUT processname:web groupname:site pid:0\n";
    using List = QByteArrayList;
    QTest::newRow("bytes go in as they are")
        << false << qint64(0) << List{"one\n", "\xff\x1b[1m", "two"} << QByteArray("one\n\xff\x1b[1mtwo") << List{};
    QTest::newRow("terminal sequences are taken out where asked for")
        << true << qint64(0) << List{"\x1b[31mred\x1b", "[0m\n"} << QByteArray("red\n") << List{};
    QTest::newRow("an escape that ends the output is not lost")
        << true << qint64(0) << List{"text\x1b"} << QByteArray("text\x1b") << List{};
    QTest::newRow("tags are text without a capture") << false << qint64(0) << List{captureBegin() + "a" + captureEnd()}
                                                     << captureBegin() + "a" + captureEnd() << List{};
    QTest::newRow("what stands between the tags is sent and not logged")
        << false << qint64(100)
        << List{"a" + captureBegin().left(5), captureBegin().mid(5) + "message" + captureEnd() + "b"}
        << QByteArray("ab") << List{comm + "message"};
    QTest::newRow("of more than the limit the end is sent")
        << false << qint64(4) << List{captureBegin() + "message" + captureEnd()} << QByteArray() << List{comm + "sage"};
    QTest::newRow("terminal sequences are taken out before tags are looked for")
        << true << qint64(100) << List{captureBegin().left(9) + "\x1b[1m" + captureBegin().mid(9) + "m" + captureEnd()}
        << QByteArray() << List{comm + "m"};
    QTest::newRow("what could have become a tag is logged at the end")
        << false << qint64(100) << List{"text" + captureBegin().left(9)} << QByteArray("text" + captureBegin().left(9))
        << List{};
    QTest::newRow("a capture that was never ended is logged, not lost")
        << false << qint64(100) << List{"text" + captureBegin() + "half"} << QByteArray("texthalf") << List{};
}

void TestOutputLog::write()
{
    QFETCH(bool, stripAnsi);
    QFETCH(qint64, captureMaxBytes);
    QFETCH(QByteArrayList, pieces);
    QFETCH(QByteArray, file);
    Stage stage(LogLevel::Info, stripAnsi);
    stage.subscribe();
    LogConfig config;
    config.captureMaxBytes = captureMaxBytes;
    const auto log = stage.makeLog(config);
    for (const QByteArray &piece : std::as_const(pieces))
        log->write(piece);
    log->close();
    QCOMPARE(contents(stage.path), file);
    QTEST(stage.seen, "events");
}

void TestOutputLog::eventsNameTheChannel_data()
{
    QTest::addColumn<bool>("isStderr");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("standard output") << false
                                     << QByteArray("PROCESS_LOG_STDOUT processname:web groupname:site pid:0 "
                                                   "channel:stdout\nline\n");
    QTest::newRow("standard error") << true
                                    << QByteArray("PROCESS_LOG_STDERR processname:web groupname:site pid:0 "
                                                  "channel:stderr\nline\n");
}

void TestOutputLog::eventsNameTheChannel()
{
    QFETCH(bool, isStderr);
    QFETCH(QByteArray, expected);
    Stage stage;
    stage.subscribe();
    LogConfig config;
    config.eventsEnabled = true;
    const auto log = stage.makeLog(config, isStderr ? OutputLog::Channel::Stderr : OutputLog::Channel::Stdout);
    log->write("line\n");
    QCOMPARE(stage.seen, QByteArrayList{expected});
    QCOMPARE(contents(stage.path), QByteArray("line\n"));
}

void TestOutputLog::nothingIsPublishedThatNobodyAskedFor()
{
    Stage stage;
    stage.subscribe();
    const auto log = stage.makeLog({});
    log->write("line\n");
    QCOMPARE(stage.seen, QByteArrayList{});
    QCOMPARE(stage.mainLines(), QByteArrayList{});
}

void TestOutputLog::outputIsRepeatedAtLevelDebug()
{
    Stage stage(LogLevel::Debug);
    const auto log = stage.makeLog({}, OutputLog::Channel::Stderr);
    log->write("line\n");
    log->write("\xff");
    QCOMPARE(stage.mainLines().constFirst(), "DEBG 'web' stderr output:");
    QVERIFY(contents(stage.dir.filePath(u"main.log"_s)).contains(" 'web' stderr output:\nline\n"));
    QVERIFY(contents(stage.dir.filePath(u"main.log"_s)).contains(" 'web' stderr output:\nUndecodable: b'\\xff'\n"));
}

void TestOutputLog::aChannelWithoutALogHasNoFile()
{
    Stage stage;
    stage.subscribe();
    stage.path.clear();
    LogConfig config;
    config.captureMaxBytes = 100;
    const auto log = stage.makeLog(config);
    QCOMPARE(log->file(), nullptr);
    log->write(QByteArray("text" + captureBegin() + "message" + captureEnd()));
    log->reopen();
    QVERIFY(log->clear());
    log->close();
    QCOMPARE(stage.seen, QByteArrayList{"PROCESS_COMMUNICATION_STDOUT processname:web groupname:site pid:0\nmessage"});
    QCOMPARE(QDir(stage.dir.path()).entryList(QDir::Files), QStringList{u"main.log"_s});
}

void TestOutputLog::lossIsToldOnceAndSoIsItsEnd()
{
    Stage stage;
    stage.path = stage.dir.filePath(u"logs/web.log"_s);
    const auto log = stage.makeLog({});
    log->write("lost");
    log->write("lost too");
    QCOMPARE(log->file()->loss().bytes, 12U);
    const QByteArray name = "the stdout log of site:web, " + stage.path.toUtf8();
    QCOMPARE(stage.mainLines(),
             QByteArrayList{"ERRO " + name + ", cannot be written, output is lost: No such file or directory"});
    QVERIFY(QDir(stage.dir.path()).mkdir(u"logs"_s));
    log->write("kept");
    QCOMPARE(contents(stage.path), QByteArray("kept"));
    QCOMPARE(stage.mainLines().size(), 2);
    QCOMPARE(stage.mainLines().constLast(), "WARN " + name + ", can be written again, 12 bytes were lost");
}

void TestOutputLog::clearingAClosedLogLeavesItClosed()
{
    Stage stage;
    const auto log = stage.makeLog({});
    log->write("line\n");
    QVERIFY(log->clear());
    QVERIFY(log->file()->isOpen());
    QCOMPARE(contents(stage.path), QByteArray());
    log->write("next\n");
    log->close();
    QVERIFY(log->clear());
    QVERIFY(!log->file()->isOpen());
    QCOMPARE(contents(stage.path), QByteArray());
}

void TestOutputLog::reopeningLeavesTheOldFileAlone()
{
    Stage stage;
    const auto log = stage.makeLog({});
    log->write("old\n");
    QVERIFY(QFile::rename(stage.path, stage.path + u".moved"_s));
    log->reopen();
    log->write("new\n");
    QCOMPARE(contents(stage.path + u".moved"_s), QByteArray("old\n"));
    QCOMPARE(contents(stage.path), QByteArray("new\n"));
    log->close();
    QVERIFY(QFile::remove(stage.path));
    log->reopen();
    QVERIFY(!QFile::exists(stage.path)); // no child, no log
}

QTEST_GUILESS_MAIN(TestOutputLog)
#include "tst_outputlog.moc"
