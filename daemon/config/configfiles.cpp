#include "daemon/config/configfiles.h"

#include "daemon/config/sectionreader.h"
#include "daemon/config/world.h"
#include "protocol/posixpath.h"
#include "protocol/pythontext.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

/// Words separated by any white space.
QStringList patternsIn(const QString &text)
{
    QStringList patterns;
    QString pattern;
    const auto end = [&] {
        if (!pattern.isEmpty())
            patterns.append(pattern);
        pattern.clear();
    };
    for (const QChar character : text) {
        if (isPythonSpace(character.unicode()))
            end();
        else
            pattern += character;
    }
    end();
    return patterns;
}

Diagnostic syntaxError(const IniError &error, const IniError::Line &line)
{
    Diagnostic result;
    result.severity = Diagnostic::Severity::Error;
    result.value = pythonStripped(line.text);
    result.origin = {error.file, line.number};
    switch (error.kind) {
    case IniError::Kind::NotUtf8:
        result.message = error.detail;
        result.allowed = u"text in UTF-8"_s;
        break;
    case IniError::Kind::NoSectionHeader:
        result.message = u"File contains no section headers."_s;
        result.allowed = line.text.startsWith(QChar::ByteOrderMark)
            ? u"a file without a byte order mark at its beginning; save it as UTF-8 without BOM"_s
            : u"a section such as [supervisord] before the first option"_s;
        break;
    case IniError::Kind::BadLines:
        result.message = u"This line is neither a section, an option nor a comment"_s;
        result.allowed = u"[section], option=value, or a comment that begins with ; or #"_s;
        break;
    }
    return result;
}

class FilesReader {
public:
    FilesReader(const QString &file, const World &world)
        : m_world(world)
        , m_givenFile(file)
    {
        m_result.file = absolutePath(file, world.currentDirectory());
        m_result.here = directoryName(m_result.file);
    }

    ConfigFiles read();

private:
    void readMain();
    void readIncludes();
    void readPattern(const QString &pattern, const IniValue &files);
    void parse(const QByteArray &bytes, const QString &file, const QString &shownName);
    void addError(const QString &message, const QString &allowed);
    void addMessage(Diagnostic::Severity severity, const QString &message, const IniValue &files);

    const World &m_world;
    QString m_givenFile;
    ConfigFiles m_result;
};

void FilesReader::addError(const QString &message, const QString &allowed)
{
    Diagnostic error;
    error.severity = Diagnostic::Severity::Error;
    error.message = message;
    error.allowed = allowed;
    error.supervisorText = message;
    error.origin = {m_result.file, 0};
    m_result.errors.append(std::move(error));
}

void FilesReader::addMessage(Diagnostic::Severity severity, const QString &message, const IniValue &files)
{
    Diagnostic note;
    note.severity = severity;
    note.message = message;
    note.section = u"include"_s;
    note.option = u"files"_s;
    note.value = files.text;
    note.origin = {files.file, files.line};
    m_result.messages.append(std::move(note));
}

void FilesReader::parse(const QByteArray &bytes, const QString &file, const QString &shownName)
{
    m_result.files.append(file);
    m_result.texts.insert(file, bytes);
    const std::optional<IniError> error = m_result.document.read(bytes, file);
    if (!error)
        return;
    IniError shown = *error;
    shown.file = shownName;
    for (const IniError::Line &line : error->lines) {
        Diagnostic diagnostic = syntaxError(*error, line);
        diagnostic.supervisorText = shown.text();
        m_result.errors.append(std::move(diagnostic));
    }
}

void FilesReader::readMain()
{
    if (!QFileInfo::exists(m_result.file)) {
        addError("could not find config file "_L1 + m_givenFile, u"a file that exists"_s);
        return;
    }
    QFile file(m_result.file);
    if (QFileInfo(file).isDir() || !file.open(QIODevice::ReadOnly)) {
        addError("could not read config file "_L1 + m_givenFile, u"a file that can be read"_s);
        return;
    }
    parse(file.readAll(), m_result.file, m_givenFile);
}

void FilesReader::readPattern(const QString &pattern, const IniValue &files)
{
    QStringList paths = m_world.matchingPaths(pattern);
    std::ranges::sort(paths);
    if (paths.isEmpty())
        addMessage(Diagnostic::Severity::Warning, u"No file matches via include \"%1\""_s.arg(pattern), files);
    for (const QString &path : std::as_const(paths)) {
        addMessage(Diagnostic::Severity::Info, u"Included extra file \"%1\" during parsing"_s.arg(path), files);
        QFile file(path);
        if (QFileInfo(file).isDir() || !file.open(QIODevice::ReadOnly)) {
            const QString reason = QFileInfo(file).isDir() ? u"it is a directory"_s : file.errorString();
            addMessage(Diagnostic::Severity::Warning,
                       u"Included file \"%1\" is skipped because it cannot be read: %2"_s.arg(path, reason), files);
        } else {
            parse(file.readAll(), path, path);
        }
        m_result.document.replaceHere(directoryName(absolutePath(path, m_world.currentDirectory())));
    }
}

void FilesReader::readIncludes()
{
    const QString section = u"include"_s;
    const QString option = u"files"_s;
    m_result.document.replaceHere(m_result.here);
    ExpansionNames environment;
    const QHash<QString, QString> variables = m_world.environment();
    for (auto it = variables.cbegin(); it != variables.cend(); ++it)
        environment.insert("ENV_"_L1 + it.key(), it.value());
    LoadContext context{
        m_result.document, m_world, m_givenFile, m_result.file, m_result.here, environment, true, {}, {}};
    SectionReader reader(context, section, {{u"here"_s, m_result.here}, {u"host_node_name"_s, m_world.hostName()}});
    const auto given = m_result.document.value(section, option);
    std::optional<QString> patterns;
    if (given) {
        patterns = reader.expanded(given->text, option, u"include.files"_s);
    } else {
        reader.addError(option, u".ini file has [include] section, but no files setting"_s,
                        u"files=<patterns, separated by blanks>"_s);
    }
    m_result.errors.append(context.errors);
    if (!patterns)
        return;
    for (const QString &pattern : patternsIn(*patterns))
        readPattern(joinedPath(m_result.here, pattern), *given);
}

ConfigFiles FilesReader::read()
{
    readMain();
    if (m_result.errors.isEmpty() && m_result.document.hasSection(u"include"_s))
        readIncludes();
    return std::move(m_result);
}

} // namespace

ConfigFiles readConfigFiles(const QString &file, const World &world)
{
    return FilesReader(file, world).read();
}

} // namespace kantoku::daemon
