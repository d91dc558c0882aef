#include "client/session.h"
#include "tests/interop/supervisord.h"
#include "ui/logs/logdocument.h"
#include "ui/logs/logpanel.h"
#include "ui/logs/logview.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QScopeGuard>
#include <QScrollBar>
#include <QToolButton>

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

QByteArray numbered(int from, int to)
{
    QByteArray text;
    for (int i = from; i < to; ++i)
        text += "line " + QByteArray::number(i) + '\n';
    return text;
}

} // namespace

/// The log view and its panel, driven by keys and mouse; the panel against Debian's supervisord.
class TestLogView : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void followsUntilOneGoesUp();
    void nothingMovesWhileNotFollowing();
    void selectingWithTheMouseEndsFollowing();
    void copiesWhatIsSelectedWithKeys();
    void binaryBytesAreEscapedAndKept();
    void wrappedLinesShowTheEnd();
    void onlyWhatIsSeenIsLaidOut();
    void theButtonGoesToTheEnd();
    void dropsTheOldestWithoutMoving();
    void accessibleTextHoldsTheLines();

    void panelFollowsALog();
    void panelFindsWithKeys();
    void panelSaysWhyThereIsNothing();
    void panelLoadsOlderText();
    void panelShowsClearRestartAndReconnect();
    void kantokudGivesColouredAndBinaryTextWhole();
    void grabsLightAndDark();

private:
    void openPanel(const QByteArray &programs, const QString &program);
    LogView *view() const { return m_panel->view(); }
    QString shown() const
    {
        return view()->text(view()->document()->buffer().firstLine(), view()->document()->buffer().endLine());
    }
    QList<LogDivider::Kind> dividers() const;

    std::unique_ptr<LogDocument> m_document;
    std::unique_ptr<LogView> m_view;
    std::unique_ptr<Supervisord> m_server;
    std::unique_ptr<client::Session> m_session;
    std::unique_ptr<LogPanel> m_panel;
};

void TestLogView::init()
{
    m_document = std::make_unique<LogDocument>();
    m_view = std::make_unique<LogView>();
    m_view->resize(600, 300);
    m_view->setDocument(m_document.get());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->setFocus();
}

void TestLogView::cleanup()
{
    m_panel.reset();
    m_session.reset();
    m_server.reset();
    m_view.reset();
    m_document.reset();
}

void TestLogView::followsUntilOneGoesUp()
{
    m_document->append(numbered(0, 1000));
    QTRY_VERIFY(m_view->document()->buffer().lineNumber(m_view->topLine()) > 900);
    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QVERIFY(!m_view->isFollowing());
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QVERIFY(m_view->isFollowing());
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QVERIFY(!m_view->isFollowing());
    QCOMPARE(m_view->topLine(), m_document->buffer().firstLine());
    QTest::keyClick(m_view.get(), Qt::Key_F);
    QVERIFY(m_view->isFollowing());
}

void TestLogView::nothingMovesWhileNotFollowing()
{
    m_document->append(numbered(0, 1000));
    QTRY_VERIFY(m_view->document()->buffer().lineNumber(m_view->topLine()) > 900);
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    const LineId top = m_view->topLine();
    m_document->append(numbered(1000, 1128));
    QTRY_COMPARE(m_view->newLines(), 128);
    QTRY_VERIFY(m_view->verticalScrollBar()->maximum() > int(top - m_document->buffer().firstLine()) + 1000);
    QCOMPARE(m_view->topLine(), top);
    QCOMPARE(m_view->newLines(), 128);
    const QByteArray older = numbered(-100, 0);
    m_document->prepend(older);
    QTRY_COMPARE(m_view->verticalScrollBar()->value(), int(top) + int(older.size()));
    QCOMPARE(m_view->topLine(), top);
    // With the wheel back to the end.
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->newLines(), 0);
}

