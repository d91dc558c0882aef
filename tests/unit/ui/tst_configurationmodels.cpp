#include "ui/configuration/filediffmodel.h"
#include "ui/configuration/optionsmodel.h"
#include "ui/processes/configlayers.h"
#include "ui/theme.h"
#include "ui/translations.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;
using Action = ConfigPreview::Action;

namespace {

ProcessInfo process(const QString &group, const QString &name)
{
    ProcessInfo info;
    info.group = group;
    info.name = name;
    return info;
}

ConfigPreview::Option option(const QString &process, bool diskDiffers, bool activeDiffers)
{
    return {process,
            u"command"_s,
            {u"new"_s, u"/etc/x.conf"_s, 4, true},
            {u"old"_s, u"/etc/x.conf"_s, 3, true},
            {u"old"_s, u"/etc/x.conf"_s, 3, true},
            diskDiffers,
            activeDiffers};
}

/// "disk", "active", "both" and the badge by namespec.
QString layersOf(const ConfigPreview::Group &group)
{
    ConfigPreview preview;
    preview.groups.append(group);
    const auto layers
        = configLayers(preview, {process(u"web"_s, u"a"_s), process(u"web"_s, u"b"_s), process(u"other"_s, u"c"_s)});
    QStringList result;
    for (const QString &name : {u"web:a"_s, u"web:b"_s, u"other:c"_s}) {
        const ConfigLayers at = layers.value(name);
        if (at.differ())
            result.append(name + u'='
                          + (at.diskDiffers && at.activeDiffers ? u"both"
                                 : at.diskDiffers               ? u"disk"
                                                                : u"active")
                          + u' ' + configText(at));
    }
    return result.join(u' ');
}

} // namespace

class TestConfigurationModels : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { installTranslations(); }
    void layersOfProcesses_data();
    void layersOfProcesses();
    void optionsShowLayersAndPlaces();
    void optionsAreReplacedInPlace();
    void filesStandSideBySide();
    void toolTipsAreTheTextAsItIs();
    void differencesAreTinted_data();
    void differencesAreTinted();
    void longRunsAreFolded();
    void aFileInOneLayerOnly();
};

void TestConfigurationModels::layersOfProcesses_data()
{
    QTest::addColumn<ConfigPreview::Group>("group");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const ConfigPreview::Group &group, const QString &expected) {
        QTest::newRow(name) << group << expected;
    };
    row("one process", {.name = u"web"_s, .onDisk = Action::Change, .options = {option(u"a"_s, true, false)}},
        u"web:a=disk changed"_s);
    row("the group", {.name = u"web"_s, .onDisk = Action::Change, .options = {option({}, true, false)}},
        u"web:a=disk changed web:b=disk changed"_s);
    row("nothing by name", {.name = u"web"_s, .onDisk = Action::Change}, u"web:a=disk changed web:b=disk changed"_s);
    row("removed", {.name = u"web"_s, .onDisk = Action::Remove}, u"web:a=disk removed web:b=disk removed"_s);
    row("removed and not applied", {.name = u"web"_s, .onDisk = Action::Remove, .onUpdate = Action::Change},
        u"web:a=both removed web:b=both removed"_s);
    row("not applied", {.name = u"web"_s, .onUpdate = Action::Change, .options = {option(u"b"_s, false, true)}},
        u"web:b=active not applied"_s);
    row("both",
        {.name = u"web"_s,
         .onDisk = Action::Change,
         .onUpdate = Action::Change,
         .options = {option(u"a"_s, true, true), option(u"b"_s, false, true)}},
        u"web:a=both changed web:b=active not applied"_s);
    row("nothing", {.name = u"web"_s}, QString());
}

void TestConfigurationModels::layersOfProcesses()
{
    QFETCH(ConfigPreview::Group, group);
    QTEST(layersOf(group), "expected");
}

void TestConfigurationModels::optionsShowLayersAndPlaces()
{
    OptionsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ProcessOptions options;
    options.name = u"a"_s;
    options.options
        = {option(u"a"_s, true, false),
           {u"a"_s, u"priority"_s, {u"999"_s, {}, 0, false}, {u"999"_s, {}, 0, false}, {u"999"_s, {}, 0, false}},
           {QString(), u"priority"_s, {u"1"_s, u"/g.conf"_s, 2, true}, {}, {}}};
    model.setOptions(options);
    const auto text = [&model](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.differing(), 1);
    QCOMPARE(text(0, OptionsModel::Name), u"command"_s);
    QCOMPARE(text(0, OptionsModel::Active), u"old"_s);
    QCOMPARE(text(0, OptionsModel::Loaded), u"old"_s);
    QCOMPARE(text(0, OptionsModel::Disk), u"new"_s);
    QCOMPARE(text(0, OptionsModel::Where), u"x.conf:3"_s);
    QCOMPARE(model.index(0, OptionsModel::Where).data(Qt::ToolTipRole).toString(), u"/etc/x.conf:3"_s);
    QVERIFY(model.index(0, 0).data(OptionsModel::DiffersRole).toBool());
    QCOMPARE(text(1, OptionsModel::Active), u"999"_s);
    QCOMPARE(text(1, OptionsModel::Where), u"default"_s);
    QCOMPARE(model.index(1, 0).data(OptionsModel::IsSetRole).toString(), u"default"_s);
    QCOMPARE(text(2, OptionsModel::Name), u"priority (of the group)"_s);
    QCOMPARE(text(2, OptionsModel::Where), u"g.conf:2"_s);
}

