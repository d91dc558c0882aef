#include "daemon/http/listensocket.h"
#include "daemon/process/socketfile.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

class TestListenSocket : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void unixSocketHasItsMode_data();
    void unixSocketHasItsMode();
    void staleSocketIsReplaced();
    void socketInUseIsLeftAlone();
    void socketThatAnotherOpensIsLeftAlone();
    void lockThatCannotBeHadIsDoneWithout_data();
    void lockThatCannotBeHadIsDoneWithout();
    void fileThatIsNoSocketIsLeftAlone();
    void unixSocketIsRefused_data();
    void unixSocketIsRefused();
    void portIsOpened_data();
    void portIsOpened();
    void portInUseIsRefused();
    void unknownHostIsRefused();

private:
    ServerConfig unixConfig(const QString &name) const
    {
        ServerConfig config;
        config.section = u"unix_http_server"_s;
        config.path = m_dir.filePath(name);
        return config;
    }

    QTemporaryDir m_dir;
};

void TestListenSocket::unixSocketHasItsMode_data()
{
    QTest::addColumn<int>("mode");
    QTest::newRow("for the owner") << 0700;
    QTest::newRow("for everybody") << 0777;
    QTest::newRow("for the group") << 0770;
}

void TestListenSocket::unixSocketHasItsMode()
{
    QFETCH(int, mode);
    ServerConfig config = unixConfig(u"mode-%1"_s.arg(mode));
    config.mode = mode;
    config.owner = qMakePair(static_cast<int>(getuid()), -1);
    const auto fd = openListenSocket(config);
    QVERIFY2(fd, qPrintable(fd ? QString() : fd.error().message));
    struct stat status {};
    QCOMPARE(::lstat(QFile::encodeName(config.path).constData(), &status), 0);
    QVERIFY(S_ISSOCK(status.st_mode));
    QCOMPARE(static_cast<int>(status.st_mode & 07777), mode);
    QCOMPARE(status.st_nlink, nlink_t(1)); // the temporary name is gone
    ::close(*fd);
}

void TestListenSocket::staleSocketIsReplaced()
{
    const ServerConfig config = unixConfig(u"stale"_s);
    const auto old = openListenSocket(config);
    QVERIFY(old);
    ::close(*old);
    QVERIFY(QFile::exists(config.path));
    const auto fd = openListenSocket(config);
    QVERIFY(fd);
    ::close(*fd);
}

void TestListenSocket::socketInUseIsLeftAlone()
{
    const ServerConfig config = unixConfig(u"used"_s);
    const auto first = openListenSocket(config);
    QVERIFY(first);
    const auto second = openListenSocket(config);
    QVERIFY(!second);
    QCOMPARE(second.error().number, EADDRINUSE);
    QVERIFY(second.error().message.startsWith(u"Another program is already listening on a port that one of our HTTP "
                                              "servers is configured to use.  Shut"_s));
    QVERIFY(QFile::exists(config.path));
    QCOMPARE(QDir(m_dir.path()).entryList({u"used*"_s}, QDir::AllEntries | QDir::System).size(), 1);
    ::close(*first);
}

void TestListenSocket::socketThatAnotherOpensIsLeftAlone()
{
    const ServerConfig config = unixConfig(u"wanted"_s);
    const auto files = [this] { return QDir(m_dir.path()).entryList({u"wanted*"_s}, QDir::AllEntries | QDir::System); };
    std::optional<SocketFileLock> other(QFile::encodeName(config.path));
    QVERIFY(!other->isTaken());
    const auto refused = openListenSocket(config);
    QVERIFY(!refused);
    QCOMPARE(refused.error().number, EADDRINUSE);
    QCOMPARE(files().size(), 1); // the other's lock
    other.reset();
    QVERIFY(files().isEmpty());
    const auto fd = openListenSocket(config);
    QVERIFY(fd);
    QCOMPARE(files(), QStringList{u"wanted"_s});
    ::close(*fd);
}