void TestLogView::theButtonGoesToTheEnd()
{
    m_document->append(numbered(0, 1000));
    QTRY_VERIFY(m_view->document()->buffer().lineNumber(m_view->topLine()) > 900);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    m_document->append(numbered(1000, 1128));
    auto *button = m_view->findChild<QToolButton *>(u"newLines"_s);
    QTRY_VERIFY(button->isVisible());
    QVERIFY2(button->text().startsWith(u"↓ 128 new line"_s), qPrintable(button->text()));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(m_view->isFollowing());
    QVERIFY(!button->isVisible());
    QTRY_COMPARE(m_view->bottomLine(), m_document->buffer().endLine());
}

void TestLogView::selectingWithTheMouseEndsFollowing()
{
    m_document->append(numbered(0, 100));
    QTRY_VERIFY(m_view->document()->buffer().lineNumber(m_view->topLine()) > 50);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {20, 50});
    QVERIFY(m_view->isFollowing());
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, {4, 50});
    QTest::mouseMove(m_view->viewport(), {60, 80});
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, {60, 80});
    QVERIFY(m_view->hasSelection());
    QVERIFY(!m_view->isFollowing());
    QVERIFY(m_view->selectedText().startsWith(u"line "_s));
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, {12, 50});
    QCOMPARE(m_view->selectedText(), u"line"_s);
}

void TestLogView::copiesWhatIsSelectedWithKeys()
{
    m_document->append("first\nsecond\nthird\n");
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"first\nsecond\nthird"_s);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {4, 4});
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedText(), u"first\ns"_s);
}

void TestLogView::binaryBytesAreEscapedAndKept()
{
    const QByteArray bytes("ok \xff\xfe\0 \x1b[31mred\x1b[0m end\n", 24);
    m_document->append(bytes);
    m_document->append("next\n");
    QCOMPARE(m_view->text(0, 1), u"ok \\xff\\xfe\\x00 red end\n"_s);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {4, 4});
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedBytes(), bytes);
}

void TestLogView::wrappedLinesShowTheEnd()
{
    for (int i = 0; i < 50; ++i)
        m_document->append(QByteArray(300, char('a' + i % 26)).append('\n'));
    QTest::keyClick(m_view.get(), Qt::Key_W);
    QVERIFY(m_view->isWrapping());
    QTRY_COMPARE(m_view->bottomLine(), m_document->buffer().endLine());
    QCOMPARE(m_view->horizontalScrollBar()->maximum(), 0);
    const LineId top = m_view->topLine();
    for (int i = 0; i < 30; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Up);
    QVERIFY(m_view->topLine() < top);
    for (int i = 0; i < 30; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->topLine(), top);
    QVERIFY(m_view->isFollowing());
}

