#include "protocol/expansion.h"

#include "protocol/pythontext.h"

#include <QStringList>

#include <algorithm>
#include <cstdio>

namespace kantoku {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype sizeLimit = 1'000'000;

/// What stands between % and the conversion character.
struct Conversion {
    bool leftJustified = false;
    bool sign = false;
    bool blank = false;
    bool alternate = false;
    bool zero = false;
    qsizetype width = -1;
    qsizetype precision = -1;
    char32_t type = 0;
};

QString toAscii(const QString &text)
{
    QString result;
    for (const uint codePoint : text.toUcs4()) {
        if (codePoint < 0x80)
            result += QChar(char16_t(codePoint));
        else if (codePoint < 0x100)
            result += u"\\x%1"_s.arg(codePoint, 2, 16, QLatin1Char('0'));
        else if (codePoint < 0x10000)
            result += u"\\u%1"_s.arg(codePoint, 4, 16, QLatin1Char('0'));
        else
            result += u"\\U%1"_s.arg(codePoint, 8, 16, QLatin1Char('0'));
    }
    return result;
}

/// `text` in its width; `isNumber` obeys sign and zero flags.
QString padded(const QString &text, const Conversion &conversion, bool isNumber)
{
    QString sign;
    QString body = text;
    if (isNumber) {
        if (body.startsWith(u'-') || body.startsWith(u'+')) {
            sign = body.first(1);
            body.remove(0, 1);
        } else if (conversion.sign) {
            sign = u"+"_s;
        } else if (conversion.blank) {
            sign = u" "_s;
        }
    }
    const bool hasPrefix = isNumber && conversion.alternate
        && (conversion.type == U'x' || conversion.type == U'X' || conversion.type == U'o');
    if (hasPrefix) {
        sign += body.first(2);
        body.remove(0, 2);
    }
    const qsizetype missing = conversion.width - sign.size() - body.toUcs4().size();
    if (missing <= 0)
        return sign + body;
    if (conversion.leftJustified)
        return sign + body + QString(missing, u' ');
    if (isNumber && conversion.zero)
        return sign + QString(missing, u'0') + body;
    return QString(missing, u' ') + sign + body;
}

QString wholeNumber(qint64 number, const Conversion &conversion)
{
    const bool isHex = conversion.type == U'x' || conversion.type == U'X';
    const int base = isHex ? 16 : conversion.type == U'o' ? 8 : 10;
    QString digits = QString::number(number, base);
    const bool isNegative = digits.startsWith(u'-');
    if (isNegative)
        digits.remove(0, 1);
    digits = digits.rightJustified(conversion.precision, u'0');
    if (conversion.alternate && base != 10)
        digits.prepend(isHex ? "0x"_L1 : "0o"_L1);
    if (conversion.type == U'X')
        digits = digits.toUpper();
    if (isNegative)
        digits.prepend(u'-');
    return padded(digits, conversion, true);
}

QString realNumber(double number, const Conversion &conversion)
{
    const QByteArray format = QByteArray("%") + (conversion.alternate ? "#" : "") + ".*" + char(conversion.type);
    const int precision = conversion.precision < 0 ? 6 : int(std::min<qsizetype>(conversion.precision, 500));
    QByteArray buffer(1024, '\0');
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    const int length = std::snprintf(buffer.data(), size_t(buffer.size()), format.constData(), precision, number);
#pragma GCC diagnostic pop
    return padded(QString::fromLatin1(buffer.first(std::clamp<qsizetype>(length, 0, buffer.size() - 1))), conversion,
                  true);
}

class Formatter {
public:
    Formatter(const QString &format, const ExpansionNames &names)
        : m_format(format.toUcs4())
        , m_names(names)
    {
    }

    tl::expected<QString, ExpansionError> run();

private:
    using Done = tl::expected<void, ExpansionError>;

