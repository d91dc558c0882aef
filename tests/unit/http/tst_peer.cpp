#include "daemon/http/peer.h"

#include <QAbstractSocket>
#include <QHostAddress>
#include <QtTest>

using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

class TestPeer : public QObject {
    Q_OBJECT

private slots:
    void tcpPeer_data();
    void tcpPeer();
};

class Socket : public QAbstractSocket {
public:
    explicit Socket(const QString &address)
        : QAbstractSocket(TcpSocket, nullptr)
    {
        setPeerAddress(QHostAddress(address));
        setPeerPort(4711);
    }
};

void TestPeer::tcpPeer_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("key");
    QTest::newRow("IPv4") << u"192.0.2.1"_s << u"192.0.2.1"_s;
    QTest::newRow("IPv6") << u"2001:db8:1:2:3:4:5:6"_s << u"2001:db8:1:2::/64"_s;
    QTest::newRow("another of the same network") << u"2001:db8:1:2::1"_s << u"2001:db8:1:2::/64"_s;
    QTest::newRow("IPv4 through IPv6") << u"::ffff:192.0.2.1"_s << u"192.0.2.1"_s;
}

void TestPeer::tcpPeer()
{
    QFETCH(QString, address);
    QFETCH(QString, key);
    const Peer peer = peerOf(Socket(address));
    QCOMPARE(peer.key, key);
    QCOMPARE(peer.text, address + u" port 4711"_s);
    QVERIFY(!peer.isLocal);
}

QTEST_GUILESS_MAIN(TestPeer)
#include "tst_peer.moc"
