#include "client/rpcclient.h"
#include "protocol/httpparser.h"
#include "protocol/xmlrpc.h"
#include "tests/unit/client/tlsserver.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::client;

namespace {

/// Answers every call over TLS with the name of its method.
class TlsServer : public tests::TlsServerBase {
public:
    explicit TlsServer(const tests::TlsIdentity &identity)
        : TlsServerBase(identity)
    {
        connect(this, &QTcpServer::pendingConnectionAvailable, this, &TlsServer::accept);
    }

    ServerAddress address() const { return *ServerAddress::parse(url()); }

    int requests = 0;

private:
    void accept()
    {
        while (QTcpSocket *socket = nextPendingConnection()) {
            auto parser = std::make_shared<http::RequestParser>();
            const auto read = [this, socket, parser] {
                parser->feed(socket->readAll());
                for (;;) {
                    const Result<std::unique_ptr<http::Request>> request = parser->next();
                    if (!request || !*request)
                        return;
                    ++requests;
                    const QByteArray body = xmlrpc::writeResponse(xmlrpc::parseCall((*request)->body)->method);
                    socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: "
                                  + QByteArray::number(body.size()) + "\r\n\r\n" + body);
                }
            };
            connect(socket, &QTcpSocket::readyRead, this, read);
            read(); // what came with the handshake
        }
    }
};

QString shown(const QByteArray &fingerprint)
{
    return QString::fromLatin1(fingerprint.toHex(':')).toUpper();
}

} // namespace

class TestTls : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void anUnknownCertificateIsRefusedWithItsFingerprint();
    void anAcceptedCertificateIsTrusted();
    void whoIsVouchedForIsTrusted();
    void vouchingIsNotEnough_data();
    void vouchingIsNotEnough();
    void aChangedCertificateIsRefused();
    void acceptingItAfterwardsIsEnough();
    void aServerWithoutTlsIsNoServer();
    void whereNobodyListensThereIsNoTlsError();

private:
    tests::TlsIdentity m_identity;
    tests::TlsIdentity m_other;
};

void TestTls::initTestCase()
{
    m_identity = tests::makeTlsIdentity();
    m_other = tests::makeTlsIdentity();
    QVERIFY2(!m_identity.key.isNull() && !m_identity.certificate.isNull(), "openssl made no certificate");
    QVERIFY(!m_other.key.isNull() && m_other.fingerprint() != m_identity.fingerprint());
}

void TestTls::anUnknownCertificateIsRefusedWithItsFingerprint()
{
    TlsServer server(m_identity);
    RpcClient client(server.address());
    const Result<QVariant> reply = QCoro::waitFor(client.call(u"x"_s));
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, Error::Code::Tls);
    QVERIFY2(reply.error().message.contains(u"is not trusted"_s), qPrintable(reply.error().message));
    QVERIFY2(reply.error().message.contains(shown(m_identity.fingerprint())), qPrintable(reply.error().message));
    QCOMPARE(server.requests, 0); // nothing was told to whoever that is
}

void TestTls::anAcceptedCertificateIsTrusted()
{
    TlsServer server(m_identity);
    RpcClient client(server.address());
    client.setTrustedFingerprint(m_identity.fingerprint());
    for (int i = 0; i < 3; ++i) {
        const Result<QVariant> reply = QCoro::waitFor(client.call(u"supervisor.getState"_s));
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message));
        QCOMPARE(*reply, QVariant(u"supervisor.getState"_s));
    }
    QCOMPARE(server.requests, 3);
}

void TestTls::whoIsVouchedForIsTrusted()
{
    const tests::TlsAuthority authority;
    const tests::TrustedAuthority trust(authority.certificate());
    TlsServer server(authority.vouchFor(u"IP:127.0.0.1"_s, 2));
    RpcClient client(server.address());
    const Result<QVariant> reply = QCoro::waitFor(client.call(u"x"_s));
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message));
}

void TestTls::vouchingIsNotEnough_data()
{
    QTest::addColumn<QString>("names");
    QTest::addColumn<int>("days");
    QTest::addColumn<QStringList>("reasons");
    const QString mismatch = u"host name did not match"_s;
    const QString expired = u"has expired"_s;
    QTest::newRow("another host") << u"DNS:elsewhere.example,IP:127.0.0.2"_s << 2 << QStringList{mismatch};
    QTest::newRow("expired") << u"IP:127.0.0.1"_s << -1 << QStringList{expired};
    QTest::newRow("both") << u"DNS:elsewhere.example"_s << -1 << QStringList{mismatch, expired};
}

void TestTls::vouchingIsNotEnough()
{
    QFETCH(QString, names);
    QFETCH(int, days);
    QFETCH(QStringList, reasons);
    const tests::TlsAuthority authority;
    const tests::TrustedAuthority trust(authority.certificate());
    const tests::TlsIdentity identity = authority.vouchFor(names, days);
    TlsServer server(identity);
    RpcClient client(server.address());
    const Result<QVariant> reply = QCoro::waitFor(client.call(u"x"_s));
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, Error::Code::Tls);
    QVERIFY2(reply.error().message.contains(u"is not trusted"_s), qPrintable(reply.error().message));
    for (const QString &reason : std::as_const(reasons))
        QVERIFY2(reply.error().message.contains(reason), qPrintable(reply.error().message));
    QCOMPARE(reply.error().fingerprint, identity.fingerprint()); // it can be compared with the server's
    QCOMPARE(server.requests, 0);
}

void TestTls::aChangedCertificateIsRefused()
{
    TlsServer server(m_identity);
    RpcClient client(server.address());
    client.setTrustedFingerprint(m_other.fingerprint());
    const Result<QVariant> reply = QCoro::waitFor(client.call(u"x"_s));
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, Error::Code::Tls);
    QVERIFY2(reply.error().message.contains(u"has changed"_s), qPrintable(reply.error().message));
    QVERIFY2(reply.error().message.contains(shown(m_identity.fingerprint())), qPrintable(reply.error().message));
    QCOMPARE(server.requests, 0);
}

void TestTls::acceptingItAfterwardsIsEnough()
{
    TlsServer server(m_identity);
    RpcClient client(server.address());
    QVERIFY(!QCoro::waitFor(client.call(u"x"_s)));
    client.setTrustedFingerprint(m_identity.fingerprint());
    QVERIFY(QCoro::waitFor(client.call(u"x"_s)));
}

void TestTls::aServerWithoutTlsIsNoServer()
{
    QTcpServer server;
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        socket->disconnectFromHost();
    });
    QVERIFY(server.listen(QHostAddress::LocalHost));
    RpcClient client(*ServerAddress::parse(u"https://127.0.0.1:%1"_s.arg(server.serverPort())));
    const Result<QVariant> reply = QCoro::waitFor(client.call(u"x"_s));
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, Error::Code::Tls);
    QVERIFY(reply.error().message.startsWith(u"No encrypted connection with 127.0.0.1"_s));
}

void TestTls::whereNobodyListensThereIsNoTlsError()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString url = u"https://127.0.0.1:%1"_s.arg(server.serverPort());
    server.close();
    RpcClient client(*ServerAddress::parse(url));
    const Result<QVariant> reply = QCoro::waitFor(client.call(u"x"_s));
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, Error::Code::Refused);
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
