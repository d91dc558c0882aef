#include "daemon/config/world.h"
#include "daemon/daemonoptions.h"

#include <QTest>

using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

class TestDaemonOptions : public QObject {
    Q_OBJECT
private slots:
    void refuses_data();
    void refuses();
    void takesShortAndLongForms();
    void stopsAtARequest_data();
    void stopsAtARequest();
    void printsItsOptions();
};

void TestDaemonOptions::refuses_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const QStringList &words, const QString &error) {
        QTest::newRow(name) << words << error;
    };
    row("an unknown letter", {u"-Z"_s}, u"option -Z not recognized"_s);
    row("an unknown name", {u"--zap"_s}, u"option --zap not recognized"_s);
    row("an ambiguous abbreviation", {u"--no"_s}, u"option --no not a unique prefix"_s);
    row("a letter without its value", {u"-c"_s}, u"option -c requires argument"_s);
    row("a name without its value", {u"--logfile"_s}, u"option --logfile requires argument"_s);
    row("a value for a flag", {u"--nodaemon=1"_s}, u"option --nodaemon must not have an argument"_s);
    row("a stray word", {u"-n"_s, u"stray"_s, u"it's"_s},
        u"positional arguments are not supported: ['stray', \"it's\"]"_s);
    row("the same option twice", {u"-n"_s, u"--nodaemon"_s}, u"conflicting command line option '--nodaemon'"_s);
    row("a bad level", {u"-e"_s, u"loud"_s}, u"invalid value for -e 'loud': bad logging level name 'loud'"_s);
    row("a bad size", {u"-ybig"_s}, u"invalid value for -y 'big': invalid literal for int() with base 10: 'big'"_s);
    row("a bad octal, abbreviated", {u"--um=9"_s},
        u"invalid value for --umask '9': 9 can not be converted to an octal type"_s);
    row("a missing folder", {u"-q"_s, u"/no/such"_s},
        u"invalid value for -q '/no/such': /no/such is not an existing directory"_s);
}

void TestDaemonOptions::refuses()
{
    QFETCH(QStringList, words);
    QFETCH(QString, error);
    const auto options = parseDaemonOptions(words, SystemWorld());
    QVERIFY(!options);
    QCOMPARE(options.error(), error);
}

void TestDaemonOptions::takesShortAndLongForms()
{
    const auto options
        = parseDaemonOptions({u"-nt"_s, u"-c"_s, u"/a.conf"_s, u"--logfile_m=1KB"_s, u"-z3"_s, u"--loglevel"_s,
                              u"DEBUG"_s, u"-m"_s, u"027"_s, u"--identifier=x y"_s, u"--minp"_s, u"5"_s, u"--"_s},
                             SystemWorld());
    QVERIFY(options);
    QCOMPARE(options->request, DaemonOptions::Request::Run);
    QCOMPARE(options->configFile, u"/a.conf"_s);
    const ConfigOverrides &overrides = options->overrides;
    QVERIFY(overrides.noDaemon && overrides.stripAnsi && !overrides.silent && !overrides.noCleanup);
    QCOMPARE(overrides.logFileMaxBytes, 1024);
    QCOMPARE(overrides.logFileBackups, 3);
    QCOMPARE(overrides.logLevel, LogLevel::Debug);
    QCOMPARE(overrides.umask, 027);
    QCOMPARE(overrides.identifier, u"x y"_s);
    QCOMPARE(overrides.minProcs, 5);
    QVERIFY(!overrides.minFds);
}

void TestDaemonOptions::stopsAtARequest_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<DaemonOptions::Request>("request");
    QTest::newRow("-h") << u"-h"_s << DaemonOptions::Request::Help;
    QTest::newRow("-?") << u"-?"_s << DaemonOptions::Request::Help;
    QTest::newRow("--help") << u"--help"_s << DaemonOptions::Request::Help;
    QTest::newRow("-v") << u"-v"_s << DaemonOptions::Request::Version;
    QTest::newRow("abbreviated") << u"--vers"_s << DaemonOptions::Request::Version;
}

void TestDaemonOptions::stopsAtARequest()
{
    QFETCH(QString, word);
    QFETCH(DaemonOptions::Request, request);
    const auto options = parseDaemonOptions({word, u"-e"_s, u"loud"_s}, SystemWorld());
    QVERIFY(options);
    QCOMPARE(options->request, request);
}

void TestDaemonOptions::printsItsOptions()
{
    const QString usage = daemonUsage(u"/x/kantokud"_s);
    QVERIFY(usage.contains(u"\nUsage: /x/kantokud [options]\n"));
    for (const QString &line : usage.split(u'\n')) {
        if (line.startsWith(u"--"))
            QVERIFY(parseDaemonOptions({line.section(u' ', 0, 0)}, SystemWorld()).has_value()
                    || line.contains(u"NUM")); // takes a value
    }
    QCOMPARE(defaultConfigFiles(u"/opt/bin/kantokud"_s).constFirst(), u"/opt/etc/supervisord.conf"_s);
    QCOMPARE(defaultConfigFiles(u"/opt/bin/kantokud"_s).size(), 6);
}

QTEST_GUILESS_MAIN(TestDaemonOptions)
#include "tst_daemonoptions.moc"
