#include "windowfixture.h"

#include "ui/processes/historymodel.h"
#include "ui/processes/usagegraph.h"
#include "ui/translations.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QLabel>
#include <QSignalSpy>
#include <QSplitter>
#include <QTabWidget>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;
using Kind = DaemonFixture::Kind;

namespace {

const char programs[] = R"(
[program:sleeper]
command=/bin/sleep 1000
directory=/tmp
startsecs=0
[program:doomed]
command=/no/such/program --option
startretries=0
[program:broken]
command=sh -c 'exit 7'
startsecs=0
autorestart=false
[program:manual]
command=/bin/sleep 1000
autostart=false
[program:piped]
command=/bin/echo a | /usr/bin/sort
autostart=false
)";

} // namespace

class TestOneProcess : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { installTranslations(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void cleanup() { m_fixture.reset(); }
    void overviewTellsWhatItRunsWith_data() { bothDaemons(); }
    void overviewTellsWhatItRunsWith();
    void oneSentenceTellsWhyItIsNotRunning_data() { bothDaemons(); }
    void oneSentenceTellsWhyItIsNotRunning();
    void eachFactIsToldOnce();
    void spansOfTimeAgree();
    void wordsOfOneRowHaveOneBaseline();
    void longTextIsWholeAtAnyWidth();
    void theEndOfWhatWasGivenUpIsTold();
    void anEndBySignalIsInWords_data() { bothDaemons(); }
    void anEndBySignalIsInWords();
    void graphsShowWhatWasMeasured();
    void graphsSayWhereNothingCanBeMeasured();
    void historyHasEveryChange_data() { bothDaemons(); }
    void historyHasEveryChange();
    void figuresKeepTheirDistance();
    void historyRowsAreInsertedInFront();

private:
    void open(Kind kind);
    /// The value beside that title in the overview; null while it is hidden.
    QString value(const QString &title) const;
    QString why() const;
    QStringList cutOff() const;
    const QAbstractItemModel *history() const;

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestOneProcess::open(Kind kind)
{
    m_fixture = std::make_unique<WindowFixture>(kind);
    m_fixture->settings->setUsageInterval(std::chrono::milliseconds(500));
    m_fixture->open(programs, u"sleeper"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"doomed"_s), u"FATAL"_s, 15'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"sleeper"_s), u"RUNNING"_s, 15'000);
}

QString TestOneProcess::value(const QString &title) const
{
    const auto *label = m_fixture->named<QLabel>(title);
    return label && label->isVisibleTo(m_fixture->window.get()) ? label->text() : QString();
}

QString TestOneProcess::why() const
{
    return value(u"Why it is not running"_s);
}

const QAbstractItemModel *TestOneProcess::history() const
{
    return m_fixture->named<QTreeView>(u"History"_s)->model();
}

void TestOneProcess::overviewTellsWhatItRunsWith()
{
    QFETCH(Kind, kind);
    open(kind);
    m_fixture->click(u"sleeper"_s);
    QTRY_VERIFY(value(u"State:"_s).startsWith(u"RUNNING for"_s));
    QTRY_COMPARE(value(u"Command:"_s), u"/bin/sleep 1000"_s);
    QCOMPARE(value(u"Directory:"_s), u"/tmp"_s);
    QCOMPARE(value(u"User:"_s), u"same as the server"_s);
    QCOMPARE(value(u"Process id:"_s), m_fixture->cell(u"sleeper"_s, ProcessModel::Pid));
    QVERIFY(value(u"Standard output:"_s).contains(u"sleeper-stdout"_s));
    QVERIFY(value(u"Restarts:"_s).startsWith(u"none since this window"_s));
    QVERIFY(why().isNull());

    m_fixture->click(u"manual"_s);
    QTRY_VERIFY(!why().isEmpty());
    QTRY_COMPARE(value(u"Command:"_s), u"/bin/sleep 1000"_s);
    QTRY_COMPARE(value(u"Directory:"_s), u"same as the server"_s);
    QVERIFY(value(u"Process id:"_s).isNull());

    m_fixture->click(u"piped"_s);
    QTRY_VERIFY2(value(u"Command:"_s).startsWith(u"/bin/echo a | /usr/bin/sort\n(only a shell understands |,"_s),
                 qPrintable(value(u"Command:"_s)));
}

void TestOneProcess::oneSentenceTellsWhyItIsNotRunning()
{
    QFETCH(Kind, kind);
    open(kind);
    m_fixture->click(u"doomed"_s);
    QTRY_VERIFY2(why().contains(u"/no/such/program"_s), qPrintable(why()));
    QTRY_COMPARE(value(u"Command:"_s).section(u'\n', 0, 0), u"/no/such/program --option"_s);
    QTRY_COMPARE(m_fixture->state(u"broken"_s), u"EXITED"_s);
    m_fixture->click(u"broken"_s);
    QTRY_VERIFY2(why().contains(u"exit status 7"_s), qPrintable(why()));
    QTRY_COMPARE(value(u"Ended with:"_s), u"exit status 7"_s);
    m_fixture->click(u"manual"_s);
    QTRY_VERIFY2(why().contains(u"not"_s) && !why().contains(u"exit status"_s), qPrintable(why()));
}

void TestOneProcess::eachFactIsToldOnce()
{
    open(Kind::Kantokud);
    m_fixture->click(u"doomed"_s);
    const auto times = [this](const QString &text) {
        const auto *panel = m_fixture->window->findChild<QWidget *>(u"overview"_s);
        return std::ranges::count_if(panel->findChildren<QLabel *>(), [&text](const QLabel *label) {
            return label->isVisible() && label->text().contains(text);
        });
    };
    const QString said = m_fixture->cell(u"doomed"_s, ProcessModel::Description); // the server's reason
    QVERIFY(!said.isEmpty());
    QTRY_VERIFY2(why().contains(said), qPrintable(why()));
    QTRY_COMPARE(times(said), 1);
    m_fixture->click(u"manual"_s);
    QTRY_VERIFY(why().contains(u"not"_s));
    QVERIFY(!m_fixture->cell(u"manual"_s, ProcessModel::Description).isEmpty());
    QCOMPARE(times(m_fixture->cell(u"manual"_s, ProcessModel::Description)), 0); // the sentence says that
}

void TestOneProcess::spansOfTimeAgree()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->settings->setUsageInterval(std::chrono::minutes(1)); // no news but of the clock
    m_fixture->open("[program:sleeper]\ncommand=/bin/sleep 1000\nstartsecs=0\n", u"sleeper"_s);
    QTRY_COMPARE(m_fixture->state(u"sleeper"_s), u"RUNNING"_s);
    m_fixture->click(u"sleeper"_s);
    for (const QString &seconds : {u"2"_s, u"3"_s, u"4"_s}) {
        QTRY_COMPARE_WITH_TIMEOUT(value(u"State:"_s), u"RUNNING for %1 s"_s.arg(seconds), 10'000);
        QCOMPARE(m_fixture->cell(u"sleeper"_s, ProcessModel::Uptime), u"0:00:0"_s + seconds);
    }
}

void TestOneProcess::wordsOfOneRowHaveOneBaseline()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(QByteArray("[program:mixed]\ncommand=EXE 日本語\nstartretries=0\n"), u"mixed"_s);
    m_fixture->click(u"mixed"_s);
    QTRY_VERIFY(value(u"Command:"_s).startsWith(u"EXE 日本語"_s));
    QLabel *command = m_fixture->named<QLabel>(u"Command:"_s);
    const auto *panel = command->parentWidget();
    const auto titles = panel->findChildren<QLabel *>();
    const auto title
        = std::ranges::find_if(titles, [command](const QLabel *label) { return label->buddy() == command; });
    QVERIFY(title != titles.end());
    // Where the letters of the first line, without descenders, end in the panel.
    const auto baseline = [](QLabel *label, const QString &letters) {
        const QFontMetrics metrics = label->fontMetrics();
        const QRect firstLetters(0, 0, metrics.horizontalAdvance(letters), metrics.height() + 4);
        const QImage image = label->grab(firstLetters).toImage();
        const QColor ground = image.pixelColor(0, 0);
        for (int y = image.height() - 1; y >= 0; --y) {
            for (int x = 0; x < image.width(); ++x) {
                if (contrastRatio(image.pixelColor(x, y), ground) > 2)
                    return label->y() + y;
            }
        }
        return -1;
    };
    QTRY_VERIFY(baseline(command, u"EXE"_s) > 0);
    QTRY_COMPARE(baseline(command, u"EXE"_s), baseline(*title, u"Command:"_s));
}

