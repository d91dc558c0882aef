#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/types.h>

using namespace Qt::StringLiterals;

class TestPidProxy : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void withoutCommandItShowsItsUsage();
    void itEndsWithTheCommandsStatus();
    void aCommandThatCannotRunIsAnError();
    void signalsReachTheProcessInTheFile_data();
    void signalsReachTheProcessInTheFile();
    void aMissingFileIsNotFatal();
    void numbersThatMeanOthersAreRefused_data();
    void numbersThatMeanOthersAreRefused();

private:
    void start(const QStringList &arguments)
    {
        m_proxy->start(QStringLiteral(KANTOKU_BIN_DIR) + u"/pidproxy"_s, arguments);
    }
    /// A program that writes its own number into a file and each signal it gets into another, until it gets USR2 or
    /// its folder goes.
    QString script() const
    {
        return u"for s in TERM HUP INT USR1 QUIT; do trap \"echo $s >> '%1.got'\" $s; done; trap 'exit 9' USR2; "
               "echo $$ > '%1'; echo up; while [ -e '%1' ]; do sleep 0.05; done"_s.arg(m_pidFile);
    }
    QByteArray signalsGot() const
    {
        QFile file(m_pidFile + u".got"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QByteArray output()
    {
        m_output += m_proxy->readAllStandardOutput();
        return m_output;
    }
    void signalProxy(int number)
    {
        const pid_t pid = pid_t(m_proxy->processId());
        QVERIFY(pid > 1);
        QCOMPARE(::kill(pid, number), 0);
    }
    /// The program outlives its proxy after TERM: ends it by its own way.
    void endProgram()
    {
        QFile file(m_pidFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const pid_t pid = pid_t(file.readAll().trimmed().toInt());
        QVERIFY(pid > 1);
        QCOMPARE(::kill(pid, SIGUSR2), 0);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_proxy;
    QString m_pidFile;
    QByteArray m_output;
};

void TestPidProxy::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_pidFile = m_folder->filePath(u"pid"_s);
    m_proxy = std::make_unique<QProcess>();
    m_output.clear();
}

void TestPidProxy::cleanup()
{
    m_proxy.reset();
    m_folder.reset();
}

void TestPidProxy::withoutCommandItShowsItsUsage()
{
    QSignalSpy finished(m_proxy.get(), &QProcess::finished);
    start({m_pidFile});
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_proxy->exitCode(), 1);
    QVERIFY(output().contains("Usage: "));
}

void TestPidProxy::itEndsWithTheCommandsStatus()
{
    QSignalSpy finished(m_proxy.get(), &QProcess::finished);
    start({m_pidFile, u"/bin/sh"_s, u"-c"_s, u"echo $1; exit 3"_s, u"name"_s, u"an argument"_s});
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_proxy->exitCode(), 3);
    QCOMPARE(output(), "an argument\n");
}

void TestPidProxy::aCommandThatCannotRunIsAnError()
{
    QSignalSpy finished(m_proxy.get(), &QProcess::finished);
    start({m_pidFile, u"/no/such/program"_s});
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_proxy->exitCode(), 127);
    QCOMPARE(m_proxy->readAllStandardError(), "pidproxy: can't run /no/such/program: No such file or directory\n");
}

void TestPidProxy::signalsReachTheProcessInTheFile_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("ends");

    QTest::newRow("HUP is handed on") << SIGHUP << QByteArray("HUP") << false;
    QTest::newRow("USR1 is handed on") << SIGUSR1 << QByteArray("USR1") << false;
    QTest::newRow("TERM is handed on and ends the proxy") << SIGTERM << QByteArray("TERM") << true;
    QTest::newRow("INT is handed on and ends the proxy") << SIGINT << QByteArray("INT") << true;
    QTest::newRow("QUIT is handed on and ends the proxy") << SIGQUIT << QByteArray("QUIT") << true;
}

void TestPidProxy::signalsReachTheProcessInTheFile()
{
    QFETCH(int, number);
    QFETCH(QByteArray, name);
    QFETCH(bool, ends);
    QSignalSpy finished(m_proxy.get(), &QProcess::finished);
    start({m_pidFile, u"/bin/sh"_s, u"-c"_s, script()});
    QTRY_VERIFY(output().contains("up\n"));
    signalProxy(number);
    QTRY_COMPARE(signalsGot(), name + '\n');
    if (ends) {
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(m_proxy->exitCode(), 0);
        endProgram();
    } else {
        signalProxy(SIGUSR2);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(m_proxy->exitCode(), 9); // the program ended by it, and the proxy with the program
    }
}

void TestPidProxy::aMissingFileIsNotFatal()
{
    QSignalSpy finished(m_proxy.get(), &QProcess::finished);
    start({m_pidFile, u"/bin/sh"_s, u"-c"_s, u"echo up; read line; exit 4"_s});
    QTRY_VERIFY(output().contains("up\n"));
    signalProxy(SIGTERM);
    const QByteArray told = "Can't read child pidfile " + QFile::encodeName(m_pidFile) + "!\n";
    QTRY_VERIFY(output().contains(told));
    QCOMPARE(finished.size(), 0);
    m_proxy->write("\n");
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_proxy->exitCode(), 4);
}

void TestPidProxy::numbersThatMeanOthersAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("everybody") << QByteArray("-1\n");
    QTest::newRow("the own group") << QByteArray("0\n");
    QTest::newRow("the system") << QByteArray("1\n");
    QTest::newRow("a number too large") << QByteArray("99999999999999999999\n");
    QTest::newRow("no number") << QByteArray("pid\n");
    QTest::newRow("nothing") << QByteArray();
}

void TestPidProxy::numbersThatMeanOthersAreRefused()
{
    QFETCH(QByteArray, text);
    QFile file(m_pidFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    QSignalSpy finished(m_proxy.get(), &QProcess::finished);
    start({m_pidFile, u"/bin/sh"_s, u"-c"_s, u"echo up; read line"_s});
    QTRY_VERIFY(output().contains("up\n"));
    signalProxy(SIGUSR1); // which would end this test, were it handed on to the group
    QTRY_VERIFY(output().contains("Can't read child pidfile"));
    m_proxy->closeWriteChannel();
    QTRY_COMPARE(finished.size(), 1);
}

QTEST_GUILESS_MAIN(TestPidProxy)
#include "tst_pidproxy.moc"
