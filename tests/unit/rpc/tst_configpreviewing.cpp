#include "daemon/rpc/configpreviewing.h"

#include <QRegularExpression>
#include <QtTest>

using namespace kantoku;
using namespace kantoku::daemon;
using namespace Qt::StringLiterals;
using GroupAction = ConfigPreview::Action;

namespace {

GroupConfig group(const QString &name, const QString &command, int line = 1)
{
    ProcessConfig process;
    process.name = name;
    process.programName = name;
    process.command = command;
    process.options.insert(u"command"_s, {command, {u"/etc/a.conf"_s, line}});
    GroupConfig config;
    config.name = name;
    config.processes = {process};
    return config;
}

ConfigLayers layers(const QList<GroupConfig> &disk, const QList<GroupConfig> &loaded, const QList<GroupConfig> &active)
{
    Configuration configuration;
    configuration.groups = disk;
    configuration.files = {u"/etc/a.conf"_s};
    return {configuration, loaded, {u"/etc/a.conf"_s}, active};
}

} // namespace

class TestConfigPreviewing : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void nothingDiffers();
    void changeOnDisk();
    void changeThatWasTakenBack();
    void everyOptionInThreeLayers();
    void changeThatIsLoaded();
    void addedAndRemoved();
    void startsWhatSomebodyHadStopped();
    void brokenFileSaysWhy();
};

void TestConfigPreviewing::nothingDiffers()
{
    const QList<GroupConfig> same{group(u"a"_s, u"/bin/a"_s)};
    const ConfigPreview preview = previewConfig(layers(same, same, same), {});
    QVERIFY(preview.groups.isEmpty());
    QVERIFY(preview.messages.isEmpty());
    QCOMPARE(preview.files, QStringList{u"/etc/a.conf"_s});
}

void TestConfigPreviewing::changeOnDisk()
{
    const QList<GroupConfig> before{group(u"a"_s, u"/bin/a"_s, 3)};
    const QList<GroupConfig> after{group(u"a"_s, u"/bin/b"_s, 4)};
    const ConfigPreview preview = previewConfig(layers(after, before, before), {{u"a"_s}, {}});
    QCOMPARE(preview.groups.size(), 1);
    const ConfigPreview::Group &changed = preview.groups.first();
    QCOMPARE(changed.name, u"a"_s);
    QCOMPARE(changed.onReread, GroupAction::Change);
    QCOMPARE(changed.onUpdate, GroupAction::Keep);
    QCOMPARE(changed.stops, QStringList{u"a"_s});
    QCOMPARE(changed.starts, QStringList{u"a"_s});
    QVERIFY(changed.startsAlthoughStopped.isEmpty());
    QCOMPARE(changed.options.size(), 1);
    const ConfigPreview::Option &option = changed.options.first();
    QCOMPARE(option.process, u"a"_s);
    QCOMPARE(option.name, u"command"_s);
    QCOMPARE(option.disk.text, u"/bin/b"_s);
    QCOMPARE(option.disk.line, 4);
    QVERIFY(option.disk.isSet);
    QCOMPARE(option.loaded.text, u"/bin/a"_s);
    QCOMPARE(option.active.text, u"/bin/a"_s);
    QCOMPARE(option.active.line, 3);
    QVERIFY(option.diskDiffers);
    QVERIFY(!option.activeDiffers);
    QCOMPARE(changed.onDisk, GroupAction::Change);
}

// Read and then taken back in the file: active and disk are alike, and loaded is neither.
void TestConfigPreviewing::changeThatWasTakenBack()
{
    const QList<GroupConfig> before{group(u"a"_s, u"/bin/a"_s)};
    const QList<GroupConfig> between{group(u"a"_s, u"/bin/b"_s), group(u"new"_s, u"/bin/b"_s)};
    const ConfigPreview preview = previewConfig(layers(before, between, before), {});
    QCOMPARE(preview.groups.size(), 2);
    QCOMPARE(preview.groups[0].name, u"a"_s);
    QCOMPARE(preview.groups[0].onReread, GroupAction::Keep);
    QCOMPARE(preview.groups[0].onDisk, GroupAction::Change);
    QCOMPARE(preview.groups[1].name, u"new"_s);
    QCOMPARE(preview.groups[1].onDisk, GroupAction::Remove);
    QCOMPARE(preview.groups[1].onUpdate, GroupAction::Add);
}

