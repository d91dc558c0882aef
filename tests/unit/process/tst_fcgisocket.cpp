#include "daemon/logging/mainlog.h"
#include "daemon/process/fcgisocket.h"
#include "daemon/process/socketfile.h"

#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

class TestFcgiSocket : public QObject {
    Q_OBJECT
private slots:
    void livesWhileSomebodyHoldsIt();
    void hasItsMode();
    void tellsWhatIsInTheWay();
    void filesOfOthersAreLeftAlone();
    void onlyANewSocketFileIsGivenAway();
    void ofTwoAtOnceOneHasTheName();
};

void TestFcgiSocket::livesWhileSomebodyHoldsIt()
{
    MainLog log;
    FcgiSocketConfig config;
    config.host = u"127.0.0.1"_s;
    {
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        config.port = probe.serverPort();
    }
    FcgiSocket socket(config, log);
    QCOMPARE(socket.url(), u"tcp://127.0.0.1:%1"_s.arg(config.port));
    int first = 0;
    int second = 0;
    const auto one = socket.acquire(&first);
    QVERIFY(one);
    const auto two = socket.acquire(&second);
    QVERIFY(two);
    QCOMPARE(*one, *two);
    QTcpServer rival;
    socket.release(&first);
    socket.release(&first);
    QVERIFY(!rival.listen(QHostAddress::LocalHost, config.port)); // the second holds it still
    socket.release(&second);
    QVERIFY(rival.listen(QHostAddress::LocalHost, config.port));
}

void TestFcgiSocket::hasItsMode()
{
    MainLog log;
    QTemporaryDir dir;
    FcgiSocketConfig config;
    config.kind = FcgiSocketConfig::Kind::Unix;
    config.path = dir.filePath(u"f.sock"_s);
    config.mode = 0640;
    FcgiSocket socket(config, log);
    QVERIFY(socket.acquire(this));
    struct stat info = {};
    QCOMPARE(::stat(config.path.toUtf8().constData(), &info), 0);
    QCOMPARE(int(info.st_mode & 0777), 0640);
    QLocalSocket client;
    client.connectToServer(config.path);
    QTRY_COMPARE(client.state(), QLocalSocket::ConnectedState);
    socket.release(this);
    QVERIFY(socket.acquire(this)); // an old file is replaced
}

void TestFcgiSocket::tellsWhatIsInTheWay()
{
    MainLog log;
    FcgiSocketConfig config;
    config.kind = FcgiSocketConfig::Kind::Unix;
    config.path = u"/no/such/folder/f.sock"_s;
    FcgiSocket socket(config, log);
    const auto acquired = socket.acquire(this);
    QVERIFY(!acquired);
    QCOMPARE(acquired.error().message,
             u"Could not create FastCGI socket unix:///no/such/folder/f.sock: No such file or directory"_s);
}

void TestFcgiSocket::filesOfOthersAreLeftAlone()
{
    MainLog log;
    QTemporaryDir dir;
    FcgiSocketConfig config;
    config.kind = FcgiSocketConfig::Kind::Unix;
    config.path = dir.filePath(u"precious"_s);
    QFile file(config.path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("data") == 4);
    file.close();
    FcgiSocket socket(config, log);
    const auto acquired = socket.acquire(this);
    QVERIFY(!acquired);
    QCOMPARE(
        acquired.error().message,
        u"Could not create FastCGI socket unix://%1: it exists and is no socket; remove it or choose another name"_s
            .arg(config.path));
    QCOMPARE(file.size(), 4);
}

void TestFcgiSocket::onlyANewSocketFileIsGivenAway()
{
    QTemporaryDir dir;
    const QPair<int, int> owner(static_cast<int>(::getuid()), -1);
    const auto given
        = [&](const QString &name) { return giveSocketFile(QFile::encodeName(dir.filePath(name)), owner); };
    QLocalServer server;
    QVERIFY(server.listen(dir.filePath(u"socket"_s)));
    QCOMPARE(given(u"socket"_s), 0);
    QVERIFY(QFile::link(dir.filePath(u"socket"_s), dir.filePath(u"link"_s)));
    QCOMPARE(given(u"link"_s), ENOTSOCK);
    QFile file(dir.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(given(u"file"_s), ENOTSOCK);
    QCOMPARE(::link(qPrintable(dir.filePath(u"socket"_s)), qPrintable(dir.filePath(u"second"_s))), 0);
    QCOMPARE(given(u"socket"_s), ENOTSOCK); // it was made with one name
    QCOMPARE(given(u"nothing"_s), ENOENT);
}

void TestFcgiSocket::ofTwoAtOnceOneHasTheName()
{
    MainLog log;
    QTemporaryDir dir;
    FcgiSocketConfig config;
    config.kind = FcgiSocketConfig::Kind::Unix;
    config.path = dir.filePath(u"f.sock"_s);
    FcgiSocket socket(config, log);
    std::optional<SocketFileLock> other(QFile::encodeName(config.path));
    const auto refused = socket.acquire(this);
    QVERIFY(!refused);
    QCOMPARE(refused.error().number, EADDRINUSE);
    other.reset();
    QVERIFY(socket.acquire(this));
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files | QDir::System), QStringList{u"f.sock"_s});
}

QTEST_GUILESS_MAIN(TestFcgiSocket)
#include "tst_fcgisocket.moc"
