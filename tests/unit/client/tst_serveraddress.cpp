#include "client/serveraddress.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using kantoku::Error;
using kantoku::Result;
using kantoku::client::ServerAddress;
using Kind = ServerAddress::Kind;

class TestServerAddress : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void parse_data();
    void parse();
    void parseRefuses_data();
    void parseRefuses();
    void textReadsBackAsTheSameAddress_data() { parse_data(); }
    void textReadsBackAsTheSameAddress();
    void aRelativeSocketIsMeantFromTheWorkingDirectory();
};

void TestServerAddress::parse_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ServerAddress>("expected");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const QString &text, const ServerAddress &address, const QString &shown) {
        QTest::newRow(name) << text << address << shown;
    };
    row("a unix socket", u"unix:///run/s.sock"_s, {Kind::Unix, {}, 0, u"/run/s.sock"_s, {}}, u"unix:///run/s.sock"_s);
    row("dots in a path are resolved", u"unix:///run/../tmp//s"_s, {Kind::Unix, {}, 0, u"/tmp/s"_s, {}},
        u"unix:///tmp/s"_s);
    row("a path may hold any character", u"unix:///run/a?b#c d"_s, {Kind::Unix, {}, 0, u"/run/a?b#c d"_s, {}},
        u"unix:///run/a?b#c d"_s);
    row("http with a port", u"http://localhost:9001"_s, {Kind::Http, u"localhost"_s, 9001, {}, {}},
        u"http://localhost:9001"_s);
    row("http without a port is port 80", u"http://example.org"_s, {Kind::Http, u"example.org"_s, 80, {}, {}},
        u"http://example.org:80"_s);
    row("https without a port is port 443", u"https://example.org"_s, {Kind::Https, u"example.org"_s, 443, {}, {}},
        u"https://example.org:443"_s);
    row("a trailing slash means nothing", u"http://h:1/"_s, {Kind::Http, u"h"_s, 1, {}, {}}, u"http://h:1"_s);
    row("the path of the calls means nothing", u"http://h:1/RPC2"_s, {Kind::Http, u"h"_s, 1, {}, {}}, u"http://h:1"_s);
    row("a proxy's path stays", u"http://h:1/one/RPC2"_s, {Kind::Http, u"h"_s, 1, u"/one"_s, {}}, u"http://h:1/one"_s);
    row("the scheme may be in capitals", u"HTTP://h:1"_s, {Kind::Http, u"h"_s, 1, {}, {}}, u"http://h:1"_s);
    row("blanks around it are dropped", u"  http://h:1 "_s, {Kind::Http, u"h"_s, 1, {}, {}}, u"http://h:1"_s);
    row("an IPv6 address stands in brackets", u"http://[::1]:9001"_s, {Kind::Http, u"::1"_s, 9001, {}, {}},
        u"http://[::1]:9001"_s);
    row("a user may stand in it", u"http://joe@h:1"_s, {Kind::Http, u"h"_s, 1, {}, u"joe"_s}, u"http://joe@h:1"_s);
    row("ssh with everything", u"ssh://joe@h:22/run/s.sock"_s, {Kind::Ssh, u"h"_s, 22, u"/run/s.sock"_s, u"joe"_s},
        u"ssh://joe@h:22/run/s.sock"_s);
    row("ssh leaves the rest to its own configuration", u"ssh://h/run/s.sock"_s,
        {Kind::Ssh, u"h"_s, 0, u"/run/s.sock"_s, {}}, u"ssh://h/run/s.sock"_s);
}

void TestServerAddress::parse()
{
    QFETCH(QString, text);
    QFETCH(ServerAddress, expected);
    QFETCH(QString, shown);
    const Result<ServerAddress> address = ServerAddress::parse(text);
    QVERIFY2(address.has_value(), address ? "" : qPrintable(address.error().message));
    QCOMPARE(address->kind, expected.kind);
    QCOMPARE(address->host, expected.host);
    QCOMPARE(address->port, expected.port);
    QCOMPARE(address->path, expected.path);
    QCOMPARE(address->user, expected.user);
    QCOMPARE(address->toString(), shown);
}

void TestServerAddress::parseRefuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    QTest::newRow("nothing") << QString() << u"known scheme"_s;
    QTest::newRow("a host without a scheme") << u"localhost:9001"_s << u"known scheme"_s;
    QTest::newRow("another scheme") << u"ftp://h"_s << u"known scheme"_s;
    QTest::newRow("a socket without a path") << u"unix://"_s << u"path of the socket"_s;
    QTest::newRow("no host") << u"http://:9001"_s << u"host is missing"_s;
    QTest::newRow("a port that is none") << u"http://h:99999"_s << u"'http://h:99999'"_s;
    QTest::newRow("a password") << u"http://joe:secret@h:1"_s << u"password does not belong"_s;
    QTest::newRow("a query") << u"http://h:1/?x"_s << u"after the path"_s;
    QTest::newRow("ssh without a socket") << u"ssh://h"_s << u"socket on that host"_s;
    QTest::newRow("ssh with a slash for a socket") << u"ssh://h/"_s << u"socket on that host"_s;
}

void TestServerAddress::parseRefuses()
{
    QFETCH(QString, text);
    QFETCH(QString, reason);
    const Result<ServerAddress> address = ServerAddress::parse(text);
    QVERIFY(!address);
    QCOMPARE(address.error().code, Error::Code::Invalid);
    QVERIFY2(address.error().message.contains(reason), qPrintable(address.error().message));
    QVERIFY(address.error().message.contains(u"unix:///path"_s));
}

void TestServerAddress::textReadsBackAsTheSameAddress()
{
    QFETCH(ServerAddress, expected);
    const Result<ServerAddress> again = ServerAddress::parse(expected.toString());
    QVERIFY(again);
    QVERIFY(*again == expected);
}

void TestServerAddress::aRelativeSocketIsMeantFromTheWorkingDirectory()
{
    QCOMPARE(ServerAddress::parse(u"unix://s.sock"_s)->path, QDir::current().filePath(u"s.sock"_s));
}

QTEST_GUILESS_MAIN(TestServerAddress)
#include "tst_serveraddress.moc"
