#include "windowfixture.h"

#include "ui/processes/processpane.h"
#include "ui/processes/statedelegate.h"
#include "ui/processes/treecolumns.h"
#include "ui/translations.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;
using Kind = DaemonFixture::Kind;

namespace {

const char programs[] = R"(
[program:parent]
command=sh -c 'sleep 1000 & sh -c "sleep 1001; :"; wait'
startsecs=0
stopasgroup=true
killasgroup=true
[program:busy]
command=sh -c 'ulimit -t 60; while :; do :; done'
startsecs=0
[program:idle]
command=sleep 1000
startsecs=0
[program:beta]
command=sleep 1000
autostart=false
[program:web]
command=sleep 1000
process_name=web_%(process_num)d
numprocs=3
startsecs=0
)";

QByteArray many(int count, const char *command = "sleep 1000")
{
    return "[program:worker]\nprocess_name=worker_%(process_num)04d\nnumprocs=" + QByteArray::number(count)
        + "\ncommand=" + command + "\nstartsecs=0\nautostart=false\n";
}

} // namespace

class TestTree : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { installTranslations(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void cleanup() { m_fixture.reset(); }
    void showsWhatProcessesUse();
    void aForeignServerCannotTellWhatProcessesUse();
    void sortsByRawValue();
    void showsDescendantsOfExpandedProcesses();
    void countsRestarts_data() { bothDaemons(); }
    void countsRestarts();
    void theDefaultColumnsFit();
    void noArrowPointsAtTheOrderOfTheirOwn();
    void wordsStandBelowEachOther();
    void columnsAreChosenAndKept();
    void theBadgesTakeRoomWhileThereAreSome();
    void badgesLeaveColumnsSizedByHandAlone();
    void asksOnlyWhileItIsSeen();
    void aFilterExpandsAndGivesBack();
    void theFilterLeadsToItsFirstMatch();
    void enterOpensAndCloses();
    void updatesKeepSelectionScrollAndExpansion();
    void arrowsAreSeenOnTheSelectedRow();

private:
    std::unique_ptr<WindowFixture> m_fixture;
};

void TestTree::showsWhatProcessesUse()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->settings->setUsageInterval(std::chrono::milliseconds(500));
    m_fixture->open(programs, u"busy"_s);
    const auto usage = [this](const QString &name, int column) {
        return m_fixture->row(name).siblingAtColumn(column).data(ProcessModel::SortRole).toDouble();
    };
    QTRY_VERIFY_WITH_TIMEOUT(usage(u"busy"_s, ProcessModel::Cpu) > 0.1, 20'000);
    QVERIFY(m_fixture->cell(u"busy"_s, ProcessModel::Cpu).endsWith(u" %"_s));
    QVERIFY(usage(u"busy"_s, ProcessModel::Memory) > 100'000);
    QTRY_VERIFY(usage(u"web_0"_s, ProcessModel::Memory) > 0 && usage(u"web_2"_s, ProcessModel::Memory) > 0);
    QTRY_COMPARE(usage(u"web"_s, ProcessModel::Memory),
                 usage(u"web_0"_s, ProcessModel::Memory) + usage(u"web_1"_s, ProcessModel::Memory)
                     + usage(u"web_2"_s, ProcessModel::Memory));
    QCOMPARE(m_fixture->state(u"web"_s), u"3 of 3 running"_s);
    QCOMPARE(m_fixture->cell(u"beta"_s, ProcessModel::Cpu), u"–"_s);
}

void TestTree::aForeignServerCannotTellWhatProcessesUse()
{
    m_fixture = std::make_unique<WindowFixture>(Kind::Supervisord);
    m_fixture->open(programs, u"idle"_s);
    QTRY_COMPARE(m_fixture->state(u"idle"_s), u"RUNNING"_s);
    const QModelIndex cpu = m_fixture->row(u"idle"_s).siblingAtColumn(ProcessModel::Cpu);
    QCOMPARE(cpu.data().toString(), u"–"_s);
    QVERIFY(cpu.data(Qt::ToolTipRole).toString().startsWith(u"This server cannot tell"_s));
    QVERIFY(!m_fixture->tree->model()->hasChildren(m_fixture->row(u"parent"_s)));
    const QModelIndex restarts = m_fixture->row(u"idle"_s).siblingAtColumn(ProcessModel::Restarts);
    QVERIFY(restarts.data(Qt::ToolTipRole).toString().startsWith(u"Counted by changes"_s));
}

void TestTree::sortsByRawValue()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->settings->setUsageInterval(std::chrono::milliseconds(500));
    m_fixture->open(programs, u"busy"_s);
    QHeaderView *header = m_fixture->tree->header();
    const auto clickHeader = [header](int column) {
        const QPoint at(header->sectionViewportPosition(column) + 8, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    };
    const auto first = [this] {
        const QModelIndex server = m_fixture->tree->model()->index(0, 0);
        return m_fixture->tree->model()->index(0, 0, server).data().toString();
    };
    clickHeader(ProcessModel::Cpu); // ascending, then descending
    if (header->sortIndicatorOrder() == Qt::AscendingOrder)
        clickHeader(ProcessModel::Cpu);
    QCOMPARE(header->sortIndicatorSection(), int(ProcessModel::Cpu));
    QTRY_COMPARE_WITH_TIMEOUT(first(), u"busy"_s, 20'000);
}

void TestTree::showsDescendantsOfExpandedProcesses()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->settings->setUsageInterval(std::chrono::milliseconds(500));
    m_fixture->open(programs, u"parent"_s);
    QTreeView *tree = m_fixture->tree;
    QTRY_VERIFY_WITH_TIMEOUT(tree->model()->hasChildren(m_fixture->row(u"parent"_s)), 20'000);
    QVERIFY(!tree->isExpanded(m_fixture->row(u"parent"_s))); // nobody has asked
    QCOMPARE(tree->model()->rowCount(m_fixture->row(u"parent"_s)), 0);
    m_fixture->click(u"parent"_s);
    QTest::keyClick(tree, Qt::Key_Right);
    QTRY_COMPARE(tree->model()->rowCount(m_fixture->row(u"parent"_s)), 2); // sleep, and sh with another one below
    QTRY_VERIFY(m_fixture->row(u"sh"_s).isValid());
    QTRY_COMPARE(tree->model()->rowCount(m_fixture->row(u"sh"_s)), 1);
    const QModelIndex sleep = tree->model()->index(0, 0, m_fixture->row(u"sh"_s));
    QCOMPARE(sleep.siblingAtColumn(ProcessModel::Description).data().toString(), u"sleep 1001"_s);
    QVERIFY(sleep.siblingAtColumn(ProcessModel::Pid).data().toInt() > 0);

    tree->setCurrentIndex(sleep);
    QTRY_VERIFY(!m_fixture->action("process.stop")->isEnabled());
    QVERIFY(m_fixture->action("process.stop")->toolTip().contains(u"not controlled by itself"_s));
    QVERIFY(m_fixture->action("process.copyPid")->isEnabled());

    m_fixture->click(u"parent"_s);
    m_fixture->action("process.stop")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"parent"_s), u"STOPPED"_s, 15'000);
    QCOMPARE(tree->model()->rowCount(m_fixture->row(u"parent"_s)), 0);
}

void TestTree::countsRestarts()
{
    QFETCH(Kind, kind);
    m_fixture = std::make_unique<WindowFixture>(kind);
    m_fixture->open(programs, u"idle"_s);
    QTRY_COMPARE(m_fixture->state(u"idle"_s), u"RUNNING"_s);
    QCOMPARE(m_fixture->cell(u"idle"_s, ProcessModel::Restarts), u"0"_s);
    m_fixture->click(u"idle"_s);
    QTRY_VERIFY(m_fixture->action("process.restart")->isEnabled());
    m_fixture->action("process.restart")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->cell(u"idle"_s, ProcessModel::Restarts), u"1"_s, 15'000);
    QCOMPARE(m_fixture->cell(u"web_0"_s, ProcessModel::Restarts), u"0"_s);
}

void TestTree::theDefaultColumnsFit()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(many(2), u"worker"_s);
    MainWindow fresh(m_fixture->settings.get()); // of the size that it gives itself
    fresh.openServer(m_fixture->daemon.address());
    fresh.show();
    const auto *tree = fresh.findChild<QTreeView *>(u"processes"_s);
    QTRY_VERIFY_WITH_TIMEOUT(tree->isVisible() && tree->model()->rowCount() > 0, 10'000);
    QTRY_COMPARE(tree->header()->length(), tree->viewport()->width());
    QVERIFY(tree->columnWidth(ProcessModel::Description) >= 60);
}

void TestTree::noArrowPointsAtTheOrderOfTheirOwn()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open("[program:alpha]\ncommand=sleep 1000\n[program:beta]\ncommand=/nowhere\nstartretries=0\n",
                    u"beta"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"beta"_s), u"FATAL"_s, 10'000);
    QHeaderView *header = m_fixture->tree->header();
    const auto first = [this] {
        return m_fixture->tree->model()->index(0, 0, m_fixture->row(u"alpha"_s).parent()).data().toString();
    };
    QCOMPARE(header->sortIndicatorSection(), -1);
    QTRY_COMPARE(first(), u"beta"_s); // what is in trouble is first
    m_fixture->action("view.troubleFirst")->trigger();
    QTRY_COMPARE(first(), u"alpha"_s);
    const auto clickName
        = [header] { QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(8, header->height() / 2)); };
    clickName();
    QCOMPARE(header->sortIndicatorSection(), int(ProcessModel::Name));
    if (header->sortIndicatorOrder() == Qt::AscendingOrder)
        clickName();
    QTRY_COMPARE(first(), u"beta"_s);
    while (header->sortIndicatorSection() >= 0)
        clickName();
    QTRY_COMPARE(first(), u"alpha"_s);

