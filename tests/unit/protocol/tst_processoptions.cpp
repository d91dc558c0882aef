#include "protocol/processoptions.h"
#include "protocol/xmlrpc.h"

#include <QRegularExpression>
#include <QtTest>

using namespace kantoku;
using namespace Qt::StringLiterals;

class TestProcessOptions : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void optionsSurviveTheWire();
    void textsSurviveTheWire();
    void namelessAnswersAreRefused();
};

void TestProcessOptions::optionsSurviveTheWire()
{
    ProcessOptions options{u"web"_s, u"web_0"_s, u"program:web"_s, u"/etc/a.conf"_s, 12, false, {}};
    options.options.append({u"web_0"_s,
                            u"startsecs"_s,
                            {u"2"_s, u"/etc/a.conf"_s, 14, true},
                            {u"1"_s, {}, 0, false},
                            {u"1"_s, {}, 0, false},
                            true,
                            false});
    const auto reply = xmlrpc::parseResponse(xmlrpc::writeResponse(options.toMap()));
    QVERIFY(reply);
    const auto read = ProcessOptions::fromMap(reply->toMap());
    QVERIFY(read);
    QCOMPARE(read->toMap(), options.toMap());
    QCOMPARE(read->section, u"program:web"_s);
    QCOMPARE(read->line, 12);
    QVERIFY(!read->isDiskReadable);
    QCOMPARE(read->options.size(), 1);
    QCOMPARE(read->options[0].disk.line, 14);
    QVERIFY(!read->options[0].active.isSet);
    QVERIFY(read->options[0].diskDiffers);
}

void TestProcessOptions::textsSurviveTheWire()
{
    for (const ConfigFileText &text :
         {ConfigFileText{u"/a"_s, u"old"_s, u"new\nline"_s}, ConfigFileText{u"/a"_s, std::nullopt, QString()},
          ConfigFileText{u"/a"_s, u"old"_s, std::nullopt}}) {
        const auto reply = xmlrpc::parseResponse(xmlrpc::writeResponse(text.toMap()));
        QVERIFY(reply);
        const auto read = ConfigFileText::fromMap(reply->toMap());
        QVERIFY(read);
        QCOMPARE(read->file, text.file);
        QCOMPARE(read->loaded, text.loaded);
        QCOMPARE(read->disk, text.disk);
    }
}

void TestProcessOptions::namelessAnswersAreRefused()
{
    QVERIFY(!ProcessOptions::fromMap({}));
    QVERIFY(!ConfigFileText::fromMap({{u"disk"_s, u"text"_s}}));
}

QTEST_GUILESS_MAIN(TestProcessOptions)
#include "tst_processoptions.moc"
