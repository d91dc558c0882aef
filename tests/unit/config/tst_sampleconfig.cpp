#include "fakeworld.h"

#include "daemon/config/configloader.h"
#include "daemon/config/knownoptions.h"

#include <QRegularExpression>
#include <QTest>

using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

namespace {

QByteArray sampleConfiguration()
{
    QFile file(QStringLiteral(KANTOKU_SOURCE_DIR) + "/resources/sample/supervisord.conf"_L1);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The sample and the manual keep up with what the loader reads.
class TestSampleConfig : public QObject {
    Q_OBJECT

private slots:
    void loadsWithoutAWord();
    void loadsWithEverythingSwitchedOn();
    void namesEveryOption_data();
    void namesEveryOption();

private:
    FakeWorld m_world;
};

void TestSampleConfig::loadsWithoutAWord()
{
    const auto configuration = loadConfiguration(m_world.write(u"main.conf"_s, sampleConfiguration()), m_world);
    QVERIFY2(configuration.has_value(), configuration ? "" : qPrintable(configuration.error().text()));
    QVERIFY(configuration->diagnostics.isEmpty());
    QCOMPARE(configuration->servers.size(), 1);
    QCOMPARE(configuration->rpcInterfaces.size(), 1);
}

void TestSampleConfig::loadsWithEverythingSwitchedOn()
{
    // Comments that are options or sections lose their semicolon; names of users become ones of this world.
    QString text = QString::fromUtf8(sampleConfiguration());
    text.replace(QRegularExpression(u"^;(?=[a-z_]+ ?=|\\[)"_s, QRegularExpression::MultilineOption), QString());
    text.replace("nobody:nogroup"_L1, "joe:staff"_L1).replace("nobody"_L1, "joe"_L1);
    text.replace("programs=one,two"_L1, "programs=name"_L1).replace("[fcgi-program:name]"_L1, "[fcgi-program:f]"_L1);
    text.replace("[eventlistener:name]"_L1, "[eventlistener:l]"_L1);
    const auto configuration = loadConfiguration(m_world.write(u"all.conf"_s, text.toUtf8()), m_world);
    QVERIFY2(configuration.has_value(), configuration ? "" : qPrintable(configuration.error().text()));
    for (const Diagnostic &diagnostic : configuration->diagnostics)
        QVERIFY2(diagnostic.message.startsWith("No file matches via include"_L1), qPrintable(diagnostic.message));
    QCOMPARE(configuration->groups.size(), 3);
}

void TestSampleConfig::namesEveryOption_data()
{
    QTest::addColumn<QString>("section");
    for (const char *section : {"supervisord", "unix_http_server", "inet_http_server", "supervisorctl", "include",
                                "group:x", "program:x", "eventlistener:x", "fcgi-program:x"})
        QTest::newRow(section) << QString::fromLatin1(section);
}

void TestSampleConfig::namesEveryOption()
{
    QFETCH(QString, section);
    QFile manual(QStringLiteral(KANTOKU_SOURCE_DIR) + "/docs/configuration.md"_L1);
    QVERIFY(manual.open(QIODevice::ReadOnly));
    const QString manualText = QString::fromUtf8(manual.readAll());
    const QString sample = QString::fromUtf8(sampleConfiguration());
    const QStringList options = knownOptions(section);
    QVERIFY(!options.isEmpty());
    for (const QString &option : options) {
        const QRegularExpression line(u"^;?%1 ?="_s.arg(option), QRegularExpression::MultilineOption);
        QVERIFY2(sample.contains(line), qPrintable("the sample does not have "_L1 + option));
        QVERIFY2(manualText.contains(u"| `%1` |"_s.arg(option)), qPrintable("the manual does not have "_L1 + option));
    }
}

QTEST_GUILESS_MAIN(TestSampleConfig)
#include "tst_sampleconfig.moc"
