#include "windowfixture.h"

#include "ui/commandpalette.h"
#include "ui/processes/stdindialog.h"
#include "ui/translations.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;
using Kind = DaemonFixture::Kind;

namespace {

const char programs[] = R"(
[program:alpha]
command=/bin/sleep 1000
startsecs=0
[program:beta]
command=/bin/sleep 1000
startsecs=0
[program:doomed]
command=/no/such/program
startretries=0
[program:echo]
command=sh -c 'while read line; do echo "heard $line" >> %(here)s/heard; done'
startsecs=0
[program:quiet]
command=/bin/sleep 1000
startsecs=0
stdout_logfile=NONE
stderr_logfile=NONE
[program:web]
command=/bin/sleep 1000
process_name=web_%(process_num)d
numprocs=4
startsecs=0
)";

} // namespace

class TestProcessActions : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { installTranslations(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void cleanup() { m_fixture.reset(); }
    void manyAtOnceWithTheWayBack_data() { bothDaemons(); }
    void manyAtOnceWithTheWayBack();
    void failuresAreNamedOneByOne_data() { bothDaemons(); }
    void failuresAreNamedOneByOne();
    void groupsAskWithTheirNumber_data() { bothDaemons(); }
    void groupsAskWithTheirNumber();
    void whatTheFilterHidesIsLeftAlone_data() { bothDaemons(); }
    void whatTheFilterHidesIsLeftAlone();
    void signalsReachTheSelection_data() { bothDaemons(); }
    void signalsReachTheSelection();
    void textReachesStandardInput_data() { bothDaemons(); }
    void textReachesStandardInput();
    void copies_data() { bothDaemons(); }
    void copies();
    void disabledActionsSayWhy();
    void theKeyboardReachesEverything();
    void thePaletteFindsActionsAndProcesses();

private:
    void open(Kind kind);
    void answer(QMessageBox::ButtonRole role);
    QToolButton *button(const QString &text) const;

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestProcessActions::open(Kind kind)
{
    m_fixture = std::make_unique<WindowFixture>(kind);
    m_fixture->open(programs, u"alpha"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"doomed"_s), u"FATAL"_s, 15'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"web"_s), u"4 of 4 running"_s, 15'000);
}

void TestProcessActions::answer(QMessageBox::ButtonRole role)
{
    auto *question = m_fixture->window->findChild<QMessageBox *>(u"confirmation"_s);
    QVERIFY(question);
    for (QAbstractButton *each : question->buttons()) {
        if (question->buttonRole(each) == role)
            each->click();
    }
    QTRY_VERIFY(!m_fixture->window->findChild<QMessageBox *>(u"confirmation"_s));
}

QToolButton *TestProcessActions::button(const QString &text) const
{
    for (QToolButton *each : m_fixture->window->findChildren<QToolButton *>()) {
        if (each->text() == text && each->isVisible())
            return each;
    }
    return nullptr;
}

void TestProcessActions::manyAtOnceWithTheWayBack()
{
    QFETCH(Kind, kind);
    open(kind);
    m_fixture->click(u"alpha"_s);
    m_fixture->click(u"beta"_s, Qt::ControlModifier);
    QTRY_VERIFY(m_fixture->action("process.stop")->isEnabled());
    QTest::keyClick(m_fixture->tree, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->message(), u"Stopped 2 processes."_s, 15'000);
    QTRY_COMPARE(m_fixture->state(u"alpha"_s), u"STOPPED"_s);
    QTRY_COMPARE(m_fixture->state(u"beta"_s), u"STOPPED"_s);
    QToolButton *back = button(u"Start Again"_s);
    QVERIFY(back);
    QTest::mouseClick(back, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->message(), u"Started 2 processes."_s, 15'000);
    QTRY_COMPARE(m_fixture->state(u"alpha"_s), u"RUNNING"_s);
    QTRY_COMPARE(m_fixture->state(u"beta"_s), u"RUNNING"_s);
}

void TestProcessActions::failuresAreNamedOneByOne()
{
    QFETCH(Kind, kind);
    open(kind);
    m_fixture->click(u"alpha"_s);
    QTRY_VERIFY(m_fixture->action("process.stop")->isEnabled());
    m_fixture->action("process.stop")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"alpha"_s), u"STOPPED"_s, 15'000);
    m_fixture->click(u"doomed"_s, Qt::ControlModifier);
    QTRY_VERIFY(m_fixture->action("process.start")->isEnabled());
    m_fixture->action("process.start")->trigger();
    QTRY_VERIFY2_WITH_TIMEOUT(m_fixture->message().startsWith(u"1 of 2 worked; the first that did not is doomed: "_s),
                              qPrintable(m_fixture->message()), 15'000);
    QToolButton *details = button(u"Details"_s);
    QVERIFY(details);
    QTest::mouseClick(details, Qt::LeftButton);
    QVERIFY(button(u"Stop Again"_s)); // what has worked can be taken back
}

void TestProcessActions::groupsAskWithTheirNumber()
{
    QFETCH(Kind, kind);
    open(kind);
    m_fixture->click(u"web"_s);
    QTRY_VERIFY(m_fixture->action("process.stop")->isEnabled());
    m_fixture->action("process.stop")->trigger();
    auto *question = m_fixture->window->findChild<QMessageBox *>(u"confirmation"_s);
    QVERIFY(question);
    QCOMPARE(question->text(), u"Stop 4 running processes?"_s);
    answer(QMessageBox::RejectRole);
    QCOMPARE(m_fixture->state(u"web"_s), u"4 of 4 running"_s);
    m_fixture->action("process.stop")->trigger();
    answer(QMessageBox::AcceptRole);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"web"_s), u"0 of 4 running"_s, 15'000);
    QTRY_COMPARE(m_fixture->message(), u"Stopped 4 processes."_s);

    // The whole server always asks.
    m_fixture->tree->setCurrentIndex(m_fixture->tree->model()->index(0, 0));
    QTRY_VERIFY(m_fixture->action("process.restart")->isEnabled());
    m_fixture->action("process.restart")->trigger();
    question = m_fixture->window->findChild<QMessageBox *>(u"confirmation"_s);
    QVERIFY(question);
    QCOMPARE(question->text(), u"Restart 9 processes?"_s);
    QCOMPARE(question->informativeText(), u"4 of them run now and will be interrupted."_s);
    answer(QMessageBox::RejectRole);
}

void TestProcessActions::whatTheFilterHidesIsLeftAlone()
{
    QFETCH(Kind, kind);
    open(kind);
    m_fixture->click(u"web"_s);
    m_fixture->window->findChild<QLineEdit *>(u"filterProcesses"_s)->setText(u"web_1"_s);
    QTRY_COMPARE(m_fixture->tree->model()->rowCount(m_fixture->row(u"web"_s)), 1);
    m_fixture->click(u"web"_s);
    QTRY_VERIFY(m_fixture->action("process.stop")->isEnabled());
    const auto *hint = m_fixture->window->findChild<QWidget *>(u"details"_s)->findChild<QLabel *>();
    QTRY_COMPARE(hint->text(),
                 u"1 process selected. 3 more are hidden by the filter and left alone.\n"
                 "1 running, 0 in trouble, 0 stopped."_s);
    m_fixture->action("process.stop")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->message(), u"Stopped web:web_1."_s, 15'000);
    m_fixture->tree->setCurrentIndex(m_fixture->tree->model()->index(0, 0)); // the server asks, and says the same
    QTRY_VERIFY(m_fixture->action("process.restart")->isEnabled());
    m_fixture->action("process.restart")->trigger();
    const auto *question = m_fixture->window->findChild<QMessageBox *>(u"confirmation"_s);
    QVERIFY(question);
    QCOMPARE(question->text(), u"Restart web:web_1?"_s);
    QVERIFY2(question->informativeText().endsWith(u"8 more are hidden by the filter and left alone."_s),
             qPrintable(question->informativeText()));
    answer(QMessageBox::RejectRole);
    m_fixture->window->findChild<QLineEdit *>(u"filterProcesses"_s)->clear();
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"web"_s), u"3 of 4 running"_s, 15'000);
    QCOMPARE(m_fixture->state(u"web_1"_s), u"STOPPED"_s);
}

void TestProcessActions::signalsReachTheSelection()
{
    QFETCH(Kind, kind);
    open(kind);
    const auto signalAction
        = [this](const char *name) { return m_fixture->window->findChild<QAction *>(QString::fromLatin1(name)); };
    m_fixture->click(u"beta"_s);
    QTRY_VERIFY(m_fixture->action("process.signal")->isEnabled());
    const QString pid = m_fixture->cell(u"beta"_s, ProcessModel::Pid);
    signalAction("signal.KILL")->trigger();
    QTRY_COMPARE(m_fixture->message(), u"Sent SIGKILL to beta."_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->cell(u"beta"_s, ProcessModel::Pid) != pid, 15'000);

    m_fixture->click(u"web"_s);
    QTRY_VERIFY(m_fixture->action("process.signal")->isEnabled());
    signalAction("signal.TERM")->trigger();
    auto *question = m_fixture->window->findChild<QMessageBox *>(u"confirmation"_s);
    QVERIFY(question);
    QCOMPARE(question->text(), u"Send SIGTERM to 4 processes?"_s);
    answer(QMessageBox::RejectRole);
    signalAction("signal.CONT")->trigger(); // hurts nobody: no question
    QTRY_COMPARE(m_fixture->message(), u"Sent SIGCONT to 4 processes."_s);
}

void TestProcessActions::textReachesStandardInput()
{
    QFETCH(Kind, kind);
    open(kind);
    m_fixture->click(u"echo"_s);
    QTRY_VERIFY(m_fixture->action("process.stdin")->isEnabled());
    m_fixture->action("process.stdin")->trigger();
    auto *dialog = m_fixture->window->findChild<StdinDialog *>();
    QVERIFY(dialog);
    auto *text = dialog->findChild<QPlainTextEdit *>();
    QTest::keyClicks(text, u"good morning"_s);
    for (QAbstractButton *each : dialog->findChild<QDialogButtonBox *>()->buttons()) {
        if (each->text() == u"&Send"_s)
            QTest::mouseClick(each, Qt::LeftButton);
    }
    QTRY_COMPARE(m_fixture->message(), u"Sent the text to echo."_s);
    const auto heard = [this] {
        QFile file(m_fixture->daemon.file(u"heard"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QTRY_COMPARE_WITH_TIMEOUT(heard(), "heard good morning\n", 10'000);
}

void TestProcessActions::copies()
{
    QFETCH(Kind, kind);
    open(kind);
    m_fixture->click(u"alpha"_s);
    m_fixture->click(u"beta"_s, Qt::ControlModifier);
    QTRY_VERIFY(m_fixture->action("process.copyName")->isEnabled());
    const auto copied = [this](const char *action) {
        QApplication::clipboard()->clear();
        m_fixture->action(action)->trigger();
        [&] { QTRY_VERIFY(!QApplication::clipboard()->text().isEmpty()); }();
        return QApplication::clipboard()->text();
    };
    QCOMPARE(copied("process.copyName"), u"alpha\nbeta"_s);
    QCOMPARE(copied("process.copyPid"),
             m_fixture->cell(u"alpha"_s, ProcessModel::Pid) + u'\n' + m_fixture->cell(u"beta"_s, ProcessModel::Pid));
    QCOMPARE(copied("process.copyCommand"), u"/bin/sleep 1000\n/bin/sleep 1000"_s);
    const QString lines = copied("process.copyStatus");
    QVERIFY2(lines.startsWith(u"alpha                            RUNNING   pid "_s), qPrintable(lines));
}

void TestProcessActions::disabledActionsSayWhy()
{
    open(Kind::Kantokud);
    const auto whyNot = [this](const char *id) {
        QAction *action = m_fixture->action(id);
        return action->isEnabled() ? QString() : action->statusTip();
    };
    m_fixture->tree->clearSelection();
    QTRY_COMPARE(whyNot("process.start"), u"Select a process first."_s);
    m_fixture->click(u"alpha"_s);
    QTRY_COMPARE(whyNot("process.start"), u"Nothing of what is selected is stopped."_s);
    QVERIFY(whyNot("process.stop").isEmpty());
    QVERIFY(whyNot("log.open").isEmpty());
    m_fixture->click(u"quiet"_s);
    QTRY_COMPARE(whyNot("log.clear"), u"Nothing of what is selected has a log file."_s);
    QCOMPARE(whyNot("log.open"), u"This program has no log file."_s);
    m_fixture->click(u"doomed"_s);
    QTRY_COMPARE(whyNot("process.stop"), u"Nothing of what is selected is running."_s);
    QCOMPARE(whyNot("process.stdin"), u"Nothing of what is selected is running."_s);
    QCOMPARE(whyNot("process.copyPid"), u"Nothing of what is selected has a process id."_s);
    m_fixture->click(u"web"_s);
    QTRY_COMPARE(whyNot("log.open"), u"Select one process first."_s);
    QVERIFY(whyNot("process.stdin").isEmpty());
    m_fixture->daemon.stop();
    QTRY_COMPARE_WITH_TIMEOUT(whyNot("process.stop"), u"The server is not connected."_s, 20'000);
    QVERIFY(whyNot("process.copyName").isEmpty()); // what is known can still be copied
}

void TestProcessActions::theKeyboardReachesEverything()
{
    open(Kind::Kantokud);
    QTreeView *tree = m_fixture->tree;
    m_fixture->click(u"alpha"_s);
    QTest::keyClick(tree, Qt::Key_Return);
    auto *tabs = m_fixture->window->findChild<QTabWidget *>(u"detailTabs"_s);
    QTRY_COMPARE(tabs->tabText(tabs->currentIndex()), u"Log"_s);
    tree->setFocus();
    QSet<QWidget *> panes;
    for (int i = 0; i < 6; ++i) {
        QTest::keyClick(m_fixture->window.get(), Qt::Key_F6);
        panes.insert(m_fixture->window->focusWidget());
    }
    QVERIFY(panes.size() >= 4); // filter, tree, details, console
    QTest::keyClick(m_fixture->window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_fixture->window->focusWidget(), m_fixture->named<QLineEdit>(u"Filter processes"_s));
    const QDateTime before = m_fixture->window->currentSession()->updatedAt();
    QTest::keyClick(m_fixture->window.get(), Qt::Key_F5);
    QTRY_VERIFY(m_fixture->window->currentSession()->updatedAt() > before);
    tree->setFocus();
    m_fixture->click(u"alpha"_s);
    for (const Qt::Key key : {Qt::Key_Delete, Qt::Key_S, Qt::Key_T, Qt::Key_R})
        QTest::keyClick(tree, key);
    QCOMPARE(m_fixture->state(u"alpha"_s), u"RUNNING"_s); // a bare letter stops nothing
}

void TestProcessActions::thePaletteFindsActionsAndProcesses()
{
    open(Kind::Kantokud);
    m_fixture->click(u"alpha"_s);
    QTRY_VERIFY(m_fixture->action("process.stop")->isEnabled());
    const auto palette = [this]() -> CommandPalette * {
        m_fixture->window->activateWindow();
        [this] { QVERIFY(QTest::qWaitForWindowActive(m_fixture->window.get())); }();
        QTest::keyClick(m_fixture->window.get(), Qt::Key_K, Qt::ControlModifier);
        return m_fixture->window->findChild<CommandPalette *>();
    };
    CommandPalette *first = palette();
    QVERIFY(first);
    const auto *list = first->findChild<QListWidget *>();
    QStringList texts;
    for (int i = 0; i < list->count(); ++i)
        texts.append(list->item(i)->text());
    for (QAction *action : m_fixture->window->actions().all()) {
        if (action->objectName() == u"process.signal"_s)
            continue;
        const bool found = std::ranges::any_of(texts, [&](const QString &text) { // with its menu where it has one
            return text.startsWith(action->iconText()) || text.contains(u" ▸ "_s + action->iconText());
        });
        QVERIFY2(found, qPrintable(action->objectName()));
    }
    QVERIFY(texts.filter(u"Signal HUP"_s).size() == 1);
    QTest::keyClicks(first->findChild<QLineEdit *>(), u"ww2"_s);
    QTest::keyClick(first->findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_COMPARE(m_fixture->tree->currentIndex().siblingAtColumn(0), m_fixture->row(u"web_2"_s));
    QTRY_VERIFY(!m_fixture->window->findChild<CommandPalette *>());
    CommandPalette *second = palette();
    QVERIFY(second);
    QTest::keyClicks(second->findChild<QLineEdit *>(), u"stop"_s);
    QTest::keyClick(second->findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"web_2"_s), u"STOPPED"_s, 15'000);
}

QTEST_MAIN(TestProcessActions)
#include "tst_processactions.moc"