    m_fixture->window->close();
    m_fixture->makeWindow();
    QCOMPARE(m_fixture->tree->header()->sortIndicatorSection(), -1);
    QVERIFY(m_fixture->tree->header()->isSortIndicatorClearable());
}

void TestTree::wordsStandBelowEachOther()
{
    struct Probe : StateDelegate {
        using StateDelegate::initStyleOption;
    };
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(many(2), u"worker"_s);
    const auto wordsOf = [this](const QString &name) {
        QStyleOptionViewItem option;
        option.initFrom(m_fixture->tree);
        option.rect = QRect(0, 0, 200, 20);
        Probe().initStyleOption(&option, m_fixture->row(name).siblingAtColumn(ProcessModel::State));
        return m_fixture->tree->style()->subElementRect(QStyle::SE_ItemViewItemText, &option, m_fixture->tree).left();
    };
    QCOMPARE(wordsOf(u"worker"_s), wordsOf(u"worker_0000"_s));
}

void TestTree::columnsAreChosenAndKept()
{
    m_fixture = std::make_unique<WindowFixture>();
    QTreeView *tree = m_fixture->tree;
    QHeaderView *header = tree->header();
    QStringList titles;
    for (int column = 0; column < header->count(); ++column)
        titles.append(tree->model()->headerData(column, Qt::Horizontal).toString().trimmed());
    QCOMPARE(titles.join(u' '), u"Name State PID Uptime CPU Memory Restarts Config Description"_s);

    emit header->customContextMenuRequested(QPoint(5, 5));
    auto *menu = m_fixture->window->findChild<QMenu *>(u"columnMenu"_s);
    QVERIFY(menu && menu->actions().contains(m_fixture->action("view.column.pid")));
    menu->close();
    m_fixture->action("view.column.pid")->trigger();
    QVERIFY(tree->isColumnHidden(ProcessModel::Pid));
    header->moveSection(header->visualIndex(ProcessModel::Memory), 1);
    tree->setColumnWidth(ProcessModel::Name, 333);
    tree->sortByColumn(ProcessModel::Uptime, Qt::DescendingOrder);
    m_fixture->window->close();
    m_fixture->makeWindow();
    tree = m_fixture->tree;
    QVERIFY(tree->isColumnHidden(ProcessModel::Pid));
    QVERIFY(!m_fixture->action("view.column.pid")->isChecked());
    QCOMPARE(tree->header()->visualIndex(ProcessModel::Memory), 1);
    QCOMPARE(tree->columnWidth(ProcessModel::Name), 333);
    QCOMPARE(tree->header()->sortIndicatorSection(), int(ProcessModel::Uptime));
    QCOMPARE(tree->header()->sortIndicatorOrder(), Qt::DescendingOrder);
    m_fixture->action("view.defaultLayout")->trigger();
    QVERIFY(!tree->isColumnHidden(ProcessModel::Pid));
    QVERIFY(m_fixture->action("view.column.pid")->isChecked());
}