void TestLogView::onlyWhatIsSeenIsLaidOut()
{
    m_document->append(QByteArray("a line of some length, as logs have them, with 0123456789\n").repeated(500'000));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!m_view->grab().isNull());
    QVERIFY2(timer.elapsed() < 1000, "painting depends on what is not seen");
}

void TestLogView::dropsTheOldestWithoutMoving()
{
    LogDocument document;
    m_view->setDocument(&document);
    document.append(numbered(0, 1000));
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    const QByteArray piece = QByteArray("0123456789012345678901234567890123456789\n").repeated(50'000);
    for (int i = 0; i < 40; ++i) {
        document.append(piece);
        QCoreApplication::processEvents();
    }
    // What is looked at stays; what came after it and was not seen goes first.
    QTRY_COMPARE(m_view->topLine(), document.buffer().firstLine());
    QCOMPARE(document.buffer().line(m_view->topLine()).toByteArray(), "line 0");
    QVERIFY(!m_view->isFollowing());
    QVERIFY(document.buffer().sizeBytes() <= document.buffer().maxBytes());
    QTest::keyClick(m_view.get(), Qt::Key_End);
    document.append(piece);
    QTRY_VERIFY(document.buffer().head());
    QTRY_COMPARE(m_view->bottomLine(), document.buffer().endLine());
}

void TestLogView::accessibleTextHoldsTheLines()
{
    m_document->append(numbered(0, 100));
    QTRY_VERIFY(m_view->document()->buffer().lineNumber(m_view->topLine()) > 50);
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(interface);
    QCOMPARE(interface->text(QAccessible::Name), u"Log"_s);
    QVERIFY(interface->state().readOnly);
    QVERIFY(interface->textInterface());
    const QString text = interface->textInterface()->text(0, interface->textInterface()->characterCount());
    QVERIFY(text.endsWith(u"line 99\n"_s));
}

QList<LogDivider::Kind> TestLogView::dividers() const
{
    const LogBuffer &buffer = view()->document()->buffer();
    QList<LogDivider::Kind> kinds;
    for (LineId line = buffer.firstLine();; line = buffer.next(line)) {
        for (const LogDivider &divider : buffer.dividers(line))
            kinds.append(divider.kind);
        if (line >= buffer.endLine())
            break;
    }
    return kinds;
}

void TestLogView::openPanel(const QByteArray &programs, const QString &program)
{
    m_view->hide();
    m_server = std::make_unique<Supervisord>(programs);
    m_server->start();
    m_session = std::make_unique<client::Session>(*client::ServerAddress::parse(m_server->unixUrl()));
    m_session->connectToServer();
    QTRY_COMPARE(m_session->status(), client::Session::Status::Online);
    m_panel = std::make_unique<LogPanel>();
    m_panel->resize(760, 400);
    m_panel->showLog(m_session.get(), program, u"stdout"_s);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_panel->activateWindow();
    view()->setFocus();
}

void TestLogView::panelFollowsALog()
{
    openPanel("[program:talker]\ncommand=/bin/sh -c 'i=0; while :; do i=$((i+1)); echo tick $i; sleep 0.2; done'\n"
              "[program:errors]\ncommand=/bin/sh -c 'echo to stderr >&2; exec cat'\n",
              u"talker"_s);
    QTRY_VERIFY(shown().contains(u"tick 2\n"_s));
    auto *follow = named<QToolButton>(m_panel.get(), u"Follow"_s);
    QVERIFY(follow->isChecked());
    const qint64 lines = view()->document()->buffer().lineCount();
    QTRY_VERIFY(view()->document()->buffer().lineCount() > lines + 3);
    QTest::mouseClick(follow, Qt::LeftButton);
    QVERIFY(!view()->isFollowing());
    QTRY_VERIFY(view()->newLines() > 0);
    QTest::mouseClick(follow, Qt::LeftButton);
    QVERIFY(view()->isFollowing());
    QVERIFY(!dividers().contains(LogDivider::Kind::Gap));

    m_panel->showLog(m_session.get(), u"errors"_s, u"stderr"_s);
    QTRY_COMPARE(shown(), u"to stderr\n"_s);
    m_panel->showLog(m_session.get(), {}, u"stdout"_s);
    QTRY_VERIFY(shown().contains(u"INFO supervisord started with pid"_s));
}

void TestLogView::panelFindsWithKeys()
{
    openPanel("[program:p]\ncommand=/bin/sh -c 'seq 1 300 | while read n; do echo number $n; done; exec cat'\n",
              u"p"_s);
    QTRY_VERIFY(shown().contains(u"number 300\n"_s));
    QTRY_VERIFY(shown().startsWith(u"number 1\n"_s)); // the stream alone has but the last 1024 bytes
    QTest::keyClick(view(), Qt::Key_F, Qt::ControlModifier);
    auto *find = named<QLineEdit>(m_panel.get(), u"Find in log"_s);
    auto *count = named<QLabel>(m_panel.get(), u"Matches"_s);
    QTRY_VERIFY(find->hasFocus());
    QTest::keyClicks(find, u"NUMBER 29"_s);
    QTRY_VERIFY2(count->text().startsWith(u"11 match"_s), qPrintable(count->text()));
    QVERIFY(view()->isFollowing());
    QTest::keyClick(find, Qt::Key_Return);
    QVERIFY(!view()->isFollowing());
    QVERIFY2(count->text().contains(u" of 11"_s), qPrintable(count->text()));
    QTest::mouseClick(named<QToolButton>(m_panel.get(), u"Match case"_s), Qt::LeftButton);
    QTRY_COMPARE(count->text(), u"no match"_s);
    find->selectAll();
    QTest::keyClicks(find, u"number [12]$"_s);
    QTest::mouseClick(named<QToolButton>(m_panel.get(), u"Regular expression"_s), Qt::LeftButton);
    QTRY_COMPARE(count->text(), u"2 of 2"_s);
    QTest::keyClick(find, Qt::Key_Return);
    QCOMPARE(count->text(), u"↻ 1 of 2"_s);
    QTest::keyClick(find, Qt::Key_Return);
    QCOMPARE(count->text(), u"2 of 2"_s);
    QTest::keyClick(find, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(count->text(), u"1 of 2"_s);
    find->selectAll();
    QTest::keyClicks(find, u"("_s);
    QTRY_COMPARE(count->text(), u"not valid"_s);
    QTest::keyClick(find, Qt::Key_Escape);
    QCOMPARE(find->text(), QString());
    QTRY_VERIFY(view()->hasFocus());
}

void TestLogView::panelSaysWhyThereIsNothing()
{
    openPanel("[program:silent]\ncommand=cat\n[program:nolog]\ncommand=cat\nstdout_logfile=NONE\n", u"silent"_s);
    QTRY_COMPARE(view()->accessibleDescription(), u"The log of silent is empty (stdout)."_s);
    m_panel->showLog(m_session.get(), u"nolog"_s, u"stdout"_s);
    QTRY_COMPARE(view()->accessibleDescription(), u"This program has no log file."_s);
    m_panel->showLog(nullptr, {}, {});
    QTRY_COMPARE(view()->accessibleDescription(), u"No log is chosen."_s);
}

void TestLogView::panelLoadsOlderText()
{
    openPanel("[program:p]\ncommand=/bin/sh -c 'seq 1 600000; exec cat'\nstdout_logfile_maxbytes=0\n", u"p"_s);
    QTRY_VERIFY(shown().endsWith(u"\n600000\n"_s));
    // Opened anew: of a log that was written meanwhile more may have been read.
    m_panel->showLog(nullptr, {}, {});
    m_panel->showLog(m_session.get(), u"p"_s, u"stdout"_s);
    QTRY_VERIFY(shown().endsWith(u"\n600000\n"_s));
    QTRY_VERIFY(view()->document()->buffer().head());
    const LogBuffer &buffer = view()->document()->buffer();
    // To the start at once; what lies between is not loaded.
    QTest::keyClick(view(), Qt::Key_Home);
    QTRY_COMPARE(buffer.line(view()->topLine()).toByteArray(), "1");
    QVERIFY(!view()->isFollowing());
    QVERIFY(!buffer.allUnread().empty());
    // Down page by page: no number is missing.
    int expected = 1;
    for (int i = 0; i < 300; ++i) {
        const LineId bottom = view()->bottomLine();
        for (LineId line = view()->topLine(); line < bottom; line = buffer.next(line)) {
            const int number = buffer.line(line).toByteArray().toInt();
            QVERIFY2(number <= expected, buffer.line(line).toByteArray().constData());
            expected = std::max(expected, number + 1);
        }
        QTest::keyClick(view(), Qt::Key_PageDown);
        QTRY_VERIFY(buffer.unread(buffer.next(view()->bottomLine())).size() == 0);
    }
    QVERIFY(expected > 3000);
}

void TestLogView::panelShowsClearRestartAndReconnect()
{
    openPanel("[program:p]\ncommand=/bin/sh -c 'echo hello $$; exec cat'\n", u"p"_s);
    QTRY_COMPARE(shown().count(u"hello"_s), 1);

    QTest::mouseClick(named<QToolButton>(m_panel.get(), u"Clear Log"_s), Qt::LeftButton);
    auto *box = m_panel->findChild<QMessageBox *>(u"clearLogDialog"_s);
    QVERIFY(box);
    for (QAbstractButton *button : box->buttons()) {
        if (box->buttonRole(button) == QMessageBox::DestructiveRole)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY(dividers().contains(LogDivider::Kind::Cleared));
    QCOMPARE(shown().count(u"hello"_s), 1);

    QCoro::connect(m_session->restart({u"p"_s}), this, [](const auto &) {});
    QTRY_VERIFY(dividers().contains(LogDivider::Kind::Started));
    QTRY_COMPARE(shown().count(u"hello"_s), 2);

    m_server->process().terminate();
    QTRY_VERIFY_WITH_TIMEOUT(dividers().contains(LogDivider::Kind::Disconnected), 20'000);
    // It may have ended while we looked at the dividers; then there is nothing left to wait for.
    QTRY_COMPARE_WITH_TIMEOUT(m_server->process().state(), QProcess::NotRunning, 20'000);
    m_server->start();
    QTRY_VERIFY_WITH_TIMEOUT(dividers().contains(LogDivider::Kind::Reconnected), 20'000);
    QTRY_COMPARE(shown().count(u"hello"_s), 3);
}

void TestLogView::kantokudGivesColouredAndBinaryTextWhole()
{
    m_view->hide();
    QTemporaryDir directory;
    const QString socket = directory.filePath(u"s.sock"_s);
    QFile configuration(directory.filePath(u"s.conf"_s));
    QVERIFY(configuration.open(QFile::WriteOnly));
    QByteArray text = "[supervisord]\nlogfile=@D@/s.log\npidfile=@D@/s.pid\nchildlogdir=@D@\n"
                      "[unix_http_server]\nfile=@D@/s.sock\n[rpcinterface:supervisor]\n"
                      "supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface\n"
                      "[program:p]\ncommand=/bin/sh -c 'i=0; while [ $i -lt 2000 ]; do i=$((i+1)); "
                      "printf \"\\033[32mline\\033[0m \\377 %%d\\n\" $i; done; exec cat'\n";
    text.replace("@D@", QFile::encodeName(directory.path()));
    configuration.write(text);
    configuration.close();
    QProcess daemon;
    daemon.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    daemon.setStandardOutputFile(QProcess::nullDevice());
    daemon.start(QStringLiteral(KANTOKU_BIN_DIR) + u"/kantokud"_s, {u"-n"_s, u"-c"_s, configuration.fileName()});
    const auto stop = qScopeGuard([&] {
        m_panel.reset();
        m_session.reset();
        daemon.terminate();
        daemon.waitForFinished(15'000);
    });
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(socket), 10'000);
    m_session = std::make_unique<client::Session>(*client::ServerAddress::parse(u"unix://"_s + socket));
    m_session->connectToServer();
    QTRY_COMPARE(m_session->status(), client::Session::Status::Online);
    m_panel = std::make_unique<LogPanel>();
    m_panel->showLog(m_session.get(), u"p"_s, u"stdout"_s);
    m_panel->show();
    QTRY_VERIFY(shown().endsWith(u"line \\xff 2000\n"_s));
    QTRY_VERIFY2(shown().startsWith(u"line \\xff 1\n"_s), qPrintable(shown().left(200)));
    QTRY_COMPARE(view()->document()->buffer().lineCount(), 2000);
    QVERIFY(!view()->document()->buffer().head());
    m_panel->showLog(m_session.get(), {}, u"stdout"_s);
    QTRY_VERIFY(shown().contains(u"INFO spawned: 'p' with pid "_s));
}

void TestLogView::grabsLightAndDark()
{
    const QByteArray directory = qgetenv("KANTOKU_SCREENSHOTS");
    openPanel("[program:noisy]\ncommand=/bin/sh " KANTOKU_SOURCE_DIR "/resources/demo/chatter.sh\n", u"noisy"_s);
    QTRY_VERIFY(view()->document()->buffer().lineCount() > 60);
    named<QLineEdit>(m_panel.get(), u"Find in log"_s)->setText(u"ms"_s);
    for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        Theme::instance()->setScheme(scheme);
        const bool isDark = scheme == Theme::Scheme::Dark;
        QTRY_COMPARE(view()->palette().color(QPalette::Base).lightness() < 128, isDark);
        const QPixmap picture = m_panel->grab();
        QCOMPARE(picture.toImage().pixelColor(picture.width() / 2, 2).lightness() < 128, isDark);
        const QString name = isDark ? u"/logpanel-dark.png"_s : u"/logpanel-light.png"_s;
        if (!directory.isEmpty())
            QVERIFY(picture.save(QString::fromLocal8Bit(directory) + name));
    }
    Theme::instance()->setScheme(Theme::Scheme::System);
}

QTEST_MAIN(TestLogView)
#include "tst_logview.moc"