/// Which texts of the overview are cut off, and where they should have room.
QStringList TestOneProcess::cutOff() const
{
    const auto *panel = m_fixture->window->findChild<QWidget *>(u"overview"_s);
    QStringList cut;
    for (const QLabel *label : panel->findChildren<QLabel *>()) {
        if (!label->isVisible() || !label->wordWrap() || label->parentWidget() != panel)
            continue;
        const QRect inside = label->contentsRect();
        const QRect needed = label->fontMetrics().boundingRect(QRect(0, 0, inside.width(), QWIDGETSIZE_MAX),
                                                               Qt::TextWordWrap, label->text());
        if (needed.height() > inside.height() || needed.width() > inside.width()
            || !panel->rect().contains(label->geometry()))
            cut.append(u"%1 %2 × %3 in %4 × %5"_s.arg(label->accessibleName())
                           .arg(needed.width())
                           .arg(needed.height())
                           .arg(inside.width())
                           .arg(inside.height()));
    }
    return cut;
}

void TestOneProcess::longTextIsWholeAtAnyWidth()
{
    open(Kind::Kantokud);
    m_fixture->click(u"doomed"_s); // the first process makes the panel
    QTRY_VERIFY(m_fixture->window->findChild<QWidget *>(u"overview"_s));
    const auto *panel = m_fixture->window->findChild<QWidget *>(u"overview"_s);
    auto *splitter = m_fixture->window->findChild<QSplitter *>();
    QVERIFY(panel && splitter);
    QSet<int> heights; // of the sentence that says why
    for (int width = 260; width <= 900; width += 40) {
        splitter->setSizes({splitter->width() - width, width});
        for (const QString &process : {u"doomed"_s, u"sleeper"_s, u"broken"_s}) {
            m_fixture->click(process);
            QTRY_VERIFY(value(u"Standard output:"_s).contains(process) && !value(u"Command:"_s).isEmpty());
            QTRY_VERIFY2(cutOff().isEmpty(),
                         qPrintable(u"%1 at %2: %3"_s.arg(process).arg(panel->width()).arg(cutOff().join(u", "_s))));
            if (process == "doomed"_L1)
                heights.insert(m_fixture->named<QLabel>(u"Why it is not running"_s)->height());
        }
    }
    QVERIFY(heights.size() > 1); // it was wrapped in more than one way
}

