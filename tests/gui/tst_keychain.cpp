#include "ui/servers/passwordstore.h"

#include <QCoro/QCoroTask>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

/**
 * Passwords in the real keychain: GNOME's, unlocked, on a bus of the test's own. libsecret connects to one bus in a
 * program's life, so each of these runs in a program of its own: this one again, with the test's name.
 */
class TestKeychain : public QObject {
    Q_OBJECT
private slots:
    void aPasswordIsKeptAndForgotten();
    void withoutAServiceThereIsAReason();

private:
    static bool isInner() { return qEnvironmentVariableIsSet("KANTOKU_INNER_TEST"); }
    static void runInner(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment);
    static void keepsAndForgets();
    static void saysWhyNot();
};

void TestKeychain::runInner(const QString &program, const QStringList &arguments,
                            const QProcessEnvironment &environment)
{
    QTemporaryDir home;
    QProcessEnvironment inner = environment;
    inner.insert(u"KANTOKU_INNER_TEST"_s, u"1"_s);
    for (const QString &name : {u"HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_RUNTIME_DIR"_s, u"XDG_CONFIG_HOME"_s})
        inner.insert(name, home.path());
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"XDG_CURRENT_DESKTOP"_s, u"DESKTOP_SESSION"_s})
        inner.remove(name);
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setProcessEnvironment(inner);
    process.start(program, arguments);
    QVERIFY2(process.waitForStarted(), qPrintable(program + u" is missing."_s));
    QVERIFY(process.waitForFinished(60'000));
    QVERIFY2(process.exitCode() == 0, process.readAll().constData());
}

void TestKeychain::aPasswordIsKeptAndForgotten()
{
    if (isInner()) {
        keepsAndForgets();
        return;
    }
    // The daemon's login keyring is made with the password that it reads, and is open from then on.
    // It ends with its bus.
    const QString script = u"printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null && "
                           "exec \"$1\" aPasswordIsKeptAndForgotten"_s;
    runInner(u"dbus-run-session"_s,
             {u"--"_s, u"sh"_s, u"-c"_s, script, u"sh"_s, QCoreApplication::applicationFilePath()},
             QProcessEnvironment::systemEnvironment());
}

void TestKeychain::keepsAndForgets()
{
    const std::unique_ptr<PasswordStore> store = PasswordStore::ofSystem();
    const QString address = u"https://example.org:9001"_s;
    const Result<void> available = QCoro::waitFor(store->probe());
    QVERIFY2(available, available ? "" : qPrintable(available.error().message));
    QCOMPARE(*QCoro::waitFor(store->read(address, u"joe"_s)), QString());
    QVERIFY(QCoro::waitFor(store->write(address, u"joe"_s, u"pässword"_s)));
    QVERIFY(QCoro::waitFor(store->write(address, u"ann"_s, u"other"_s)));
    // Another program, or the next run, finds it.
    const std::unique_ptr<PasswordStore> later = PasswordStore::ofSystem();
    QCOMPARE(*QCoro::waitFor(later->read(address, u"joe"_s)), u"pässword"_s);
    QVERIFY(QCoro::waitFor(later->remove(address, u"joe"_s)));
    QCOMPARE(*QCoro::waitFor(store->read(address, u"joe"_s)), QString());
    QCOMPARE(*QCoro::waitFor(store->read(address, u"ann"_s)), u"other"_s);
    QVERIFY(QCoro::waitFor(store->remove(address, u"joe"_s))); // what is not there is removed, too
}

void TestKeychain::withoutAServiceThereIsAReason()
{
    if (isInner()) {
        saysWhyNot();
        return;
    }
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
    runInner(QCoreApplication::applicationFilePath(), {u"withoutAServiceThereIsAReason"_s}, environment);
}

void TestKeychain::saysWhyNot()
{
    const std::unique_ptr<PasswordStore> store = PasswordStore::ofSystem();
    const Result<void> available = QCoro::waitFor(store->probe());
    QVERIFY(!available);
    QVERIFY2(available.error().message.startsWith(u"No keychain answers: "_s), qPrintable(available.error().message));
    QVERIFY(!QCoro::waitFor(store->write(u"unix:///x"_s, u"joe"_s, u"secret"_s)));
    QVERIFY(!QCoro::waitFor(store->read(u"unix:///x"_s, u"joe"_s)));
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
