#include "protocol/shellwords.h"

#include <QRegularExpression>

namespace kantoku {

using namespace Qt::StringLiterals;

namespace {

bool isName(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.isLetterOrNumber() || c == u'_'; });
}

bool isShellSpace(QChar character)
{
    return character == u' ' || character == u'\t' || character == u'\r' || character == u'\n';
}

bool isQuote(QChar character)
{
    return character == u'\'' || character == u'"';
}

/// What may stand in a word of `environment` outside quotes.
bool isWordCharacter(QChar character)
{
    const char16_t c = character.unicode();
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
        || QStringView(u"_/.+-():").contains(character);
}

/// The words of `environment`: runs of word characters and quotes, quoted texts with their quotes, and every other
/// character by itself.
class EnvironmentLexer {
public:
    explicit EnvironmentLexer(const QString &text)
        : m_text(text)
    {
    }

    Result<QStringList> words();

private:
    Result<void> readQuoted();
    void readWord();
    void skipComment();
    QString characterAt(qsizetype at) const;

    const QString &m_text;
    qsizetype m_at = 0;
    QStringList m_words;
};

QString EnvironmentLexer::characterAt(qsizetype at) const
{
    const bool isPair = m_text.at(at).isHighSurrogate() && at + 1 < m_text.size() && m_text.at(at + 1).isLowSurrogate();
    return m_text.sliced(at, isPair ? 2 : 1);
}

void EnvironmentLexer::skipComment()
{
    const qsizetype newline = m_text.indexOf(u'\n', m_at);
    m_at = newline < 0 ? m_text.size() : newline + 1;
}

Result<void> EnvironmentLexer::readQuoted()
{
    const qsizetype close = m_text.indexOf(m_text.at(m_at), m_at + 1);
    if (close < 0)
        return failure(Error::Code::Invalid, u"No closing quotation"_s);
    m_words.append(m_text.sliced(m_at, close + 1 - m_at));
    m_at = close + 1;
    return {};
}

void EnvironmentLexer::readWord()
{
    QString word;
    while (m_at < m_text.size()) {
        const QChar character = m_text.at(m_at);
        if (isWordCharacter(character) || isQuote(character)) {
            word += character;
            ++m_at;
        } else if (character == u'#') {
            skipComment(); // and the word goes on in the next line, as it does there
        } else {
            break;
        }
    }
    m_words.append(word);
    if (m_at == m_text.size())
        return;
    // The character that ended the word is a word of its own, without another look at it.
    if (isShellSpace(m_text.at(m_at))) {
        ++m_at;
    } else {
        m_words.append(characterAt(m_at));
        m_at += m_words.last().size();
    }
}

Result<QStringList> EnvironmentLexer::words()
{
    while (m_at < m_text.size()) {
        const QChar character = m_text.at(m_at);
        if (isShellSpace(character)) {
            ++m_at;
        } else if (character == u'#') {
            skipComment();
        } else if (isWordCharacter(character)) {
            readWord();
        } else if (isQuote(character)) {
            if (const Result<void> done = readQuoted(); !done)
                return tl::unexpected(done.error());
        } else {
            m_words.append(characterAt(m_at));
            m_at += m_words.last().size();
        }
    }
    return m_words;
}

QString withoutQuotes(const QString &word)
{
    qsizetype begin = 0;
    qsizetype end = word.size();
    while (begin < end && isQuote(word.at(begin)))
        ++begin;
    while (end > begin && isQuote(word.at(end - 1)))
        --end;
    return word.sliced(begin, end - begin);
}

} // namespace

Result<QStringList> splitShellWords(const QString &text)
{
    QStringList words;
    QString word;
    bool isInWord = false;
    QChar quote;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar character = text.at(at);
        if (!quote.isNull()) {
            if (character == quote) {
                quote = QChar();
            } else if (character == u'\\' && quote == u'"') {
                if (++at == text.size())
                    return failure(Error::Code::Invalid, u"No escaped character"_s);
                if (text.at(at) != u'"' && text.at(at) != u'\\')
                    word += u'\\';
                word += text.at(at);
            } else {
                word += character;
            }
        } else if (isShellSpace(character)) {
            if (isInWord)
                words.append(word);
            word.clear();
            isInWord = false;
        } else if (isQuote(character)) {
            quote = character;
            isInWord = true;
        } else if (character == u'\\') {
            if (++at == text.size())
                return failure(Error::Code::Invalid, u"No escaped character"_s);
            word += text.at(at);
            isInWord = true;
        } else {
            word += character;
            isInWord = true;
        }
    }
    if (!quote.isNull())
        return failure(Error::Code::Invalid, u"No closing quotation"_s);
    if (isInWord)
        words.append(word);
    return words;
}

QString wordForShells(const QStringList &words)
{
    static const QRegularExpression operators(u"^(\\||\\|\\||&&?|[12&]?>.*|<|2>&1)$"_s);
    static const QRegularExpression variable(u"(^|=)(\\$[A-Za-z_]\\w*|\\$\\{[A-Za-z_]\\w*\\}?|~/)[^\\s]*$"_s);
    static const QRegularExpression assignment(u"^[A-Za-z_]\\w*="_s);
    static const QRegularExpression script(u"^-[a-z]*c$"_s); // what follows is read by a shell
    static const QStringList builtins{u"cd"_s, u"exec"_s, u"export"_s, u"source"_s, u"ulimit"_s, u"umask"_s};
    if (words.isEmpty())
        return {};
    const QString &program = words.first();
    if (builtins.contains(program))
        return program;
    if (program.contains(u'=')) {
        if (const auto match = assignment.match(program); match.hasMatch())
            return match.captured();
    }
    // Thousands of commands are read at once, and most have nothing of it.
    const auto isSpecial = [](QChar c) { return QStringView(u"|&<>$~").contains(c); };
    bool isForAShell = false;
    for (const QString &word : words) {
        if (std::ranges::any_of(word, isSpecial)) {
            if (operators.match(word).hasMatch())
                return word;
            if (const auto match = variable.match(word); !isForAShell && match.hasMatch())
                return match.captured(2);
        }
        isForAShell = isForAShell || (word.startsWith(u'-') && script.match(word).hasMatch());
    }
    return {};
}

QString shellHint(const QStringList &words)
{
    const QString word = wordForShells(words);
    return word.isEmpty()
        ? QString()
        : u"the command has %1, which only a shell understands, and none reads it; sh -c '...' would"_s.arg(word);
}

Result<EnvironmentWords> parseEnvironment(const QString &text)
{
    const Result<QStringList> words = EnvironmentLexer(text).words();
    if (!words)
        return tl::unexpected(words.error());
    EnvironmentWords result;
    for (qsizetype at = 0; at < words->size(); at += 4) {
        if (at + 2 >= words->size() || words->at(at + 1) != "="_L1) {
            const QString shown = isName(text) ? text : u"***"_s;
            return failure(Error::Code::Invalid, u"Unexpected end of key/value pairs in value '%1'"_s.arg(shown));
        }
        const QString &name = words->at(at);
        const QString value = withoutQuotes(words->at(at + 2));
        const auto known = std::ranges::find(result, name, &QPair<QString, QString>::first);
        if (known != result.end())
            known->second = value;
        else
            result.append({name, value});
    }
    return result;
}

} // namespace kantoku
