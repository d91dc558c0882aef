#include "protocol/xmlrpc.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QtTest>

using namespace kantoku;
using namespace Qt::StringLiterals;

namespace {

QByteArray call(const QByteArray &params)
{
    return "<?xml version='1.0'?><methodCall><methodName>a.b</methodName><params>" + params + "</params></methodCall>";
}

QByteArray param(const QByteArray &value)
{
    return call("<param><value>" + value + "</value></param>");
}

} // namespace

class TestXmlRpc : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void value_data();
    void value();
    void roundTrip_data();
    void roundTrip();
    void text_data();
    void text();
    void requestMayBeSloppy_data();
    void requestMayBeSloppy();
    void requestIsRefused_data();
    void requestIsRefused();
    void requestWithoutMethodIsInvalid_data();
    void requestWithoutMethodIsInvalid();
    void nestingIsLimited();
    void faultArrives();
    void responseIsRefused_data();
    void responseIsRefused();
    void responseWithControlsIsRead();
    void fragmentIsWrittenAsItIs();
    void answerLooksAsClientsExpect();
};

void TestXmlRpc::value_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QVariant>("expected");
    QTest::newRow("a value without a type is a string") << "x y"_ba << QVariant(u"x y"_s);
    QTest::newRow("blanks around an untyped text are kept") << " x\n"_ba << QVariant(u" x\n"_s);
    QTest::newRow("an empty value is an empty string") << ""_ba << QVariant(u""_s);
    QTest::newRow("an empty string element is an empty string") << "<string/>"_ba << QVariant(u""_s);
    QTest::newRow("int") << "<int>-7</int>"_ba << QVariant(-7);
    QTest::newRow("i4") << "<i4>7</i4>"_ba << QVariant(7);
    QTest::newRow("blanks around a number are dropped") << "<int> 7\n</int>"_ba << QVariant(7);
    QTest::newRow("blanks around a typed element are dropped") << "\n <int>7</int>\n "_ba << QVariant(7);
    QTest::newRow("a large int is a qlonglong") << "<int>4294967296</int>"_ba << QVariant(4294967296LL);
    QTest::newRow("i8 is a qlonglong") << "<i8>5</i8>"_ba << QVariant(5LL);
    QTest::newRow("boolean 1 is true") << "<boolean>1</boolean>"_ba << QVariant(true);
    QTest::newRow("boolean 0 is false") << "<boolean>0</boolean>"_ba << QVariant(false);
    QTest::newRow("boolean true is false, as Supervisor reads it") << "<boolean>true</boolean>"_ba << QVariant(false);
    QTest::newRow("double") << "<double>-1.5</double>"_ba << QVariant(-1.5);
    QTest::newRow("base64") << "<base64>aGkK\n</base64>"_ba << QVariant("hi\n"_ba);
    QTest::newRow("time") << "<dateTime.iso8601>20260102T03:04:05</dateTime.iso8601>"_ba
                          << QVariant(QDateTime({2026, 1, 2}, {3, 4, 5}));
    QTest::newRow("nil") << "<nil/>"_ba << QVariant();
    QTest::newRow("an unknown type is a string") << "<word>x</word>"_ba << QVariant(u"x"_s);
    QTest::newRow("CDATA") << "<string><![CDATA[<a> & b]]></string>"_ba << QVariant(u"<a> & b"_s);
    QTest::newRow("entities and character references") << "&lt;&amp;&#233;&#x41;"_ba << QVariant(u"<&\u00e9A"_s);
    QTest::newRow("a mark of byte order is text like any other") << "\xEF\xBB\xBFx"_ba << QVariant(u"\uFEFFx"_s);
    QTest::newRow("comments are skipped") << "<string>a<!-- b -->c</string>"_ba << QVariant(u"ac"_s);
    QTest::newRow("the first of two elements counts") << "<int>1</int><int>2</int>"_ba << QVariant(1);
    QTest::newRow("an empty array") << "<array><data/></array>"_ba << QVariant(QVariantList{});
    QTest::newRow("an array without data is empty") << "<array/>"_ba << QVariant(QVariantList{});
    QTest::newRow("array") << "<array><data><value>a</value><value><int>1</int></value></data></array>"_ba
                           << QVariant(QVariantList{u"a"_s, 1});
    QTest::newRow("struct") << "<struct><member><name>k</name><value>v</value></member></struct>"_ba
                            << QVariant(QVariantMap{{u"k"_s, u"v"_s}});
    QTest::newRow("a member may have its value first")
        << "<struct><member><value>v</value><name>k</name></member></struct>"_ba
        << QVariant(QVariantMap{{u"k"_s, u"v"_s}});
}

