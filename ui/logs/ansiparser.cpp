#include "ui/logs/ansiparser.h"

#include <array>
#include <optional>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr char escape = '\x1b';
constexpr qsizetype maxSequenceBytes = 256; // of a CSI sequence; beyond it is not one
constexpr qsizetype maxStringBytes = 4096; // of an OSC, DCS, APC or PM string (a title, a link)

constexpr bool isPlain(uchar c)
{
    return (c >= 0x20 && c < 0x7F) || c == '\t';
}

struct Decoded {
    char32_t character = 0;
    int length = 0; ///< 0 when the bytes are not UTF-8
};

Decoded decodeUtf8(QByteArrayView bytes)
{
    const auto lead = uchar(bytes[0]);
    int length = 0;
    char32_t value = 0;
    char32_t least = 0;
    if (lead < 0x80)
        return {lead, 1};
    if (lead >= 0xC2 && lead < 0xE0) {
        length = 2, value = lead & 0x1F, least = 0x80;
    } else if (lead >= 0xE0 && lead < 0xF0) {
        length = 3, value = lead & 0x0F, least = 0x800;
    } else if (lead >= 0xF0 && lead < 0xF5) {
        length = 4, value = lead & 0x07, least = 0x10000;
    } else {
        return {};
    }
    if (bytes.size() < length)
        return {};
    for (int i = 1; i < length; ++i) {
        const auto byte = uchar(bytes[i]);
        if ((byte & 0xC0) != 0x80)
            return {};
        value = (value << 6) | (byte & 0x3F);
    }
    if (value < least || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return {};
    return {value, length};
}

/// Characters that would not be seen, or would change how others are seen.
bool mustBeWrittenOut(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x00AD || c == 0x061C || c == 0x200B
        || (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF
        || (c >= 0xFFF9 && c <= 0xFFFC) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF)
        || (c >= 0xE0000 && c <= 0xE0FFF);
}

QString writtenOut(char32_t c, bool isByte)
{
    if (c < 0x80 || isByte)
        return u"\\x%1"_s.arg(uint(c), 2, 16, '0'_L1);
    return c > 0xFFFF ? u"\\U%1"_s.arg(uint(c), 8, 16, '0'_L1) : u"\\u%1"_s.arg(uint(c), 4, 16, '0'_L1);
}

quint32 rgbOf(int red, int green, int blue)
{
    return quint32(red) << 16 | quint32(green) << 8 | quint32(blue);
}

/// Colours 16 to 255 of the 256-colour table: a 6x6x6 cube, then 24 greys.
quint32 cubeColour(int index)
{
    if (index >= 232) {
        const int grey = 8 + (index - 232) * 10;
        return rgbOf(grey, grey, grey);
    }
    constexpr std::array levels{0, 95, 135, 175, 215, 255};
    const int cube = index - 16;
    return rgbOf(levels[size_t(cube / 36)], levels[size_t(cube / 6 % 6)], levels[size_t(cube % 6)]);
}

TextColour named(int index)
{
    return {TextColour::Kind::Named, quint8(index), 0};
}

/// The colour behind 38 or 48: "5;n" or "2;r;g;b"; moves `i` to the last number it used.
std::optional<TextColour> extendedColour(const QList<int> &numbers, qsizetype &i)
{
    const qsizetype left = numbers.size() - i - 1;
    const auto isByte = [](int number) { return number >= 0 && number <= 255; };
    if (left >= 2 && numbers[i + 1] == 5) {
        i += 2;
        const int index = numbers[i];
        if (!isByte(index))
            return {};
        return index < 16 ? named(index) : TextColour{TextColour::Kind::Rgb, 0, cubeColour(index)};
    }
    if (left >= 4 && numbers[i + 1] == 2) {
        i += 4;
        const int red = numbers[i - 2], green = numbers[i - 1], blue = numbers[i];
        if (!isByte(red) || !isByte(green) || !isByte(blue))
            return {};
        return TextColour{TextColour::Kind::Rgb, 0, rgbOf(red, green, blue)};
    }
    i = numbers.size();
    return {};
}

QList<int> numbersOf(QByteArrayView parameters)
{
    QList<int> numbers{0};
    for (const char c : parameters) {
        if (c >= '0' && c <= '9')
            numbers.last() = std::min(numbers.last() * 10 + (c - '0'), 100'000);
        else if (c == ';' || c == ':')
            numbers.append(0);
        else
            return {};
    }
    return numbers;
}

void applySgr(QByteArrayView parameters, TextStyle &style)
{
    const QList<int> numbers = numbersOf(parameters);
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        const int n = numbers[i];
        switch (n) {
        case 0: style = {}; break;
        case 1: style.bold = true; break;
        case 2: style.faint = true; break;
        case 3: style.italic = true; break;
        case 4:
        case 21: style.underline = true; break;
        case 7: style.inverse = true; break;
        case 9: style.strikeOut = true; break;
        case 22: style.bold = style.faint = false; break;
        case 23: style.italic = false; break;
        case 24: style.underline = false; break;
        case 27: style.inverse = false; break;
        case 29: style.strikeOut = false; break;
        case 38:
        case 48:
            if (const auto colour = extendedColour(numbers, i))
                (n == 38 ? style.foreground : style.background) = *colour;
            break;
        case 39: style.foreground = {}; break;
        case 49: style.background = {}; break;
        default:
            if (n >= 30 && n <= 37)
                style.foreground = named(n - 30);
            else if (n >= 40 && n <= 47)
                style.background = named(n - 40);
            else if (n >= 90 && n <= 97)
                style.foreground = named(n - 90 + 8);
            else if (n >= 100 && n <= 107)
                style.background = named(n - 100 + 8);
        }
    }
}

/// How many bytes the escape sequence at the start of `bytes` has; 0 when there is no whole one.
qsizetype sequenceLength(QByteArrayView bytes)
{
    if (bytes.size() < 2)
        return 0;
    const auto second = uchar(bytes[1]);
    if (second == '[') {
        for (qsizetype i = 2; i < std::min(bytes.size(), maxSequenceBytes); ++i) {
            const auto c = uchar(bytes[i]);
            if (c >= 0x40 && c <= 0x7E)
                return i + 1;
            if (c < 0x20 || c > 0x3F)
                return 0;
        }
        return 0;
    }
    if (second == ']' || second == 'P' || second == '_' || second == '^' || second == 'X') {
        for (qsizetype i = 2; i < std::min(bytes.size(), maxStringBytes); ++i) {
            if (bytes[i] == '\a')
                return i + 1;
            if (bytes[i] == escape)
                return i + 1 < bytes.size() && bytes[i + 1] == '\\' ? i + 2 : 0;
        }
        return 0;
    }
    qsizetype i = 1;
    while (i < bytes.size() && i < 4 && uchar(bytes[i]) >= 0x20 && uchar(bytes[i]) <= 0x2F)
        ++i;
    return i < bytes.size() && uchar(bytes[i]) >= 0x30 && uchar(bytes[i]) <= 0x7E ? i + 1 : 0;
}

class LineBuilder {
public:
    void add(QStringView text, qsizetype byteOffset, qsizetype byteLength, const TextStyle &style)
    {
        QList<TextSpan> &spans = m_line.spans;
        // Only what was decoded one to one may share a span: see DisplayLine::byteOffset().
        if (!spans.isEmpty() && spans.last().style == style && !style.escaped
            && spans.last().byteOffset + spans.last().byteLength == byteOffset) {
            spans.last().length += text.size();
            spans.last().byteLength += byteLength;
        } else {
            spans.append({m_line.text.size(), text.size(), byteOffset, byteLength, style});
        }
        m_line.text += text;
    }
    DisplayLine take(const TextStyle &endStyle)
    {
        m_line.endStyle = endStyle;
        return std::move(m_line);
    }

private:
    DisplayLine m_line;
};

} // namespace

