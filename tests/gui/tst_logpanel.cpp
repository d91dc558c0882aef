#include "logpaneltest.h"

#include "ui/logs/overviewstrip.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

/// What one does to a log, by keys and mouse.
class TestLogPanel : public LogPanelTest {
    Q_OBJECT
private slots:
    void cleanup() { close(); }

    void marksAreReachedWithKeys();
    void copiesWithNumbers();
    void savesByteForByte();
    void bothChannelsAreMerged();
    void emptyStatesHaveAButton();
    void itsBarsShareARowWhereThereIsRoom();
    void zoomsWithKeysAndWheel();
    void aScreenReaderFindsTextCaretAndSelection();
};

void TestLogPanel::marksAreReachedWithKeys()
{
    open(DaemonFixture::Kind::Kantokud, counter, u"p"_s);
    type(u"300\n"_s);
    QTRY_VERIFY(shown().endsWith(u"number 300\n"_s));
    QTest::keyClick(view(), Qt::Key_Home);
    QTRY_COMPARE(view()->topLine(), buffer().firstLine());
    QTest::keyClick(view(), Qt::Key_M);
    QTest::keyClick(view(), Qt::Key_PageDown);
    QTest::keyClick(view(), Qt::Key_PageDown);
    const LineId second = view()->currentLine();
    QTest::keyClick(view(), Qt::Key_F2, Qt::ControlModifier);
    QCOMPARE(view()->marks().size(), 2U);
    QVERIFY(view()->overview()->isVisible());
    QTest::keyClick(view(), Qt::Key_End);
    QTest::keyClick(view(), Qt::Key_F2);
    QCOMPARE(view()->currentLine(), buffer().firstLine());
    QVERIFY(!view()->isFollowing());
    QTest::keyClick(view(), Qt::Key_BracketRight);
    QCOMPARE(view()->currentLine(), second);
    QTest::keyClick(view(), Qt::Key_BracketLeft);
    QCOMPARE(view()->currentLine(), buffer().firstLine());
    QTest::keyClick(view(), Qt::Key_M);
    QCOMPARE(view()->marks().size(), 1U);
}

