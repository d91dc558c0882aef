#include "logpaneltest.h"

#include "ui/logs/logsource.h"

#include <QScrollBar>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

/// A log that grows, is rotated, cut and lost from sight, against a real kantokud and Debian's supervisord.
class TestLogFollowing : public LogPanelTest {
    Q_OBJECT
private slots:
    void cleanup() { close(); }

    void rotationLosesNothing_data();
    void rotationLosesNothing();
    void truncationIsADivider();
    void comesBackUnderFollow_data();
    void comesBackUnderFollow();
    void aWantedDisconnectIsNotUndone();
    void anyPlaceOfAHugeLogIsShown_data();
    void anyPlaceOfAHugeLogIsShown();
};

Q_DECLARE_METATYPE(DaemonFixture::Kind)

void TestLogFollowing::rotationLosesNothing_data()
{
    QTest::addColumn<DaemonFixture::Kind>("kind");
    QTest::newRow("kantokud") << DaemonFixture::Kind::Kantokud;
    QTest::newRow("supervisord") << DaemonFixture::Kind::Supervisord;
}

void TestLogFollowing::rotationLosesNothing()
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

void TestLogFollowing::truncationIsADivider()
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

void TestLogFollowing::comesBackUnderFollow_data()
{
    QTest::addColumn<int>("missedLines"); // of 16 bytes
    QTest::newRow("caught up with") << 100;
    QTest::newRow("with a gap") << 200'000;
}

void TestLogFollowing::comesBackUnderFollow()
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

void TestLogFollowing::aWantedDisconnectIsNotUndone()
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

void TestLogFollowing::anyPlaceOfAHugeLogIsShown_data()
{
    rotationLosesNothing_data();
}

void TestLogFollowing::anyPlaceOfAHugeLogIsShown()
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

QTEST_MAIN(TestLogFollowing)
#include "tst_logfollowing.moc"
