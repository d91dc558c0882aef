// The window speaks one language: its dates do, and what goes wrong on the way to a server, which a library without a
// window finds out.

#include "client/rpcexchange.h"
#include "client/session.h"
#include "client/sshtunnel.h"
#include "client/tlstransport.h"
#include "ui/translations.h"

#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::client;
using namespace kantoku::ui;

Q_DECLARE_METATYPE(std::function<kantoku::Error()>)

class TestLanguage : public QObject {
    Q_OBJECT
private slots:
    void errorsAreInTheLanguage_data();
    void errorsAreInTheLanguage();
    void aSessionsErrorIsInTheLanguage_data() { languages(); }
    void aSessionsErrorIsInTheLanguage();
    void datesAreInTheLanguage_data() { languages(); }
    void datesAreInTheLanguage();
    void cleanup();

private:
    static void languages();
    static const QRegularExpression &ideographs();
};

const QRegularExpression &TestLanguage::ideographs()
{
    static const QRegularExpression some(u"\\p{Han}|\\p{Katakana}"_s);
    return some;
}

void TestLanguage::cleanup()
{
    for (QTranslator *translator : qApp->findChildren<QTranslator *>())
        delete translator;
    QLocale::setDefault(QLocale::system());
}

void TestLanguage::languages()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("Japanese") << u"ja"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s;
}

void TestLanguage::errorsAreInTheLanguage_data()
{
    QTest::addColumn<std::function<Error()>>("make");
    QTest::addColumn<QString>("english");
    QTest::addColumn<QStringList>("names"); // which stay
    const auto row = [](const char *what, const std::function<Error()> &make, const QString &english,
                        const QStringList &names) { QTest::newRow(what) << make << english << names; };
    static const ServerAddress web = *ServerAddress::parse(u"http://web:9001"_s);
    static const ServerAddress far = *ServerAddress::parse(u"ssh://far/run/s.sock"_s);
    row("no address", [] { return ServerAddress::parse(u"ftp://x"_s).error(); }, u"is not the address of a server"_s,
        {u"ftp://x"_s, u"unix:///path"_s});
    row("nobody listens",
        [] { return describeSocketError(QAbstractSocket::ConnectionRefusedError, {}, u"web"_s, 9001); },
        u"Nobody listens"_s, {u"web"_s, u"9001"_s});
    row("no host", [] { return describeSocketError(QAbstractSocket::HostNotFoundError, {}, u"web"_s, 9001); },
        u"There is no host"_s, {u"web"_s});
    row("a password is wanted", [] { return describeStatus(401, web); }, u"wants a user name"_s,
        {u"http://web:9001"_s});
    row("another status", [] { return describeStatus(503, web); }, u"answered with HTTP"_s, {u"503"_s});
    row("nothing at the far end",
        [] {
            return seenThroughTunnel({Error::Code::Transport, u"x"_s}, false, far);
        },
        u"but nobody answers"_s, {u"far"_s, u"/run/s.sock"_s});
    row("ssh's own words stay", [] { return describeSshFailure(u"ssh: Permission denied (publickey)."_s, far); },
        u"does not get to"_s, {u"far"_s, u"Permission denied (publickey)."_s});
    row("another key",
        [] { return describeSshFailure(u"REMOTE HOST IDENTIFICATION HAS CHANGED!\nSHA256:abc\n"_s, far); },
        u"has changed"_s, {u"far"_s, u"SHA256:abc"_s});
}

void TestLanguage::errorsAreInTheLanguage()
{
    QFETCH(std::function<Error()>, make);
    QFETCH(QString, english);
    QFETCH(QStringList, names);
    QVERIFY2(make().message.contains(english), qPrintable(make().message));
    for (const QString &language : {u"ja"_s, u"zh_CN"_s}) {
        installTranslations(language);
        const QString message = make().message;
        QVERIFY2(!message.contains(english) && message.contains(ideographs()), qPrintable(message));
        for (const QString &name : std::as_const(names))
            QVERIFY2(message.contains(name), qPrintable(message));
        cleanup();
    }
}

void TestLanguage::aSessionsErrorIsInTheLanguage()
{
    QFETCH(QString, language);
    installTranslations(language);
    Session session(*ServerAddress::parse(u"unix:///no/such/socket"_s));
    session.connectToServer();
    QTRY_COMPARE(session.status(), Session::Status::Retrying);
    QVERIFY2(session.lastError().message.contains(ideographs()), qPrintable(session.lastError().message));
    QVERIFY(session.lastError().message.contains(u"/no/such/socket"_s));
}

void TestLanguage::datesAreInTheLanguage()
{
    QFETCH(QString, language);
    installTranslations(language);
    QCOMPARE(shownLanguage(), language);
    const QString date = QLocale().toString(QDate(2026, 11, 26), QLocale::LongFormat);
    QVERIFY2(date.contains(ideographs()), qPrintable(date));
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
