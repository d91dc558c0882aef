#include "protocol/ini.h"

#include "protocol/pythontext.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <limits>

namespace kantoku {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype noComment = std::numeric_limits<qsizetype>::max();

/// Where an inline comment begins. The prefixes are tried occurrence by occurrence, side by side: the first round
/// in which one stands after white space decides. That is Python's way, and visible with mixed prefixes.
qsizetype inlineCommentStart(const QString &line)
{
    std::array<qsizetype, 2> at = {-1, -1};
    std::array<bool, 2> isLeft = {true, true};
    constexpr std::array<QChar, 2> prefixes = {u';', u'#'};
    while (isLeft[0] || isLeft[1]) {
        qsizetype start = noComment;
        for (size_t i = 0; i < prefixes.size(); ++i) {
            if (!isLeft[i])
                continue;
            at[i] = line.indexOf(prefixes[i], at[i] + 1);
            if (at[i] < 0)
                isLeft[i] = false;
            else if (at[i] == 0 || isPythonSpace(line.at(at[i] - 1).unicode()))
                start = std::min(start, at[i]);
        }
        if (start != noComment)
            return start;
    }
    return noComment;
}

qsizetype indentOf(const QString &line)
{
    qsizetype indent = 0;
    while (indent < line.size() && isPythonSpace(line.at(indent).unicode()))
        ++indent;
    return indent == line.size() ? 0 : indent;
}

constexpr std::array<QLatin1StringView, 2> secretOptions = {"password"_L1, "environment"_L1};

/// What an error may show of a line, where that option is open: in "password swordfish" only the = is missing, and a
/// value may go on in lines that are not indented.
QString shownOf(const QString &line, const QString &openOption)
{
    const QString end = line.endsWith(u'\n') ? u"\n"_s : QString();
    for (const QLatin1StringView name : secretOptions) {
        if (line.contains(name, Qt::CaseInsensitive))
            return name + " ***"_L1 + end;
    }
    return isSecretOption(openOption) ? "***"_L1 + end : line;
}

struct Undecodable {
    qsizetype position = 0;
    QString detail;
};

/// The first byte that is not UTF-8, or nothing.
std::optional<Undecodable> findUndecodable(const QByteArray &bytes)
{
    if (QByteArrayView(bytes).isValidUtf8())
        return std::nullopt;
    for (qsizetype at = 0; at < bytes.size();) {
        const auto lead = uchar(bytes.at(at));
        const qsizetype length = lead < 0x80 ? 1
            : lead < 0xc2                    ? 0
            : lead < 0xe0                    ? 2
            : lead < 0xf0                    ? 3
            : lead < 0xf5                    ? 4
                                             : 0;
        const auto undecodable = [&](QLatin1StringView why) {
            return Undecodable{
                at,
                u"'utf-8' codec can't decode byte 0x%1 in position %2: "_s.arg(lead, 2, 16, QLatin1Char('0')).arg(at)
                    + why};
        };
        if (length == 0)
            return undecodable("invalid start byte"_L1);
        if (at + length > bytes.size())
            return undecodable("unexpected end of data"_L1);
        if (!QByteArrayView(bytes).sliced(at, length).isValidUtf8())
            return undecodable("invalid continuation byte"_L1);
        at += length;
    }
    return Undecodable{bytes.size(), u"the text is not UTF-8"_s};
}

} // namespace

bool isSecretOption(const QString &option)
{
    return std::ranges::find(secretOptions, option) != secretOptions.end();
}

QString IniError::text() const
{
    switch (kind) {
    case Kind::NotUtf8: return detail;
    case Kind::NoSectionHeader:
        return u"File contains no section headers.\nfile: %1, line: %2\n%3"_s.arg(pythonRepr(file))
            .arg(lines.first().number)
            .arg(pythonRepr(lines.first().text));
    case Kind::BadLines: break;
    }
    QString result = "Source contains parsing errors: "_L1 + pythonRepr(file);
    for (const Line &line : lines)
        result += "\n\t[line "_L1 + QString::number(line.number).rightJustified(2) + "]: "_L1 + pythonRepr(line.text);
    return result;
}

void IniDocument::Section::set(const QString &option, const IniValue &value)
{
    if (!values.contains(option))
        order.append(option);
    values.insert(option, value);
}

/// Reads one file, line by line.
class IniDocument::Reader {
public:
    Reader(IniDocument &document, const QString &file)
        : m_document(document)
        , m_file(file)
    {
    }

    /// @return false where reading cannot go on
    bool readLine(const QString &line);
    void finish() { storeOption(); }
    const std::optional<IniError> &error() const { return m_error; }

private:
    void openSection(const QString &name);
    void storeOption();
    void addError(IniError::Kind kind, const QString &line);