void TestXmlRpc::value()
{
    QFETCH(QByteArray, xml);
    QFETCH(QVariant, expected);
    const auto parsed = xmlrpc::parseCall(param(xml));
    QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().message));
    QCOMPARE(parsed->params.size(), 1);
    QCOMPARE(parsed->params.first().typeId(), expected.typeId());
    QCOMPARE(parsed->params.first(), expected);
}

void TestXmlRpc::roundTrip_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::newRow("string") << QVariant(u"a <b> & \"c\" 'd' \u20ac \U0001F600\t\n\r\n"_s);
    QTest::newRow("CDATA end") << QVariant(u"]]>"_s);
    QTest::newRow("int") << QVariant(-2147483647 - 1);
    QTest::newRow("i8") << QVariant(9007199254740993LL);
    QTest::newRow("true") << QVariant(true);
    QTest::newRow("double") << QVariant(0.1);
    QTest::newRow("bytes") << QVariant(QByteArray("\0\xff x", 4));
    QTest::newRow("time") << QVariant(QDateTime({2038, 1, 19}, {3, 14, 8}));
    QTest::newRow("nil") << QVariant();
    QTest::newRow("nested") << QVariant(
        QVariantList{QVariantMap{{u"list"_s, QVariantList{1, u"x"_s}}, {u"<&"_s, false}}, QVariantList{}});
}

void TestXmlRpc::roundTrip()
{
    QFETCH(QVariant, value);
    const auto response = xmlrpc::parseResponse(xmlrpc::writeResponse(value));
    QVERIFY2(response, qPrintable(response ? QString() : response.error().message));
    QCOMPARE(*response, value);
    const auto request = xmlrpc::parseCall(xmlrpc::writeCall(u"supervisor.x"_s, {value, 1}));
    QVERIFY(request);
    QCOMPARE(request->method, u"supervisor.x"_s);
    QCOMPARE(request->params, (QVariantList{value, 1}));
}

void TestXmlRpc::text_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("escape and NUL become the replacement character")
        << QString::fromLatin1("a\x1b[31m\0b", 7) << "a\xEF\xBF\xBD[31m\xEF\xBF\xBD"_ba;
    QTest::newRow("carriage return is a reference") << u"a\r\nb"_s << "a&#13;\nb"_ba;
    QTest::newRow("a lone high surrogate") << QString(QChar(0xD83D)) << "\xEF\xBF\xBD"_ba;
    QTest::newRow("a lone low surrogate") << (QString(QChar(0xDE00)) + u'x') << "\xEF\xBF\xBDx"_ba;
    QTest::newRow("a pair is kept") << u"\U0001F600!"_s << "\xF0\x9F\x98\x80!"_ba;
    QTest::newRow("a pair is kept wherever a long text is cut") << QString(u'x').repeated(16 * 1024 - 1)
            + u"\U0001F600y"_s << QByteArray("x").repeated(16 * 1024 - 1) + "\xF0\x9F\x98\x80y";
    QTest::newRow("U+FFFF is replaced") << QString(QChar(0xFFFF)) << "\xEF\xBF\xBD"_ba;
    QTest::newRow("DEL and C1 are allowed") << u"\u007f\u0085"_s << "\x7f\xC2\x85"_ba;
}

