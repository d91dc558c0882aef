#include "protocol/pythontext.h"

#include <QList>

#include <limits>

namespace kantoku {

using namespace Qt::StringLiterals;

namespace {

bool isPrintable(char32_t character)
{
    if (character == U' ')
        return true;
    switch (QChar::category(character)) {
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned: return false;
    default: return true;
    }
}

QString escaped(char32_t character)
{
    const bool isByte = character < 0x100;
    const bool isShort = character < 0x10000;
    const int digits = isByte ? 2 : isShort ? 4 : 8;
    return u"\\%1%2"_s.arg(QLatin1Char(isByte        ? 'x'
                                           : isShort ? 'u'
                                                     : 'U'))
        .arg(uint(character), digits, 16, QLatin1Char('0'));
}

} // namespace

bool isPythonSpace(char32_t character)
{
    return QChar::isSpace(character) || (character >= 0x1c && character <= 0x1f);
}

QString pythonStripped(const QString &text)
{
    qsizetype begin = 0;
    while (begin < text.size() && isPythonSpace(text.at(begin).unicode()))
        ++begin;
    return pythonRightStripped(text.sliced(begin));
}

QString pythonRightStripped(const QString &text)
{
    qsizetype end = text.size();
    while (end > 0 && isPythonSpace(text.at(end - 1).unicode()))
        --end;
    return text.first(end);
}

QString pythonRepr(const QString &text)
{
    const QChar quote = text.contains(u'\'') && !text.contains(u'"') ? u'"' : u'\'';
    QString result(1, quote);
    for (const uint codePoint : text.toUcs4()) {
        const char32_t character = codePoint;
        if (character == U'\\' || character == quote.unicode()) {
            result += u'\\';
            result += QChar(char16_t(character));
        } else if (character == U'\n') {
            result += "\\n"_L1;
        } else if (character == U'\r') {
            result += "\\r"_L1;
        } else if (character == U'\t') {
            result += "\\t"_L1;
        } else if (isPrintable(character)) {
            result += QString::fromUcs4(&character, 1);
        } else {
            result += escaped(character);
        }
    }
    return result + quote;
}

std::optional<qint64> pythonInteger(const QString &text, int base)
{
    const QList<uint> characters = pythonStripped(text).toUcs4();
    qsizetype at = 0;
    const bool isNegative = !characters.isEmpty() && characters.first() == U'-';
    if (isNegative || (!characters.isEmpty() && characters.first() == U'+'))
        ++at;
    bool mayBeUnderscore = false;
    if (base == 8 && at + 1 < characters.size() && characters.at(at) == U'0'
        && (characters.at(at + 1) == U'o' || characters.at(at + 1) == U'O')) {
        at += 2;
        mayBeUnderscore = true;
    }
    if (at == characters.size())
        return std::nullopt;
    constexpr qint64 limit = std::numeric_limits<qint64>::max();
    qint64 number = 0;
    for (; at < characters.size(); ++at) {
        if (characters.at(at) == U'_') {
            if (!mayBeUnderscore)
                return std::nullopt;
            mayBeUnderscore = false;
            continue;
        }
        const int digit = QChar::digitValue(char32_t(characters.at(at)));
        if (digit < 0 || digit >= base || QChar::category(char32_t(characters.at(at))) != QChar::Number_DecimalDigit)
            return std::nullopt;
        number = number > (limit - digit) / base ? limit : number * base + digit;
        mayBeUnderscore = true;
    }
    if (!mayBeUnderscore)
        return std::nullopt;
    return isNegative ? -number : number;
}

} // namespace kantoku
