#include "protocol/configpreview.h"
#include "protocol/xmlrpc.h"

#include <QRegularExpression>
#include <QtTest>

using namespace kantoku;
using namespace Qt::StringLiterals;

class TestConfigPreview : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void survivesTheWire();
    void emptyMapIsAnEmptyPreview();
    void mapIsRefused_data();
    void mapIsRefused();
};

void TestConfigPreview::survivesTheWire()
{
    ConfigPreview preview;
    preview.messages.append({ConfigPreview::Message::Severity::Warning, u"unknown option"_s, u"/etc/a.conf"_s, 7,
                             u"program:web"_s, u"comand"_s});
    preview.groups.append(
        {.name = u"web"_s,
         .onReread = ConfigPreview::Action::Change,
         .onDisk = ConfigPreview::Action::Add,
         .onUpdate = ConfigPreview::Action::Remove,
         .stops = {u"web:web_0"_s, u"web:web_1"_s},
         .starts = {u"web:web_0"_s},
         .startsAlthoughStopped = {u"web:web_1"_s},
         .options
         = {{u"web_0"_s, u"command"_s, {u"b"_s, u"/etc/a.conf"_s, 3, true}, {}, {u"a"_s, {}, 0, true}, true, false}}});
    preview.files = {u"/etc/supervisord.conf"_s, u"/etc/a.conf"_s};
    QVERIFY(!preview.hasErrors());

    const auto reply = xmlrpc::parseResponse(xmlrpc::writeResponse(preview.toMap()));
    QVERIFY(reply);
    const auto read = ConfigPreview::fromMap(reply->toMap());
    QVERIFY(read);
    QCOMPARE(read->toMap(), preview.toMap());
    QCOMPARE(read->messages.size(), 1);
    QCOMPARE(read->messages[0].severity, ConfigPreview::Message::Severity::Warning);
    QCOMPARE(read->messages[0].text, u"unknown option"_s);
    QCOMPARE(read->messages[0].file, u"/etc/a.conf"_s);
    QCOMPARE(read->messages[0].line, 7);
    QCOMPARE(read->messages[0].section, u"program:web"_s);
    QCOMPARE(read->messages[0].option, u"comand"_s);
    QCOMPARE(read->groups.size(), 1);
    const ConfigPreview::Group &group = read->groups[0];
    QCOMPARE(group.name, u"web"_s);
    QCOMPARE(group.onReread, ConfigPreview::Action::Change);
    QCOMPARE(group.onDisk, ConfigPreview::Action::Add);
    QCOMPARE(group.onUpdate, ConfigPreview::Action::Remove);
    QCOMPARE(group.stops, (QStringList{u"web:web_0"_s, u"web:web_1"_s}));
    QCOMPARE(group.starts, (QStringList{u"web:web_0"_s}));
    QCOMPARE(group.startsAlthoughStopped, (QStringList{u"web:web_1"_s}));
    QCOMPARE(group.options.size(), 1);
    QCOMPARE(group.options[0].process, u"web_0"_s);
    QCOMPARE(group.options[0].name, u"command"_s);
    QCOMPARE(group.options[0].disk.text, u"b"_s);
    QCOMPARE(group.options[0].disk.line, 3);
    QVERIFY(!group.options[0].loaded.isSet);
    QVERIFY(group.options[0].active.isSet);
    QVERIFY(group.options[0].diskDiffers);
    QVERIFY(!group.options[0].activeDiffers);
    QCOMPARE(read->files, preview.files);

    preview.messages[0].severity = ConfigPreview::Message::Severity::Error;
    QVERIFY(preview.hasErrors());
}

void TestConfigPreview::emptyMapIsAnEmptyPreview()
{
    const auto read = ConfigPreview::fromMap({});
    QVERIFY(read);
    QVERIFY(read->groups.isEmpty() && read->messages.isEmpty() && read->files.isEmpty());
}

void TestConfigPreview::mapIsRefused_data()
{
    QTest::addColumn<QVariantMap>("map");
    QTest::newRow("a group without a name") << QVariantMap{{u"groups"_s, QVariantList{QVariantMap{}}}};
    QTest::newRow("an action that does not exist") << QVariantMap{
        {u"groups"_s,
         QVariantList{QVariantMap{{u"name"_s, u"g"_s}, {u"on_reread"_s, u"zap"_s}, {u"on_update"_s, u"keep"_s}}}}};
    QTest::newRow("a severity that does not exist")
        << QVariantMap{{u"messages"_s, QVariantList{QVariantMap{{u"severity"_s, u"zap"_s}}}}};
}

void TestConfigPreview::mapIsRefused()
{
    QFETCH(QVariantMap, map);
    const auto read = ConfigPreview::fromMap(map);
    QVERIFY(!read);
    QCOMPARE(read.error().code, Error::Code::Malformed);
}

QTEST_GUILESS_MAIN(TestConfigPreview)
#include "tst_configpreview.moc"