void TestTree::theBadgesTakeRoomWhileThereAreSome()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(many(2), u"worker"_s);
    const QTreeView *tree = m_fixture->tree;
    const int title = tree->fontMetrics().horizontalAdvance(u"Config"_s);
    const int badge = tree->fontMetrics().horizontalAdvance(u"not applied"_s);
    QVERIFY(tree->columnWidth(ProcessModel::Config) >= title);
    QVERIFY(tree->columnWidth(ProcessModel::Config) < badge); // the description has the rest
    m_fixture->daemon.configure(many(2, "sleep 1001"));
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->cell(u"worker"_s, ProcessModel::Config), u"changed"_s, 10'000);
    QTRY_VERIFY(tree->columnWidth(ProcessModel::Config) > badge);
    QCOMPARE(tree->header()->length(), tree->viewport()->width());

    // It is as wide as this at the next start, and narrow again when nothing differs.
    m_fixture->window->close();
    m_fixture->makeWindow();
    m_fixture->window->openServer(m_fixture->daemon.address());
    tree = m_fixture->tree;
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->cell(u"worker"_s, ProcessModel::Config), u"changed"_s, 10'000);
    QTRY_VERIFY(tree->columnWidth(ProcessModel::Config) > badge);
    m_fixture->daemon.configure(many(2));
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->cell(u"worker"_s, ProcessModel::Config), QString(), 10'000);
    QTRY_VERIFY(tree->columnWidth(ProcessModel::Config) < badge);
}

