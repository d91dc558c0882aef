#include "client/ctlconfig.h"

#include "protocol/expansion.h"
#include "protocol/ini.h"
#include "protocol/posixpath.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>

#include <algorithm>
#include <pwd.h>
#include <unistd.h>
#include <vector>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

QString homeDirectory(const QString &user)
{
    if (user.isEmpty() && qEnvironmentVariableIsSet("HOME"))
        return qEnvironmentVariable("HOME");
    passwd entry = {};
    passwd *found = nullptr;
    std::vector<char> buffer(16384);
    const QByteArray name = user.toLocal8Bit();
    if (user.isEmpty())
        getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found);
    else
        getpwnam_r(name.constData(), &entry, buffer.data(), buffer.size(), &found);
    return found ? QString::fromLocal8Bit(found->pw_dir) : QString();
}

/// Reads the options of [supervisorctl], keeping the first error.
class SectionReader {
public:
    SectionReader(const IniDocument &document, const CtlConfig::Facts &facts, const QString &here)
        : m_document(document)
        , m_facts(facts)
        , m_here(here)
    {
        for (auto it = facts.environment.cbegin(); it != facts.environment.cend(); ++it)
            m_names.insert("ENV_"_L1 + it.key(), it.value());
    }

    enum class Here { Unknown, Known };
    /// Expanded; `fallback` where it is not set.
    QString text(const QString &section, const QString &option, const QString &fallback, Here here = Here::Unknown);
    QString normalized(const QString &path) const
    {
        return absolutePath(withHome(path, m_facts.homeOf), m_facts.currentDirectory);
    }
    void checkPlugins();
    const std::optional<QString> &error() const { return m_error; }

private:
    void addError(const QString &message)
    {
        if (!m_error)
            m_error = message;
    }

    const IniDocument &m_document;
    const CtlConfig::Facts &m_facts;
    QString m_here;
    ExpansionNames m_names;
    std::optional<QString> m_error;
};

QString SectionReader::text(const QString &section, const QString &option, const QString &fallback, Here here)
{
    const auto given = m_document.value(section, option);
    if (!given)
        return fallback;
    ExpansionNames names = m_names;
    if (here == Here::Known)
        names.insert(u"here"_s, m_here);
    const auto expanded = expand(given->text, names);
    if (!expanded) {
        addError(expanded.error().text(given->text, section + u'.' + option, names));
        return fallback;
    }
    return expanded->isNull() ? u""_s : *expanded;
}

/// Controller plugins are Python code, so each is an error that names it.
void SectionReader::checkPlugins()
{
    const QString option = u"supervisor.ctl_factory"_s;
    for (const QString &section : m_document.sections()) {
        if (!section.startsWith("ctlplugin:"_L1))
            continue;
        const QString factory = text(section, option, QString());
        if (m_document.value(section, option))
            addError(u"%1 cannot be resolved within [%2]"_s.arg(factory, section));
        else
            addError(u"section [%1] does not specify a %2"_s.arg(section, option));
    }
}

} // namespace

CtlConfig::Facts CtlConfig::Facts::ofThisMachine()
{
    Facts facts;
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names)
        facts.environment.insert(name, environment.value(name));
    facts.currentDirectory = QDir::currentPath();
    facts.homeOf = homeDirectory;
    return facts;
}

QStringList CtlConfig::searchPaths(const QString &program)
{
    const QString above = directoryName(directoryName(program));
    return {joinedPath(above, u"etc/supervisord.conf"_s),
            joinedPath(above, u"supervisord.conf"_s),
            u"supervisord.conf"_s,
            u"etc/supervisord.conf"_s,
            u"/etc/supervisord.conf"_s,
            u"/etc/supervisor/supervisord.conf"_s};
}

Result<CtlConfig> CtlConfig::load(const std::optional<QString> &file, const QString &program, const Facts &facts)
{
    CtlConfig config;
    QString name = file.value_or(QString());
    if (!file) {
        const QStringList candidates = searchPaths(program);
        const auto found = std::ranges::find_if(candidates, [&facts](const QString &path) {
            return QFileInfo::exists(joinedPath(facts.currentDirectory, path));
        });
        if (found == candidates.end())
            return config;
        name = *found;
    }
    config.file = absolutePath(withHome(name, facts.homeOf), facts.currentDirectory);

    QFile source(joinedPath(facts.currentDirectory, name));
    if (!source.exists())
        return failure(Error::Code::Invalid, "could not find config file "_L1 + name);
    if (QFileInfo(source).isDir() || !source.open(QIODevice::ReadOnly))
        return failure(Error::Code::Invalid, "could not read config file "_L1 + name);
    IniDocument document;
    if (const auto error = document.read(source.readAll(), name))
        return failure(Error::Code::Invalid, error->text());
    const QString section = u"supervisorctl"_s;
    if (!document.hasSection(section))
        return failure(Error::Code::Invalid, u".ini file does not include supervisorctl section"_s);

    SectionReader reader(document, facts, directoryName(config.file));
    using Here = SectionReader::Here;
    config.serverUrl = reader.text(section, u"serverurl"_s, config.serverUrl, Here::Known);
    if (config.serverUrl.startsWith("unix://"_L1))
        config.serverUrl = "unix://"_L1 + reader.normalized(config.serverUrl.sliced(7));
    config.prompt = reader.text(section, u"prompt"_s, config.prompt);
    config.username = reader.text(section, u"username"_s, {});
    config.password = reader.text(section, u"password"_s, {});
    config.historyFile = reader.text(section, u"history_file"_s, {}, Here::Known);
    if (!config.historyFile.isEmpty())
        config.historyFile = reader.normalized(config.historyFile);
    reader.checkPlugins();
    if (reader.error())
        return failure(Error::Code::Invalid, *reader.error());
    return config;
}

} // namespace kantoku::client