void TestConfigurationModels::optionsAreReplacedInPlace()
{
    OptionsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ProcessOptions options;
    options.options = {option(u"a"_s, true, false)};
    model.setOptions(options);
    const QPersistentModelIndex kept = model.index(0, OptionsModel::Disk);
    options.options[0].disk.text = u"newer"_s;
    model.setOptions(options);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data().toString(), u"newer"_s);
    model.setOptions({});
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!kept.isValid());
}

void TestConfigurationModels::toolTipsAreTheTextAsItIs()
{
    const QString text = u"a && echo \"<b>\""_s;
    FileDiffModel files;
    files.setFile({u"/x"_s, text + u'\n', text + u"!\n"_s});
    QCOMPARE(files.index(0, FileDiffModel::LoadedText).data(Qt::ToolTipRole).toString(), text);
    ProcessOptions given;
    given.options = {{u"a"_s, u"command"_s, {text, u"/x"_s, 1, true}, {text, u"/x"_s, 1, true}, {}}};
    OptionsModel options;
    options.setOptions(given);
    QCOMPARE(options.index(0, OptionsModel::Loaded).data(Qt::ToolTipRole).toString(), text);
}

void TestConfigurationModels::filesStandSideBySide()
{
    FileDiffModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFile({u"/x"_s, u"a\r\nb\nc\n"_s, u"a\nx\nc\nd\n"_s});
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.differences(), 2);
    const auto row = [&model](int at) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells.append(model.index(at, column).data().toString());
        return cells.join(u'|');
    };
    QCOMPARE(row(0), u"1|a|1|a"_s);
    QCOMPARE(row(1), u"2|b|2|x"_s);
    QCOMPARE(row(2), u"3|c|3|c"_s);
    QCOMPARE(row(3), u"||4|d"_s);
    QVERIFY(!model.index(0, 1).data(Qt::BackgroundRole).isValid());
    QVERIFY(model.index(1, 1).data(Qt::BackgroundRole).isValid());
    QVERIFY(!model.index(3, 1).data(Qt::BackgroundRole).isValid());
    QVERIFY(model.index(3, 3).data(Qt::BackgroundRole).isValid());
}

void TestConfigurationModels::differencesAreTinted_data()
{
    QTest::addColumn<Theme::Scheme>("scheme");
    QTest::newRow("light") << Theme::Scheme::Light;
    QTest::newRow("dark") << Theme::Scheme::Dark;
}

void TestConfigurationModels::differencesAreTinted()
{
    QFETCH(const Theme::Scheme, scheme);
    Theme::instance()->setScheme(scheme);
    const QColor base = Theme::palette(scheme).color(QPalette::Base);
    FileDiffModel model;
    model.setFile({u"/x"_s, u"a\nb\n"_s, u"a\nx\n"_s});
    for (const int column : {FileDiffModel::LoadedText, FileDiffModel::DiskText}) {
        const auto tint = model.index(1, column).data(Qt::BackgroundRole).value<QColor>();
        const auto over = [&tint](int on, int below) { return int(tint.alphaF() * on + (1 - tint.alphaF()) * below); };
        const QColor seen(over(tint.red(), base.red()), over(tint.green(), base.green()),
                          over(tint.blue(), base.blue()));
        QVERIFY2(contrastRatio(seen, base) >= 1.35, qPrintable(QString::number(contrastRatio(seen, base))));
        QVERIFY(contrastRatio(Theme::palette(scheme).color(QPalette::Text), seen) >= 4.5);
    }
    Theme::instance()->setScheme(Theme::Scheme::System);
}

void TestConfigurationModels::longRunsAreFolded()
{
    QStringList lines;
    for (int i = 1; i <= 100; ++i)
        lines.append(QString::number(i));
    const QString before = lines.join(u'\n');
    lines[49] = u"changed"_s;
    FileDiffModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFile({u"/x"_s, before, lines.join(u'\n')});
    QCOMPARE(model.rowCount(), 9); // two folds, twice three lines around one that differs
    QCOMPARE(model.index(0, 0).data(FileDiffModel::FoldedRole).toInt(), 46);
    QCOMPARE(model.index(0, FileDiffModel::LoadedText).data().toString(), u"46 unchanged lines"_s);
    QCOMPARE(model.index(1, FileDiffModel::LoadedText).data().toString(), u"47"_s);
    QCOMPARE(model.index(4, FileDiffModel::DiskText).data().toString(), u"changed"_s);
    QCOMPARE(model.index(7, FileDiffModel::LoadedText).data().toString(), u"53"_s);
    QCOMPARE(model.index(8, 0).data(FileDiffModel::FoldedRole).toInt(), 47);
    model.setFile({u"/x"_s, before, before});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data(FileDiffModel::FoldedRole).toInt(), 100);
}

void TestConfigurationModels::aFileInOneLayerOnly()
{
    FileDiffModel model;
    model.setFile({u"/x"_s, std::nullopt, u"a\n"_s});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data(FileDiffModel::KindRole).toInt(), int(DiffRow::Kind::Added));
    model.setFile({u"/x"_s, u"a"_s, std::nullopt});
    QCOMPARE(model.index(0, 0).data(FileDiffModel::KindRole).toInt(), int(DiffRow::Kind::Removed));
}

QTEST_MAIN(TestConfigurationModels)
#include "tst_configurationmodels.moc"
