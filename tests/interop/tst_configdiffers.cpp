#include "configgenerator.h"
#include "tools/configjson.h"

#include "daemon/config/configloader.h"
#include "daemon/config/world.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku::daemon;

namespace {

constexpr int fileCount = 2000;

/// The first difference, or empty. What `expected` does not have is not compared.
QString difference(const QJsonValue &expected, const QJsonValue &actual, const QString &path)
{
    if (expected.isObject() && actual.isObject()) {
        const QJsonObject wanted = expected.toObject();
        const QJsonObject given = actual.toObject();
        for (auto it = wanted.begin(); it != wanted.end(); ++it) {
            const QString found = difference(*it, given.value(it.key()), path + u'.' + it.key());
            if (!found.isEmpty())
                return found;
        }
        if (path.endsWith("environment"_L1) && wanted.size() != given.size())
            return path + ": other variables"_L1;
        return {};
    }
    if (expected.isArray() && actual.isArray() && expected.toArray().size() == actual.toArray().size()) {
        for (qsizetype i = 0; i < expected.toArray().size(); ++i) {
            const QString found = difference(expected.toArray().at(i), actual.toArray().at(i), path + u"[%1]"_s.arg(i));
            if (!found.isEmpty())
                return found;
        }
        return {};
    }
    if (expected == actual)
        return {};
    const auto shown = [](const QJsonValue &value) {
        return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
    };
    return u"%1: Supervisor has %2, we have %3"_s.arg(path, shown(expected), shown(actual));
}

QJsonArray withoutRepetitions(const QJsonArray &messages)
{
    QJsonArray result;
    for (const auto &message : messages) {
        if (!result.contains(message))
            result.append(message);
    }
    return result;
}

/// Up to the first quotation in which ours leaves a password or an environment out, both say the same.
bool isSameWithoutSecrets(const QString &theirs, const QString &ours)
{
    const qsizetype mask = ours.indexOf("***"_L1);
    return mask >= 0 && theirs.startsWith(ours.first(ours.lastIndexOf(u'\'', mask)));
}

/// Supervisor's texts where ours are deliberately better: it prints a Python tuple, names a member as the group, or
/// quotes secrets.
bool isKnownDifference(const QString &theirs, const QString &ours)
{
    return (theirs.startsWith("('Bad socket format %s'"_L1) && ours.startsWith("Bad socket format"_L1))
        || (theirs.contains("names unknown program"_L1) && ours.contains("names unknown program"_L1))
        || isSameWithoutSecrets(theirs, ours);
}

QJsonObject ourReading(const QString &file)
{
    const SystemWorld world;
    const auto configuration = loadConfiguration(file, world);
    if (!configuration)
        return {{u"ok"_s, false}, {u"error"_s, configuration.error().supervisorText()}};
    QJsonObject result = toJson(*configuration, world);
    QJsonArray infos;
    QJsonArray warnings;
    for (const Diagnostic &diagnostic : configuration->diagnostics) {
        if (diagnostic.severity == Diagnostic::Severity::Info)
            infos.append(diagnostic.message);
        else if (!diagnostic.message.contains(" is unknown and ignored"_L1)
                 && !diagnostic.message.startsWith("Two groups are called"_L1)
                 && !diagnostic.message.contains(", the command "_L1))
            warnings.append(diagnostic.message);
    }
    result.insert("ok"_L1, true);
    result.insert("infos"_L1, infos);
    result.insert("warnings"_L1, warnings);
    return result;
}

QString compare(const QJsonObject &theirs, const QJsonObject &ours)
{
    if (theirs.value("ok"_L1) != ours.value("ok"_L1)) {
        return u"ok: Supervisor has %1 (%2%3), we have %4 (%5)"_s.arg(theirs.value("ok"_L1).toBool())
            .arg(theirs.value("error"_L1).toString(), theirs.value("crash"_L1).toString())
            .arg(ours.value("ok"_L1).toBool())
            .arg(ours.value("error"_L1).toString());
    }
    QJsonObject wanted = theirs;
    if (!theirs.value("ok"_L1).toBool()) {
        const QString text = theirs.value("error"_L1).toString();
        if (theirs.contains("crash"_L1) || isKnownDifference(text, ours.value("error"_L1).toString()))
            return {};
    } else {
        wanted.insert("warnings"_L1, withoutRepetitions(theirs.value("warnings"_L1).toArray()));
    }
    return difference(wanted, ours, QString());
}

} // namespace

/// Generated configurations, read by Supervisor's own option parser and by ours, mean the same.
class TestConfigDiffers : public QObject {
    Q_OBJECT

private slots:
    void bothReadersAgree();
};

void TestConfigDiffers::bothReadersAgree()
{
    QTemporaryDir folder;
    QVERIFY(folder.isValid());
    const QString root = QDir(folder.path()).canonicalPath();
    QStringList mains;
    for (int i = 0; i < fileCount; ++i) {
        const QMap<QString, QByteArray> files = ConfigGenerator(quint32(i)).files();
        const QString here = u"%1/%2"_s.arg(root).arg(i);
        QVERIFY(QDir().mkpath(here + "/conf.d"_L1));
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            QFile file(here + u'/' + it.key());
            QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(file.fileName()));
            file.write(*it);
        }
        mains.append(here + "/main.conf"_L1);
    }

    QProcess reference;
    reference.setProgram(u"/usr/bin/python3"_s);
    reference.setArguments({u"-B"_s, QStringLiteral(KANTOKU_SOURCE_DIR) + "/tests/interop/readconfig.py"_L1});
    reference.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QSignalSpy finished(&reference, &QProcess::finished);
    reference.start();
    reference.write(mains.join(u'\n').toUtf8() + '\n');
    reference.closeWriteChannel();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 120'000);
    const QList<QByteArray> lines = reference.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(lines.size(), mains.size());

    int accepted = 0;
    QStringList found;
    for (qsizetype i = 0; i < mains.size(); ++i) {
        const QJsonObject theirs = QJsonDocument::fromJson(lines.at(i)).object();
        QVERIFY2(theirs.contains("ok"_L1), lines.at(i).constData());
        accepted += theirs.value("ok"_L1).toBool() ? 1 : 0;
        const QString text = compare(theirs, ourReading(mains.at(i)));
        if (!text.isEmpty()) {
            QFile file(mains.at(i));
            found.append(u"seed %1 %2\n%3"_s.arg(i).arg(
                text,
                file.open(QIODevice::ReadOnly) && found.size() < 3 ? QString::fromUtf8(file.readAll()) : QString()));
        }
    }
    QVERIFY2(found.isEmpty(),
             qPrintable(u"%1 of %2 differ:\n%3"_s.arg(found.size())
                            .arg(fileCount)
                            .arg(found.first(std::min<qsizetype>(found.size(), 40)).join(u'\n'))));
    QVERIFY2(
        accepted > fileCount / 4 && accepted < fileCount * 9 / 10,
        qPrintable(u"%1 of %2 files are right: the generator should make both kinds"_s.arg(accepted).arg(fileCount)));
}

QTEST_GUILESS_MAIN(TestConfigDiffers)
#include "tst_configdiffers.moc"
