#include "protocol/xmlrpc.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <limits>
#include <string_view>

namespace kantoku::xmlrpc {

using namespace Qt::StringLiterals;

namespace {

void appendInteger(QByteArray &out, qlonglong number)
{
    const bool fits = number >= std::numeric_limits<int>::min() && number <= std::numeric_limits<int>::max();
    out += fits ? "<int>" : "<i8>";
    out += QByteArray::number(number);
    out += fits ? "</int>" : "</i8>";
}

void appendArray(QByteArray &out, const auto &list)
{
    out += "<array><data>\n";
    for (const auto &item : list) {
        out += "<value>";
        appendValue(out, item);
        out += "</value>\n";
    }
    out += "</data></array>";
}

void appendStruct(QByteArray &out, const QVariantMap &map)
{
    out += "<struct>\n";
    for (auto it = map.begin(); it != map.end(); ++it) {
        out += "<member>\n<name>";
        appendText(out, it.key());
        out += "</name>\n<value>";
        appendValue(out, it.value());
        out += "</value>\n</member>\n";
    }
    out += "</struct>";
}

/// What XML 1.0 cannot hold; a surrogate here is one without its other half.
constexpr bool isForbidden(char32_t c)
{
    return (c < 0x20 && c != U'\t' && c != U'\n' && c != U'\r') || c == 0xFFFE || c == 0xFFFF || QChar::isSurrogate(c);
}

constexpr qsizetype pieceUnits = 16 * 1024; ///< of text that is written at a time

constexpr QByteArrayView prolog = "<?xml version='1.0'?>\n";
constexpr QByteArrayView responseStart = "<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value>";
constexpr QByteArrayView responseEnd = "</value>\n</param>\n</params>\n</methodResponse>\n";

} // namespace

char *writeText(char *at, QStringView text)
{
    const auto write = [&at](std::string_view bytes) { at = std::copy(bytes.begin(), bytes.end(), at); };
    const auto writeByte = [&at](char32_t byte) { *at++ = static_cast<char>(byte); };
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
        else if (isForbidden(c))
            c = QChar::ReplacementCharacter;
        if (c == U'&') {
            write("&amp;");
        } else if (c == U'<') {
            write("&lt;");
        } else if (c == U'>') {
            write("&gt;");
        } else if (c == U'\r') {
            write("&#13;");
        } else if (c < 0x80) {
            writeByte(c);
        } else if (c < 0x800) {
            writeByte(0xC0 | c >> 6);
            writeByte(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            writeByte(0xE0 | c >> 12);
            writeByte(0x80 | (c >> 6 & 0x3F));
            writeByte(0x80 | (c & 0x3F));
        } else {
            ++i;
            writeByte(0xF0 | c >> 18);
            writeByte(0x80 | (c >> 12 & 0x3F));
            writeByte(0x80 | (c >> 6 & 0x3F));
            writeByte(0x80 | (c & 0x3F));
        }
    }
    return at;
}

void appendText(QByteArray &out, QStringView text)
{
    // In pieces: the room for the worst case of a whole log would be five times its size.
    while (!text.isEmpty()) {
        qsizetype count = std::min(pieceUnits, text.size());
        if (count < text.size() && text[count - 1].isHighSurrogate())
            ++count;
        const qsizetype size = out.size();
        out.resize(size + count * textBytes);
        out.truncate(writeText(out.data() + size, text.first(count)) - out.constData());
        text = text.sliced(count);
    }
}

void appendValue(QByteArray &out, const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
    case QMetaType::Nullptr: out += "<nil/>"; return;
    case QMetaType::Bool: out += value.toBool() ? "<boolean>1</boolean>" : "<boolean>0</boolean>"; return;
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::Short:
    case QMetaType::UShort:
    case QMetaType::Long:
    case QMetaType::ULong:
    case QMetaType::LongLong:
    case QMetaType::ULongLong: appendInteger(out, value.toLongLong()); return;
    case QMetaType::Float:
    case QMetaType::Double:
        out += "<double>";
        out += QByteArray::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
        out += "</double>";
        return;
    case QMetaType::QByteArray:
        out += "<base64>";
        out += value.toByteArray().toBase64();
        out += "</base64>";
        return;
    case QMetaType::QDateTime:
        out += "<dateTime.iso8601>";
        out += value.toDateTime().toString(dateTimeFormat).toLatin1();
        out += "</dateTime.iso8601>";
        return;
    case QMetaType::QVariantList: appendArray(out, value.toList()); return;
    case QMetaType::QStringList: appendArray(out, value.toStringList()); return;
    case QMetaType::QVariantMap: appendStruct(out, value.toMap()); return;
    default: break;
    }
    if (value.typeId() == qMetaTypeId<Fragment>()) {
        out += value.value<Fragment>().xml;
        return;
    }
    out += "<string>";
    appendText(out, value.toString());
    out += "</string>";
}

QByteArray writeCall(const QString &method, const QVariantList &params)
{
    QByteArray out = prolog.toByteArray();
    out += "<methodCall>\n<methodName>";
    appendText(out, method);
    out += "</methodName>\n<params>\n";
    for (const QVariant &param : params) {
        out += "<param>\n<value>";
        appendValue(out, param);
        out += "</value>\n</param>\n";
    }
    out += "</params>\n</methodCall>\n";
    return out;
}

QByteArray writeResponse(const QVariant &value)
{
    QByteArray out = responseStart.toByteArray();
    appendValue(out, value);
    out += responseEnd;
    return out;
}

QList<QByteArray> responsePieces(const QVariant &value)
{
    if (value.typeId() != qMetaTypeId<Fragment>())
        return {writeResponse(value)};
    return {responseStart.toByteArray(), value.value<Fragment>().xml, responseEnd.toByteArray()};
}

QByteArray writeFault(int code, const QString &text)
{
    QByteArray out = prolog.toByteArray();
    out += "<methodResponse>\n<fault>\n<value>";
    appendStruct(out, {{u"faultCode"_s, code}, {u"faultString"_s, text}});
    out += "</value>\n</fault>\n</methodResponse>\n";
    return out;
}

} // namespace kantoku::xmlrpc
