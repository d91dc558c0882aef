#include "protocol/xmlrpc.h"

#include <QDateTime>
#include <QLocale>
#include <QXmlStreamReader>

#include <algorithm>
#include <limits>

namespace kantoku::xmlrpc {

using namespace Qt::StringLiterals;

namespace {

constexpr auto dateTimeFormat = "yyyyMMdd'T'HH:mm:ss"_L1;

/// One pass over a document. Errors are raised in the stream reader, which then stops every loop.
class Reader {
public:
    explicit Reader(const QByteArray &body)
        : m_xml(body)
    {
    }

    Result<Call> readCall()
    {
        Call call;
        if (openRoot("methodCall"_L1)) {
            while (nextChild()) {
                if (m_xml.name() == "methodName"_L1)
                    call.method = readText().trimmed();
                else if (m_xml.name() == "params"_L1)
                    call.params = readParams();
                else
                    m_xml.skipCurrentElement();
            }
        }
        finish();
        if (m_xml.hasError())
            return malformed(u"request"_s);
        if (call.method.isEmpty())
            return failure(Error::Code::Invalid, u"The XML-RPC request names no method."_s);
        return call;
    }

    Result<QVariant> readResponse()
    {
        QVariantList params;
        QVariant faultValue;
        bool isFault = false;
        if (openRoot("methodResponse"_L1)) {
            while (nextChild()) {
                if (m_xml.name() == "params"_L1) {
                    params = readParams();
                } else if (m_xml.name() == "fault"_L1) {
                    isFault = true;
                    faultValue = readOnlyValue();
                } else {
                    m_xml.skipCurrentElement();
                }
            }
        }
        finish();
        if (!m_xml.hasError() && !isFault && params.size() != 1)
            m_xml.raiseError(u"expected one value or a fault"_s);
        if (m_xml.hasError())
            return malformed(u"response"_s);
        if (!isFault)
            return params.first();
        const QVariantMap fault = faultValue.toMap();
        return failure(Error::Code::Fault, fault.value(u"faultString"_s).toString(),
                       fault.value(u"faultCode"_s).toInt());
    }

private:
    tl::unexpected<Error> malformed(const QString &what) const
    {
        return failure(
            Error::Code::Malformed,
            u"The XML-RPC %1 is not well-formed at line %2, column %3: %4."_s.arg(
                what, QString::number(m_xml.lineNumber()), QString::number(m_xml.columnNumber()), m_xml.errorString()));
    }

    bool openRoot(QLatin1StringView name)
    {
        while (!m_xml.atEnd()) {
            switch (m_xml.readNext()) {
            case QXmlStreamReader::DTD: m_xml.raiseError(u"document type declarations are not allowed"_s); return false;
            case QXmlStreamReader::StartElement:
                if (m_xml.name() == name)
                    return true;
                m_xml.raiseError(u"expected <%1>, got <%2>"_s.arg(name, m_xml.name()));
                return false;
            default: break;
            }
        }
        return false;
    }

    // Reads on to the end of the document, so that whatever follows the root is checked too.
    void finish()
    {
        while (!m_xml.atEnd())
            m_xml.readNext();
    }

    /// The next element inside the current one; false at its end.
    bool nextChild() { return m_xml.readNextStartElement(); }

    QString readText() { return m_xml.readElementText(QXmlStreamReader::SkipChildElements); }

    QVariantList readParams()
    {
        QVariantList params;
        while (nextChild()) {
            if (m_xml.name() == "param"_L1)
                params.append(readOnlyValue());
            else
                m_xml.skipCurrentElement();
        }
        return params;
    }

    /// The <value> inside the current element.
    QVariant readOnlyValue()
    {
        QVariant value;
        bool found = false;
        while (nextChild()) {
            if (m_xml.name() == "value"_L1 && !found) {
                value = readValue();
                found = true;
            } else {
                m_xml.skipCurrentElement();
            }
        }
        if (!found)
            raise(u"expected <value>"_s);
        return value;
    }

    /// The current <value>: its first element counts; without one its text is a string.
    QVariant readValue()
    {
        if (++m_depth > maxDepth) {
            raise(u"values are nested deeper than %1 levels"_s.arg(maxDepth));
            return {};
        }
        QString text;
        QVariant typed;
        bool isTyped = false;
        while (!m_xml.atEnd()) {
            const auto token = m_xml.readNext();
            if (token == QXmlStreamReader::EndElement)
                break;
            if (token == QXmlStreamReader::Characters) {
                text += m_xml.text();
            } else if (token == QXmlStreamReader::StartElement) {
                if (isTyped) {
                    m_xml.skipCurrentElement();
                } else {
                    typed = readTyped();
                    isTyped = true;
                }
            }
        }
        --m_depth;
        return isTyped ? typed : QVariant(text);
    }