void TestTree::badgesLeaveColumnsSizedByHandAlone()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(many(2), u"worker"_s);
    m_fixture->tree->setColumnWidth(ProcessModel::Config, 44);
    m_fixture->daemon.configure(many(2, "sleep 1001"));
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->cell(u"worker"_s, ProcessModel::Config), u"changed"_s, 10'000);
    QCOMPARE(m_fixture->tree->columnWidth(ProcessModel::Config), 44);
    m_fixture->window->close();
    m_fixture->makeWindow();
    m_fixture->window->openServer(m_fixture->daemon.address());
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->cell(u"worker"_s, ProcessModel::Config), u"changed"_s, 10'000);
    QCOMPARE(m_fixture->tree->columnWidth(ProcessModel::Config), 44);
    m_fixture->action("view.defaultLayout")->trigger();
    QVERIFY(m_fixture->tree->columnWidth(ProcessModel::Config) > 44);
}

void TestTree::asksOnlyWhileItIsSeen()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(programs, u"idle"_s);
    const client::UsageSampler &usage = m_fixture->window->currentSession()->usage();
    QTRY_VERIFY(usage.isWanted());
    m_fixture->window->showMinimized();
    QTRY_VERIFY(!usage.isWanted());
    m_fixture->window->showNormal();
    QTRY_VERIFY(usage.isWanted());
    m_fixture->window->hide();
    QTRY_VERIFY(!usage.isWanted());
}

void TestTree::aFilterExpandsAndGivesBack()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(programs, u"web_1"_s);
    QTRY_COMPARE(m_fixture->state(u"web"_s), u"3 of 3 running"_s);
    QTreeView *tree = m_fixture->tree;
    tree->collapse(m_fixture->row(u"web"_s));
    auto *filter = m_fixture->named<QLineEdit>(u"Filter processes"_s);
    filter->setFocus();
    QTest::keyClicks(filter, u"group:web web_?"_s);
    QVERIFY(tree->isExpanded(m_fixture->row(u"web"_s)));
    QVERIFY(!m_fixture->row(u"idle"_s).isValid());
    filter->clear();
    QTest::keyClicks(filter, u"*eb_2"_s);
    QVERIFY(m_fixture->row(u"web_2"_s).isValid());
    QVERIFY(!m_fixture->row(u"web_1"_s).isValid());
    filter->clear();
    QVERIFY(m_fixture->row(u"idle"_s).isValid());
    QVERIFY(!tree->isExpanded(m_fixture->row(u"web"_s)));
    QStringList chips;
    for (const QToolButton *chip : m_fixture->window->findChildren<QToolButton *>()) {
        if (chip->isCheckable() && !chip->text().isEmpty())
            chips.append(chip->text());
    }
    for (const QString &chip : {u"All 7"_s, u"Running 6"_s, u"Trouble 0"_s, u"Stopped 1"_s})
        QVERIFY2(chips.contains(chip), qPrintable(chips.join(u", "_s)));
}

