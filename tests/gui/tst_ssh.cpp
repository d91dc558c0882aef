#include "daemonfixture.h"
#include "serverwindow.h"

#include "tests/interop/sshd.h"
#include "ui/servers/serverlist.h"
#include "ui/servers/sshquestiondialog.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

/// A server of another host, through the user's own OpenSSH, against Debian's sshd on loopback.
class TestSsh : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void theHostIsAskedAboutAndThePassphraseUnseen_data();
    void theHostIsAskedAboutAndThePassphraseUnseen();
    void anUnknownHostIsRefusedByReturn();
    void whoDoesNotAnswerIsNotLetIn();
    void aWrongPassphraseIsAskedForAgain();
    void thePasswordIsAskedForUnseen();
    void aChangedHostKeyStops();
    void theFarSocketIsMissing();
    void whereNoSshListens();
    void theConnectionComesBack();

private:
    void connectByDialog(const QString &socket);
    SshQuestionDialog *question() const
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *dialog = qobject_cast<SshQuestionDialog *>(widget); dialog && dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    void answerSecret(const QString &secret)
    {
        QTRY_VERIFY_WITH_TIMEOUT(question() && question()->findChild<QLineEdit *>(u"secret"_s), 60000);
        auto *edit = question()->findChild<QLineEdit *>(u"secret"_s);
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
        QTRY_VERIFY(edit->hasFocus());
        QTest::keyClicks(edit, secret);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY(!edit || !question() || question()->findChild<QLineEdit *>(u"secret"_s) != edit);
    }
    void acceptHost()
    {
        QTRY_VERIFY_WITH_TIMEOUT(question() && question()->findChild<QLabel *>(u"fingerprint"_s), 60000);
        QCOMPARE(question()->findChild<QLabel *>(u"fingerprint"_s)->text(), m_sshd->fingerprint());
        m_ui->click(question(), u"Yes, Connect"_s);
    }
    /// What there is to be seen where a connection does not come about.
    QString situation() const
    {
        const auto *asked = question() ? question()->findChild<QLabel *>() : nullptr;
        return u"question \"%1\", note \"%2\", message \"%3\""_s.arg(
            asked ? asked->text() : QString(), m_ui->dialog() ? m_ui->note() : QString(), m_ui->message());
    }
    QAbstractButton *help() const { return m_ui->dialog()->findChild<QAbstractButton *>(u"help"_s); }

    std::unique_ptr<Sshd> m_sshd;
    std::unique_ptr<DaemonFixture> m_daemon;
    std::unique_ptr<ServerWindow> m_ui;
};

void TestSsh::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    const bool isForeign = QTest::currentDataTag() && QByteArray(QTest::currentDataTag()).contains("supervisord");
    const bool asksPassword = QByteArray(QTest::currentTestFunction()) == "thePasswordIsAskedForUnseen";
    m_sshd = std::make_unique<Sshd>(asksPassword ? Sshd::Login::Password : Sshd::Login::Key);
    m_sshd->start();
    m_daemon
        = std::make_unique<DaemonFixture>(isForeign ? DaemonFixture::Kind::Supervisord : DaemonFixture::Kind::Kantokud);
    m_daemon->configure("[program:alpha]\ncommand=sleep 1000\nstartsecs=0\n");
    m_daemon->start();
    m_ui = std::make_unique<ServerWindow>();
    qputenv("PATH", QFile::encodeName(m_sshd->programs()) + ':' + qgetenv("PATH"));
    QVERIFY(QTest::qWaitForWindowExposed(m_ui->window.get()));
}

void TestSsh::cleanup()
{
    m_ui.reset();
    m_daemon.reset();
    m_sshd.reset();
}

void TestSsh::connectByDialog(const QString &socket)
{
    QTest::keyClick(m_ui->window.get(), Qt::Key_O, Qt::ControlModifier);
    QTRY_VERIFY(m_ui->dialog());
    m_ui->typeAddress(m_sshd->address(socket));
    m_ui->click(m_ui->dialog(), u"Connect"_s);
}

void TestSsh::theHostIsAskedAboutAndThePassphraseUnseen_data()
{
    QTest::addColumn<int>("unused");
    QTest::newRow("kantokud") << 0;
    QTest::newRow("Debian's supervisord") << 0;
}

void TestSsh::theHostIsAskedAboutAndThePassphraseUnseen()
{
    connectByDialog(m_daemon->socket());
    acceptHost();
    answerSecret(QString::fromLatin1(Sshd::passphrase));
    QTRY_VERIFY2_WITH_TIMEOUT(m_ui->row(u"alpha"_s).isValid(), qPrintable(situation()), 60000);
    // The dialog's test, the session and the console share one connection: nobody was asked twice.
    QVERIFY(!question());
    auto *input = m_ui->named<QLineEdit>(u"Console input"_s);
    input->setFocus();
    QTest::keyClicks(input, u"stop alpha"_s);
    QTest::keyClick(input, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_ui->row(u"alpha"_s).siblingAtColumn(ProcessModel::State).data().toString(),
                              u"STOPPED"_s, 60000);
    QVERIFY(!question());
    QCOMPARE(m_ui->filesWith(Sshd::passphrase), QStringList());
}