void TestXmlRpc::text()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, expected);
    QByteArray out;
    xmlrpc::appendText(out, text);
    QCOMPARE(out, expected);
}

void TestXmlRpc::requestMayBeSloppy_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no params element") << "<methodCall><methodName>a.b</methodName></methodCall>"_ba;
    QTest::newRow("blanks around the name") << "<methodCall><methodName>\n a.b </methodName></methodCall>"_ba;
    QTest::newRow("params before the name") << "<methodCall><params/><methodName>a.b</methodName></methodCall>"_ba;
    QTest::newRow("an unknown element") << "<methodCall><x><y/></x><methodName>a.b</methodName></methodCall>"_ba;
    QTest::newRow("another encoding") << "<?xml version='1.0' encoding='ISO-8859-1'?><methodCall><methodName>a.b"
                                         "</methodName></methodCall>\n"_ba;
    QTest::newRow("a comment first") << "<!-- x --><methodCall><methodName>a.b</methodName></methodCall>"_ba;
}

void TestXmlRpc::requestMayBeSloppy()
{
    QFETCH(QByteArray, body);
    const auto parsed = xmlrpc::parseCall(body);
    QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().message));
    QCOMPARE(parsed->method, u"a.b"_s);
    QVERIFY(parsed->params.isEmpty());
}

void TestXmlRpc::requestIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("no XML") << "hello"_ba;
    QTest::newRow("cut off") << "<methodCall><methodName>a.b</methodName>"_ba;
    QTest::newRow("crossing elements") << "<methodCall><methodName>a.b</methodCall></methodName>"_ba;
    QTest::newRow("something behind it") << call("") + "<x/>";
    QTest::newRow("another root") << "<methodResponse><methodName>a.b</methodName></methodResponse>"_ba;
    QTest::newRow("an empty param") << call("<param/>");
    QTest::newRow("a number with letters") << param("<int>1x</int>");
    QTest::newRow("an empty number") << param("<int/>");
    QTest::newRow("a number beyond 64 bits") << param("<int>99999999999999999999</int>");
    QTest::newRow("a double with letters") << param("<double>x</double>");
    QTest::newRow("a time that is none") << param("<dateTime.iso8601>now</dateTime.iso8601>");
    QTest::newRow("an unknown entity") << param("&copy;");
    QTest::newRow("a control character") << param("a\x1b");
    QTest::newRow("bytes that are not UTF-8") << param("a\xff\xfe"_ba);
    QTest::newRow("a document type") << "<!DOCTYPE x [<!ENTITY e 'boom'>]>" + param("&e;").mid(21);
    QTest::newRow("an entity bomb") << R"(<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
        <!ENTITY c "&b;&b;&b;&b;&b;&b;">]>)"
            + param("&c;").mid(21);
}

void TestXmlRpc::requestIsRefused()
{
    QFETCH(QByteArray, body);
    const auto parsed = xmlrpc::parseCall(body);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, Error::Code::Malformed);
    QVERIFY2(parsed.error().message.contains(u"at line"_s), qPrintable(parsed.error().message));
}

void TestXmlRpc::requestWithoutMethodIsInvalid_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no name") << "<methodCall><params/></methodCall>"_ba;
    QTest::newRow("an empty name") << "<methodCall><methodName/></methodCall>"_ba;
    QTest::newRow("blanks only") << "<methodCall><methodName> </methodName></methodCall>"_ba;
}

void TestXmlRpc::requestWithoutMethodIsInvalid()
{
    QFETCH(QByteArray, body);
    const auto parsed = xmlrpc::parseCall(body);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, Error::Code::Invalid);
}