DisplayLine parseAnsi(QByteArrayView bytes, AnsiMode mode, const TextStyle &start)
{
    LineBuilder line;
    TextStyle style = start;
    if (bytes.endsWith('\r'))
        bytes.chop(1);
    qsizetype at = 0;
    while (at < bytes.size()) {
        const QByteArrayView rest = bytes.sliced(at);
        qsizetype plain = 0;
        while (plain < rest.size() && isPlain(uchar(rest[plain])))
            ++plain;
        if (plain > 0) {
            line.add(QString::fromLatin1(rest.first(plain)), at, plain, style);
            at += plain;
            continue;
        }
        if (rest[0] == escape && mode != AnsiMode::Raw) {
            if (const qsizetype length = sequenceLength(rest); length > 0) {
                if (mode == AnsiMode::Render && rest[1] == '[' && rest[length - 1] == 'm')
                    applySgr(rest.sliced(2, length - 3), style);
                at += length;
                continue;
            }
        }
        const Decoded decoded = decodeUtf8(rest);
        if (decoded.length > 0 && !mustBeWrittenOut(decoded.character)) {
            line.add(QString::fromUcs4(&decoded.character, 1), at, decoded.length, style);
            at += decoded.length;
            continue;
        }
        TextStyle escapedStyle = style;
        escapedStyle.escaped = true;
        const bool isByte = decoded.length == 0;
        const int length = isByte ? 1 : decoded.length;
        line.add(writtenOut(isByte ? uchar(rest[0]) : decoded.character, isByte), at, length, escapedStyle);
        at += length;
    }
    return line.take(style);
}

qsizetype DisplayLine::byteOffset(qsizetype column) const
{
    qsizetype end = 0;
    for (const TextSpan &span : spans) {
        if (column <= span.column)
            break;
        const qsizetype inside = column - span.column;
        if (inside < span.length) {
            // What is written out stands for its bytes as a whole.
            if (span.style.escaped)
                return span.byteOffset + span.byteLength;
            return span.byteOffset + QStringView(text).sliced(span.column, inside).toUtf8().size();
        }
        end = span.byteOffset + span.byteLength;
    }
    return end;
}

} // namespace kantoku::ui
