#include "daemon/rpc/secretvalues.h"

#include <QRegularExpression>
#include <QtTest>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

class TestSecretValues : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void value_data();
    void value();
    void text_data();
    void text();
    void allLayersAreMasked();
};

void TestSecretValues::value_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("masked");
    const QString env = u"environment"_s;
    QTest::newRow("other option") << u"command"_s << u"/bin/x --password=y"_s << u"/bin/x --password=y"_s;
    QTest::newRow("password") << u"password"_s << u"geheim"_s << u"***"_s;
    QTest::newRow("nothing") << u"password"_s << QString() << QString();
    QTest::newRow("double quotes") << env << uR"(A="1",B="x,y")"_s << uR"(A="***",B="***")"_s;
    QTest::newRow("single quotes") << env << u"A='x=y, z'"_s << uR"(A="***")"_s;
    QTest::newRow("no quotes") << env << u"A=1,B=two"_s << uR"(A="***",B="***")"_s;
    QTest::newRow("escaped quote") << env << uR"(A="x\"y",B=z)"_s << uR"(A="***",B="***")"_s;
    QTest::newRow("quote inside") << env << uR"(A=x"y z"w,B=z)"_s << uR"(A="***",B="***")"_s;
    QTest::newRow("open quote") << env << uR"(A="x, y)"_s << uR"(A="***")"_s;
    QTest::newRow("equals inside") << env << u"A=x=y"_s << uR"(A="***")"_s;
    QTest::newRow("two lines") << env << u"A=1,\nB=2"_s << u"A=\"***\",\nB=\"***\""_s;
}

void TestSecretValues::value()
{
    QFETCH(QString, option);
    QFETCH(QString, given);
    QTEST(maskedValue(option, given), "masked");
}

void TestSecretValues::text_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("masked");
    QTest::newRow("nothing secret") << u"[program:x]\ncommand=a\n"_s << u"[program:x]\ncommand=a\n"_s;
    QTest::newRow("password") << u"[a]\npassword=geheim\nb=c\n"_s << u"[a]\npassword=***\nb=c\n"_s;
    QTest::newRow("colon") << u"password : geheim"_s << u"password :***"_s;
    QTest::newRow("comment") << u";password=geheim ; of old\nb=c"_s << u";password=***\nb=c"_s;
    QTest::newRow("capitals") << u"PassWord=x\n"_s << u"PassWord=***\n"_s;
    QTest::newRow("environment goes on") << u"environment=A=1,\n  B=\"2 3\"\ncommand=a\n"_s
                                         << u"environment=A=\"***\",\n  B=\"***\"\ncommand=a\n"_s;
    QTest::newRow("after an empty line") << u"environment=A=1,\n\n  B=2\nc=d\n"_s
                                         << u"environment=A=\"***\",\n\n  B=\"***\"\nc=d\n"_s;
    QTest::newRow("value over two lines")
        << u"environment=A=\"x\n  y\"\nc=d\n"_s << u"environment=A=\"***\"\n\nc=d\n"_s;
    QTest::newRow("password goes on") << u"password=\n  geheim\nc=d\n"_s << u"password=***\n\nc=d\n"_s;
    QTest::newRow("empty") << u"password=\nc=d\n"_s << u"password=\nc=d\n"_s;
    QTest::newRow("Windows") << u"password=x\r\nc=d\r\n"_s << u"password=***\nc=d\r\n"_s;
}

void TestSecretValues::text()
{
    QFETCH(QString, given);
    QFETCH(QString, masked);
    const QString got = maskedText(given);
    QCOMPARE(got.count(u'\n'), given.count(u'\n'));
    QString plain = got;
    QCOMPARE(plain.remove(u'\r'), masked.remove(u'\r'));
}

void TestSecretValues::allLayersAreMasked()
{
    QList<ConfigPreview::Option> options{{u"x"_s,
                                          u"environment"_s,
                                          {u"A=1"_s, {}, 0, true},
                                          {u"A=2"_s, {}, 0, true},
                                          {u"A=3"_s, {}, 0, true},
                                          true,
                                          true}};
    maskSecrets(options);
    for (const ConfigPreview::Value &value : {options[0].disk, options[0].loaded, options[0].active})
        QCOMPARE(value.text, uR"(A="***")"_s);
    QVERIFY(options[0].diskDiffers && options[0].activeDiffers);
}

QTEST_GUILESS_MAIN(TestSecretValues)
#include "tst_secretvalues.moc"