    QVariant readTyped()
    {
        const QString type = m_xml.name().toString();
        if (type == "array"_L1)
            return readArray();
        if (type == "struct"_L1)
            return readStruct();
        const QString text = readText();
        if (type == "int"_L1 || type == "i4"_L1 || type == "i8"_L1)
            return readNumber(type, text);
        if (type == "boolean"_L1)
            return text == "1"_L1; // as Supervisor: everything else is false
        if (type == "double"_L1) {
            bool isNumber = false;
            const double number = text.trimmed().toDouble(&isNumber);
            if (!isNumber)
                raise(u"'%1' is not a number"_s.arg(text.left(40)));
            return number;
        }
        if (type == "base64"_L1)
            return QByteArray::fromBase64(text.toLatin1());
        if (type == "dateTime.iso8601"_L1) {
            const QDateTime time = QDateTime::fromString(text.trimmed(), dateTimeFormat);
            if (!time.isValid())
                raise(u"'%1' is not a time"_s.arg(text.left(40)));
            return time;
        }
        if (type == "nil"_L1)
            return {};
        return text;
    }

    QVariant readNumber(const QString &type, const QString &text)
    {
        bool isNumber = false;
        const qlonglong number = text.trimmed().toLongLong(&isNumber);
        if (!isNumber)
            raise(u"'%1' is not a whole number"_s.arg(text.left(40)));
        const bool fits = number >= std::numeric_limits<int>::min() && number <= std::numeric_limits<int>::max();
        return fits && type != "i8"_L1 ? QVariant(static_cast<int>(number)) : QVariant(number);
    }

    QVariantList readArray()
    {
        QVariantList list;
        while (nextChild()) {
            if (m_xml.name() != "data"_L1) {
                m_xml.skipCurrentElement();
                continue;
            }
            while (nextChild()) {
                if (m_xml.name() == "value"_L1)
                    list.append(readValue());
                else
                    m_xml.skipCurrentElement();
            }
        }
        return list;
    }

    QVariantMap readStruct()
    {
        QVariantMap map;
        while (nextChild()) {
            if (m_xml.name() != "member"_L1) {
                m_xml.skipCurrentElement();
                continue;
            }
            QString name;
            QVariant value;
            while (nextChild()) {
                if (m_xml.name() == "name"_L1)
                    name = readText();
                else if (m_xml.name() == "value"_L1)
                    value = readValue();
                else
                    m_xml.skipCurrentElement();
            }
            map.insert(name, value);
        }
        return map;
    }

    // The first error is the one that matters; a later one is its consequence.
    void raise(const QString &text)
    {
        if (!m_xml.hasError())
            m_xml.raiseError(text);
    }

    QXmlStreamReader m_xml;
    int m_depth = 0;
};

bool isForbiddenControl(char c)
{
    return static_cast<uchar>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/// The body itself where XML allows every character; else with U+FFFD for what it forbids.
QByteArray withoutControls(const QByteArray &body)
{
    if (std::none_of(body.begin(), body.end(), isForbiddenControl))
        return body;
    QByteArray result;
    result.reserve(body.size() + 64);
    for (const char c : body) {
        if (isForbiddenControl(c))
            result += "\xEF\xBF\xBD";
        else
            result += c;
    }
    return result;
}

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

constexpr QByteArrayView prolog = "<?xml version='1.0'?>\n";

} // namespace

Result<Call> parseCall(const QByteArray &body)
{
    return Reader(body).readCall();
}

Result<QVariant> parseResponse(const QByteArray &body)
{
    return Reader(withoutControls(body)).readResponse();
}

void appendText(QByteArray &out, QStringView text)
{
    qsizetype start = 0; // of what is not written yet and needs no escape
    const auto flush = [&](qsizetype end) {
        if (end > start) { // straight into `out`, which answers of thousands of texts feel
            const QStringView plain = text.sliced(start, end - start);
            const qsizetype size = out.size();
            QStringEncoder encoder(QStringEncoder::Utf8);
            out.resize(size + encoder.requiredSpace(plain.size()));
            out.truncate(encoder.appendToBuffer(out.data() + size, plain) - out.data());
        }
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
    QByteArray out = prolog.toByteArray();
    out += "<methodResponse>\n<params>\n<param>\n<value>";
    appendValue(out, value);
    out += "</value>\n</param>\n</params>\n</methodResponse>\n";
    return out;
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