void TestSsh::anUnknownHostIsRefusedByReturn()
{
    connectByDialog(m_daemon->socket());
    QTRY_VERIFY_WITH_TIMEOUT(question() && question()->findChild<QLabel *>(u"fingerprint"_s), 60000);
    QTest::keyClick(question(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->note().contains(u"its question was not answered"_s), 60000);
    QVERIFY(!question());
    QVERIFY(!m_ui->row(u"alpha"_s).isValid());
    QVERIFY(!QFileInfo::exists(m_sshd->file(u"known_hosts"_s)));
}

void TestSsh::whoDoesNotAnswerIsNotLetIn()
{
    connectByDialog(m_daemon->socket());
    acceptHost();
    QTRY_VERIFY_WITH_TIMEOUT(question() && question()->findChild<QLineEdit *>(u"secret"_s), 60000);
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->note().contains(u"its question was not answered"_s), 60000);
    QVERIFY(!question());
}

void TestSsh::aWrongPassphraseIsAskedForAgain()
{
    connectByDialog(m_daemon->socket());
    acceptHost();
    answerSecret(u"not this"_s);
    answerSecret(u"nor this"_s);
    answerSecret(u"never"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(m_ui->note().contains(u"Permission denied"_s), qPrintable(m_ui->note()), 60000);
    QVERIFY(!question());
}

void TestSsh::thePasswordIsAskedForUnseen()
{
    connectByDialog(m_daemon->socket());
    acceptHost();
    answerSecret(u"not this"_s);
    QTRY_VERIFY_WITH_TIMEOUT(question() && question()->findChild<QLineEdit *>(u"secret"_s), 60000);
    QVERIFY(question()->findChild<QLineEdit *>(u"secret"_s)->text().isEmpty());
    answerSecret(QString::fromLatin1(Sshd::passphrase));
    QTRY_VERIFY2_WITH_TIMEOUT(m_ui->row(u"alpha"_s).isValid(), qPrintable(situation()), 60000);
    QVERIFY(!question());
    QCOMPARE(m_ui->filesWith(Sshd::passphrase), QStringList());
}

void TestSsh::aChangedHostKeyStops()
{
    connectByDialog(m_daemon->socket());
    acceptHost();
    answerSecret(QString::fromLatin1(Sshd::passphrase));
    QTRY_VERIFY2_WITH_TIMEOUT(m_ui->row(u"alpha"_s).isValid(), qPrintable(situation()), 60000);
    m_ui->window->actions()[u"server.disconnect"_s]->trigger();
    m_ui->restart(); // it was let go of, and stays so
    QVERIFY(!question());
    m_sshd->stop();
    m_sshd->changeHostKey();
    m_sshd->start();
    connectByDialog(m_daemon->socket());
    QTRY_VERIFY2_WITH_TIMEOUT(m_ui->note().contains(m_sshd->fingerprint()), qPrintable(m_ui->note()), 60000);
    QVERIFY(m_ui->note().contains(u"has changed"_s));
    QVERIFY(m_ui->note().contains(u"known_hosts:1"_s));
    QVERIFY(!question());
    QCOMPARE(QString(help()->text()).remove(u'&'), u"Copy Command"_s);
}

void TestSsh::theFarSocketIsMissing()
{
    connectByDialog(m_daemon->file(u"none.sock"_s));
    acceptHost();
    answerSecret(QString::fromLatin1(Sshd::passphrase));
    QTRY_VERIFY2_WITH_TIMEOUT(m_ui->note().contains(u"ssh got to 127.0.0.1, but nobody answers at"_s),
                              qPrintable(m_ui->note()), 60000);
}

void TestSsh::whereNoSshListens()
{
    m_sshd->stop();
    connectByDialog(m_daemon->socket());
    QTRY_VERIFY2_WITH_TIMEOUT(m_ui->note().contains(u"ssh does not get to 127.0.0.1"_s), qPrintable(m_ui->note()),
                              60000);
    QVERIFY(m_ui->note().contains(u"Connection refused"_s));
}

void TestSsh::theConnectionComesBack()
{
    connectByDialog(m_daemon->socket());
    acceptHost();
    answerSecret(QString::fromLatin1(Sshd::passphrase));
    QTRY_VERIFY2_WITH_TIMEOUT(m_ui->row(u"alpha"_s).isValid(), qPrintable(situation()), 60000);
    m_daemon->stop();
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"alpha"_s).data(ProcessModel::OfflineRole).toBool(), 60000);
    m_daemon->start();
    QTRY_VERIFY_WITH_TIMEOUT(!m_ui->row(u"alpha"_s).data(ProcessModel::OfflineRole).toBool(), 30000);
    QVERIFY(!question()); // the tunnel has stood all the time
}

QTEST_MAIN(TestSsh)
#include "tst_ssh.moc"
