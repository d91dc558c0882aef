#include "daemon/rpc/rpcmethod.h"
#include "protocol/faultcode.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QtTest>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

class TestRpcMethod : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void describesItself();
    void argument_data();
    void argument();
    void standardIsFilledIn();
    void numberOfParametersIsChecked();
};

void TestRpcMethod::describesItself()
{
    RpcMethod method;
    method.text = u"Does it."_s;
    method.parameters = {{RpcType::String, u"name"_s, u"the name"_s},
                         {RpcType::Bytes, u"data"_s, u"the data"_s},
                         {RpcType::Boolean, u"wait"_s, u"whether"_s, true}};
    method.result = RpcType::Array;
    method.resultText = u"the outcome"_s;
    QCOMPARE(method.signature(), (QStringList{u"array"_s, u"string"_s, u"string"_s, u"boolean"_s}));
    QCOMPARE(method.help(),
             u"Does it.\n\n@param string name  the name\n@param string data  the data\n@param boolean wait  whether\n"
             "@return array result  the outcome"_s);
}

void TestRpcMethod::argument_data()
{
    QTest::addColumn<RpcType>("type");
    QTest::addColumn<QVariant>("given");
    QTest::addColumn<QVariant>("expected"); // invalid: a fault
    QTest::newRow("a string is a string") << RpcType::String << QVariant(u"x"_s) << QVariant(u"x"_s);
    QTest::newRow("bytes are text") << RpcType::String << QVariant("\xc3\xa9"_ba) << QVariant(u"é"_s);
    QTest::newRow("a number is a string, for signals") << RpcType::String << QVariant(9) << QVariant(u"9"_s);
    QTest::newRow("a list is no string") << RpcType::String << QVariant(QVariantList{}) << QVariant();
    QTest::newRow("a string is bytes") << RpcType::Bytes << QVariant(u"é"_s) << QVariant("\xc3\xa9"_ba);
    QTest::newRow("bytes stay bytes") << RpcType::Bytes << QVariant("\xff"_ba) << QVariant("\xff"_ba);
    QTest::newRow("an empty string is bytes") << RpcType::Bytes << QVariant(u""_s) << QVariant(""_ba);
    QTest::newRow("a number is no bytes") << RpcType::Bytes << QVariant(7) << QVariant();
    QTest::newRow("an int is an int") << RpcType::Int << QVariant(-7) << QVariant(-7LL);
    QTest::newRow("a long int is an int") << RpcType::Int << QVariant(1LL << 40) << QVariant(1LL << 40);
    QTest::newRow("a double is cut") << RpcType::Int << QVariant(5.7) << QVariant(5LL);
    QTest::newRow("digits are an int") << RpcType::Int << QVariant(u" 5 "_s) << QVariant(5LL);
    QTest::newRow("letters are no int") << RpcType::Int << QVariant(u"five"_s) << QVariant();
    QTest::newRow("a boolean is a boolean") << RpcType::Boolean << QVariant(false) << QVariant(false);
    QTest::newRow("1 is true") << RpcType::Boolean << QVariant(1) << QVariant(true);
    QTest::newRow("0 is false") << RpcType::Boolean << QVariant(0) << QVariant(false);
    QTest::newRow("an empty text is false") << RpcType::Boolean << QVariant(u""_s) << QVariant(false);
    QTest::newRow("a list is no boolean") << RpcType::Boolean << QVariant(QVariantList{1}) << QVariant();
    QTest::newRow("a list is an array") << RpcType::Array << QVariant(QVariantList{1}) << QVariant(QVariantList{1});
    QTest::newRow("a string is no array") << RpcType::Array << QVariant(u"x"_s) << QVariant();
    QTest::newRow("a map is a struct") << RpcType::Struct << QVariant(QVariantMap{}) << QVariant(QVariantMap{});
    QTest::newRow("a time is nothing that we take") << RpcType::String << QVariant(QDateTime()) << QVariant();
}

void TestRpcMethod::argument()
{
    QFETCH(RpcType, type);
    QFETCH(QVariant, given);
    QFETCH(QVariant, expected);
    RpcMethod method;
    method.parameters = {{type, u"x"_s, {}}};
    const auto arguments = method.arguments({given});
    if (!expected.isValid()) {
        QVERIFY(!arguments);
        QCOMPARE(arguments.error().number, static_cast<int>(FaultCode::IncorrectParameters));
        QCOMPARE(arguments.error().message, faultText(FaultCode::IncorrectParameters, given.toString()));
        return;
    }
    QVERIFY(arguments);
    QCOMPARE(arguments->first().typeId(), expected.typeId());
    QCOMPARE(arguments->first(), expected);
}

void TestRpcMethod::standardIsFilledIn()
{
    RpcMethod method;
    method.parameters = {{RpcType::String, u"name"_s, {}}, {RpcType::Boolean, u"wait"_s, {}, true}};
    QCOMPARE(*method.arguments({u"a"_s}), (QVariantList{u"a"_s, true}));
    QCOMPARE(*method.arguments({u"a"_s, false}), (QVariantList{u"a"_s, false}));
}

void TestRpcMethod::numberOfParametersIsChecked()
{
    RpcMethod method;
    method.parameters = {{RpcType::String, u"name"_s, {}}};
    for (const QVariantList &params : {QVariantList{}, QVariantList{u"a"_s, u"b"_s}}) {
        const auto arguments = method.arguments(params);
        QVERIFY(!arguments);
        QCOMPARE(arguments.error().message, u"INCORRECT_PARAMETERS"_s);
    }
}

QTEST_GUILESS_MAIN(TestRpcMethod)
#include "tst_rpcmethod.moc"