void TestListenSocket::lockThatCannotBeHadIsDoneWithout_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<std::function<bool(const QString &)>>("plant");
    QTest::newRow("a folder") << u"a"_s << std::function([](const QString &lock) { return QDir().mkpath(lock); });
    QTest::newRow("a link to nowhere") << u"b"_s << std::function([](const QString &lock) {
        return QFile::link(u"/no/such/file"_s, lock);
    });
    QTest::newRow("what a killed daemon left")
        << u"c"_s << std::function([](const QString &lock) { return QFile(lock).open(QIODevice::WriteOnly); });
}

void TestListenSocket::lockThatCannotBeHadIsDoneWithout()
{
    QFETCH(QString, name);
    QFETCH(std::function<bool(const QString &)>, plant);
    const ServerConfig config = unixConfig(name);
    QVERIFY(plant(config.path + u".kantokud-lock"_s));
    const auto fd = openListenSocket(config);
    QVERIFY2(fd, qPrintable(fd ? QString() : fd.error().message));
    const auto second = openListenSocket(config);
    QVERIFY(!second);
    QCOMPARE(second.error().number, EADDRINUSE);
    ::close(*fd);
}

void TestListenSocket::fileThatIsNoSocketIsLeftAlone()
{
    const ServerConfig config = unixConfig(u"precious"_s);
    QFile file(config.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("data");
    file.close();
    const auto fd = openListenSocket(config);
    QVERIFY(!fd);
    QVERIFY(fd.error().message.contains(u"is no socket"_s));
    QVERIFY(fd.error().message.contains(config.path));
    QCOMPARE(QFile(config.path).size(), 4);
}

void TestListenSocket::unixSocketIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("number");
    QTest::newRow("in a folder that is not there") << u"no/such/folder"_s << ENOENT;
    QTest::newRow("with a name that is too long") << QString(120, u'x') << ENAMETOOLONG;
}

void TestListenSocket::unixSocketIsRefused()
{
    QFETCH(QString, name);
    QFETCH(int, number);
    const auto fd = openListenSocket(unixConfig(name));
    QVERIFY(!fd);
    QCOMPARE(fd.error().number, number);
    QVERIFY(fd.error().message.contains(name));
    QVERIFY(fd.error().message.contains(u"[unix_http_server]"_s));
}

void TestListenSocket::portIsOpened_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("all addresses") << u""_s;
    QTest::newRow("an address") << u"127.0.0.1"_s;
    QTest::newRow("a name") << u"localhost"_s;
}

void TestListenSocket::portIsOpened()
{
    QFETCH(QString, host);
    ServerConfig config;
    config.kind = ServerConfig::Kind::Inet;
    config.host = host;
    const auto fd = openListenSocket(config);
    QVERIFY2(fd, qPrintable(fd ? QString() : fd.error().message));
    sockaddr_in address{};
    socklen_t size = sizeof address;
    QCOMPARE(::getsockname(*fd, reinterpret_cast<sockaddr *>(&address), &size), 0);
    QCOMPARE(int(address.sin_family), AF_INET);
    QCOMPARE(address.sin_addr.s_addr, host.isEmpty() ? htonl(INADDR_ANY) : htonl(INADDR_LOOPBACK));
    ::close(*fd);
}

void TestListenSocket::portInUseIsRefused()
{
    ServerConfig config;
    config.kind = ServerConfig::Kind::Inet;
    config.host = u"127.0.0.1"_s;
    const auto first = openListenSocket(config);
    QVERIFY(first);
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(*first, reinterpret_cast<sockaddr *>(&address), &size);
    config.port = ntohs(address.sin_port);
    const auto second = openListenSocket(config);
    QVERIFY(!second);
    QCOMPARE(second.error().number, EADDRINUSE);
    ::close(*first);
}

void TestListenSocket::unknownHostIsRefused()
{
    ServerConfig config;
    config.kind = ServerConfig::Kind::Inet;
    config.section = u"inet_http_server"_s;
    config.host = u"999.1.1.1.invalid."_s;
    const auto fd = openListenSocket(config);
    QVERIFY(!fd);
    QVERIFY(fd.error().message.contains(u"is unknown"_s));
}

QTEST_GUILESS_MAIN(TestListenSocket)
#include "tst_listensocket.moc"