    IniDocument &m_document;
    QString m_file;
    int m_number = 0;
    qsizetype m_indent = 0;
    Section *m_section = nullptr;
    QString m_option; ///< empty: none is open
    QStringList m_lines; ///< of the open option
    int m_optionLine = 0;
    std::optional<IniError> m_error;
};

void IniDocument::Reader::storeOption()
{
    if (m_section && m_optionLine > 0)
        m_section->set(m_option, {pythonRightStripped(m_lines.join(u'\n')), m_file, m_optionLine});
    m_option.clear();
    m_lines.clear();
    m_optionLine = 0;
}

void IniDocument::Reader::addError(IniError::Kind kind, const QString &line)
{
    if (!m_error)
        m_error = IniError{kind, m_file, {}, {}};
    m_error->kind = kind;
    if (kind == IniError::Kind::NoSectionHeader)
        m_error->lines.clear();
    m_error->lines.append({m_number, shownOf(line, m_option)});
}

void IniDocument::Reader::openSection(const QString &name)
{
    storeOption();
    if (name == "DEFAULT"_L1) {
        m_section = &m_document.m_defaults;
        return;
    }
    if (!m_document.m_sections.contains(name)) {
        m_document.m_order.append(name);
        m_document.m_origins.insert(name, {name, m_file, m_number});
    }
    m_section = &m_document.m_sections[name];
}

bool IniDocument::Reader::readLine(const QString &line)
{
    ++m_number;
    qsizetype comment = inlineCommentStart(line);
    const QString stripped = pythonStripped(line);
    if (stripped.startsWith(u';') || stripped.startsWith(u'#'))
        comment = 0;
    const QString value = comment == noComment ? stripped : pythonStripped(line.first(comment));
    if (value.isEmpty()) {
        if (comment == noComment && !m_option.isEmpty())
            m_lines.append(QString());
        return true;
    }
    const qsizetype indent = indentOf(line);
    if (!m_option.isEmpty() && indent > m_indent) {
        m_lines.append(value);
        return true;
    }
    m_indent = indent;
    const qsizetype close = value.startsWith(u'[') ? value.lastIndexOf(u']') : -1;
    if (close > 1) {
        openSection(value.sliced(1, close - 1));
        return true;
    }
    if (!m_section) {
        addError(IniError::Kind::NoSectionHeader, line);
        return false;
    }
    qsizetype delimiter = 0;
    while (delimiter < value.size() && value.at(delimiter) != u'=' && value.at(delimiter) != u':')
        ++delimiter;
    if (delimiter == value.size()) {
        addError(IniError::Kind::BadLines, line);
        return true;
    }
    storeOption();
    m_option = pythonRightStripped(value.first(delimiter)).toLower();
    if (m_option.isEmpty()) {
        addError(IniError::Kind::BadLines, line);
        return true;
    }
    m_optionLine = m_number;
    m_lines = {pythonStripped(value.sliced(delimiter + 1))};
    return true;
}

std::optional<IniError> IniDocument::read(const QByteArray &bytes, const QString &file)
{
    if (const auto undecodable = findUndecodable(bytes)) {
        QByteArray before = bytes.first(undecodable->position);
        before.replace("\r\n", "\n").replace('\r', '\n');
        return IniError{IniError::Kind::NotUtf8, file, {{int(before.count('\n')) + 1, {}}}, undecodable->detail};
    }
    // A byte order mark is kept, as Python keeps it: the line that has it is then no section header.
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    QString text = decode(bytes);
    text.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');

    Reader reader(*this, file);
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype newline = text.indexOf(u'\n', begin);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        if (!reader.readLine(text.sliced(begin, end - begin)))
            break;
        begin = end;
    }
    reader.finish();
    return reader.error();
}

std::optional<IniValue> IniDocument::value(const QString &section, const QString &option) const
{
    if (const auto it = m_sections.constFind(section); it != m_sections.cend()) {
        if (const auto own = it->values.constFind(option); own != it->values.cend())
            return *own;
        if (const auto inherited = m_defaults.values.constFind(option); inherited != m_defaults.values.cend())
            return *inherited;
    }
    return std::nullopt;
}

QStringList IniDocument::options(const QString &section) const
{
    QStringList result;
    if (const auto it = m_sections.constFind(section); it != m_sections.cend()) {
        result = it->order;
        for (const QString &option : m_defaults.order) {
            if (!it->values.contains(option))
                result.append(option);
        }
    }
    return result;
}

void IniDocument::replaceHere(const QString &here)
{
    const QString pattern = u"%(here)s"_s;
    for (Section &section : m_sections) {
        for (IniValue &value : section.values)
            value.text.replace(pattern, here);
        for (const QString &option : m_defaults.order) {
            IniValue inherited = m_defaults.values.value(option);
            if (!section.values.contains(option) && inherited.text.contains(pattern)) {
                inherited.text.replace(pattern, here);
                section.set(option, inherited);
            }
        }
    }
}

} // namespace kantoku