    Done convert();
    Done readName();
    Done readConversion(Conversion &conversion);
    Done readNumber(qsizetype &number, const QString &tooBig);
    tl::expected<QString, ExpansionError> formatted(const Conversion &conversion);
    bool next(char32_t &character);
    static tl::unexpected<ExpansionError> badFormat(const QString &reason)
    {
        return tl::unexpected(ExpansionError{ExpansionError::Kind::BadFormat, {}, reason});
    }

    const QList<uint> m_format;
    const ExpansionNames &m_names;
    qsizetype m_at = 0;
    char32_t m_character = 0; ///< the one that is looked at
    bool m_ended = false;
    QVariant m_value; ///< of the name in parentheses; taken by the conversion
    bool m_hadName = false; ///< a name was looked up somewhere before
    QString m_result;
};

bool Formatter::next(char32_t &character)
{
    if (m_at >= m_format.size()) {
        m_ended = true;
        return false;
    }
    character = m_format.at(m_at++);
    return true;
}

tl::expected<QString, ExpansionError> Formatter::run()
{
    while (m_at < m_format.size()) {
        const char32_t character = m_format.at(m_at++);
        if (character != U'%') {
            m_result += QString::fromUcs4(&character, 1);
        } else if (m_at < m_format.size() && m_format.at(m_at) == U'%') {
            ++m_at;
            m_result += u'%';
        } else if (const Done done = convert(); !done) {
            return tl::unexpected(done.error());
        }
        if (m_result.size() > sizeLimit)
            return badFormat(u"the result is too long"_s);
    }
    return m_result;
}

Formatter::Done Formatter::readName()
{
    const qsizetype begin = m_at;
    int depth = 1;
    while (depth > 0) {
        char32_t character = 0;
        if (!next(character))
            return badFormat(u"incomplete format key"_s);
        depth += character == U'(' ? 1 : character == U')' ? -1 : 0;
    }
    QString name;
    for (qsizetype at = begin; at < m_at - 1; ++at) {
        const char32_t character = m_format.at(at);
        name += QString::fromUcs4(&character, 1);
    }
    const auto value = m_names.constFind(name);
    if (value == m_names.cend())
        return tl::unexpected(ExpansionError{ExpansionError::Kind::UnknownName, name, {}});
    m_value = *value;
    m_hadName = true;
    return {};
}

Formatter::Done Formatter::readNumber(qsizetype &number, const QString &tooBig)
{
    number = qsizetype(m_character - U'0');
    while (next(m_character) && m_character >= U'0' && m_character <= U'9') {
        number = number * 10 + qsizetype(m_character - U'0');
        if (number > sizeLimit)
            return badFormat(tooBig);
    }
    return {};
}

Formatter::Done Formatter::readConversion(Conversion &conversion)
{
    for (bool isFlag = true; isFlag && next(m_character);) {
        switch (m_character) {
        case U'-': conversion.leftJustified = true; break;
        case U'+': conversion.sign = true; break;
        case U' ': conversion.blank = true; break;
        case U'#': conversion.alternate = true; break;
        case U'0': conversion.zero = true; break;
        default: isFlag = false; break;
        }
    }
    const auto isDigit = [this] { return !m_ended && m_character >= U'0' && m_character <= U'9'; };
    if (!m_ended && m_character == U'*')
        return badFormat(u"* wants int"_s);
    if (isDigit()) {
        if (const Done done = readNumber(conversion.width, u"width too big"_s); !done)
            return done;
    }
    if (!m_ended && m_character == U'.') {
        conversion.precision = 0;
        next(m_character);
        if (!m_ended && m_character == U'*')
            return badFormat(u"* wants int"_s);
        if (isDigit()) {
            if (const Done done = readNumber(conversion.precision, u"precision too big"_s); !done)
                return done;
        }
    }
    if (!m_ended && (m_character == U'h' || m_character == U'l' || m_character == U'L'))
        next(m_character);
    if (m_ended)
        return badFormat(u"incomplete format"_s);
    conversion.type = m_character;
    return {};
}

tl::expected<QString, ExpansionError> Formatter::formatted(const Conversion &conversion)
{
    static constexpr QStringView texts = u"sra";
    static constexpr QStringView wholes = u"diuoxX";
    static constexpr QStringView reals = u"eEfFgG";
    const char16_t type = conversion.type < 0x80 ? char16_t(conversion.type) : u'?';
    const QVariant value = std::exchange(m_value, QVariant());
    const bool isNumber = value.typeId() == QMetaType::LongLong;

    // Without a name Python takes the mapping itself, once, unless a name came before.
    if (!value.isValid() && (m_hadName || texts.contains(type)))
        return badFormat(u"not enough arguments for format string"_s);
    const QString typeName = value.isValid() ? u"str"_s : u"dict"_s;

    if (texts.contains(type)) {
        QString text = value.toString();
        if (type != u's' && !isNumber)
            text = type == u'r' ? pythonRepr(text) : toAscii(pythonRepr(text));
        if (conversion.precision >= 0) {
            const QList<uint> characters = text.toUcs4().first(std::min(conversion.precision, text.toUcs4().size()));
            text = QString::fromUcs4(reinterpret_cast<const char32_t *>(characters.constData()), characters.size());
        }
        return padded(text, conversion, false);
    }
    if (wholes.contains(type)) {
        if (isNumber)
            return wholeNumber(value.toLongLong(), conversion);
        const bool mustBeWhole = type == u'o' || type == u'x' || type == u'X';
        return badFormat(u"%%1 format: %2 is required, not %3"_s.arg(
            QString(QChar(type)), mustBeWhole ? u"an integer"_s : u"a real number"_s, typeName));
    }
    if (reals.contains(type)) {
        if (isNumber)
            return realNumber(double(value.toLongLong()), conversion);
        return badFormat("must be real number, not "_L1 + typeName);
    }
    if (type == u'c') {
        QString text = value.toString();
        if (isNumber) {
            if (value.toLongLong() < 0 || value.toLongLong() > 0x10ffff)
                return badFormat(u"%c arg not in range(0x110000)"_s);
            const auto character = char32_t(value.toLongLong());
            text = QString::fromUcs4(&character, 1);
        } else if (text.toUcs4().size() != 1) {
            return badFormat(u"%c requires int or char"_s);
        }
        return padded(text, conversion, false);
    }
    return badFormat(u"unsupported format character '%1' (0x%2) at index %3"_s
                         .arg(QChar(conversion.type >= 31 && conversion.type <= 126 ? char16_t(conversion.type) : u'?'))
                         .arg(uint(conversion.type), 0, 16)
                         .arg(m_at - 1));
}

Formatter::Done Formatter::convert()
{
    m_ended = false;
    if (m_at < m_format.size() && m_format.at(m_at) == U'(') {
        ++m_at;
        if (const Done done = readName(); !done)
            return done;
    }
    Conversion conversion;
    if (const Done done = readConversion(conversion); !done)
        return done;
    if (conversion.type == U'%') {
        m_result += u'%';
        return {};
    }
    const auto text = formatted(conversion);
    if (!text)
        return tl::unexpected(text.error());
    m_result += *text;
    return {};
}

} // namespace

QString ExpansionError::text(const QString &format, const QString &what, const ExpansionNames &names) const
{
    const QString head = "Format string "_L1 + pythonRepr(format) + " for "_L1 + pythonRepr(what);
    if (kind == Kind::BadFormat)
        return head + " is badly formatted: "_L1 + reason;
    const QStringList known = names.keys();
    return head + " contains names ("_L1 + pythonRepr(name) + ") which cannot be expanded. Available names: "_L1
        + known.join(", "_L1);
}

tl::expected<QString, ExpansionError> expand(const QString &format, const ExpansionNames &names)
{
    return Formatter(format, names).run();
}

} // namespace kantoku
