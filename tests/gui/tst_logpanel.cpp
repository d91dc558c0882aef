#include "client/session.h"
#include "tests/gui/daemonfixture.h"
#include "ui/actionregistry.h"
#include "ui/logs/logdocks.h"
#include "ui/logs/logdocument.h"
#include "ui/logs/logfilterpane.h"
#include "ui/logs/logfinder.h"
#include "ui/logs/logpanel.h"
#include "ui/logs/logsource.h"
#include "ui/logs/logview.h"
#include "ui/logs/overviewstrip.h"
#include "ui/mainwindow.h"
#include "ui/messagebar.h"
#include "ui/settings.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

namespace {

template <typename W>
W *named(QWidget *parent, const QString &accessibleName)
{
    const QList<W *> widgets = parent->findChildren<W *>();
    const auto it = std::ranges::find_if(widgets, [&](W *w) { return w->accessibleName() == accessibleName; });
    return it == widgets.end() ? nullptr : *it;
}

// Repeats "number N" for what is asked for on its standard input.
const char counter[]
    = "[program:p]\ncommand=/bin/sh -c 'n=0; while read upto; do while [ $n -lt $upto ]; do n=$((n+1)); "
      "echo number $n; done; done'\n";

} // namespace

/// What one does to a log, by keys and mouse, against a real kantokud and Debian's supervisord.
class TestLogPanel : public QObject {
    Q_OBJECT
private slots:
    void cleanup();

    void rotationLosesNothing_data();
    void rotationLosesNothing();
    void truncationIsADivider();
    void comesBackUnderFollow_data();
    void comesBackUnderFollow();
    void aWantedDisconnectIsNotUndone();
    void anyPlaceOfAHugeLogIsShown_data();
    void anyPlaceOfAHugeLogIsShown();
    void findingTellsWhenItGoesOnAtTheOtherEnd();
    void findingShowsAMatchWhileOneTypes();
    void findingReadsWhatIsNotLoaded();
    void filterAndLogAreLinkedBothWays();
    void marksAreReachedWithKeys();
    void copiesWithNumbers();
    void savesByteForByte();
    void bothChannelsAreMerged();
    void emptyStatesHaveAButton();
    void itsBarsShareARowWhereThereIsRoom();
    void zoomsWithKeysAndWheel();
    void aScreenReaderFindsTextCaretAndSelection();
    void logsStandSideBySide();
    void openLogsComeBack();
    void theWindowTellsWhatThePanelsHaveDone();

private:
    void open(DaemonFixture::Kind kind, const QByteArray &programs, const QString &program,
              const QString &channel = u"stdout"_s);
    LogView *view() const { return m_panel->view(); }
    const LogBuffer &buffer() const { return view()->document()->buffer(); }
    QString shown() const { return view()->text(buffer().firstLine(), buffer().endLine()); }
    void type(const QString &text);
    void find(const QString &text);
    int count(LogDivider::Kind kind) const;

    std::unique_ptr<DaemonFixture> m_daemon;
    std::unique_ptr<client::Session> m_session;
    std::unique_ptr<LogPanel> m_panel;
};

Q_DECLARE_METATYPE(DaemonFixture::Kind)

void TestLogPanel::cleanup()
{
    m_panel.reset();
    m_session.reset();
    m_daemon.reset();
}

void TestLogPanel::open(DaemonFixture::Kind kind, const QByteArray &programs, const QString &program,
                        const QString &channel)
{
    m_daemon = std::make_unique<DaemonFixture>(kind);
    m_daemon->configure(programs);
    m_daemon->start();
    m_session = std::make_unique<client::Session>(*client::ServerAddress::parse(m_daemon->address()));
    m_session->connectToServer();
    QTRY_COMPARE(m_session->status(), client::Session::Status::Online);
    m_panel = std::make_unique<LogPanel>();
    m_panel->resize(820, 480);
    m_panel->showLog(m_session.get(), program, channel);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_panel->activateWindow();
    view()->setFocus();
}

