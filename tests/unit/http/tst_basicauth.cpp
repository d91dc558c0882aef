#include "daemon/http/basicauth.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QtTest>

using namespace kantoku::daemon;
using namespace Qt::StringLiterals;
using Verdict = BasicAuth::Verdict;

class TestBasicAuth : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void check_data();
    void check();
};

void TestBasicAuth::check_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<Verdict>("expected");
    const auto basic = [](const QByteArray &text) { return QByteArray("Basic " + text.toBase64()); };
    const QString clear = u"se:crét"_s;
    const QString hash
        = u"{SHA}"_s + QString::fromLatin1(QCryptographicHash::hash(clear.toUtf8(), QCryptographicHash::Sha1).toHex());

    QTest::newRow("right, with a colon and an accent") << clear << basic("joe:se:crét") << Verdict::Allowed;
    QTest::newRow("the scheme in any case")
        << clear << basic("joe:se:crét").replace("Basic", "bASIC") << Verdict::Allowed;
    QTest::newRow("wrong password") << clear << basic("joe:se:cre") << Verdict::Denied;
    QTest::newRow("longer password") << clear << basic("joe:se:crétx") << Verdict::Denied;
    QTest::newRow("wrong user") << clear << basic("zoe:se:crét") << Verdict::Denied;
    QTest::newRow("nothing in them") << clear << basic(":") << Verdict::Denied;
    QTest::newRow("no header") << clear << ""_ba << Verdict::Denied;
    QTest::newRow("another scheme") << clear << "Digest username=\"joe\""_ba << Verdict::Denied;
    QTest::newRow("scheme alone") << clear << "Basic"_ba << Verdict::Denied;
    QTest::newRow("no base64") << clear << "Basic ***"_ba << Verdict::Malformed;
    QTest::newRow("no colon") << clear << basic("joe") << Verdict::Malformed;
    QTest::newRow("no UTF-8") << clear << basic("joe:\xff") << Verdict::Malformed;
    QTest::newRow("clear password against a hash") << hash << basic("joe:se:crét") << Verdict::Allowed;
    QTest::newRow("wrong password against a hash") << hash << basic("joe:x") << Verdict::Denied;
    QTest::newRow("the hash is no password") << hash << basic("joe:" + hash.toUtf8()) << Verdict::Denied;
    QTest::newRow("nor are its digits") << hash << basic("joe:" + hash.toUtf8().sliced(5)) << Verdict::Denied;
}

void TestBasicAuth::check()
{
    QFETCH(QString, password);
    QFETCH(QByteArray, authorization);
    QFETCH(Verdict, expected);
    QCOMPARE(BasicAuth(u"joe"_s, password).check(authorization), expected);
}

QTEST_GUILESS_MAIN(TestBasicAuth)
#include "tst_basicauth.moc"
