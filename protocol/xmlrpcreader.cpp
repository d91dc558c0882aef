// Reading XML-RPC, in one pass over what expat finds in the document.

#include "protocol/xmlrpc.h"

#include <QDateTime>
#include <QStringDecoder>

#include <expat.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace kantoku::xmlrpc {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype pieceSize = 1 << 30; ///< of a document; expat counts in int
constexpr int shownText = 40; ///< of a wrong value, in an error

/// One element that means something where it stands. Elements that do not are counted, with all in them.
struct Element {
    enum class Tag {
        Document, ///< around the root
        Root,
        MethodName,
        Params,
        Param,
        Fault,
        Value,
        Scalar,
        Array,
        Data,
        Struct,
        Member,
        Name,
    };
    Tag tag;
    bool isFilled = false; ///< of Param, Fault and Value: what counts has begun
    QByteArray type = {}; ///< of Scalar: the element's name
    QString name = {}; ///< of Member
    QVariant value = {}; ///< what the element came to, for its parent
    QVariantList list = {}; ///< of Data and Array
    QVariantMap map = {}; ///< of Struct
};

class Reader {
public:
    explicit Reader(QByteArrayView root)
        : m_parser(XML_ParserCreate(nullptr))
        , m_root(root)
    {
        Q_CHECK_PTR(m_parser);
        m_open.reserve(16);
        m_open.push_back({Element::Tag::Document});
        XML_SetUserData(m_parser.get(), this);
        XML_SetElementHandler(
            m_parser.get(),
            [](void *self, const char *name, const char **) { static_cast<Reader *>(self)->begin(name); },
            [](void *self, const char *) { static_cast<Reader *>(self)->end(); });
        XML_SetCharacterDataHandler(m_parser.get(), [](void *self, const char *text, int size) {
            static_cast<Reader *>(self)->take({text, size});
        });
        XML_SetStartDoctypeDeclHandler(m_parser.get(), [](void *self, const char *, const char *, const char *, int) {
            static_cast<Reader *>(self)->raise(u"document type declarations are not allowed"_s);
        });
    }

    /// @return the error, with its place, or nothing
    std::optional<Error> read(QByteArrayView body, const QString &what)
    {
        bool isFine = true;
        for (qsizetype at = 0; isFine && (at == 0 || at < body.size()); at += pieceSize) {
            const QByteArrayView piece = body.sliced(at, std::min(pieceSize, body.size() - at));
            isFine = XML_Parse(m_parser.get(), piece.data(), static_cast<int>(piece.size()),
                               at + piece.size() == body.size())
                == XML_STATUS_OK;
        }
        if (isFine)
            return std::nullopt;
        if (m_error.isEmpty())
            m_error = QString::fromUtf8(XML_ErrorString(XML_GetErrorCode(m_parser.get())));
        return malformed(what);
    }

    Error malformed(const QString &what) const
    {
        return {Error::Code::Malformed,
                u"The XML-RPC %1 is not well-formed at line %2, column %3: %4."_s.arg(
                    what, QString::number(XML_GetCurrentLineNumber(m_parser.get())),
                    QString::number(XML_GetCurrentColumnNumber(m_parser.get())), m_error)};
    }

    // The first error is the one that matters; a later one is its consequence.
    void raise(const QString &text)
    {
        if (m_error.isEmpty())
            m_error = text;
        XML_StopParser(m_parser.get(), XML_FALSE);
    }

    QString method;
    QVariantList params;
    bool isFault = false;
    QVariantMap fault;

private:
    using Tag = Element::Tag;

    void begin(QByteArrayView name)
    {
        if (!m_error.isEmpty())
            return;
        if (m_ignored > 0) {
            ++m_ignored;
            return;
        }
        Element &parent = m_open.back();
        const std::optional<Tag> tag = meaning(parent, name);
        if (!tag) {
            if (m_error.isEmpty())
                m_ignored = 1;
            return;
        }
        if (*tag == Tag::Params)
            params.clear();
        if (*tag == Tag::Value && ++m_depth > maxDepth)
            raise(u"values are nested deeper than %1 levels"_s.arg(maxDepth));
        m_text.resize(0); // keeps its room
        m_open.push_back({*tag});
        if (*tag == Tag::Scalar)
            m_open.back().type = name.toByteArray();
    }

    /// What an element of that name is in `parent`; nothing where it means nothing there.
    std::optional<Tag> meaning(Element &parent, QByteArrayView name)
    {
        switch (parent.tag) {
        case Tag::Document:
            if (name == m_root)
                return Tag::Root;
            raise(u"expected <%1>, got <%2>"_s.arg(QString::fromUtf8(m_root), QString::fromUtf8(name)));
            return {};
        case Tag::Root:
            if (name == "params")
                return Tag::Params;
            if (m_root == "methodCall")
                return name == "methodName" ? std::optional(Tag::MethodName) : std::nullopt;
            return name == "fault" ? std::optional(Tag::Fault) : std::nullopt;
        case Tag::Params: return name == "param" ? std::optional(Tag::Param) : std::nullopt;
        case Tag::Param:
        case Tag::Fault:
            if (name != "value" || std::exchange(parent.isFilled, true))
                return {};
            return Tag::Value;
        case Tag::Value: // its first element counts
            if (std::exchange(parent.isFilled, true))
                return {};
            return name == "array" ? Tag::Array : name == "struct" ? Tag::Struct : Tag::Scalar;
        case Tag::Array: return name == "data" ? std::optional(Tag::Data) : std::nullopt;
        case Tag::Data: return name == "value" ? std::optional(Tag::Value) : std::nullopt;
        case Tag::Struct: return name == "member" ? std::optional(Tag::Member) : std::nullopt;
        case Tag::Member:
            if (name == "name")
                return Tag::Name;
            return name == "value" ? std::optional(Tag::Value) : std::nullopt;
        case Tag::MethodName:
        case Tag::Scalar:
        case Tag::Name: return {};
        }
        return {};
    }