void TestOneProcess::theEndOfWhatWasGivenUpIsTold()
{
    m_fixture = std::make_unique<WindowFixture>(Kind::Kantokud);
    m_fixture->open("[program:hasty]\ncommand=sh -c 'exit 3'\nstartsecs=10\nstartretries=0\n", u"hasty"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"hasty"_s), u"FATAL"_s, 15'000);
    m_fixture->click(u"hasty"_s);
    QTRY_COMPARE(value(u"Ended with:"_s), u"exit status 3"_s);
    m_fixture->window->findChild<QTabWidget *>(u"detailTabs"_s)->setCurrentIndex(3);
    QTRY_COMPARE(history()->index(0, HistoryModel::Change).data().toString(), u"BACKOFF → FATAL"_s);
    QCOMPARE(history()->index(0, HistoryModel::Pid).data().toString(), QString());
}

void TestOneProcess::anEndBySignalIsInWords()
{
    QFETCH(Kind, kind);
    m_fixture = std::make_unique<WindowFixture>(kind);
    m_fixture->open("[program:victim]\ncommand=/bin/sleep 1000\nstartsecs=0\nautorestart=false\n", u"victim"_s);
    QTRY_COMPARE(m_fixture->state(u"victim"_s), u"RUNNING"_s);
    m_fixture->click(u"victim"_s);
    const int pid = m_fixture->cell(u"victim"_s, ProcessModel::Pid).toInt();
    QVERIFY(pid > 1);
    ::kill(pid, SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"victim"_s), u"EXITED"_s, 15'000);
    const QString expected = kind == Kind::Kantokud ? u"terminated by SIGKILL"_s : u"killed by a signal"_s;
    QTRY_VERIFY2(value(u"Ended with:"_s).startsWith(expected), qPrintable(value(u"Ended with:"_s)));
    QTRY_VERIFY2(why().contains(expected), qPrintable(why()));
}

void TestOneProcess::graphsShowWhatWasMeasured()
{
    open(Kind::Kantokud);
    m_fixture->click(u"sleeper"_s);
    const client::UsageSampler &usage = m_fixture->window->currentSession()->usage();
    QTRY_VERIFY_WITH_TIMEOUT(usage.series(u"sleeper"_s).size() >= 3, 15'000);
    auto *plot = m_fixture->named<QWidget>(u"Processor and memory over time"_s);
    QVERIFY(plot && plot->isVisible());
    QTRY_VERIFY(plot->accessibleDescription().startsWith(u"Now "_s));
    // Drawn, in light and in dark: the picture has more than its background.
    for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        Theme::instance()->setScheme(scheme);
        const QColor background = Theme::palette(scheme).color(QPalette::Base);
        const QColor line = Theme::instance()->successColor(); // of the memory
        const auto count = [plot](const QColor &color) {
            const QImage image = plot->grab().toImage();
            int found = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    found += std::abs(pixel.red() - color.red()) + std::abs(pixel.green() - color.green())
                            + std::abs(pixel.blue() - color.blue())
                        < 90;
                }
            }
            return found;
        };
        QTRY_VERIFY(count(background) > 1000);
        QTRY_VERIFY(count(line) > 0);
    }
    Theme::instance()->setScheme(Theme::Scheme::System);
}

