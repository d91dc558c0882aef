// The configuration made visible: badges, the count in the status bar, every option of a process, the texts side by
// side, and plans that are applied in part.

#include "windowfixture.h"

#include "ui/configuration/configdiffview.h"
#include "ui/configuration/configstatus.h"
#include "ui/configuration/filediffmodel.h"
#include "ui/configuration/optionsmodel.h"
#include "ui/configuration/refusaldialog.h"
#include "ui/configuration/rereaddialog.h"
#include "ui/configuration/updatedialog.h"
#include "ui/configuration/updateplanview.h"
#include "ui/translations.h"

#include <QCheckBox>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

namespace {

const char programs[] = R"(
[program:alpha]
command=sleep 1000
startsecs=0
environment=TOKEN="geheim",MODE="fast"
[program:beta]
command=sleep 1000
startsecs=0
)";

template <typename T>
T *named(QWidget *root, const QString &accessibleName)
{
    for (T *widget : root->findChildren<T *>()) {
        if (widget->accessibleName() == accessibleName)
            return widget;
    }
    return nullptr;
}

template <typename T>
T *button(QWidget *root, const QString &text)
{
    for (T *each : root->findChildren<T *>()) {
        if (QString(each->text()).remove(u'&') == text)
            return each;
    }
    return nullptr;
}

/// The text of a cell by the text of the first column.
QString cell(const QAbstractItemView *view, const QString &row, int column)
{
    const QAbstractItemModel *model = view->model();
    const QModelIndex found
        = model->match(model->index(0, 0), Qt::DisplayRole, row, 1, Qt::MatchExactly | Qt::MatchRecursive).value(0);
    return found.siblingAtColumn(column).data().toString();
}

/// All of a view, a row a line.
QString textOf(const QAbstractItemView *view)
{
    QStringList rows;
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < view->model()->columnCount(); ++column)
            cells.append(view->model()->index(row, column).data().toString());
        rows.append(cells.join(u'|'));
    }
    return rows.join(u'\n');
}

QStringList groupsOf(const QTreeWidget *view)
{
    QStringList names;
    for (int row = 0; row < view->topLevelItemCount(); ++row)
        names.append(view->topLevelItem(row)->text(0));
    return names;
}

} // namespace

