#include "client/session.h"
#include "tests/interop/supervisord.h"
#include "ui/console/consoleinput.h"
#include "ui/console/consolewidget.h"
#include "ui/logs/logdocument.h"
#include "ui/logs/logview.h"
#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

/// The console, driven by keys, against Debian's supervisord.
class TestConsole : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void runsACommand();
    void namesAreThoseOfTheDesign();
    void linesTypedAheadRunInTurn();
    void controlCEndsTailAndReturnsToThePrompt();
    void controlCThrowsAwayTheLine();
    void foregroundTakesLinesAndEnds();
    void tabCompletesCommandsAndNames();
    void historyWithKeys();
    void historySearchWithKeys();
    void questionsAreAskedInTheInputLine();
    void passwordsAreNotShown();
    void serverTextIsNeverObeyed();
    void typingInTheOutputGoesToTheInput();
    void exitAsksToClose();
    void grabsLightAndDark();

private:
    QString shown() const
    {
        const LogBuffer &buffer = m_console->output()->document()->buffer();
        return m_console->output()->text(buffer.firstLine(), buffer.endLine());
    }
    QString promptText() const;
    void type(const QString &line);

    std::unique_ptr<Supervisord> m_server;
    std::unique_ptr<client::Session> m_session;
    std::unique_ptr<ConsoleWidget> m_console;
    ConsoleInput *m_input = nullptr;
};

void TestConsole::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    m_server = std::make_unique<Supervisord>(
        "[program:cat]\ncommand=cat\n[program:off]\ncommand=cat\nautostart=false\n"
        "[program:talker]\ncommand=/bin/sh -c 'while :; do echo tick; sleep 0.2; done'\n"
        "[program:evil]\ncommand=/bin/sh -c 'printf \"\\\\033[2Jbad\\\\007<b>x</b>\\\\n\"; exec cat'\n",
        "username=u\npassword=p\n");
    m_server->start();
}

void TestConsole::cleanupTestCase()
{
    m_server.reset();
}

void TestConsole::init()
{
    QFile::remove(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + u"/console-history"_s);
    m_session = std::make_unique<client::Session>(*client::ServerAddress::parse(m_server->unixUrl()),
                                                  client::Credentials{u"u"_s, u"p"_s});
    m_session->connectToServer();
    QTRY_COMPARE(m_session->status(), client::Session::Status::Online);
    QTRY_VERIFY(m_session->find(u"cat"_s) && m_session->find(u"cat"_s)->state == ProcessState::Running);
    m_console = std::make_unique<ConsoleWidget>(m_session.get());
    m_console->resize(700, 260);
    m_console->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_console.get()));
    m_console->activateWindow();
    m_input = m_console->findChild<ConsoleInput *>();
    m_input->setFocus();
    QTRY_VERIFY(m_input->hasFocus());
}

void TestConsole::cleanup()
{
    m_console.reset();
    m_session.reset();
}

QString TestConsole::promptText() const
{
    const QList<QLabel *> labels = m_console->findChildren<QLabel *>();
    const auto it = std::ranges::find_if(labels, [this](QLabel *label) { return label->buddy() == m_input; });
    return it == labels.end() ? QString() : (*it)->text();
}

void TestConsole::type(const QString &line)
{
    QTest::keyClicks(m_input, line);
    QTest::keyClick(m_input, Qt::Key_Return);
}

void TestConsole::runsACommand()
{
    QCOMPARE(promptText(), u"supervisor> "_s);
    type(u"status cat"_s);
    QTRY_VERIFY2(shown().startsWith(u"supervisor> status cat\ncat "_s), qPrintable(shown()));
    QVERIFY(shown().contains(u"RUNNING   pid "_s));
    QTRY_COMPARE(promptText(), u"supervisor> "_s);
    type(u"nonsense"_s);
    QTRY_VERIFY(shown().contains(u"*** Unknown syntax: nonsense\n"_s));
}

void TestConsole::namesAreThoseOfTheDesign()
{
    QCOMPARE(m_console->output()->accessibleName(), u"Console output"_s);
    QCOMPARE(m_input->accessibleName(), u"Console input"_s);
}

