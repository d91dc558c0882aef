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

namespace {

/// One that we may give a folder to and that is not ours alone; -1 where there is none.
int anotherGroup()
{
    if (::geteuid() == 0)
        return 65534;
    QList<gid_t> groups(64);
    groups.resize(std::max(0, ::getgroups(static_cast<int>(groups.size()), groups.data())));
    for (const gid_t group : std::as_const(groups)) {
        if (group != 0 && group != ::getegid())
            return static_cast<int>(group);
    }
    return -1;
}

} // namespace

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
    void folderOfOthersIsTold_data();
    void folderOfOthersIsTold();
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

void TestListenSocket::folderOfOthersIsTold_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("owner"); // as the one that root gives it; -1: as it is
    QTest::addColumn<int>("group");
    QTest::addColumn<QString>("whose");
    QTest::newRow("ours alone") << 0700 << -1 << -1 << QString();
    QTest::newRow("to be read by all") << 0755 << -1 << -1 << QString();
    QTest::newRow("open to our own group") << 0775 << -1 << -1 << QString();
    QTest::newRow("everybody's") << 0777 << -1 << -1 << u"open to everybody"_s;
    QTest::newRow("everybody's, where each has his own") << 01777 << -1 << -1 << QString();
    if (const int group = anotherGroup(); group >= 0) {
        QTest::newRow("a group's") << 0775 << -1 << group << u"open to a group"_s;
        QTest::newRow("a group's, which can only read") << 0755 << -1 << group << QString();
        QTest::newRow("a group's, where each has his own") << 01775 << -1 << group << QString();
    }
    if (::geteuid() == 0)
        QTest::newRow("another user's") << 0700 << 65534 << -1 << u"another user's"_s;
}

void TestListenSocket::folderOfOthersIsTold()
{
    QFETCH(int, mode);
    QFETCH(int, owner);
    QFETCH(int, group);
    QFETCH(QString, whose);
    QTemporaryDir folder;
    const QByteArray name = QFile::encodeName(folder.path());
    QCOMPARE(::chown(name.constData(), static_cast<uid_t>(owner), static_cast<gid_t>(group)), 0);
    QCOMPARE(::chmod(name.constData(), static_cast<mode_t>(mode)), 0);
    ServerConfig config;
    config.section = u"unix_http_server"_s;
    config.path = folder.filePath(u"socket"_s);
    QCOMPARE(
        folderProblem(config),
        whose.isEmpty()
            ? QString()
            : u"Server 'unix_http_server': whoever can write to %1, which is %2, can put another socket in place of "
              "%3; choose a folder that only this user can write to"_s.arg(folder.path(), whose, config.path));
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
