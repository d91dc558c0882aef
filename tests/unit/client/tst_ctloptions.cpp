#include "client/ctloptions.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using kantoku::client::CtlOptions;

class TestCtlOptions : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void helpWinsOverWhatFollows();
    void usageNamesTheProgram();
};

void TestCtlOptions::reads_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const QStringList &arguments, const QString &shown) {
        QTest::newRow(name) << arguments << shown;
    };
    row("nothing", {}, u"|"_s);
    row("an action", {u"status"_s, u"a"_s}, u"|status a"_s);
    row("each short option",
        {u"-c"_s, u"C"_s, u"-s"_s, u"http://h"_s, u"-u"_s, u"U"_s, u"-p"_s, u"P"_s, u"-r"_s, u"R"_s, u"-i"_s},
        u"c=C s=http://h u=U p=P r=R i |"_s);
    row("each long option",
        {u"--configuration=C"_s, u"--serverurl=unix:///s"_s, u"--username=U"_s, u"--password=P"_s,
         u"--history_file=R"_s, u"--interactive"_s},
        u"c=C s=unix:///s u=U p=P r=R i |"_s);
    row("a long option with its value in the next word", {u"--username"_s, u"joe"_s, u"pid"_s}, u"u=joe |pid"_s);
    row("abbreviations", {u"--conf=C"_s, u"--u=U"_s, u"--int"_s}, u"c=C u=U i |"_s);
    row("a value in the same word", {u"-ujoe"_s, u"-iuX"_s}, u"!"_s);
    row("flags and a value in one word", {u"-iujoe"_s, u"pid"_s}, u"u=joe i |pid"_s);
    row("options end at the action", {u"status"_s, u"-c"_s, u"x"_s}, u"|status -c x"_s);
    row("and after two dashes", {u"--"_s, u"-c"_s}, u"|-c"_s);
    row("a lone dash is a word", {u"-"_s, u"-c"_s}, u"|- -c"_s);
    row("an empty value", {u"--password="_s}, u"p= |"_s);
    row("a scheme that we do not know is an address too", {u"-s"_s, u"localhost:9001"_s}, u"s=localhost:9001 |"_s);
}

void TestCtlOptions::reads()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, shown);
    const Result<CtlOptions> options = CtlOptions::parse(arguments);
    if (shown == "!"_L1) {
        QVERIFY(!options);
        QCOMPARE(options.error().message, u"conflicting command line option '-u'"_s);
        return;
    }
    QVERIFY2(options.has_value(), options ? "" : qPrintable(options.error().message));
    QString text;
    const auto add = [&text](const char *letter, const std::optional<QString> &value) {
        if (value)
            text += QString::fromLatin1(letter) + u'=' + *value + u' ';
    };
    add("c", options->configurationFile);
    add("s", options->serverUrl);
    add("u", options->username);
    add("p", options->password);
    add("r", options->historyFile);
    if (options->interactive)
        text += u"i "_s;
    QCOMPARE(text + u'|' + options->action.join(u' '), shown);
}

void TestCtlOptions::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("message");
    QTest::newRow("an unknown short option") << QStringList{u"-Z"_s} << u"option -Z not recognized"_s;
    QTest::newRow("an unknown long option") << QStringList{u"--bogus"_s} << u"option --bogus not recognized"_s;
    QTest::newRow("an unknown long option with a value")
        << QStringList{u"--bogus=1"_s} << u"option --bogus not recognized"_s;
    QTest::newRow("an ambiguous one") << QStringList{u"--h"_s} << u"option --h not a unique prefix"_s;
    QTest::newRow("a short one without its value") << QStringList{u"-s"_s} << u"option -s requires argument"_s;
    QTest::newRow("a long one without its value")
        << QStringList{u"--user"_s} << u"option --username requires argument"_s;
    QTest::newRow("a flag with a value") << QStringList{u"--help=1"_s} << u"option --help must not have an argument"_s;
    QTest::newRow("one given twice") << QStringList{u"-u"_s, u"a"_s, u"--username=b"_s}
                                     << u"conflicting command line option '--username'"_s;
    QTest::newRow("a flag given twice") << QStringList{u"-i"_s, u"-i"_s} << u"conflicting command line option '-i'"_s;
    QTest::newRow("an address that is none")
        << QStringList{u"-s"_s, u"notaurl"_s} << u"invalid value for -s 'notaurl': value 'notaurl' is not a URL"_s;
    QTest::newRow("a scheme and nothing else")
        << QStringList{u"--serverurl=unix://"_s}
        << u"invalid value for --serverurl 'unix://': value 'unix://' is not a URL"_s;
}

void TestCtlOptions::refuses()
{
    QFETCH(QStringList, arguments);
    const Result<CtlOptions> options = CtlOptions::parse(arguments);
    QVERIFY(!options);
    QCOMPARE(options.error().code, Error::Code::Invalid);
    QTEST(options.error().message, "message");
}

void TestCtlOptions::helpWinsOverWhatFollows()
{
    QVERIFY(CtlOptions::parse({u"-h"_s, u"-s"_s, u"notaurl"_s})->help);
    QVERIFY(CtlOptions::parse({u"-?"_s})->help);
    QVERIFY(CtlOptions::parse({u"--help"_s})->help);
}

void TestCtlOptions::usageNamesTheProgram()
{
    QVERIFY(CtlOptions::usage(u"ctl"_s).contains(u"\nUsage: ctl [options] [action [arguments]]\n"_s));
}

QTEST_GUILESS_MAIN(TestCtlOptions)
#include "tst_ctloptions.moc"
