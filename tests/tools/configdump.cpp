/// Reads one configuration file in a described world and prints what it means as one JSON object:
/// configdump --world WORLD.json FILE.conf

#include "configjson.h"
#include "errorclass.h"
#include "jsonworld.h"

#include "client/ctlconfig.h"
#include "daemon/config/configloader.h"
#include "protocol/posixpath.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTextStream>

using namespace Qt::StringLiterals;
using namespace kantoku::daemon;

namespace {

QJsonObject load(const QString &file, const JsonWorld &world)
{
    const auto configuration = loadConfiguration(file, world);
    QJsonObject result = {{u"ok"_s, configuration.has_value()}, {u"crash"_s, QJsonValue()}};
    QJsonArray warnings;
    QJsonArray infos;
    if (configuration) {
        for (const Diagnostic &diagnostic : configuration->diagnostics)
            (diagnostic.severity == Diagnostic::Severity::Info ? infos : warnings).append(diagnostic.message);
        const QJsonObject values = toJson(*configuration, world, world.invented());
        for (auto it = values.begin(); it != values.end(); ++it)
            result.insert(it.key(), *it);
        result.insert("error"_L1, QJsonValue());
        result.insert("error_class"_L1, QJsonValue());
    } else {
        const QString text = configuration.error().supervisorText();
        result.insert("error"_L1, text);
        result.insert("error_class"_L1, errorClass(text));
        result.insert("errors"_L1, configuration.error().text());
    }
    result.insert("warnings"_L1, warnings);
    result.insert("infos"_L1, infos);
    return result;
}

QJsonObject loadCtl(const QString &file, const JsonWorld &world)
{
    const kantoku::client::CtlConfig::Facts facts{world.environment(), world.currentDirectory(),
                                                  [&world](const QString &user) {
                                                      if (user.isEmpty())
                                                          return world.environment().value(u"HOME"_s);
                                                      const auto entry = world.userByName(user);
                                                      return entry ? entry->home : QString();
                                                  }};
    const auto config = kantoku::client::CtlConfig::load(file, u"supervisorctl"_s, facts);
    if (!config) {
        return {{u"ok"_s, false},
                {u"error"_s, config.error().message},
                {u"error_class"_s, errorClass(config.error().message)}};
    }
    const auto orNull = [](const QString &text) { return text.isNull() ? QJsonValue() : QJsonValue(text); };
    return {{u"ok"_s, true},
            {u"error"_s, QJsonValue()},
            {u"error_class"_s, QJsonValue()},
            {u"serverurl"_s, config->serverUrl},
            {u"username"_s, orNull(config->username)},
            {u"password"_s, orNull(config->password)},
            {u"prompt"_s, config->prompt},
            {u"history_file"_s, config->historyFile.isEmpty() ? QJsonValue() : QJsonValue(config->historyFile)}};
}

/// What the file asks for with %(ENV_X)s: 1, or a level for what is used as one.
QHash<QString, QString> wantedEnvironment(const QString &text)
{
    QHash<QString, QString> wanted;
    static const QRegularExpression anywhere(u"%\\(ENV_([^)]+)\\)"_s);
    for (const QRegularExpressionMatch &match : anywhere.globalMatch(text))
        wanted.insert(match.captured(1), u"1"_s);
    static const QRegularExpression level(u"^loglevel\\s*[=:]\\s*%\\(ENV_([^)]+)\\)s"_s,
                                          QRegularExpression::MultilineOption);
    for (const QRegularExpressionMatch &match : level.globalMatch(text))
        wanted.insert(match.captured(1), u"info"_s);
    return wanted;
}

/// Loads a file, and where it fails for the machine's sake, once more in a world without these limits.
class Dump {
public:
    Dump(const QJsonObject &description, const QString &text)
        : m_description(description)
        , m_text(text)
    {
    }

