#include "daemonfixture.h"
#include "serverwindow.h"

#include "client/tlstransport.h"
#include "tests/unit/client/fakeserver.h"
#include "tests/unit/client/tlsserver.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QListWidget>
#include <QLocalServer>
#include <QSemaphore>
#include <QSignalSpy>
#include <QThreadPool>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

namespace {

const char programs[] = "[program:alpha]\ncommand=sleep 1000\nstartsecs=0\n";

} // namespace

/// The dialog Open Server, by keys and mouse, against real daemons and against whatever else may answer.
class TestOpenServer : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void aSchemeIsChosenOrTyped();
    void whoseUserAndPasswordIsSaid();
    void socketsAreFoundAndOffered();
    void theWindowMayGoWhileTheyAreLookedFor();
    void aConfigurationFileNamesItsServer();
    void testSaysWhatAnswers_data();
    void testSaysWhatAnswers();
    void aFailureIsExplainedWithTheButtonThatHelps_data();
    void aFailureIsExplainedWithTheButtonThatHelps();
    void aSocketWithoutPermissionIsExplained();
    void aWrongPasswordIsAskedForAgain();
    void passwordsGoToTheKeychainOrNowhere_data();
    void passwordsGoToTheKeychainOrNowhere();
    void withoutAKeychainPasswordsAreForThisRun();
    void aTestCanBeStopped();
    void anUnknownCertificateIsShownAndPinned();
    void anExpiredCertificateIsCalledSo();
    void aChangedCertificateStops();

private:
    void openDialog();
    QAbstractButton *help() const { return m_ui->dialog()->findChild<QAbstractButton *>(u"help"_s); }

    std::unique_ptr<ServerWindow> m_ui;
};

void TestOpenServer::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_ui = std::make_unique<ServerWindow>();
    QVERIFY(QTest::qWaitForWindowExposed(m_ui->window.get()));
}

void TestOpenServer::cleanup()
{
    m_ui.reset();
}

void TestOpenServer::openDialog()
{
    QTest::keyClick(m_ui->window.get(), Qt::Key_O, Qt::ControlModifier);
    QTRY_VERIFY(m_ui->dialog());
    QVERIFY(QTest::qWaitForWindowExposed(m_ui->dialog()));
}

void TestOpenServer::aSchemeIsChosenOrTyped()
{
    openDialog();
    auto *scheme = m_ui->named<QComboBox>(u"Kind of connection"_s, m_ui->dialog());
    auto *address = m_ui->named<QComboBox>(u"Address"_s, m_ui->dialog());
    m_ui->typeAddress(u"ssh://me@host/run/s.sock"_s);
    QCOMPARE(scheme->currentData().toString(), u"ssh://"_s);
    m_ui->typeAddress(u"/run/s.sock"_s);
    QCOMPARE(scheme->currentData().toString(), u"unix://"_s);
    m_ui->typeAddress(u"example.org:9001"_s);
    QCOMPARE(scheme->currentData().toString(), u"http://"_s);
    scheme->setFocus();
    QTest::keyClick(scheme, Qt::Key_Down);
    QCOMPARE(address->currentText(), u"https://example.org:9001"_s);
    QVERIFY(address->lineEdit()->placeholderText().startsWith("https://"_L1));
    m_ui->typeAddress(u"gopher://x"_s);
    QTest::keyClick(address->lineEdit(), Qt::Key_Return);
    QVERIFY2(m_ui->note().contains(u"gopher://x"_s), qPrintable(m_ui->note()));
}

void TestOpenServer::whoseUserAndPasswordIsSaid()
{
    openDialog();
    m_ui->typeAddress(u"/run/s.sock"_s);
    auto *hint = m_ui->dialog()->findChild<QLabel *>(u"sshHint"_s);
    QVERIFY(hint);
    QVERIFY(!hint->isVisible());
    QCOMPARE(m_ui->label(u"User"_s), u"User:"_s);
    m_ui->typeAddress(u"ssh://me@host/run/s.sock"_s);
    QVERIFY(hint->isVisible());
    QVERIFY2(hint->text().contains(u"ssh"_s), qPrintable(hint->text()));
    QCOMPARE(m_ui->label(u"User"_s), u"Supervisor's user:"_s); // the other one stands in the address
    QCOMPARE(m_ui->label(u"Password"_s), u"Supervisor's password:"_s);
    m_ui->typeAddress(u"http://host:9001"_s);
    QVERIFY(!hint->isVisible());
    QCOMPARE(m_ui->label(u"Password"_s), u"Password:"_s);
}

