#include "protocol/httpparser.h"

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <limits>
#include <optional>

namespace kantoku::http {

using namespace Qt::StringLiterals;

namespace beast = boost::beast::http;

namespace {

QByteArray toBytes(boost::beast::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

/// Beast's parser with our own store: nothing in it throws or reserves what a peer merely announces.
template <bool isRequest>
class Message final : public beast::basic_parser<isRequest> {
public:
    explicit Message(const Limits &limits)
        : m_headerLimit(limits.headerBytes)
    {
        this->eager(true);
        this->header_limit(static_cast<std::uint32_t>(limits.headerBytes));
        // A response's body is taken away piece by piece and may be endless.
        this->body_limit(isRequest ? static_cast<std::uint64_t>(limits.bodyBytes)
                                   : std::numeric_limits<std::uint64_t>::max());
    }

    QByteArray method;
    QByteArray target;
    int version = 11;
    int status = 0;
    Headers headers;
    QByteArray body;
    bool hasTransferCoding = false;
    qsizetype searched = 0; ///< bytes of the input in which the header does not end

private:
    using ErrorCode = boost::beast::error_code;
    using View = boost::beast::string_view;

    void on_request_impl(beast::verb, View methodText, View targetText, int httpVersion, ErrorCode &) override
    {
        method = toBytes(methodText);
        target = toBytes(targetText);
        version = httpVersion;
        m_headerBytes = method.size() + target.size();
    }

    void on_response_impl(int code, View, int httpVersion, ErrorCode &) override
    {
        status = code;
        version = httpVersion;
    }

    void on_field_impl(beast::field field, View name, View value, ErrorCode &error) override
    {
        // Beast limits what it has not consumed yet, which is one field where trailers arrive in pieces; the sum is
        // limited here.
        m_headerBytes += static_cast<qsizetype>(name.size() + value.size()) + 4;
        if (m_headerBytes > m_headerLimit)
            error = beast::error::header_limit;
        hasTransferCoding |= field == beast::field::transfer_encoding;
        headers.fields.append({toBytes(name), toBytes(value)});
    }

    void on_header_impl(ErrorCode &error) override
    {
        if (isRequest && hasTransferCoding)
            error = beast::error::bad_transfer_encoding;
    }

    void on_body_init_impl(const boost::optional<std::uint64_t> &, ErrorCode &) override {}

    std::size_t on_body_impl(View piece, ErrorCode &) override
    {
        body.append(piece.data(), static_cast<qsizetype>(piece.size()));
        return piece.size();
    }

    void on_chunk_header_impl(std::uint64_t, View, ErrorCode &) override {}

    std::size_t on_chunk_body_impl(std::uint64_t, View piece, ErrorCode &error) override
    {
        return on_body_impl(piece, error);
    }

    void on_finish_impl(ErrorCode &) override {}

    qsizetype m_headerLimit;
    qsizetype m_headerBytes = 0;
};

/// Bytes that arrived and are not parsed yet.
class Input {
public:
    void append(QByteArrayView bytes) { m_bytes.append(bytes); }
    bool isEmpty() const { return m_start == m_bytes.size(); }
    QByteArrayView view() const { return QByteArrayView(m_bytes).sliced(m_start); }

    void consume(qsizetype count)
    {
        m_start += count;
        if (m_start == m_bytes.size()) {
            m_bytes.clear();
            m_start = 0;
        } else if (m_start > 64 * 1024) { // keeps pipelined requests from being moved one by one
            m_bytes.remove(0, m_start);
            m_start = 0;
        }
    }

private:
    QByteArray m_bytes;
    qsizetype m_start = 0;
};

/// Whether the whole header is there, or the error that it is too long. Beast gets it as a whole: if a header is
/// refused must not depend on the pieces in which it arrived.
template <bool isRequest>
tl::expected<bool, boost::beast::error_code> hasHeader(Message<isRequest> &message, const Input &input, qsizetype limit)
{
    constexpr QByteArrayView end("\r\n\r\n");
    if (message.got_some() || input.isEmpty())
        return true;
    const QByteArrayView view = input.view();
    // What speaks another protocol (TLS on a port without it) need not be waited for.
    if (static_cast<unsigned char>(view.front()) <= ' ' || static_cast<unsigned char>(view.front()) > '~')
        return tl::unexpected(boost::beast::error_code(beast::error::bad_method));
    const qsizetype found = view.indexOf(end, message.searched);
    if ((found < 0 ? view.size() : found + end.size()) > limit)
        return tl::unexpected(boost::beast::error_code(beast::error::header_limit));
    message.searched = std::max<qsizetype>(0, view.size() - end.size() + 1);
    return found >= 0;
}

/// Parses as far as the input reaches. @return an error other than "more is needed"
template <bool isRequest>
boost::beast::error_code parse(Message<isRequest> &message, Input &input, const Limits &limits)
{
    boost::beast::error_code error;
    if (const auto complete = hasHeader(message, input, limits.headerBytes); !complete || !*complete)
        return complete ? error : complete.error();
    while (!input.isEmpty() && !message.is_done()) {
        const QByteArrayView view = input.view();
        const std::size_t used
            = message.put(boost::asio::const_buffer(view.data(), static_cast<std::size_t>(view.size())), error);
        input.consume(static_cast<qsizetype>(used));
        if (error == beast::error::need_more)
            return {};
        if (error || used == 0)
            break;
    }
    return error;
}

Error refusal(int status, const QString &reason)
{
    return {Error::Code::HttpStatus, u"The HTTP request was refused: %1."_s.arg(reason), status};
}

} // namespace

QByteArray Headers::value(QByteArrayView name) const
{
    for (const auto &[fieldName, fieldValue] : fields) {
        if (fieldName.compare(name, Qt::CaseInsensitive) == 0)
            return fieldValue;
    }
    return {};
}

bool Headers::contains(QByteArrayView name) const
{
    for (const auto &field : fields) {
        if (field.first.compare(name, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

struct RequestParser::Private {
    Limits limits;
    Input input;
    std::optional<Message<true>> message; ///< the one that is being read
    std::optional<Error> error;
    bool continueAnswered = false; ///< for the message that is being read

    // Supervisor's servers skip empty lines before a request: old browsers sent one after a POST.
    void skipEmptyLines()
    {
        while (!message && input.view().startsWith("\r\n"))
            input.consume(2);
    }

    std::unique_ptr<Request> requestHead() const
    {
        auto request = std::make_unique<Request>();
        request->method = message->method;
        request->target = message->target;
        request->version = message->version;
        request->keepAlive = message->keep_alive();
        request->headers = message->headers;
        return request;
    }

    Error errorFor(const boost::beast::error_code &code) const
    {
        const QString reason = QString::fromStdString(code.message());
        if (code == beast::error::header_limit)
            return refusal(431, u"its header is longer than %1 bytes"_s.arg(limits.headerBytes));
        if (code == beast::error::body_limit)
            return refusal(413, u"its body is longer than %1 bytes"_s.arg(limits.bodyBytes));
        if (message && message->hasTransferCoding)
            return refusal(411, u"it has a transfer coding in place of a Content-Length"_s);
        return refusal(400, reason);
    }
};

RequestParser::RequestParser(Limits limits)
    : d(std::make_unique<Private>())
{
    d->limits = limits;
}

RequestParser::~RequestParser() = default;
RequestParser::RequestParser(RequestParser &&) noexcept = default;
RequestParser &RequestParser::operator=(RequestParser &&) noexcept = default;

void RequestParser::feed(QByteArrayView bytes)
{
    if (!d->error)
        d->input.append(bytes);
}

Result<std::unique_ptr<Request>> RequestParser::next()
{
    if (d->error)
        return tl::unexpected(*d->error);
    d->skipEmptyLines();
    if (d->input.isEmpty() || (!d->message && d->input.view() == "\r"))
        return nullptr;
    if (!d->message) {
        d->message.emplace(d->limits);
        d->continueAnswered = false;
    }
    if (const auto code = parse(*d->message, d->input, d->limits)) {
        d->error = d->errorFor(code);
        d->input = {};
        return tl::unexpected(*d->error);
    }
    if (!d->message->is_done())
        return nullptr;
    auto request = d->requestHead();
    request->body = d->message->body;
    d->message.reset();
    return request;
}

std::unique_ptr<Request> RequestParser::head() const
{
    return d->message && d->message->is_header_done() ? d->requestHead() : nullptr;
}

bool RequestParser::takeContinueRequest()
{
    if (!d->message || !d->message->is_header_done() || d->message->version < 11 || d->continueAnswered
        || d->message->headers.value("Expect").compare("100-continue", Qt::CaseInsensitive) != 0)
        return false;
    d->continueAnswered = true;
    return true;
}

bool RequestParser::isIdle() const
{
    return !d->message && d->input.isEmpty();
}

struct ResponseParser::Private {
    Limits limits;
    Input input;
    std::optional<Message<false>> message;
    std::optional<Error> error;

    Result<void> fail(const QString &reason)
    {
        error = Error{Error::Code::Malformed, u"The server's HTTP response is malformed: %1."_s.arg(reason)};
        input = {};
        return tl::unexpected(*error);
    }

    Result<void> advance()
    {
        if (error)
            return tl::unexpected(*error);
        do {
            if (!message || isInterim())
                message.emplace(limits);
            if (const auto code = parse(*message, input, limits))
                return fail(QString::fromStdString(code.message()));
            if (message->body.size() > limits.bodyBytes)
                return fail(u"its body is longer than %1 bytes"_s.arg(limits.bodyBytes));
        } while (isInterim());
        return {};
    }

    bool isInterim() const { return message && message->is_done() && message->status / 100 == 1; }
    bool isHeaderDone() const { return message && message->is_header_done() && !isInterim(); }
};

ResponseParser::ResponseParser(Limits limits)
    : d(std::make_unique<Private>())
{
    d->limits = limits;
}

ResponseParser::~ResponseParser() = default;
ResponseParser::ResponseParser(ResponseParser &&) noexcept = default;
ResponseParser &ResponseParser::operator=(ResponseParser &&) noexcept = default;

Result<void> ResponseParser::feed(QByteArrayView bytes)
{
    if (!d->error)
        d->input.append(bytes);
    return d->advance();
}

Result<void> ResponseParser::finish()
{
    if (d->error)
        return tl::unexpected(*d->error);
    if (isComplete() || ((!d->message || !d->message->got_some()) && d->input.isEmpty()))
        return {};
    boost::beast::error_code code = beast::error::partial_message;
    if (d->message && d->message->got_some())
        d->message->put_eof(code);
    if (code)
        return d->fail(u"the connection was closed in the middle of it"_s);
    return {};
}

bool ResponseParser::hasHeaders() const
{
    return d->isHeaderDone();
}

int ResponseParser::status() const
{
    return d->isHeaderDone() ? d->message->status : 0;
}

const Headers &ResponseParser::headers() const
{
    static const Headers none;
    return d->isHeaderDone() ? d->message->headers : none;
}

bool ResponseParser::keepAlive() const
{
    return d->isHeaderDone() && d->message->keep_alive();
}

QByteArray ResponseParser::takeBody()
{
    return d->message ? std::exchange(d->message->body, {}) : QByteArray();
}

bool ResponseParser::isComplete() const
{
    return d->message && d->message->is_done() && !d->isInterim();
}

void ResponseParser::reset()
{
    d->message.reset();
    // What came after the last message is parsed now; an error in it is reported by the next feed() or finish().
    std::ignore = d->advance();
}

} // namespace kantoku::http