void TestLogPanel::type(const QString &text)
{
    const auto answer = std::make_shared<std::optional<bool>>();
    QCoro::connect(m_session->sendStdin({u"p"_s}, text), this,
                   [answer](const auto &sent) { *answer = sent.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(answer->has_value(), 15'000); // the log may have it before we have the answer
    QVERIFY(**answer);
}

void TestLogPanel::find(const QString &text)
{
    QTest::keyClick(view(), Qt::Key_F, Qt::ControlModifier);
    auto *edit = named<QLineEdit>(m_panel.get(), u"Find in log"_s);
    QTRY_VERIFY(edit->hasFocus());
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

int TestLogPanel::count(LogDivider::Kind kind) const
{
    int count = 0;
    for (LineId line = buffer().firstLine();; line = buffer().next(line)) {
        for (const LogDivider &divider : buffer().dividers(line))
            count += divider.kind == kind ? 1 : 0;
        if (line >= buffer().endLine())
            return count;
    }
}

void TestLogPanel::rotationLosesNothing_data()
{
    QTest::addColumn<DaemonFixture::Kind>("kind");
    QTest::newRow("kantokud") << DaemonFixture::Kind::Kantokud;
    QTest::newRow("supervisord") << DaemonFixture::Kind::Supervisord;
}

void TestLogPanel::rotationLosesNothing()
{
    QFETCH(DaemonFixture::Kind, kind);
    open(kind,
         QByteArray(counter)
             + "stdout_logfile=%(here)s/p.log\nstdout_logfile_maxbytes=3000\nstdout_logfile_backups=5\n",
         u"p"_s);
    QTRY_COMPARE(view()->accessibleDescription(), u"The log of p is empty (stdout)."_s);
    if (kind == DaemonFixture::Kind::Supervisord) {
        type(u"50\n"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown().endsWith(u"number 50\n"_s), 15'000);
        // Its stream may leave out the end of the old file; it is told at the place.
        type(u"300\n"_s);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_daemon->file(u"p.log.1"_s)), 15'000);
        type(u"301\n"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown().endsWith(u"number 301\n"_s), 15'000);
        QTRY_COMPARE_WITH_TIMEOUT(count(LogDivider::Kind::Replaced), 1, 15'000);
        QVERIFY(view()->isFollowing());
        return;
    }
    QString expected;
    int n = 0;
    for (int upTo = 100; upTo <= 500; upTo += 100) {
        while (n < upTo)
            expected += u"number %1\n"_s.arg(++n);
        type(QString::number(upTo) + u'\n');
        QTRY_COMPARE_WITH_TIMEOUT(shown(), expected, 15'000);
    }
    QTRY_VERIFY_WITH_TIMEOUT(count(LogDivider::Kind::Replaced) >= 1, 15'000);
    QVERIFY(view()->isFollowing());
    QCOMPARE(count(LogDivider::Kind::Gap), 0);
}

void TestLogPanel::truncationIsADivider()
{
    open(DaemonFixture::Kind::Kantokud, QByteArray(counter) + "stdout_logfile=%(here)s/p.log\n", u"p"_s);
    type(u"100\n"_s);
    QTRY_VERIFY(shown().endsWith(u"number 100\n"_s));
    QFile file(m_daemon->file(u"p.log"_s));
    QVERIFY(file.resize(0));
    type(u"103\n"_s);
    QTRY_VERIFY(shown().endsWith(u"number 103\n"_s));
    QTRY_COMPARE_WITH_TIMEOUT(count(LogDivider::Kind::Truncated) + count(LogDivider::Kind::Replaced), 1, 15'000);
    QVERIFY(shown().startsWith(u"number 1\n"_s)); // what was read stays readable
}

void TestLogPanel::comesBackUnderFollow_data()
{
    QTest::addColumn<int>("missedLines"); // of 16 bytes
    QTest::newRow("caught up with") << 100;
    QTest::newRow("with a gap") << 200'000;
}

void TestLogPanel::comesBackUnderFollow()
{
    QFETCH(int, missedLines);
    open(DaemonFixture::Kind::Kantokud,
         QByteArray(counter) + "stdout_logfile=%(here)s/p.log\nstdout_logfile_maxbytes=0\n", u"p"_s);
    type(u"100\n"_s);
    QTRY_VERIFY(shown().endsWith(u"number 100\n"_s));
    m_daemon->kill();
    QTRY_COMPARE(count(LogDivider::Kind::Disconnected), 1);
    QByteArray missed;
    for (int i = 0; i < missedLines; ++i)
        missed += QByteArray::number(i).rightJustified(15, '.') + '\n';
    QFile file(m_daemon->file(u"p.log"_s));
    QVERIFY(file.open(QFile::Append));
    QCOMPARE(file.write(missed), missed.size());
    file.close();
    m_daemon->start();
    QTRY_COMPARE_WITH_TIMEOUT(count(LogDivider::Kind::Reconnected), 1, 30'000);
    const QString last = QString::fromLatin1(missed.last(16));
    QTRY_VERIFY_WITH_TIMEOUT(shown().endsWith(last), 15'000);
    QVERIFY(view()->isFollowing());
    // Nothing is lost silently: what is not shown is a hole of just that size.
    qint64 hole = 0;
    for (const LogBuffer::Range &range : buffer().allUnread())
        hole += range.size();
    const qint64 here = shown().sliced(shown().indexOf(u"number 100\n"_s) + 11).size();
    QCOMPARE(hole + here, missed.size());
    QCOMPARE(hole > 0, missed.size() > LogSource::maxCatchUpBytes);
    // Following goes on, with the program that the new daemon started.
    QTRY_VERIFY_WITH_TIMEOUT(m_session->status() == client::Session::Status::Online
                                 && m_session->find(u"p"_s)->state == ProcessState::Running,
                             30'000);
    type(u"5\n"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shown().endsWith(last + u"number 1\nnumber 2\nnumber 3\nnumber 4\nnumber 5\n"_s), 15'000);
    QVERIFY(view()->isFollowing());
}

void TestLogPanel::aWantedDisconnectIsNotUndone()
{
    open(DaemonFixture::Kind::Kantokud, counter, u"p"_s);
    type(u"3\n"_s);
    QTRY_VERIFY(shown().endsWith(u"number 3\n"_s));
    auto *source = m_panel->findChild<LogSource *>();
    m_session->disconnectFromServer();
    QTRY_COMPARE(source->state(), LogSource::State::Failed);
    QCOMPARE(count(LogDivider::Kind::Disconnected), 1);
    source->retry(); // asking again does not connect either
    QCOMPARE(source->state(), LogSource::State::Failed);
    m_session->connectToServer();
    QTRY_COMPARE(source->state(), LogSource::State::Following);
    QTRY_COMPARE(m_session->status(), client::Session::Status::Online);
    type(u"4\n"_s);
    QTRY_VERIFY(shown().endsWith(u"number 4\n"_s));
}

void TestLogPanel::anyPlaceOfAHugeLogIsShown_data()
{
    rotationLosesNothing_data();
}

void TestLogPanel::anyPlaceOfAHugeLogIsShown()
{
    QFETCH(DaemonFixture::Kind, kind);
    open(kind, "[program:q]\ncommand=cat\n", u"q"_s);
    // 64 MiB of numbered lines of 16 bytes, then the log is made to be that file.
    constexpr int lines = 4 * 1024 * 1024;
    QFile file(m_daemon->file(u"huge.log"_s));
    QVERIFY(file.open(QFile::WriteOnly));
    QByteArray piece;
    for (int i = 0; i < lines; ++i) {
        piece += QByteArray::number(i).rightJustified(15, '.') + '\n';
        if (piece.size() >= 1024 * 1024) {
            QCOMPARE(file.write(piece), piece.size());
            piece.clear();
        }
    }
    file.close();
    m_panel.reset();
    m_session.reset();
    m_daemon->stop();
    m_daemon->configure("[program:q]\ncommand=cat\nstdout_logfile=%(here)s/huge.log\nstdout_logfile_maxbytes=0\n");
    m_daemon->start();
    m_session = std::make_unique<client::Session>(*client::ServerAddress::parse(m_daemon->address()));
    m_session->connectToServer();
    QTRY_COMPARE(m_session->status(), client::Session::Status::Online);
    m_panel = std::make_unique<LogPanel>();
    m_panel->resize(820, 480);
    m_panel->showLog(m_session.get(), u"q"_s, u"stdout"_s);
    m_panel->show();
    const auto number = [this](LineId line) { return buffer().line(line).toByteArray().replace(".", "").toInt(); };
    QTRY_COMPARE(number(buffer().previous(buffer().endLine())), lines - 1);
    QTRY_COMPARE(buffer().endLine() - buffer().readableStart(), 16LL * lines);

    // The bar is as long as the whole log is, and any place is dragged to.
    QScrollBar *bar = view()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 16 * (lines - 1000));
    for (const double part : {0.5, 0.01, 0.9, 0.3}) {
        bar->setSliderPosition(int(bar->maximum() * part));
        QVERIFY(!view()->isFollowing());
        QTRY_VERIFY2(std::abs(number(view()->topLine()) - lines * part) < 100,
                     buffer().line(view()->topLine()).constData());
        // What is around it is there too, line after line.
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(view(), Qt::Key_PageDown);
        const LineId top = view()->topLine();
        QTRY_VERIFY(buffer().contains(top + 1600));
        QCOMPARE(number(buffer().advanced(top, 100)), number(top) + 100);
    }
    QTest::keyClick(view(), Qt::Key_Home);
    QTRY_COMPARE(buffer().line(view()->topLine()).toByteArray(), "..............0");
    QTest::keyClick(view(), Qt::Key_L);
    QCOMPARE(view()->lineLabel(view()->topLine()), u"1"_s);
    QVERIFY(buffer().sizeBytes() < 8 * 1024 * 1024);
    QTest::keyClick(view(), Qt::Key_End);
    QVERIFY(view()->isFollowing());
    QVERIFY(view()->lineLabel(view()->topLine()).startsWith(u'@'));
}

void TestLogPanel::findingTellsWhenItGoesOnAtTheOtherEnd()
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

void TestLogPanel::findingShowsAMatchWhileOneTypes()
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

void TestLogPanel::findingReadsWhatIsNotLoaded()
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

void TestLogPanel::filterAndLogAreLinkedBothWays()
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

void TestLogPanel::logsStandSideBySide()
{
    m_daemon = std::make_unique<DaemonFixture>(DaemonFixture::Kind::Kantokud);
    m_daemon->configure("[program:a]\ncommand=sh -c 'echo told by a; exec cat'\n"
                        "[program:b]\ncommand=sh -c 'echo told by b; exec cat'\n"
                        "[program:c]\ncommand=sh -c 'echo told by c; exec cat'\n");
    m_daemon->start();
    Settings settings(m_daemon->file(u"settings.ini"_s));
    MainWindow window(&settings);
    window.show();
    window.openServer(m_daemon->address());
    // As `kantoku --log a --log b --log c` does.
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        window.openLog(name);
    const auto docks = [&] { return window.findChildren<LogDock *>(); };
    QTRY_COMPARE(docks().size(), 2);
    const auto textOf = [](LogView *log) {
        const LogBuffer &buffer = log->document()->buffer();
        return log->text(buffer.firstLine(), buffer.endLine());
    };
    QTRY_COMPARE(textOf(named<LogView>(&window, u"Log"_s)), u"told by a\n"_s);
    QTRY_COMPARE(textOf(named<LogView>(&window, u"Log of b"_s)), u"told by b\n"_s);
    QTRY_COMPARE(textOf(named<LogView>(&window, u"Log of c"_s)), u"told by c\n"_s);
    QCOMPARE(window.tabifiedDockWidgets(docks().first()).size(), 1);
    // The selected process's log, too; once, and then as a window.
    window.actions()[u"log.beside"_s]->trigger();
    QTRY_COMPARE(docks().size(), 3);
    window.actions()[u"log.window"_s]->trigger();
    QTRY_COMPARE(docks().size(), 3);
    QVERIFY(std::ranges::any_of(docks(), &LogDock::isFloating));
    docks().first()->close();
    QTRY_COMPARE(docks().size(), 2);
    window.close();
}

void TestLogPanel::openLogsComeBack()
{
    m_daemon = std::make_unique<DaemonFixture>(DaemonFixture::Kind::Kantokud);
    m_daemon->configure("[program:a]\ncommand=sh -c 'echo told by a; exec cat'\n"
                        "[program:b]\ncommand=sh -c 'echo told by b >&2; exec cat'\n"
                        "[program:c]\ncommand=sh -c 'echo told by c; exec cat'\n");
    m_daemon->start();
    Settings settings(m_daemon->file(u"settings.ini"_s));
    auto window = std::make_unique<MainWindow>(&settings);
    window->show();
    window->openServer(m_daemon->address());
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        window->openLog(name);
    const auto dock = [&](const QString &name) {
        const QList<LogDock *> all = window->findChildren<LogDock *>();
        const auto it = std::ranges::find_if(all, [&](LogDock *d) { return d->panel()->namespec() == name; });
        return it == all.end() ? nullptr : *it;
    };
    QTRY_VERIFY(dock(u"b"_s) && dock(u"c"_s));
    window->addDockWidget(Qt::LeftDockWidgetArea, dock(u"b"_s));
    auto *channels = named<QComboBox>(dock(u"b"_s), u"Log channel"_s);
    channels->setFocus();
    QTest::keyClick(channels, Qt::Key_Down);
    QTRY_COMPARE(dock(u"b"_s)->panel()->channel(), u"stderr"_s);
    dock(u"c"_s)->setFloating(true);
    window->close();
    const auto restart = [&] {
        window = std::make_unique<MainWindow>(&settings);
        window->show();
        window->restoreServers();
    };
    restart();
    QVERIFY(dock(u"b"_s) && dock(u"c"_s));
    QCOMPARE(window->findChildren<LogDock *>().size(), 2);
    QCOMPARE(window->dockWidgetArea(dock(u"b"_s)), Qt::LeftDockWidgetArea);
    QVERIFY(dock(u"c"_s)->isFloating() && dock(u"c"_s)->isVisible());
    const auto textOf = [&](const QString &name) {
        LogView *log = dock(name)->panel()->view();
        const LogBuffer &text = log->document()->buffer();
        return log->text(text.firstLine(), text.endLine());
    };
    QTRY_COMPARE(textOf(u"b"_s), u"told by b\n"_s);
    QTRY_COMPARE(textOf(u"c"_s), u"told by c\n"_s);
    // What was closed does not come back.
    dock(u"b"_s)->close();
    QTRY_VERIFY(!dock(u"b"_s));
    window->close();
    restart();
    QCOMPARE(window->findChildren<LogDock *>().size(), 1);
    window->close();
}

void TestLogPanel::theWindowTellsWhatThePanelsHaveDone()
{
    m_daemon = std::make_unique<DaemonFixture>(DaemonFixture::Kind::Kantokud);
    m_daemon->configure("[program:a]\ncommand=sh -c 'echo told by a; exec cat'\n");
    m_daemon->start();
    Settings settings(m_daemon->file(u"settings.ini"_s));
    MainWindow window(&settings);
    window.show();
    window.openServer(m_daemon->address());
    window.openLog(u"a"_s); // in the tab of the process
    const auto *messages = window.findChild<MessageBar *>();
    const auto shown = [&window]() -> LogPanel * {
        const auto *tabs = window.findChild<QTabWidget *>(u"detailTabs"_s); // made for the first process
        return tabs ? qobject_cast<LogPanel *>(tabs->currentWidget()) : nullptr;
    };
    QTRY_VERIFY(shown());
    auto *panel = shown();
    QTRY_VERIFY(panel->view()->document()->buffer().lineCount() > 0);
    panel->saveTo(m_daemon->file(u"saved"_s), false);
    QTRY_VERIFY2(messages->text().contains(u"saved"_s), qPrintable(messages->text()));
    window.close();
}

QTEST_MAIN(TestLogPanel)
#include "tst_logpanel.moc"
