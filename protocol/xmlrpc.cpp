#include "protocol/xmlrpc.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <limits>

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

constexpr bool isPlain(QChar c)
{
    return c.unicode() >= u' ' && c.unicode() < 0x7F && c != u'&' && c != u'<' && c != u'>';
}

constexpr QByteArrayView prolog = "<?xml version='1.0'?>\n";
constexpr QByteArrayView responseStart = "<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value>";
constexpr QByteArrayView responseEnd = "</value>\n</param>\n</params>\n</methodResponse>\n";

} // namespace

void appendText(QByteArray &out, QStringView text)
{
    if (std::all_of(text.begin(), text.end(), isPlain)) { // nearly always, and answers have thousands of texts
        const qsizetype size = out.size();
        out.resize(size + text.size());
        std::transform(text.begin(), text.end(), out.data() + size, [](QChar c) { return char(c.unicode()); });
        return;
    }
    qsizetype start = 0; // of what is not written yet and needs no escape
    const auto flush = [&](qsizetype end) {
        if (end > start)
            out += text.sliced(start, end - start).toUtf8();
        start = end + 1;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        const char *escape = nullptr;
        if (c == u'&')
            escape = "&amp;";
        else if (c == u'<')
            escape = "&lt;";
        else if (c == u'>')
            escape = "&gt;";
        else if (c == u'\r')
            escape = "&#13;";
        else if ((c < 0x20 && c != u'\t' && c != u'\n') || c == 0xFFFE || c == 0xFFFF)
            escape = "\xEF\xBF\xBD";
        else if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
        else if (QChar::isSurrogate(c))
            escape = "\xEF\xBF\xBD";
        if (escape) {
            flush(i);
            out += escape;
        }
    }
    flush(text.size());
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
