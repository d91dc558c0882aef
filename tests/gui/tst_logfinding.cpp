#include "logpaneltest.h"

#include "ui/logs/logfilterpane.h"
#include "ui/logs/logfinder.h"
#include "ui/logs/overviewstrip.h"

#include <QLabel>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

/// Finding and filtering in a log, by keys and mouse.
class TestLogFinding : public LogPanelTest {
    Q_OBJECT
private slots:
    void cleanup() { close(); }

    void findingTellsWhenItGoesOnAtTheOtherEnd();
    void findingShowsAMatchWhileOneTypes();
    void findingReadsWhatIsNotLoaded();
    void filterAndLogAreLinkedBothWays();
};

void TestLogFinding::findingTellsWhenItGoesOnAtTheOtherEnd()
{
    open(DaemonFixture::Kind::Kantokud, counter, u"p"_s);
    type(u"200\n"_s);
    QTRY_VERIFY(shown().endsWith(u"number 200\n"_s));
    find(u"number 1"_s);
    auto *label = named<QLabel>(m_panel.get(), u"Matches"_s);
    auto *edit = named<QLineEdit>(m_panel.get(), u"Find in log"_s);
    QTRY_VERIFY2(label->text().startsWith(u"111 match"_s), qPrintable(label->text())); // some are in sight
    QTest::mouseClick(named<QToolButton>(m_panel.get(), u"Whole words"_s), Qt::LeftButton);
    QTRY_COMPARE(label->text(), u"1 of 1"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(label->text(), u"↻ 1 of 1"_s);
    QCOMPARE(label->toolTip(), u"The search went on at the other end of the log."_s);
    QTRY_COMPARE(view()->topLine(), buffer().firstLine());
    QVERIFY(!view()->isFollowing());
    QVERIFY(view()->overview()->isVisible());
    // More of them while they arrive.
    QTest::mouseClick(named<QToolButton>(m_panel.get(), u"Whole words"_s), Qt::LeftButton);
    type(u"2000\n"_s);
    QTRY_VERIFY2(label->text().startsWith(u"1,111 match"_s) || label->text().startsWith(u"1111 match"_s),
                 qPrintable(label->text()));
    QTest::keyClick(edit, Qt::Key_Escape);
    QTRY_VERIFY(view()->hasFocus());
    QVERIFY(!view()->overview()->isVisible());
}

void TestLogFinding::findingShowsAMatchWhileOneTypes()
{
    open(DaemonFixture::Kind::Kantokud, counter, u"p"_s);
    type(u"300\n"_s);
    QTRY_VERIFY(shown().endsWith(u"number 300\n"_s));
    QTRY_VERIFY(view()->isFollowing());
    QTRY_COMPARE(view()->bottomLine(), buffer().endLine()); // shown, too
    // What is in sight is only marked: the end is still followed.
    find(u"number 299"_s);
    auto *label = named<QLabel>(m_panel.get(), u"Matches"_s);
    auto *edit = named<QLineEdit>(m_panel.get(), u"Find in log"_s);
    QTRY_VERIFY2(label->text().startsWith(u"1 match"_s), qPrintable(label->text()));
    QVERIFY(view()->isFollowing());
    // The nearest one above, from where one began to type, and not from where the first letters led.
    find(u"number 1"_s);
    QTRY_COMPARE(label->text(), u"111 of 111"_s);
    QVERIFY(!view()->isFollowing());
    QTRY_COMPARE(buffer().line(view()->currentLine()).toByteArray(), "number 199");
    QTest::keyClicks(edit, u"5"_s);
    QTRY_COMPARE(buffer().line(view()->currentLine()).toByteArray(), "number 159");
    QTest::keyClick(edit, Qt::Key_Backspace);
    QTRY_VERIFY2(label->text().startsWith(u"111 match"_s), qPrintable(label->text())); // those in sight will do
    // None above, but below.
    QTest::keyClick(view(), Qt::Key_Home);
    QTRY_COMPARE(view()->topLine(), buffer().firstLine());
    find(u"number 250"_s);
    QTRY_COMPARE(label->text(), u"1 of 1"_s);
    QTRY_COMPARE(buffer().line(view()->currentLine()).toByteArray(), "number 250");
    // What is found later moves nobody.
    find(u"number 301"_s);
    QTRY_COMPARE(label->text(), u"no match"_s);
    const LineId top = view()->topLine();
    type(u"301\n"_s);
    QTRY_VERIFY2(label->text().startsWith(u"1 match"_s), qPrintable(label->text()));
    QCOMPARE(view()->topLine(), top);
}

void TestLogFinding::findingReadsWhatIsNotLoaded()
{
    open(DaemonFixture::Kind::Kantokud,
         "[program:p]\ncommand=/bin/sh -c 'seq 1 600000; exec cat'\nstdout_logfile_maxbytes=0\n", u"p"_s);
    QTRY_VERIFY(shown().endsWith(u"\n600000\n"_s));
    QVERIFY(!buffer().allUnread().empty());
    find(u"777"_s);
    auto *label = named<QLabel>(m_panel.get(), u"Matches"_s);
    int lines = 0;
    for (int i = 1; i <= 600'000; ++i)
        lines += QByteArray::number(i).contains("777") ? 1 : 0;
    QTRY_COMPARE_WITH_TIMEOUT(int(m_panel->finder()->lines().size()), lines, 20'000);
    QTRY_VERIFY(!m_panel->finder()->isSearching());
    QVERIFY(buffer().sizeBytes() < 2 * 1024 * 1024); // found, not kept
    // The first one is far away and is shown all the same.
    auto *edit = named<QLineEdit>(m_panel.get(), u"Find in log"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    for (int i = 0; i < 200 && !label->text().startsWith(u"↻"_s); ++i)
        QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(buffer().line(view()->currentLine()).toByteArray(), "777");
    QVERIFY2(label->text().startsWith(u"↻ 1 of "_s), qPrintable(label->text()));
}

void TestLogFinding::filterAndLogAreLinkedBothWays()
{
    open(DaemonFixture::Kind::Kantokud, counter, u"p"_s);
    type(u"300\n"_s);
    QTRY_VERIFY(shown().endsWith(u"number 300\n"_s));
    find(u"7"_s);
    auto *pane = m_panel->findChild<LogFilterPane *>();
    QTest::keyClick(named<QLineEdit>(m_panel.get(), u"Find in log"_s), Qt::Key_F,
                    Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(pane->isVisible());
    QTreeView *list = pane->list();
    QTRY_COMPARE(list->model()->rowCount(), 57);
    // From the list to the log, with the mouse and with an arrow.
    const auto place = [list] { return list->visualRect(list->model()->index(1, 0)).center(); };
    list->scrollToTop();
    QTRY_VERIFY(list->viewport()->rect().contains(place()));
    QVERIFY(view()->isFollowing());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, place());
    QTRY_COMPARE(buffer().line(view()->currentLine()).toByteArray(), "number 17");
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QTRY_COMPARE(buffer().line(view()->currentLine()).toByteArray(), "number 27");
    QVERIFY(!view()->isFollowing());
    // And from the log to the list.
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_N);
    QTRY_COMPARE(list->currentIndex().siblingAtColumn(1).data().toString(), u"number 37"_s);
    // It grows with the log.
    type(u"307\n"_s);
    QTRY_COMPARE(list->model()->rowCount(), 58);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Escape);
    QTRY_VERIFY(!pane->isVisible());
    QTRY_VERIFY(view()->hasFocus());
}

QTEST_MAIN(TestLogFinding)
#include "tst_logfinding.moc"