void TestOpenServer::socketsAreFoundAndOffered()
{
    // A socket in the user's runtime folder, and a configuration in their own configuration folder.
    QDir().mkpath(m_ui->file(u"run/kantoku"_s));
    QLocalServer bare;
    QVERIFY(bare.listen(m_ui->file(u"run/kantoku/one.sock"_s)));
    DaemonFixture daemon(DaemonFixture::Kind::Kantokud);
    daemon.configure(programs, "username=me\npassword=secret\n");
    daemon.start();
    QDir().mkpath(m_ui->file(u"config/kantoku"_s));
    QVERIFY(QFile::copy(daemon.file(u"d.conf"_s), daemon.file(u"copy.conf"_s)));
    QVERIFY(QFile::link(daemon.file(u"copy.conf"_s), m_ui->file(u"config/kantoku/linked.conf"_s)));
    openDialog();
    auto *found = m_ui->named<QListWidget>(u"Found on this machine"_s, m_ui->dialog());
    const QString bareAddress = u"unix://"_s + QFileInfo(bare.fullServerName()).canonicalFilePath();
    QTRY_VERIFY(!found->findItems(bareAddress, Qt::MatchExactly).isEmpty());

    // The file says %(here)s, which is where the link is: another file with the path written out.
    QFile written(m_ui->file(u"config/kantoku/own.conf"_s));
    QVERIFY(written.open(QFile::WriteOnly));
    written.write("[unix_http_server]\nfile=" + daemon.socket().toUtf8() + "\nusername=me\npassword=secret\n");
    written.close();
    m_ui->click(m_ui->dialog(), u"Look Again"_s);
    QTRY_VERIFY(!found->findItems(u"own.conf"_s, Qt::MatchContains).isEmpty());
    QListWidgetItem *item = found->findItems(u"own.conf"_s, Qt::MatchContains).constFirst();
    QTest::mouseClick(found->viewport(), Qt::LeftButton, {}, found->visualItemRect(item).center());
    QCOMPARE(m_ui->named<QComboBox>(u"Address"_s, m_ui->dialog())->currentText(),
             u"unix://"_s + QFileInfo(daemon.socket()).canonicalFilePath());
    QCOMPARE(m_ui->named<QLineEdit>(u"Password"_s, m_ui->dialog())->text(), u"secret"_s);
    m_ui->click(m_ui->dialog(), u"Connect"_s);
    QTRY_VERIFY(m_ui->row(u"alpha"_s).isValid());
}

void TestOpenServer::theWindowMayGoWhileTheyAreLookedFor()
{
    openDialog();
    auto *again = m_ui->dialog()->findChild<QAbstractButton *>(u"searchAgain"_s);
    QVERIFY(again);
    // Nobody has time for the search until the window is gone; and nothing is painted meanwhile, which takes threads
    // too.
    QThreadPool *pool = QThreadPool::globalInstance();
    QVERIFY(pool->waitForDone(20000));
    QSemaphore gone;
    const int threads = pool->maxThreadCount();
    for (int i = 0; i < threads; ++i)
        pool->start([&gone] { gone.acquire(); });
    again->click();
    m_ui.reset();
    gone.release(threads);
    QVERIFY(pool->waitForDone(20000));
    QCoreApplication::processEvents();
}