void TestLogPanel::copiesWithNumbers()
{
    open(DaemonFixture::Kind::Kantokud, counter, u"p"_s);
    type(u"3\n"_s);
    QTRY_VERIFY(shown().endsWith(u"number 3\n"_s));
    QTest::keyClick(view(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(view(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"1\tnumber 1\n2\tnumber 2\n3\tnumber 3"_s);
    QTest::keyClick(view(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"number 1\nnumber 2\nnumber 3"_s);
}

void TestLogPanel::savesByteForByte()
{
    open(DaemonFixture::Kind::Kantokud,
         "[program:p]\ncommand=/bin/sh -c 'printf \"a\\377\\000b\\033[31mred\\033[0m\\r\\nno end\"; exec cat'\n",
         u"p"_s);
    QTRY_VERIFY(shown().contains(u"no end"_s));
    QVERIFY(shown().startsWith(u"a\\xff\\x00bred"_s));
    QTest::keyClick(view(), Qt::Key_S, Qt::ControlModifier);
    auto *dialog = m_panel->findChild<QFileDialog *>(u"saveLogDialog"_s);
    QVERIFY(dialog);
    dialog->reject();
    QSignalSpy done(m_panel.get(), &LogPanel::done);
    m_panel->saveTo(m_daemon->file(u"copy"_s), false);
    QTRY_COMPARE(done.size(), 1);
    QFile copy(m_daemon->file(u"copy"_s));
    QVERIFY(copy.open(QFile::ReadOnly));
    QCOMPARE(copy.readAll(), QByteArray("a\xff\0b\x1b[31mred\x1b[0m\r\nno end", 24));
    QTest::keyClick(view(), Qt::Key_A, Qt::ControlModifier);
    m_panel->saveTo(m_daemon->file(u"part"_s), true);
    QTRY_COMPARE(done.size(), 2);
    QFile part(m_daemon->file(u"part"_s));
    QVERIFY(part.open(QFile::ReadOnly));
    QCOMPARE(part.readAll(), QByteArray("a\xff\0b\x1b[31mred\x1b[0m\r\nno end", 24));
    QSignalSpy failed(m_panel.get(), &LogPanel::failed);
    m_panel->saveTo(m_daemon->file(u"no/such/folder"_s), false);
    QTRY_COMPARE(failed.size(), 1);
}

void TestLogPanel::bothChannelsAreMerged()
{
    open(DaemonFixture::Kind::Kantokud,
         "[program:p]\ncommand=/bin/sh -c 'echo first; while read l; do echo out $l; sleep 0.3; echo err $l >&2; "
         "done'\n",
         u"p"_s);
    QTRY_COMPARE(shown(), u"first\n"_s);
    auto *channels = named<QComboBox>(m_panel.get(), u"Log channel"_s);
    channels->setFocus();
    QTest::keyClick(channels, Qt::Key_End);
    QTRY_COMPARE(m_panel->channel(), LogPanel::bothChannels());
    QTRY_COMPARE(shown(), u"first\n"_s);
    type(u"1\n"_s);
    QTRY_COMPARE(shown(), u"first\nout 1\nerr 1\n"_s);
    type(u"2\n"_s);
    QTRY_COMPARE(shown(), u"first\nout 1\nerr 1\nout 2\nerr 2\n"_s);
    QCOMPARE(buffer().source(buffer().previous(buffer().endLine())), u"stderr"_s);
    QCOMPARE(buffer().source(buffer().advanced(buffer().endLine(), -2)), u"stdout"_s);
}

void TestLogPanel::emptyStatesHaveAButton()
{
    open(DaemonFixture::Kind::Kantokud,
         "[program:silent]\ncommand=sh -c 'echo told to stderr >&2; exec cat'\n"
         "[program:none]\ncommand=cat\nstdout_logfile=NONE\n[program:mute]\ncommand=cat\n",
         u"silent"_s);
    auto *button = view()->findChild<QPushButton *>(u"placeholderButton"_s);
    QTRY_COMPARE(view()->accessibleDescription(), u"The log of silent is empty (stdout)."_s);
    QTRY_VERIFY(button->isVisible());
    QCOMPARE(button->text(), u"Show stderr"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(shown(), u"told to stderr\n"_s);
    QTRY_VERIFY(!button->isVisible());
    QTRY_COMPARE(view()->accessibleDescription(), QString()); // the text speaks for itself
    m_panel->showLog(m_session.get(), u"mute"_s, LogPanel::bothChannels());
    QTRY_COMPARE(view()->accessibleDescription(), u"The logs of mute are empty, stdout and stderr."_s);
    m_panel->showLog(m_session.get(), u"none"_s, u"stdout"_s);
    QTRY_COMPARE(view()->accessibleDescription(), u"This program has no log file."_s);
    m_session->disconnectFromServer();
    m_panel->showLog(m_session.get(), u"silent"_s, u"stdout"_s);
    QTRY_COMPARE(button->text(), u"Connect"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(m_session->status(), client::Session::Status::Online);
}

void TestLogPanel::itsBarsShareARowWhereThereIsRoom()
{
    open(DaemonFixture::Kind::Kantokud, counter, u"p"_s);
    auto *edit = named<QLineEdit>(m_panel.get(), u"Find in log"_s);
    auto *follow = named<QToolButton>(m_panel.get(), u"Follow"_s);
    auto *clear = named<QToolButton>(m_panel.get(), u"Clear Log"_s);
    const auto placeOf = [this](QWidget *part) { return QRect(part->mapTo(m_panel.get(), QPoint()), part->size()); };
    m_panel->resize(1400, 480);
    QTRY_VERIFY(std::abs(placeOf(edit).center().y() - placeOf(follow).center().y()) <= 2);
    QVERIFY(placeOf(edit).right() < placeOf(follow).left()); // as Tab goes
    QVERIFY(placeOf(clear).right() < m_panel->width());
    QVERIFY(m_panel->minimumSizeHint().width() < 700); // it can be made narrow again
    const int height = view()->height();
    m_panel->resize(500, 480);
    QTRY_VERIFY(placeOf(follow).top() > placeOf(edit).bottom());
    QVERIFY(placeOf(clear).right() < m_panel->width());
    QVERIFY(placeOf(follow).bottom() < m_panel->height());
    QVERIFY(view()->height() < height);
}

void TestLogPanel::zoomsWithKeysAndWheel()
{
    open(DaemonFixture::Kind::Kantokud, counter, u"p"_s);
    const qreal normal = view()->viewport()->font().pointSizeF();
    QTest::keyClick(view(), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(view()->viewport()->font().pointSizeF(), normal + 1);
    QTest::keyClick(view(), Qt::Key_Minus, Qt::ControlModifier);
    QTest::keyClick(view(), Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(view()->viewport()->font().pointSizeF(), normal - 1);
    QTest::keyClick(view(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(view()->viewport()->font().pointSizeF(), normal);
    QWheelEvent wheel({20, 20}, view()->viewport()->mapToGlobal(QPointF(20, 20)), {}, {0, 120}, Qt::NoButton,
                      Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(view()->viewport(), &wheel);
    QCOMPARE(view()->viewport()->font().pointSizeF(), normal + 1);
}

void TestLogPanel::aScreenReaderFindsTextCaretAndSelection()
{
    open(DaemonFixture::Kind::Kantokud, counter, u"p"_s);
    type(u"3\n"_s);
    QTRY_VERIFY(shown().endsWith(u"number 3\n"_s));
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(view());
    QAccessibleTextInterface *text = interface->textInterface();
    QCOMPARE(text->text(0, text->characterCount()), u"number 1\nnumber 2\nnumber 3\n"_s);
    text->setSelection(0, 9, 17);
    QCOMPARE(view()->selectedText(), u"number 2"_s);
    QCOMPARE(text->selectionCount(), 1);
    int start = 0;
    int end = 0;
    text->selection(0, &start, &end);
    QCOMPARE(start, 9);
    QCOMPARE(end, 17);
    QCOMPARE(text->cursorPosition(), 17);
    text->setCursorPosition(2);
    QCOMPARE(text->cursorPosition(), 2);
    const QRect place = text->characterRect(9);
    QVERIFY(!place.isEmpty());
    QCOMPARE(text->offsetAtPoint(place.topLeft() + QPoint(1, place.height() / 2)), 9);
    text->attributes(12, &start, &end);
    QCOMPARE(start, 9);
    QCOMPARE(end, 18);
}

QTEST_MAIN(TestLogPanel)
#include "tst_logpanel.moc"