    void take(QByteArrayView text)
    {
        if (m_ignored > 0)
            return;
        const Element &element = m_open.back();
        if (element.tag == Tag::Scalar || element.tag == Tag::Name || element.tag == Tag::MethodName
            || (element.tag == Tag::Value && !element.isFilled))
            m_text.append(text);
    }

    void end()
    {
        if (!m_error.isEmpty())
            return;
        if (m_ignored > 0) {
            --m_ignored;
            return;
        }
        const Element ended = std::move(m_open.back());
        m_open.pop_back();
        Element &parent = m_open.back();
        switch (ended.tag) {
        case Tag::MethodName: method = text().trimmed(); break;
        case Tag::Param:
        case Tag::Fault:
            if (!ended.isFilled)
                raise(u"expected <value>"_s);
            if (ended.tag == Tag::Param) {
                params.append(ended.value);
            } else {
                isFault = true;
                fault = ended.value.toMap();
            }
            break;
        case Tag::Value: {
            --m_depth;
            QVariant value = ended.isFilled ? ended.value : QVariant(text());
            if (parent.tag == Tag::Data)
                parent.list.append(std::move(value));
            else
                parent.value = std::move(value);
            break;
        }
        case Tag::Scalar: parent.value = scalar(ended.type); break;
        case Tag::Data: parent.list.append(ended.list); break;
        case Tag::Array: parent.value = ended.list; break;
        case Tag::Struct: parent.value = ended.map; break;
        case Tag::Member: parent.map.insert(ended.name, ended.value); break;
        case Tag::Name: parent.name = text(); break;
        case Tag::Document:
        case Tag::Root:
        case Tag::Params: break;
        }
    }

    QVariant scalar(QByteArrayView type)
    {
        if (type == "string")
            return text();
        if (type == "int" || type == "i4" || type == "i8")
            return number(type);
        if (type == "boolean")
            return m_text == "1"; // as Supervisor: everything else is false
        if (type == "double") {
            bool isNumber = false;
            const double number = m_text.trimmed().toDouble(&isNumber);
            if (!isNumber)
                raise(u"'%1' is not a number"_s.arg(shown()));
            return number;
        }
        if (type == "base64")
            return QByteArray::fromBase64(m_text);
        if (type == "dateTime.iso8601") {
            const QDateTime time = QDateTime::fromString(text().trimmed(), dateTimeFormat);
            if (!time.isValid())
                raise(u"'%1' is not a time"_s.arg(shown()));
            return time;
        }
        if (type == "nil")
            return {};
        return text();
    }

    QVariant number(QByteArrayView type)
    {
        bool isNumber = false;
        const qlonglong number = m_text.trimmed().toLongLong(&isNumber);
        if (!isNumber)
            raise(u"'%1' is not a whole number"_s.arg(shown()));
        const bool fits = number >= std::numeric_limits<int>::min() && number <= std::numeric_limits<int>::max();
        return fits && type != "i8" ? QVariant(static_cast<int>(number)) : QVariant(number);
    }

    /// As it came: QString::fromUtf8 would drop a mark of byte order at its beginning.
    QString text() const
    {
        QStringDecoder decode(QStringDecoder::Utf8,
                              QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
        return decode(m_text);
    }

    QString shown() const { return text().left(shownText); }

    struct Free {
        void operator()(XML_ParserStruct *parser) const { XML_ParserFree(parser); }
    };

    std::unique_ptr<XML_ParserStruct, Free> m_parser;
    QByteArrayView m_root;
    std::vector<Element> m_open; ///< from the document to the innermost one that means something
    int m_ignored = 0; ///< open elements that mean nothing, inside the innermost one
    int m_depth = 0; ///< of values
    QByteArray m_text; ///< of the innermost element that has text
    QString m_error;
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

} // namespace

Result<Call> parseCall(const QByteArray &body)
{
    Reader reader("methodCall");
    if (std::optional<Error> error = reader.read(body, u"request"_s))
        return tl::unexpected(std::move(*error));
    if (reader.method.isEmpty())
        return failure(Error::Code::Invalid, u"The XML-RPC request names no method."_s);
    return Call{reader.method, reader.params};
}

Result<QVariant> parseResponse(const QByteArray &body)
{
    const QString what = u"response"_s;
    Reader reader("methodResponse");
    if (std::optional<Error> error = reader.read(withoutControls(body), what))
        return tl::unexpected(std::move(*error));
    if (reader.isFault) {
        return failure(Error::Code::Fault, reader.fault.value(u"faultString"_s).toString(),
                       reader.fault.value(u"faultCode"_s).toInt());
    }
    if (reader.params.size() != 1) {
        reader.raise(u"expected one value or a fault"_s);
        return tl::unexpected(reader.malformed(what));
    }
    return reader.params.first();
}

} // namespace kantoku::xmlrpc