void TestOneProcess::graphsSayWhereNothingCanBeMeasured()
{
    open(Kind::Supervisord);
    m_fixture->click(u"sleeper"_s);
    QTRY_VERIFY(value(u"Why there are no graphs"_s).startsWith(u"This server cannot tell"_s));
}

void TestOneProcess::historyHasEveryChange()
{
    QFETCH(Kind, kind);
    open(kind);
    m_fixture->click(u"sleeper"_s);
    auto *tabs = m_fixture->window->findChild<QTabWidget *>(u"detailTabs"_s);
    auto *pane = m_fixture->window->findChild<QWidget *>(u"history"_s);
    QVERIFY(tabs && pane);
    tabs->setCurrentWidget(pane);
    const QString note = value(u"Where the history comes from"_s);
    QCOMPARE(note.contains(u"does not remember"_s), kind == Kind::Supervisord);
    const auto cell = [this](int row, int column) { return history()->index(row, column).data().toString(); };
    const auto changes = [&] {
        QStringList all;
        for (int row = 0; row < history()->rowCount(); ++row)
            all.append(cell(row, HistoryModel::Change));
        return all;
    };
    if (kind == Kind::Kantokud) // from before the window, too
        QTRY_VERIFY(changes().contains(u"STARTING → RUNNING"_s));
    m_fixture->action("process.stop")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"sleeper"_s), u"STOPPED"_s, 15'000);
    QTRY_VERIFY2(changes().value(0).endsWith(u"→ STOPPED"_s), qPrintable(changes().join(u", "_s)));
    QVERIFY(cell(0, HistoryModel::Pid).toInt() > 0);
    QVERIFY(!cell(0, HistoryModel::Time).isEmpty());
    if (kind == Kind::Kantokud) {
        QCOMPARE(cell(0, HistoryModel::Detail), u"terminated by SIGTERM"_s);
        QCOMPARE(changes().value(1), u"RUNNING → STOPPING"_s);
        QCOMPARE(cell(1, HistoryModel::Cause), u"XML-RPC"_s);
    }
    const qsizetype before = changes().size();
    QTRY_VERIFY(m_fixture->action("process.start")->isEnabled());
    m_fixture->action("process.start")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(changes().size() > before, 15'000);
    QTRY_VERIFY(changes().value(0).endsWith(u"RUNNING"_s));
}

void TestOneProcess::figuresKeepTheirDistance()
{
    open(Kind::Kantokud);
    m_fixture->click(u"sleeper"_s);
    auto *table = m_fixture->named<QTreeView>(u"History"_s);
    m_fixture->window->findChild<QTabWidget *>(u"detailTabs"_s)->setCurrentIndex(3);
    QTRY_VERIFY(table->isVisible() && table->model()->rowCount() > 0);
    // Pixels between the last ink and the next column; the line between two titles is none of it.
    const auto gap = [](const QImage &cell) {
        for (int x = cell.width() - 3; x >= 0; --x) {
            for (int y = 2; y < cell.height() - 2; ++y) {
                if (contrastRatio(cell.pixelColor(x, y), cell.pixelColor(1, y)) > 2)
                    return cell.width() - x;
            }
        }
        return -1; // empty
    };
    const QRect figure = table->visualRect(table->model()->index(0, HistoryModel::Pid));
    QTRY_VERIFY(gap(table->viewport()->grab(figure).toImage()) >= 8);
    QHeaderView *header = table->header();
    const QRect title(header->sectionViewportPosition(HistoryModel::Pid), 0, header->sectionSize(HistoryModel::Pid),
                      header->height());
    QVERIFY(gap(header->viewport()->grab(title).toImage()) >= 8);
}

void TestOneProcess::historyRowsAreInsertedInFront()
{
    using client::StateChange;
    HistoryModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto change = [](int second, ProcessState to) {
        return StateChange{QDateTime::fromSecsSinceEpoch(second), ProcessState::Stopped, to, 0, {}, {}};
    };
    const StateChange one = change(1, ProcessState::Starting);
    const StateChange two = change(2, ProcessState::Running);
    const StateChange three = change(3, ProcessState::Fatal);
    model.setChanges({one, two});
    const QPersistentModelIndex kept = model.index(0, HistoryModel::Change);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setChanges({two, three}); // one has fallen off the end
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(kept.row(), 1);
    QVERIFY(model.index(0, HistoryModel::Change).data().toString().endsWith(u"FATAL"_s));
    QCOMPARE(resets.size(), 0);
    model.setChanges({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestOneProcess)
#include "tst_oneprocess.moc"