void TestOpenServer::aConfigurationFileNamesItsServer()
{
    QFile file(m_ui->file(u"ctl.conf"_s));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("[supervisorctl]\nserverurl=http://example.org:9001\nusername=joe\n");
    file.close();
    openDialog();
    m_ui->click(m_ui->dialog(), u"From a Configuration File…"_s);
    auto *chooser = m_ui->dialog()->findChild<QFileDialog *>();
    QVERIFY(chooser);
    chooser->selectFile(file.fileName()); // typed, a list of completions would be in the way
    m_ui->click(chooser, u"Open"_s);
    QTRY_VERIFY(!m_ui->dialog()->findChild<QFileDialog *>());
    QTRY_COMPARE(m_ui->named<QComboBox>(u"Address"_s, m_ui->dialog())->currentText(), u"http://example.org:9001"_s);
    QCOMPARE(m_ui->note(), QString());
    QCOMPARE(m_ui->named<QLineEdit>(u"User"_s, m_ui->dialog())->text(), u"joe"_s);
}

void TestOpenServer::testSaysWhatAnswers_data()
{
    QTest::addColumn<bool>("isKantokud");
    QTest::addColumn<QString>("words");
    QTest::newRow("a kantokud") << true << u"It answers: kantokud " KANTOKU_VERSION " with 1 process."_s;
    QTest::newRow("Debian's supervisord") << false << u"It answers: supervisord 4."_s;
}

void TestOpenServer::testSaysWhatAnswers()
{
    QFETCH(bool, isKantokud);
    QFETCH(QString, words);
    DaemonFixture daemon(isKantokud ? DaemonFixture::Kind::Kantokud : DaemonFixture::Kind::Supervisord);
    daemon.configure(programs);
    daemon.start();
    openDialog();
    m_ui->typeAddress(daemon.address());
    m_ui->click(m_ui->dialog(), u"Test"_s);
    QTRY_VERIFY2(m_ui->note().startsWith(words), qPrintable(m_ui->note()));
    QVERIFY(m_ui->settings->savedServers().isEmpty()); // a test saves nothing
    m_ui->click(m_ui->dialog(), u"Connect"_s);
    QTRY_VERIFY(!m_ui->dialog());
    QTRY_VERIFY(m_ui->row(u"alpha"_s).isValid());
    QCOMPARE(m_ui->settings->savedServers().value(0).address, daemon.address());
}

void TestOpenServer::aFailureIsExplainedWithTheButtonThatHelps_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("button");
    QTest::newRow("no socket") << u"none"_s << u"There is no socket"_s << QString();
    QTest::newRow("a socket that was left behind") << u"stale"_s << u"left behind"_s << QString();
    QTest::newRow("a port where nobody listens") << u"refused"_s << u"Nobody listens"_s << QString();
    QTest::newRow("no such host") << u"host"_s << u"There is no host"_s << u"Change Address"_s;
    QTest::newRow("no Supervisor") << u"other"_s << u"Something else"_s << u"Change Address"_s;
    QTest::newRow("garbage") << u"garbage"_s << u"Something else"_s << u"Change Address"_s;
    QTest::newRow("a password is wanted") << u"password"_s << u"user name and a password"_s << u"Enter Password"_s;
}