void TestConfigPreviewing::everyOptionInThreeLayers()
{
    QList<GroupConfig> active{group(u"a"_s, u"/bin/a"_s)};
    QList<GroupConfig> disk{group(u"a"_s, u"/bin/a"_s)};
    active[0].processes[0].section = u"program:a"_s;
    active[0].processes[0].origin = {u"/etc/a.conf"_s, 2};
    disk[0].processes[0].startRetries = 7;
    disk[0].processes[0].options.insert(u"startretries"_s, {u"7"_s, {u"/etc/a.conf"_s, 9}});
    const ProcessOptions options = processOptions(layers(disk, active, active), u"a"_s, u"a"_s);
    QCOMPARE(options.section, u"program:a"_s);
    QCOMPARE(options.line, 2);
    QVERIFY(options.isDiskReadable);
    const auto named = [&options](const QString &name) {
        const auto it = std::ranges::find(options.options, name, &ConfigPreview::Option::name);
        return it == options.options.end() ? ConfigPreview::Option() : *it;
    };
    QCOMPARE(named(u"command"_s).active.text, u"/bin/a"_s);
    QVERIFY(named(u"command"_s).active.isSet);
    QVERIFY(!named(u"command"_s).diskDiffers);
    QCOMPARE(named(u"autostart"_s).active.text, u"true"_s); // a default
    QVERIFY(!named(u"autostart"_s).active.isSet);
    const ConfigPreview::Option retries = named(u"startretries"_s);
    QCOMPARE(retries.active.text, u"3"_s);
    QCOMPARE(retries.disk.text, u"7"_s);
    QCOMPARE(retries.disk.line, 9);
    QVERIFY(retries.diskDiffers && !retries.activeDiffers);
}

void TestConfigPreviewing::changeThatIsLoaded()
{
    const QList<GroupConfig> before{group(u"a"_s, u"/bin/a"_s)};
    const QList<GroupConfig> after{group(u"a"_s, u"/bin/b"_s)};
    const ConfigPreview preview = previewConfig(layers(before, after, before), {{u"a"_s}, {}});
    QCOMPARE(preview.groups.size(), 1);
    QCOMPARE(preview.groups.first().onReread, GroupAction::Keep);
    QCOMPARE(preview.groups.first().onUpdate, GroupAction::Change);
    QVERIFY(preview.groups.first().stops.isEmpty()); // an update reads the files first
    QCOMPARE(preview.groups.first().options.first().loaded.text, u"/bin/b"_s);
    QCOMPARE(preview.groups.first().options.first().disk.text, u"/bin/a"_s);
}

void TestConfigPreviewing::addedAndRemoved()
{
    const QList<GroupConfig> before{group(u"old"_s, u"/bin/a"_s)};
    const QList<GroupConfig> after{group(u"new"_s, u"/bin/a"_s)};
    const ConfigPreview preview = previewConfig(layers(after, before, before), {{u"old"_s}, {}});
    QCOMPARE(preview.groups.size(), 2);
    QCOMPARE(preview.groups[0].name, u"new"_s);
    QCOMPARE(preview.groups[0].onReread, GroupAction::Add);
    QCOMPARE(preview.groups[0].starts, QStringList{u"new"_s});
    QCOMPARE(preview.groups[1].name, u"old"_s);
    QCOMPARE(preview.groups[1].onReread, GroupAction::Remove);
    QCOMPARE(preview.groups[1].stops, QStringList{u"old"_s});
    QVERIFY(preview.groups[1].starts.isEmpty());
    QVERIFY(preview.groups[1].options.isEmpty()); // what is gone has no options to compare
}

void TestConfigPreviewing::startsWhatSomebodyHadStopped()
{
    QList<GroupConfig> after{group(u"a"_s, u"/bin/b"_s), group(u"b"_s, u"/bin/b"_s)};
    after[1].processes[0].autoStart = false;
    const ConfigPreview preview = previewConfig(
        layers(after, {}, {group(u"a"_s, u"/bin/a"_s), group(u"b"_s, u"/bin/a"_s)}), {{}, {u"a"_s, u"b"_s}});
    QCOMPARE(preview.groups.size(), 2);
    QCOMPARE(preview.groups[0].startsAlthoughStopped, QStringList{u"a"_s});
    QVERIFY(preview.groups[1].starts.isEmpty());
    QVERIFY(preview.groups[1].startsAlthoughStopped.isEmpty());
}

void TestConfigPreviewing::brokenFileSaysWhy()
{
    const QList<GroupConfig> active{group(u"a"_s, u"/bin/a"_s)};
    Diagnostic diagnostic;
    diagnostic.severity = Diagnostic::Severity::Error;
    diagnostic.message = u"not a valid boolean value: 'maybe'"_s;
    diagnostic.section = u"program:a"_s;
    diagnostic.option = u"autostart"_s;
    diagnostic.allowed = u"true or false"_s;
    diagnostic.origin = {u"/etc/a.conf"_s, 7};
    const ConfigLayers broken{tl::unexpected(ConfigErrors{{diagnostic}}), active, {u"/etc/a.conf"_s}, active};
    const ConfigPreview preview = previewConfig(broken, {});
    QVERIFY(preview.hasErrors());
    QVERIFY(preview.groups.isEmpty());
    QCOMPARE(preview.files, QStringList{u"/etc/a.conf"_s});
    QCOMPARE(preview.messages.size(), 1);
    QCOMPARE(preview.messages.first().text, u"not a valid boolean value: 'maybe' (allowed: true or false)"_s);
    QCOMPARE(preview.messages.first().file, u"/etc/a.conf"_s);
    QCOMPARE(preview.messages.first().line, 7);
    QCOMPARE(preview.messages.first().section, u"program:a"_s);
    QCOMPARE(preview.messages.first().option, u"autostart"_s);
}

QTEST_GUILESS_MAIN(TestConfigPreviewing)
#include "tst_configpreviewing.moc"