void TestTree::theFilterLeadsToItsFirstMatch()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(programs, u"web_1"_s);
    QTreeView *tree = m_fixture->tree;
    const auto chosen = [tree] {
        const QModelIndexList rows = tree->selectionModel()->selectedRows();
        return rows.size() == 1 ? rows.first().data().toString() : QString();
    };
    auto *filter = m_fixture->named<QLineEdit>(u"Filter processes"_s);
    filter->setFocus();
    QTest::keyClicks(filter, u"eb_"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QTRY_VERIFY(tree->hasFocus());
    QCOMPARE(chosen(), u"web_0"_s); // neither its server nor its group
    QTest::keyClick(tree, Qt::Key_Down);
    QCOMPARE(chosen(), u"web_1"_s);
    filter->setFocus();
    QTest::keyClicks(filter, u"1"_s);
    QTest::keyClick(filter, Qt::Key_Down);
    QCOMPARE(chosen(), u"web_1"_s);
    filter->clear();
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_Down); // nothing is filtered: the selection stays
    QCOMPARE(chosen(), u"web_1"_s);
}

void TestTree::enterOpensAndCloses()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(programs, u"web_1"_s);
    QTreeView *tree = m_fixture->tree;
    m_fixture->click(u"web"_s);
    QVERIFY(tree->isExpanded(m_fixture->row(u"web"_s)));
    QTest::keyClick(tree, Qt::Key_Return);
    QVERIFY(!tree->isExpanded(m_fixture->row(u"web"_s)));
    QTest::keyClick(tree, Qt::Key_Enter);
    QVERIFY(tree->isExpanded(m_fixture->row(u"web"_s)));
}

void TestTree::updatesKeepSelectionScrollAndExpansion()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(many(1000) + "[program:other]\ncommand=sleep 1000\nprocess_name=o_%(process_num)d\nnumprocs=2\n",
                    u"worker_0999"_s);
    QTreeView *tree = m_fixture->tree;
    tree->collapse(m_fixture->row(u"other"_s));
    const QModelIndex chosen = m_fixture->row(u"worker_0500"_s);
    tree->setCurrentIndex(chosen);
    tree->scrollTo(chosen, QAbstractItemView::PositionAtCenter);
    const int scrolled = tree->verticalScrollBar()->value();
    QVERIFY(scrolled > 0);
    // Others start and stop by another hand, above and below.
    QProcess control;
    QStringList names;
    for (int i = 0; i < 1000; i += 50)
        names.append(u"worker:worker_%1"_s.arg(i == 500 ? 501 : i, 4, 10, QChar(u'0')));
    const QStringList arguments = QStringList{u"-s"_s, m_fixture->daemon.address()} + (QStringList{u"start"_s} + names);
    control.start(QStringLiteral(KANTOKU_BIN_DIR "/kantokuctl"), arguments);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"worker_0950"_s), u"RUNNING"_s, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"worker"_s), u"20 of 1000 running"_s, 30'000);
    QCOMPARE(tree->verticalScrollBar()->value(), scrolled);
    QCOMPARE(tree->currentIndex().siblingAtColumn(0), m_fixture->row(u"worker_0500"_s));
    QCOMPARE(tree->selectionModel()->selectedRows().size(), 1);
    QVERIFY(!tree->isExpanded(m_fixture->row(u"other"_s)));
    QVERIFY(tree->isExpanded(m_fixture->row(u"worker"_s)));
    QTRY_COMPARE(control.state(), QProcess::NotRunning);
}

void TestTree::arrowsAreSeenOnTheSelectedRow()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(many(2), u"worker"_s);
    QTreeView *tree = m_fixture->tree;
    for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        Theme::instance()->setScheme(scheme);
        m_fixture->click(u"worker"_s);
        const QRect row = tree->visualRect(m_fixture->row(u"worker"_s));
        const QRect arrow(row.left() - tree->indentation(), row.top(), tree->indentation(), row.height());
        const QColor ground = Theme::palette(scheme).color(QPalette::Highlight);
        const auto strongest = [&] {
            const QImage image = tree->viewport()->grab(arrow).toImage();
            double most = 1;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    most = std::max(most, contrastRatio(image.pixelColor(x, y), ground));
            }
            return most;
        };
        QTRY_VERIFY2(strongest() >= 3, qPrintable(QString::number(strongest())));
    }
    Theme::instance()->setScheme(Theme::Scheme::System);
}

QTEST_MAIN(TestTree)
#include "tst_tree.moc"