class TestConfiguration : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { installTranslations(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void badgesAndTheCountFollowTheFiles();
    void eachKindOfChangeIsCalledByItsName();
    void theStatusButtonLeadsToWhatHelps();
    void errorsInTheFilesAreCountedAndShown();
    void theFaultyLineIsShown();
    void aWarningIsNoError();
    void everyOptionIsShown_data() { bothDaemons(); }
    void everyOptionIsShown();
    void theThreeLayersStandBesideEachOther();
    void secretsAreShownOnRequest();
    void theTextsStandSideBySide();
    void aPlanIsAppliedInPart_data() { bothDaemons(); }
    void aPlanIsAppliedInPart();
    void aPlanCanBeStoppedBetweenGroups();
    void aPlanIsCopiedAsCommands();
    void reloadAndShutdownAreRefusedWhileTheFilesHaveErrors();

private:
    template <typename T>
    static T *dialog(const WindowFixture &fixture)
    {
        return fixture.window->findChild<T *>(QString(), Qt::FindDirectChildrenOnly);
    }
    /// Triggers an action as soon as it is enabled, and waits for its dialog.
    template <typename T>
    static void openDialog(const WindowFixture &fixture, const char *action)
    {
        QTRY_VERIFY(fixture.action(action)->isEnabled());
        fixture.action(action)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(dialog<T>(fixture), 10'000);
    }
    static QAbstractItemView *options(WindowFixture &fixture, const QString &process)
    {
        fixture.window->activateWindow();
        [&fixture] { QVERIFY(QTest::qWaitForWindowActive(fixture.window.get())); }();
        fixture.click(process);
        QTest::keyClick(fixture.window.get(), Qt::Key_I, Qt::ControlModifier);
        return fixture.named<QAbstractItemView>(u"Options"_s);
    }
};

void TestConfiguration::badgesAndTheCountFollowTheFiles()
{
    WindowFixture fixture;
    fixture.open(programs, u"alpha"_s);
    auto *status = fixture.window->findChild<ConfigStatus *>();
    QTRY_VERIFY(fixture.action("config.reread")->isEnabled());
    QVERIFY(!status->isVisible());
    QCOMPARE(fixture.cell(u"alpha"_s, ProcessModel::Config), QString());

    // An editor saves: the daemon notices by itself and says so.
    fixture.daemon.configure(QByteArray(programs).replace("MODE=\"fast\"", "MODE=\"slow\""));
    QTRY_COMPARE_WITH_TIMEOUT(fixture.cell(u"alpha"_s, ProcessModel::Config), u"changed"_s, 10'000);
    QCOMPARE(fixture.cell(u"beta"_s, ProcessModel::Config), QString());
    QTRY_COMPARE(status->text(), u"On disk: 1 group changed"_s);
    QVERIFY(status->isVisible());

    // Somebody else reads it.
    openDialog<RereadDialog>(fixture, "config.reread");
    QTest::mouseClick(button<QPushButton>(dialog<RereadDialog>(fixture), u"Reread"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.cell(u"alpha"_s, ProcessModel::Config), u"not applied"_s, 10'000);
    QTRY_COMPARE(status->text(), u"1 group not applied"_s);

    openDialog<UpdateDialog>(fixture, "config.update");
    QTest::mouseClick(button<QPushButton>(dialog<UpdateDialog>(fixture), u"Update"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.cell(u"alpha"_s, ProcessModel::Config), QString(), 15'000);
    QTRY_VERIFY(!status->isVisible());
}

void TestConfiguration::eachKindOfChangeIsCalledByItsName()
{
    WindowFixture fixture;
    fixture.open(programs, u"alpha"_s);
    fixture.daemon.configure("[program:alpha]\ncommand=sleep 1000\nstartsecs=0\nstopsignal=INT\n"
                             "environment=TOKEN=\"geheim\",MODE=\"as slow as it can be made to go\"\n"
                             "[program:gamma]\ncommand=sleep 1000\n[program:delta]\ncommand=sleep 1000\n");
    QTRY_COMPARE_WITH_TIMEOUT(fixture.window->findChild<ConfigStatus *>()->text(),
                              u"On disk: 2 groups added, 1 group changed, 1 group removed"_s, 10'000);
    QCOMPARE(fixture.cell(u"alpha"_s, ProcessModel::Config), u"changed"_s);
    QCOMPARE(fixture.cell(u"beta"_s, ProcessModel::Config), u"removed"_s);
    openDialog<UpdateDialog>(fixture, "config.update");
    auto *plan = dialog<UpdateDialog>(fixture)->findChild<UpdatePlanView *>();
    QCOMPARE(cell(plan, u"alpha"_s, UpdatePlanView::Effect), u"changed"_s);
    QCOMPARE(cell(plan, u"beta"_s, UpdatePlanView::Effect), u"removed"_s);
    QCOMPARE(cell(plan, u"gamma"_s, UpdatePlanView::Effect), u"added"_s);
    QVERIFY2(plan->width() >= plan->fullWidth(), qPrintable(u"%1 of %2"_s.arg(plan->width()).arg(plan->fullWidth())));
    const QStringList planned = groupsOf(plan);
    QTest::keyClick(dialog<UpdateDialog>(fixture), Qt::Key_Escape);
    QTRY_VERIFY(!dialog<UpdateDialog>(fixture));
    openDialog<RereadDialog>(fixture, "config.reread"); // in the same order
    QCOMPARE(groupsOf(dialog<RereadDialog>(fixture)->findChild<ConfigDiffView *>()), planned);
}

void TestConfiguration::theStatusButtonLeadsToWhatHelps()
{
    WindowFixture fixture;
    fixture.open(programs, u"alpha"_s);
    auto *status = fixture.window->findChild<ConfigStatus *>();
    fixture.daemon.configure(QByteArray(programs) + "[program:gamma]\ncommand=sleep 1000\n");
    QTRY_COMPARE_WITH_TIMEOUT(status->text(), u"On disk: 1 group added"_s, 10'000);
    QTest::mouseClick(status, Qt::LeftButton);
    QTRY_VERIFY(dialog<RereadDialog>(fixture));
    QTest::mouseClick(button<QPushButton>(dialog<RereadDialog>(fixture), u"Reread"_s), Qt::LeftButton);
    QTRY_COMPARE(status->text(), u"1 group not applied"_s);
    QTRY_VERIFY(!dialog<RereadDialog>(fixture));
    status->setFocus();
    QTest::keyClick(status, Qt::Key_Space);
    QTRY_VERIFY(dialog<UpdateDialog>(fixture));
}

void TestConfiguration::errorsInTheFilesAreCountedAndShown()
{
    WindowFixture fixture;
    fixture.open(programs, u"alpha"_s);
    auto *status = fixture.window->findChild<ConfigStatus *>();
    fixture.daemon.configure(QByteArray(programs).replace("startsecs=0", "startsecs=soon"));
    QTRY_COMPARE_WITH_TIMEOUT(status->text(), u"errors in the configuration files"_s, 10'000);
    QTest::mouseClick(status, Qt::LeftButton);
    QTRY_VERIFY(dialog<RereadDialog>(fixture));
    auto *errors = named<QAbstractItemView>(dialog<RereadDialog>(fixture), u"Errors and warnings"_s);
    QVERIFY(errors);
    QVERIFY2(textOf(errors).contains(QRegularExpression(u"d\\.conf:\\d+"_s)), qPrintable(textOf(errors)));
    QVERIFY(!button<QPushButton>(dialog<RereadDialog>(fixture), u"Reread"_s));
    QTest::keyClick(dialog<RereadDialog>(fixture), Qt::Key_Escape);
    QTRY_VERIFY(!dialog<RereadDialog>(fixture));
    QAbstractItemView *view = options(fixture, u"alpha"_s);
    QTRY_VERIFY(view->model()->rowCount() > 0);
    QTRY_VERIFY(fixture.named<QLabel>(u"Where the configuration is written"_s)->text().contains("have errors"_L1));
}

void TestConfiguration::theFaultyLineIsShown()
{
    WindowFixture fixture;
    const QByteArray filler = QByteArray("; nothing\n").repeated(80);
    fixture.open(programs + filler + "[program:gamma]\ncommand=sleep 1000\n", u"alpha"_s);
    fixture.daemon.configure(QByteArray(programs).replace("startsecs=0\nenv", "startsecs=soon\nenv") + filler
                             + "[program:gamma]\ncommand=sleep 1000\npriority=high\n");
    openDialog<RereadDialog>(fixture, "config.reread");
    auto *table = named<QTableView>(dialog<RereadDialog>(fixture), u"Configuration text"_s);
    auto *errors = named<QAbstractItemView>(dialog<RereadDialog>(fixture), u"Errors and warnings"_s);
    const auto shown = [table] {
        const QModelIndex at = table->currentIndex().siblingAtColumn(FileDiffModel::DiskText);
        const bool isSeen = table->viewport()->rect().contains(table->visualRect(at));
        const bool isMarked
            = !at.siblingAtColumn(FileDiffModel::DiskLine).data(Qt::DecorationRole).value<QIcon>().isNull();
        return isSeen && isMarked ? at.data().toString() : QString();
    };
    QTRY_COMPARE(shown(), u"startsecs=soon"_s);
    QTRY_VERIFY(errors->visualRect(errors->model()->index(1, 0)).bottom() < errors->viewport()->height());
    errors->setFocus();
    QTest::keyClick(errors, Qt::Key_Down);
    QTRY_COMPARE(shown(), u"priority=high"_s);
    // The texts are brought anew, with what was hidden in them.
    QTest::mouseClick(button<QCheckBox>(dialog<RereadDialog>(fixture), u"Show secrets"_s), Qt::LeftButton);
    QTRY_VERIFY(textOf(table).contains("geheim"_L1));
    QTRY_COMPARE(shown(), u"priority=high"_s);
    QTest::keyClick(errors, Qt::Key_Up);
    QTRY_COMPARE(shown(), u"startsecs=soon"_s);
}

void TestConfiguration::aWarningIsNoError()
{
    WindowFixture fixture;
    fixture.open(programs, u"alpha"_s);
    fixture.daemon.configure(QByteArray(programs) + "[program:gamma]\ncommand=sleep 1000\nautostrat=no\n");
    openDialog<RereadDialog>(fixture, "config.reread");
    auto *warnings = named<QAbstractItemView>(dialog<RereadDialog>(fixture), u"Errors and warnings"_s);
    QVERIFY2(textOf(warnings).startsWith(u"Warning|"_s), qPrintable(textOf(warnings)));
    const QImage sign = warnings->model()->index(0, 0).data(Qt::DecorationRole).value<QIcon>().pixmap(16).toImage();
    auto *table = named<QTableView>(dialog<RereadDialog>(fixture), u"Configuration text"_s);
    QTRY_VERIFY(table->model()->rowCount() > 0);
    warnings->setFocus();
    warnings->setCurrentIndex(warnings->model()->index(0, 0));
    QTRY_COMPARE(table->currentIndex().siblingAtColumn(FileDiffModel::DiskText).data().toString(), u"autostrat=no"_s);
    const QVariant mark = table->currentIndex().siblingAtColumn(FileDiffModel::DiskLine).data(Qt::DecorationRole);
    QCOMPARE(mark.value<QIcon>().pixmap(16).toImage(), sign);
}

void TestConfiguration::everyOptionIsShown()
{
    QFETCH(DaemonFixture::Kind, kind);
    WindowFixture fixture(kind);
    fixture.open(programs, u"alpha"_s);
    QAbstractItemView *view = options(fixture, u"alpha"_s);
    QVERIFY(view);
    QTRY_VERIFY_WITH_TIMEOUT(view->model()->rowCount() > 10, 10'000);
    const auto *note = fixture.named<QLabel>(u"Where the configuration is written"_s);
    if (kind == DaemonFixture::Kind::Supervisord) {
        QVERIFY(note->text().contains("not a kantokud"_L1));
        QCOMPARE(cell(view, u"command"_s, 2), u"sleep 1000"_s); // loaded
        QCOMPARE(cell(view, u"command"_s, 1), QString()); // nobody knows what it runs with
        return;
    }
    QCOMPARE(cell(view, u"command"_s, 1), u"sleep 1000"_s);
    QVERIFY(cell(view, u"command"_s, 4).startsWith("d.conf:"_L1));
    QCOMPARE(cell(view, u"stopsignal"_s, 1), u"TERM"_s);
    QCOMPARE(cell(view, u"stopsignal"_s, 4), u"default"_s);
    QVERIFY2(note->text().startsWith("[program:alpha] "_L1), qPrintable(note->text()));
    QVERIFY(note->text().contains("are the same"_L1));

    auto *onlySet = button<QCheckBox>(fixture.window.get(), u"Only what is set"_s);
    QTest::mouseClick(onlySet, Qt::LeftButton);
    QTRY_COMPARE(view->model()->rowCount(), 3); // command, startsecs, environment
    QCOMPARE(cell(view, u"stopsignal"_s, 1), QString());
}

void TestConfiguration::theThreeLayersStandBesideEachOther()
{
    WindowFixture fixture;
    fixture.open(programs, u"alpha"_s);
    QAbstractItemView *view = options(fixture, u"alpha"_s);
    QTRY_VERIFY(view->model()->rowCount() > 10);
    fixture.daemon.configure(QByteArray(programs).replace("startsecs=0", "startsecs=2"));
    QTRY_COMPARE_WITH_TIMEOUT(cell(view, u"startsecs"_s, 3), u"2"_s, 10'000); // followed without a click
    openDialog<RereadDialog>(fixture, "config.reread");
    QTest::mouseClick(button<QPushButton>(dialog<RereadDialog>(fixture), u"Reread"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(cell(view, u"startsecs"_s, 2), u"2"_s, 10'000);
    fixture.daemon.configure(QByteArray(programs).replace("startsecs=0", "startsecs=4"));
    QTRY_COMPARE_WITH_TIMEOUT(cell(view, u"startsecs"_s, 3), u"4"_s, 10'000);
    QCOMPARE(cell(view, u"startsecs"_s, 1), u"0"_s);
    QCOMPARE(cell(view, u"startsecs"_s, 2), u"2"_s);
    QVERIFY(fixture.named<QLabel>(u"Where the configuration is written"_s)->text().contains("1 option differs"_L1));
    QTRY_COMPARE(fixture.cell(u"alpha"_s, ProcessModel::Config), u"changed"_s);
    const auto *table = qobject_cast<QTreeView *>(view);
    QTRY_COMPARE(table->header()->length(), table->viewport()->width()); // nothing is to be scrolled for
    QVERIFY(table->columnWidth(OptionsModel::Disk) >= 60);
}

void TestConfiguration::secretsAreShownOnRequest()
{
    WindowFixture fixture;
    fixture.open(programs, u"alpha"_s);
    QAbstractItemView *view = options(fixture, u"alpha"_s);
    QTRY_COMPARE(cell(view, u"environment"_s, 1), uR"(TOKEN="***",MODE="***")"_s);
    QTest::mouseClick(button<QCheckBox>(fixture.window.get(), u"Show secrets"_s), Qt::LeftButton);
    QTRY_COMPARE(cell(view, u"environment"_s, 1), uR"(TOKEN="geheim",MODE="fast")"_s);
}

void TestConfiguration::theTextsStandSideBySide()
{
    WindowFixture fixture;
    fixture.open(programs, u"alpha"_s);
    fixture.daemon.configure(
        QByteArray(programs).replace("[program:beta]\ncommand=sleep 1000", "[program:beta]\ncommand=sleep 2000"));
    openDialog<RereadDialog>(fixture, "config.reread");
    RereadDialog *reread = dialog<RereadDialog>(fixture);
    auto *tabs = reread->findChild<QTabWidget *>();
    QVERIFY(tabs);
    tabs->setCurrentIndex(1);
    auto *table = named<QTableView>(reread, u"Configuration text"_s);
    QVERIFY(table);
    QTRY_VERIFY2(textOf(table).contains(QRegularExpression(u"\\|command=sleep 1000\\|\\d+\\|command=sleep 2000"_s)),
                 qPrintable(textOf(table)));
    QVERIFY(textOf(table).contains("environment=TOKEN=\"***\""_L1) || !textOf(table).contains("TOKEN"_L1));
    QVERIFY(!textOf(table).contains("geheim"_L1));
    QVERIFY(named<QWidget>(reread, u"Configuration file"_s));
}

void TestConfiguration::aPlanIsAppliedInPart()
{
    QFETCH(DaemonFixture::Kind, kind);
    WindowFixture fixture(kind);
    fixture.open(programs, u"alpha"_s);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(u"beta"_s), u"RUNNING"_s, 15'000);
    const QString alphaPid = fixture.cell(u"alpha"_s, ProcessModel::Pid);
    const QString betaPid = fixture.cell(u"beta"_s, ProcessModel::Pid);
    fixture.daemon.configure(QByteArray(programs).replace("command=sleep 1000", "command=sleep 1001"));
    openDialog<UpdateDialog>(fixture, "config.update");
    UpdateDialog *update = dialog<UpdateDialog>(fixture);
    auto *plan = update->findChild<UpdatePlanView *>();
    QCOMPARE(plan->topLevelItemCount(), 2);
    QCOMPARE(plan->checkedGroups(), (QStringList{u"alpha"_s, u"beta"_s}));
    // The box of the first group is unticked with the keyboard.
    plan->setFocus();
    plan->setCurrentItem(plan->topLevelItem(0));
    QTest::keyClick(plan, Qt::Key_Space);
    QCOMPARE(plan->checkedGroups(), QStringList{u"beta"_s});
    QTest::mouseClick(button<QPushButton>(update, u"Update"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(
        fixture.state(u"beta"_s) == "RUNNING"_L1 && fixture.cell(u"beta"_s, ProcessModel::Pid) != betaPid, 20'000);
    QCOMPARE(fixture.cell(u"alpha"_s, ProcessModel::Pid), alphaPid);
    if (kind == DaemonFixture::Kind::Kantokud)
        QTRY_COMPARE(fixture.cell(u"alpha"_s, ProcessModel::Config), u"not applied"_s);
}

void TestConfiguration::aPlanCanBeStoppedBetweenGroups()
{
    WindowFixture fixture;
    // The first takes a moment to stop, so that there is time to say stop.
    const QByteArray stubborn = "[program:alpha]\ncommand=/bin/sh -c \"trap '' TERM; while :; do sleep 1; done\"\n"
                                "startsecs=0\nstopwaitsecs=3\nkillasgroup=true\nstopasgroup=true\n"
                                "[program:beta]\ncommand=sleep 1000\nstartsecs=0\n";
    fixture.open(stubborn, u"alpha"_s);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(u"beta"_s), u"RUNNING"_s, 15'000);
    const QString betaPid = fixture.cell(u"beta"_s, ProcessModel::Pid);
    fixture.daemon.configure(QByteArray(stubborn).replace("startsecs=0", "startsecs=1"));
    openDialog<UpdateDialog>(fixture, "config.update");
    UpdateDialog *update = dialog<UpdateDialog>(fixture);
    auto *plan = update->findChild<UpdatePlanView *>();
    QPushButton *stop = button<QPushButton>(update, u"Stop After This Group"_s);
    QVERIFY(stop && !stop->isVisible());
    QTest::mouseClick(button<QPushButton>(update, u"Update"_s), Qt::LeftButton);
    QTRY_COMPARE(fixture.state(u"alpha"_s), u"STOPPING"_s);
    QVERIFY(stop && stop->isVisible() && stop->isEnabled());
    QTest::mouseClick(stop, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!stop->isVisible() || !stop->isEnabled(), 15'000);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(u"alpha"_s), u"RUNNING"_s, 20'000);
    QTRY_COMPARE(plan->topLevelItem(0)->text(UpdatePlanView::Effect), u"updated"_s);
    QCOMPARE(plan->topLevelItem(1)->text(UpdatePlanView::Effect), u"left as it was"_s);
    QCOMPARE(fixture.cell(u"beta"_s, ProcessModel::Pid), betaPid);
}

void TestConfiguration::aPlanIsCopiedAsCommands()
{
    WindowFixture fixture;
    fixture.open(programs, u"alpha"_s);
    fixture.daemon.configure(QByteArray(programs).replace("command=sleep 1000", "command=sleep 1001"));
    openDialog<UpdateDialog>(fixture, "config.update");
    UpdateDialog *update = dialog<UpdateDialog>(fixture);
    QPushButton *copy = button<QPushButton>(update, u"Copy as Commands"_s);
    QVERIFY(copy);
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text().trimmed(),
             u"kantokuctl -s %1 update alpha\nkantokuctl -s %1 update beta"_s.arg(fixture.daemon.address()));
}

void TestConfiguration::reloadAndShutdownAreRefusedWhileTheFilesHaveErrors()
{
    WindowFixture fixture;
    fixture.open(programs, u"alpha"_s);
    const QString pid = fixture.cell(u"alpha"_s, ProcessModel::Pid);
    fixture.daemon.configure(QByteArray(programs).replace("startsecs=0", "startsecs=soon"));
    for (const char *action : {"config.reload", "server.shutdown"}) {
        openDialog<RefusalDialog>(fixture, action);
        auto *errors = named<QAbstractItemView>(dialog<RefusalDialog>(fixture), u"Errors and warnings"_s);
        QVERIFY(errors && textOf(errors).contains("d.conf:"_L1));
        QVERIFY(!dialog<QMessageBox>(fixture));
        QTest::keyClick(dialog<RefusalDialog>(fixture), Qt::Key_Escape);
        QTRY_VERIFY(!dialog<RefusalDialog>(fixture));
    }
    QCOMPARE(fixture.cell(u"alpha"_s, ProcessModel::Pid), pid);
}

QTEST_MAIN(TestConfiguration)
#include "tst_configuration.moc"