    QJsonObject run(const QString &file, bool withCtl) const
    {
        const JsonWorld world(m_description);
        QJsonObject result = load(file, world);
        if (withCtl)
            result.insert("supervisorctl"_L1, loadCtl(file, world));
        static const QStringList machine
            = {u"missing-directory"_s, u"unknown-user"_s, u"missing-expansion"_s, u"unresolvable-import"_s};
        if (machine.contains(result.value("error_class"_L1).toString()))
            result.insert("relaxed"_L1, relaxed(file));
        return result;
    }

private:
    QJsonObject relaxed(const QString &file) const
    {
        JsonWorld world(m_description);
        QHash<QString, QString> extra = wantedEnvironment(m_text);
        const QHash<QString, QString> known = world.environment();
        extra.removeIf([&known](const auto &entry) { return known.contains(entry.key()); });
        world.setRelaxed(extra);
        QJsonObject result = load(file, world);
        QJsonObject environment;
        for (auto it = extra.cbegin(); it != extra.cend(); ++it)
            environment.insert(it.key(), it.value());
        result.insert("extra_environment"_L1, environment);
        return result;
    }

    QJsonObject m_description;
    QString m_text;
};

/// Writes the folder of the file as the world's description calls it.
QJsonValue renamed(const QJsonValue &value, const QString &here, const QString &shown)
{
    if (value.isString())
        return value.toString().replace(here, shown);
    if (value.isArray()) {
        QJsonArray result;
        const QJsonArray items = value.toArray();
        for (const auto &item : items)
            result.append(renamed(item, here, shown));
        return result;
    }
    if (value.isObject()) {
        QJsonObject result;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            result.insert(QString(it.key()).replace(here, shown), renamed(*it, here, shown));
        return result;
    }
    return value;
}

int fail(const QString &message)
{
    QTextStream(stderr) << "configdump: " << message << '\n';
    return 2;
}

QByteArray readAll(const QString &path, bool &isRead)
{
    QFile file(path);
    isRead = file.open(QIODevice::ReadOnly);
    return isRead ? file.readAll() : QByteArray();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Prints as JSON what a configuration file means in a described world."_s);
    parser.addHelpOption();
    parser.addOption({u"world"_s, u"users, groups, directories, environment and host, as JSON"_s, u"file"_s});
    parser.addPositionalArgument(u"file"_s, u"the configuration"_s);
    parser.process(application);
    if (parser.positionalArguments().size() != 1 || !parser.isSet(u"world"_s))
        return fail(u"usage: configdump --world WORLD.json FILE"_s);

    bool isRead = false;
    QJsonParseError error;
    const QJsonObject description = QJsonDocument::fromJson(readAll(parser.value(u"world"_s), isRead), &error).object();
    if (!isRead || error.error != QJsonParseError::NoError)
        return fail(u"cannot read the world %1: %2"_s.arg(parser.value(u"world"_s), error.errorString()));
    const QString name = parser.positionalArguments().constFirst();
    const QByteArray text = readAll(name, isRead);
    if (!isRead)
        return fail("cannot read "_L1 + name);

    const QString here = QDir::current().canonicalPath();
    const QString file = kantoku::absolutePath(name, here);
    const Dump dump(description, QString::fromUtf8(text));
    QJsonObject result = {{u"file"_s, name}};
    const QJsonObject loaded = dump.run(file, true);
    for (auto it = loaded.begin(); it != loaded.end(); ++it)
        result.insert(it.key(), *it);
    if (loaded.value("error_class"_L1) == "no-supervisord-section"_L1) {
        QFile main(here + "/main.conf.in"_L1);
        if (!main.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return fail("cannot write "_L1 + main.fileName());
        main.write("[supervisord]\n\n[include]\nfiles = " + name.toUtf8() + "\n");
        main.close();
        result.insert("included"_L1, dump.run(main.fileName(), false));
        main.remove();
    }
    const QString shown = description.value("here"_L1).toString(here);
    QTextStream(stdout) << QJsonDocument(renamed(result, here, shown).toObject()).toJson();
    return 0;
}