void TestConsole::linesTypedAheadRunInTurn()
{
    type(u"status cat"_s);
    type(u"version"_s);
    type(u"pid"_s);
    QTRY_VERIFY(shown().contains(u"supervisor> pid\n%1\n"_s.arg(m_server->process().processId())));
    const QString text = shown();
    QVERIFY(text.indexOf(u"RUNNING"_s) < text.indexOf(u"supervisor> version\n"_s));
    QVERIFY(text.indexOf(u"supervisor> version\n"_s) < text.indexOf(u"supervisor> pid\n"_s));
}

void TestConsole::controlCEndsTailAndReturnsToThePrompt()
{
    type(u"tail -f talker"_s);
    QTRY_VERIFY(shown().contains(u"==> Press Ctrl-C to exit <==\n"_s));
    QTRY_VERIFY(shown().contains(u"tick\n"_s));
    QVERIFY(m_console->isRunning());
    QTest::keyClick(m_input, Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(!m_console->isRunning());
    QCOMPARE(promptText(), u"supervisor> "_s);
    type(u"maintail -f"_s);
    QTRY_VERIFY(shown().contains(u"INFO"_s));
    // From the output, too.
    m_console->output()->setFocus();
    QTest::keyClick(m_console->output(), Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(!m_console->isRunning());
}

void TestConsole::controlCThrowsAwayTheLine()
{
    QTest::keyClicks(m_input, u"shutdo"_s);
    QTest::keyClick(m_input, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(m_input->text(), QString());
    QVERIFY(shown().endsWith(u"supervisor> shutdo^C\n"_s));
    QTest::keyClicks(m_input, u"copy me"_s);
    m_input->selectAll();
    QTest::keyClick(m_input, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"copy me"_s);
    QCOMPARE(m_input->text(), u"copy me"_s);
}

void TestConsole::foregroundTakesLinesAndEnds()
{
    type(u"fg cat"_s);
    QTRY_VERIFY(shown().contains(u"==> Press Ctrl-C to exit <==\n"_s));
    type(u"hello program"_s);
    // Once as typed, once as the program gives it back.
    QTRY_COMPARE(shown().count(u"hello program\n"_s), 2);
    QTest::keyClick(m_input, Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(!m_console->isRunning());
    QVERIFY(shown().contains(u"Exiting foreground"_s));
    QCOMPARE(promptText(), u"supervisor> "_s);
}

void TestConsole::tabCompletesCommandsAndNames()
{
    QTest::keyClicks(m_input, u"ver"_s);
    QTest::keyClick(m_input, Qt::Key_Tab);
    QCOMPARE(m_input->text(), u"version "_s);
    m_input->clear();
    QTest::keyClicks(m_input, u"stop ta"_s);
    QTest::keyClick(m_input, Qt::Key_Tab);
    QTRY_COMPARE(m_input->text(), u"stop talker "_s);
    m_input->clear();
    QTest::keyClicks(m_input, u"sta"_s);
    QTest::keyClick(m_input, Qt::Key_Tab);
    QCOMPARE(m_input->text(), u"sta"_s);
    QVERIFY2(shown().contains(u"start"_s) && shown().contains(u"status"_s), qPrintable(shown()));
    QVERIFY(m_input->hasFocus());
}

void TestConsole::historyWithKeys()
{
    type(u"pid"_s);
    type(u"version"_s);
    QTRY_VERIFY(!m_console->isRunning());
    QTest::keyClicks(m_input, u"half"_s);
    QTest::keyClick(m_input, Qt::Key_Up);
    QCOMPARE(m_input->text(), u"version"_s);
    QTest::keyClick(m_input, Qt::Key_Up);
    QCOMPARE(m_input->text(), u"pid"_s);
    QTest::keyClick(m_input, Qt::Key_Down);
    QTest::keyClick(m_input, Qt::Key_Down);
    QCOMPARE(m_input->text(), u"half"_s);
}

void TestConsole::historySearchWithKeys()
{
    m_input->history().add(u"status cat"_s);
    m_input->history().add(u"version"_s);
    m_input->history().add(u"status off"_s);
    QTest::keyClick(m_input, Qt::Key_R, Qt::ControlModifier);
    QVERIFY(m_input->isSearching());
    QTest::keyClicks(m_input, u"stat"_s);
    QTest::keyClick(m_input, Qt::Key_R, Qt::ControlModifier);
    QTest::keyClick(m_input, Qt::Key_Return);
    QVERIFY(!m_input->isSearching());
    QTRY_VERIFY2(shown().startsWith(u"supervisor> status cat\n"_s), qPrintable(shown()));
    QTRY_VERIFY(!m_console->isRunning());
    QTest::keyClicks(m_input, u"kept"_s);
    QTest::keyClick(m_input, Qt::Key_R, Qt::ControlModifier);
    QTest::keyClicks(m_input, u"vers"_s);
    QTest::keyClick(m_input, Qt::Key_Escape);
    QCOMPARE(m_input->text(), u"kept"_s);
    QCOMPARE(promptText(), u"supervisor> "_s);
}

void TestConsole::questionsAreAskedInTheInputLine()
{
    type(u"shutdown"_s);
    QTRY_VERIFY2(promptText().startsWith(u"Really shut the remote supervisord process down y/N?"_s),
                 qPrintable(promptText()));
    type(u"n"_s);
    QTRY_VERIFY(!m_console->isRunning());
    QCOMPARE(promptText(), u"supervisor> "_s);
    QVERIFY(!shown().contains(u"Shut down"_s));
    // An answer is no command: the history does not offer it.
    QTest::keyClick(m_input, Qt::Key_Up);
    QCOMPARE(m_input->text(), u"shutdown"_s);
}

void TestConsole::passwordsAreNotShown()
{
    client::Session stranger(*client::ServerAddress::parse(m_server->unixUrl()), {u"u"_s, u"wrong"_s});
    m_console = std::make_unique<ConsoleWidget>(&stranger);
    m_input = m_console->findChild<ConsoleInput *>();
    m_console->show();
    type(u"version"_s);
    QTRY_COMPARE(promptText(), u"Username:"_s);
    type(u"u"_s);
    QTRY_COMPARE(promptText(), u"Password:"_s);
    QCOMPARE(m_input->echoMode(), QLineEdit::Password);
    type(u"p"_s);
    QTRY_VERIFY2(!m_console->isRunning(), qPrintable(shown()));
    QCOMPARE(m_input->echoMode(), QLineEdit::Normal);
    QVERIFY2(shown().contains(u"\n4."_s), qPrintable(shown()));
    QVERIFY(shown().contains(u"Password:\n"_s));
    QVERIFY(!m_input->history().lines().contains(u"p"_s));
}

void TestConsole::serverTextIsNeverObeyed()
{
    type(u"status"_s);
    QTRY_VERIFY(!m_console->isRunning());
    type(u"tail -f evil"_s);
    QTRY_VERIFY2(shown().contains(u"bad\\x07<b>x</b>\n"_s), qPrintable(shown()));
    QVERIFY(shown().startsWith(u"supervisor> status\n"_s));
}

void TestConsole::typingInTheOutputGoesToTheInput()
{
    m_console->output()->setFocus();
    QTest::keyClick(m_console->output(), 'f');
    QTRY_VERIFY(m_input->hasFocus());
    QCOMPARE(m_input->text(), u"f"_s);
    QVERIFY(m_console->output()->isFollowing());
}

void TestConsole::exitAsksToClose()
{
    QSignalSpy closes(m_console.get(), &ConsoleWidget::closeRequested);
    type(u"exit"_s);
    QTRY_COMPARE(closes.size(), 1);
}

void TestConsole::grabsLightAndDark()
{
    const QByteArray directory = qgetenv("KANTOKU_SCREENSHOTS");
    type(u"status"_s);
    type(u"start nobody"_s);
    type(u"help"_s);
    QTRY_VERIFY(shown().contains(u"supervisor> help\n"_s));
    QTRY_VERIFY(!m_console->isRunning());
    QTest::keyClicks(m_input, u"restart cat"_s);
    for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        Theme::instance()->setScheme(scheme);
        const bool isDark = scheme == Theme::Scheme::Dark;
        QTRY_COMPARE(m_console->palette().color(QPalette::Base).lightness() < 128, isDark);
        const QPixmap picture = m_console->grab();
        QCOMPARE(picture.toImage().pixelColor(picture.width() / 2, 2).lightness() < 128, isDark);
        const QString name = isDark ? u"/console-dark.png"_s : u"/console-light.png"_s;
        if (!directory.isEmpty())
            QVERIFY(picture.save(QString::fromLocal8Bit(directory) + name));
    }
    Theme::instance()->setScheme(Theme::Scheme::System);
}

QTEST_MAIN(TestConsole)
#include "tst_console.moc"
