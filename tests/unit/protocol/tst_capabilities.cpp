#include "protocol/capabilities.h"
#include "protocol/xmlrpc.h"

#include <QRegularExpression>
#include <QtTest>

using namespace kantoku;
using namespace Qt::StringLiterals;

class TestCapabilities : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void surviveTheWire();
    void withoutAVersionTheyAreRefused();
};

void TestCapabilities::surviveTheWire()
{
    const Capabilities capabilities{u"0.1.0"_s, 1, {u"previewConfig"_s, u"events"_s}};
    const auto reply = xmlrpc::parseResponse(xmlrpc::writeResponse(capabilities.toMap()));
    QVERIFY(reply);
    const auto read = Capabilities::fromMap(reply->toMap());
    QVERIFY(read);
    QCOMPARE(read->version, u"0.1.0"_s);
    QCOMPARE(read->protocol, 1);
    QVERIFY(read->has(u"events"_s));
    QVERIFY(!read->has(u"zap"_s));
}

void TestCapabilities::withoutAVersionTheyAreRefused()
{
    const auto read = Capabilities::fromMap({});
    QVERIFY(!read);
    QCOMPARE(read.error().code, Error::Code::Malformed);
}

QTEST_GUILESS_MAIN(TestCapabilities)
#include "tst_capabilities.moc"