void TestOpenServer::aFailureIsExplainedWithTheButtonThatHelps()
{
    QFETCH(QString, what);
    QFETCH(QString, words);
    QFETCH(QString, button);
    tests::FakeServer fake;
    QString address = fake.url();
    if (what == u"none"_s) {
        address = u"unix://"_s + m_ui->file(u"none.sock"_s);
    } else if (what == u"stale"_s) {
        QLocalServer server;
        QVERIFY(server.listen(m_ui->file(u"gone.sock"_s)));
        QVERIFY(QFile::link(server.fullServerName(), m_ui->file(u"unused"_s)));
        address = u"unix://"_s + m_ui->file(u"stale.sock"_s);
        QVERIFY(::link(QFile::encodeName(server.fullServerName()).constData(),
                       QFile::encodeName(m_ui->file(u"stale.sock"_s)).constData())
                == 0);
    } else if (what == u"refused"_s) {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        address = u"http://127.0.0.1:%1"_s.arg(server.serverPort());
    } else if (what == u"host"_s) {
        address = u"http://no-such-host.invalid:9001"_s;
    } else if (what == u"other"_s) {
        fake.answerRaw("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    } else if (what == u"garbage"_s) {
        fake.answerRaw("\x01\x02 this is not HTTP at all\r\n\r\n");
    } else {
        fake.requireAuthorization("Basic never");
    }
    openDialog();
    m_ui->typeAddress(address);
    m_ui->click(m_ui->dialog(), u"Connect"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(m_ui->note().contains(words), qPrintable(m_ui->note()), 15000);
    QVERIFY(m_ui->dialog()); // nothing was opened
    QCOMPARE(help()->isVisible(), !button.isEmpty());
    if (button.isEmpty()) { // Test and Connect are there already
        m_ui->click(m_ui->dialog(), u"Test"_s);
        QTRY_VERIFY2(m_ui->note().contains(words), qPrintable(m_ui->note()));
        return;
    }
    QCOMPARE(QString(help()->text()).remove(u'&'), button);
    QTest::mouseClick(help(), Qt::LeftButton);
    if (button == u"Change Address"_s)
        QTRY_VERIFY(m_ui->named<QComboBox>(u"Address"_s, m_ui->dialog())->hasFocus());
    else
        QTRY_VERIFY(m_ui->named<QLineEdit>(u"User"_s, m_ui->dialog())->hasFocus());
    QTRY_VERIFY(m_ui->named<QComboBox>(u"Address"_s, m_ui->dialog())->isEnabled());
}

void TestOpenServer::aSocketWithoutPermissionIsExplained()
{
    // Root may use every socket, so that the explanation is all that can be looked at here.
    const auto address = client::ServerAddress::parse(u"unix:///run/s.sock"_s);
    const ConnectionAdvice advice = adviseOnConnection(
        {Error::Code::PermissionDenied, u"No permission to connect to /run/s.sock."_s, EACCES}, *address);
    openDialog();
    m_ui->dialog()->setAddress(address->toString());
    m_ui->dialog()->showProblem({Error::Code::PermissionDenied, u"No permission to connect to /run/s.sock."_s, EACCES});
    QCOMPARE(m_ui->note(), advice.text);
    QVERIFY(m_ui->note().contains(u"chmod"_s));
    QTest::mouseClick(help(), Qt::LeftButton);
    QVERIFY(QApplication::clipboard()->text().contains(u"[unix_http_server]\nchmod="_s));
}

void TestOpenServer::aWrongPasswordIsAskedForAgain()
{
    DaemonFixture daemon(DaemonFixture::Kind::Supervisord);
    daemon.configure(programs, "username=me\npassword=secret\n");
    daemon.start();
    openDialog();
    m_ui->typeAddress(daemon.address());
    auto *user = m_ui->named<QLineEdit>(u"User"_s, m_ui->dialog());
    auto *password = m_ui->named<QLineEdit>(u"Password"_s, m_ui->dialog());
    QTest::keyClicks(user, u"me"_s);
    QTest::keyClicks(password, u"wrong"_s);
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY(m_ui->note().contains(u"user name and a password"_s));
    QTRY_VERIFY(password->hasFocus());
    password->selectAll();
    QTest::keyClicks(password, u"secret"_s);
    QVERIFY(m_ui->note().isEmpty()); // what was said was about another password
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY(m_ui->row(u"alpha"_s).isValid());
}

void TestOpenServer::passwordsGoToTheKeychainOrNowhere_data()
{
    QTest::addColumn<bool>("keeps");
    QTest::newRow("in the keychain") << true;
    QTest::newRow("for this run only") << false;
}

void TestOpenServer::passwordsGoToTheKeychainOrNowhere()
{
    QFETCH(bool, keeps);
    DaemonFixture daemon(DaemonFixture::Kind::Kantokud);
    daemon.configure(programs, "username=me\npassword=xyzzy7\n");
    daemon.start();
    openDialog();
    m_ui->typeAddress(daemon.address());
    QTest::keyClicks(m_ui->named<QLineEdit>(u"User"_s, m_ui->dialog()), u"me"_s);
    QTest::keyClicks(m_ui->named<QLineEdit>(u"Password"_s, m_ui->dialog()), u"xyzzy7"_s);
    auto *keep = m_ui->named<QComboBox>(u"Keep the password"_s, m_ui->dialog());
    QVERIFY(keep->isEnabled());
    if (!keeps) {
        keep->setFocus();
        QTest::keyClick(keep, Qt::Key_Down);
    }
    m_ui->click(m_ui->dialog(), u"Connect"_s);
    QTRY_VERIFY(m_ui->row(u"alpha"_s).isValid());
    QCOMPARE(m_ui->keychain.passwords.size(), keeps ? 1 : 0);
    m_ui->restart();
    QCOMPARE(m_ui->filesWith("xyzzy7"), QStringList());
    QVERIFY(!m_ui->filesWith("user=me").isEmpty()); // they are looked through
    if (keeps) {
        QTRY_VERIFY(m_ui->row(u"alpha"_s).isValid());
        QVERIFY(!m_ui->dialog());
        return;
    }
    // The server is there again, and what is missing is asked for.
    QTRY_VERIFY(m_ui->dialog());
    QTRY_VERIFY(m_ui->note().contains(u"user name and a password"_s));
    QCOMPARE(m_ui->named<QLineEdit>(u"User"_s, m_ui->dialog())->text(), u"me"_s);
    auto *password = m_ui->named<QLineEdit>(u"Password"_s, m_ui->dialog());
    QVERIFY(password->text().isEmpty());
    QTRY_VERIFY(password->hasFocus());
    QTest::keyClicks(password, u"xyzzy7"_s);
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY(m_ui->row(u"alpha"_s).isValid());
    m_ui->close();
    QCOMPARE(m_ui->filesWith("xyzzy7"), QStringList());
}

void TestOpenServer::withoutAKeychainPasswordsAreForThisRun()
{
    m_ui->keychain.isAvailable = false;
    openDialog();
    auto *keep = m_ui->named<QComboBox>(u"Keep the password"_s, m_ui->dialog());
    QTRY_VERIFY(!keep->isEnabled());
    QCOMPARE(keep->currentText(), u"for this run only"_s);
    auto *why = m_ui->dialog()->findChild<QLabel *>(u"keychain"_s);
    QVERIFY(why->isVisible());
    QCOMPARE(why->text(), u"Without a keychain, passwords are kept for this run only."_s);
    QVERIFY2(why->height() < 2 * why->fontMetrics().height(), "there is a gap below it");
    QCOMPARE(why->toolTip(), u"No keychain answers."_s); // what it said itself
}

void TestOpenServer::aTestCanBeStopped()
{
    tests::FakeServer stalls;
    stalls.ignore(u"system.multicall"_s);
    openDialog();
    m_ui->typeAddress(stalls.url());
    m_ui->click(m_ui->dialog(), u"Test"_s);
    QTRY_COMPARE(stalls.calls.size(), 1);
    auto *stop = ServerWindow::button(m_ui->dialog(), u"Stop"_s);
    QVERIFY(stop);
    QVERIFY(stop->hasFocus()); // the keyboard reaches it
    QTest::keyClick(stop, Qt::Key_Space);
    QCOMPARE(m_ui->note(), u"The test was stopped."_s);
    QVERIFY(m_ui->named<QComboBox>(u"Address"_s, m_ui->dialog())->isEnabled());
    m_ui->click(m_ui->dialog(), u"Test"_s);
    QTRY_COMPARE(stalls.calls.size(), 2);
    QTest::keyClick(m_ui->dialog(), Qt::Key_Escape);
    QVERIFY(m_ui->dialog()); // Escape ends the test first
    QTest::keyClick(m_ui->dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!m_ui->dialog());
}

void TestOpenServer::anUnknownCertificateIsShownAndPinned()
{
    const tests::TlsIdentity identity = tests::makeTlsIdentity();
    tests::TlsProxy server(identity);
    DaemonFixture daemon(DaemonFixture::Kind::Kantokud);
    daemon.configure(programs);
    daemon.start();
    server.forwardTo(daemon.socket());
    openDialog();
    m_ui->typeAddress(server.url());
    m_ui->click(m_ui->dialog(), u"Connect"_s);
    QTRY_VERIFY2(m_ui->note().contains(client::fingerprintText(identity.fingerprint())), qPrintable(m_ui->note()));
    QCOMPARE(QString(help()->text()).remove(u'&'), u"Trust This Certificate"_s);
    // Return does the safe thing.
    auto *cancel = qobject_cast<QPushButton *>(ServerWindow::button(m_ui->dialog(), u"Cancel"_s));
    QVERIFY(cancel->isDefault() && cancel->hasFocus());
    QTest::mouseClick(help(), Qt::LeftButton);
    QTRY_VERIFY2(m_ui->note().startsWith(u"It answers: "_s), qPrintable(m_ui->note()));
    m_ui->click(m_ui->dialog(), u"Connect"_s);
    QTRY_VERIFY(m_ui->row(u"alpha"_s).isValid());
    m_ui->restart();
    QTRY_VERIFY(m_ui->row(u"alpha"_s).isValid()); // the pin is kept
    QVERIFY(!m_ui->dialog());
}

void TestOpenServer::anExpiredCertificateIsCalledSo()
{
    const tests::TlsAuthority authority;
    const tests::TrustedAuthority trust(authority.certificate());
    const tests::TlsIdentity identity = authority.vouchFor(u"IP:127.0.0.1"_s, -1);
    const tests::TlsProxy server(identity);
    openDialog();
    m_ui->typeAddress(server.url());
    m_ui->click(m_ui->dialog(), u"Connect"_s);
    QTRY_VERIFY2(m_ui->note().contains(u"has expired"_s), qPrintable(m_ui->note()));
    QVERIFY(m_ui->note().contains(client::fingerprintText(identity.fingerprint())));
}

void TestOpenServer::aChangedCertificateStops()
{
    const tests::TlsIdentity identity = tests::makeTlsIdentity();
    const tests::TlsIdentity other = tests::makeTlsIdentity();
    tests::TlsProxy server(identity);
    DaemonFixture daemon(DaemonFixture::Kind::Kantokud);
    daemon.configure(programs);
    daemon.start();
    server.forwardTo(daemon.socket());
    m_ui->settings->setSavedServers({{server.url(), {}, {}, false, other.fingerprint(), true, {}}});
    m_ui->restart();
    QTRY_VERIFY(m_ui->dialog());
    QTRY_VERIFY2(m_ui->note().contains(client::fingerprintText(identity.fingerprint())), qPrintable(m_ui->note()));
    QVERIFY(m_ui->note().contains(client::fingerprintText(other.fingerprint())));
    QVERIFY(!m_ui->row(u"alpha"_s).isValid());
    const int connections = server.connections;
    auto *cancel = qobject_cast<QPushButton *>(ServerWindow::button(m_ui->dialog(), u"Cancel"_s));
    QTRY_VERIFY(cancel->isDefault());
    QTest::keyClick(m_ui->dialog(), Qt::Key_Return);
    QTRY_VERIFY(!m_ui->dialog());
    QCOMPARE(server.connections, connections); // and nothing tries again
    QCOMPARE(m_ui->settings->savedServers().value(0).fingerprint, other.fingerprint());

    QAction *edit = m_ui->window->actions()[u"server.edit"_s];
    QTRY_VERIFY(edit->isEnabled());
    edit->trigger();
    QTRY_VERIFY(m_ui->dialog());
    m_ui->click(m_ui->dialog(), u"Connect"_s);
    QTRY_VERIFY(help()->isVisible());
    QCOMPARE(QString(help()->text()).remove(u'&'), u"Replace the Certificate"_s);
    QTest::mouseClick(help(), Qt::LeftButton);
    QTRY_VERIFY2(m_ui->note().startsWith(u"It answers: "_s), qPrintable(m_ui->note()));
    m_ui->click(m_ui->dialog(), u"Connect"_s);
    QTRY_VERIFY(m_ui->row(u"alpha"_s).isValid());
    QCOMPARE(m_ui->settings->savedServers().value(0).fingerprint, identity.fingerprint());
}

QTEST_MAIN(TestOpenServer)
#include "tst_openserver.moc"