void TestXmlRpc::nestingIsLimited()
{
    const auto nested = [](int depth) {
        return param(QByteArray("<array><data><value>").repeated(depth - 1)
                     + QByteArray("</value></data></array>").repeated(depth - 1));
    };
    QVERIFY(xmlrpc::parseCall(nested(xmlrpc::maxDepth)));
    const auto tooDeep = xmlrpc::parseCall(nested(xmlrpc::maxDepth + 1));
    QVERIFY(!tooDeep);
    QVERIFY2(tooDeep.error().message.contains(u"deeper than 64"_s), qPrintable(tooDeep.error().message));
    QVERIFY(!xmlrpc::parseCall(nested(100'000)));
    QVERIFY(!xmlrpc::parseCall(QByteArray("<a>").repeated(100'000)));
}

void TestXmlRpc::faultArrives()
{
    const auto response = xmlrpc::parseResponse(xmlrpc::writeFault(10, u"BAD_NAME: <x>"_s));
    QVERIFY(!response);
    QCOMPARE(response.error().code, Error::Code::Fault);
    QCOMPARE(response.error().number, 10);
    QCOMPARE(response.error().message, u"BAD_NAME: <x>"_s);
}

void TestXmlRpc::responseIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("a page") << "<html><body>Hello</body></html>"_ba;
    QTest::newRow("no params") << "<methodResponse/>"_ba;
    QTest::newRow("empty params") << "<methodResponse><params/></methodResponse>"_ba;
    QTest::newRow("two values") << "<methodResponse><params><param><value/></param><param><value/></param></params>"
                                   "</methodResponse>"_ba;
    QTest::newRow("cut off") << "<methodResponse><params><param><value>x"_ba;
}

void TestXmlRpc::responseIsRefused()
{
    QFETCH(QByteArray, body);
    const auto response = xmlrpc::parseResponse(body);
    QVERIFY(!response);
    QCOMPARE(response.error().code, Error::Code::Malformed);
}

void TestXmlRpc::responseWithControlsIsRead()
{
    const auto response = xmlrpc::parseResponse(
        "<methodResponse><params><param><value><string>\x1b[1mred\x07</string></value></param></params>"
        "</methodResponse>"_ba);
    QVERIFY(response);
    QCOMPARE(response->toString(), u"\uFFFD[1mred\uFFFD"_s);
}

void TestXmlRpc::fragmentIsWrittenAsItIs()
{
    QByteArray xml;
    xmlrpc::appendValue(xml, QVariantMap{{u"name"_s, u"cat"_s}});
    const QVariantList list{QVariant::fromValue(xmlrpc::Fragment{xml}), u"x"_s};
    const auto response = xmlrpc::parseResponse(xmlrpc::writeResponse(list));
    QVERIFY(response);
    QCOMPARE(*response, QVariant(QVariantList{QVariantMap{{u"name"_s, u"cat"_s}}, u"x"_s}));
}

void TestXmlRpc::answerLooksAsClientsExpect()
{
    QCOMPARE(xmlrpc::responsePieces(7).join(), xmlrpc::writeResponse(7));
    const QVariant fragment = QVariant::fromValue(xmlrpc::Fragment{"<int>7</int>"_ba});
    QCOMPARE(xmlrpc::writeResponse(fragment), xmlrpc::writeResponse(7));
    QCOMPARE(xmlrpc::responsePieces(fragment).join(), xmlrpc::writeResponse(7));
    QCOMPARE(xmlrpc::writeResponse(7),
             "<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value><int>7</int></value>\n</param>\n"
             "</params>\n</methodResponse>\n"_ba);
    QCOMPARE(xmlrpc::writeFault(1, u"UNKNOWN_METHOD"_s),
             "<?xml version='1.0'?>\n<methodResponse>\n<fault>\n<value><struct>\n"
             "<member>\n<name>faultCode</name>\n<value><int>1</int></value>\n</member>\n"
             "<member>\n<name>faultString</name>\n<value><string>UNKNOWN_METHOD</string></value>\n</member>\n"
             "</struct></value>\n</fault>\n</methodResponse>\n"_ba);
}

QTEST_GUILESS_MAIN(TestXmlRpc)
#include "tst_xmlrpc.moc"
