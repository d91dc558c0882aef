#include "client/httpconnection.h"

namespace kantoku::client {

HttpConnection::HttpConnection(std::unique_ptr<Transport> transport, http::Limits limits)
    : m_transport(std::move(transport))
    , m_parser(limits)
{
    connect(m_transport.get(), &Transport::opened, this, [this] {
        m_open = true;
        m_transport->write(std::exchange(m_request, {}));
    });
    connect(m_transport.get(), &Transport::received, this, &HttpConnection::read);
    connect(m_transport.get(), &Transport::closed, this, &HttpConnection::end);
}

HttpConnection::~HttpConnection()
{
    // We may be inside a signal of its socket.
    m_transport->disconnect(this);
    m_transport.release()->deleteLater();
}

void HttpConnection::send(const QByteArray &request)
{
    Q_ASSERT(!m_busy);
    m_busy = true;
    m_answerBegun = m_headersTold = false;
    ++m_exchanges;
    if (m_open) {
        m_parser.reset();
        m_transport->write(request);
    } else {
        m_request = request;
        m_transport->open();
    }
}

int HttpConnection::status() const
{
    return m_parser.status();
}

bool HttpConnection::hasAnswerBegun() const
{
    return m_answerBegun;
}

bool HttpConnection::isReusable() const
{
    return !m_broken && !m_busy && m_parser.isComplete() && m_parser.keepAlive();
}

bool HttpConnection::isReused() const
{
    return m_exchanges > 1;
}

void HttpConnection::read(const QByteArray &bytes)
{
    if (m_broken)
        return;
    if (!m_busy) { // nobody asked
        m_broken = true;
        emit failed({Error::Code::Malformed, QStringLiteral("The server sent an answer to no question.")});
        return;
    }
    m_answerBegun = true;
    if (const Result<void> parsed = m_parser.feed(bytes); !parsed) {
        m_broken = true;
        m_busy = false;
        emit failed(parsed.error());
        return;
    }
    if (m_parser.hasHeaders() && !m_headersTold) {
        m_headersTold = true;
        emit headersRead();
    }
    if (const QByteArray body = m_parser.takeBody(); !body.isEmpty())
        emit bodyRead(body);
    if (m_parser.isComplete()) {
        m_busy = false;
        emit completed();
    }
}

void HttpConnection::end(const Error &error)
{
    if (m_broken)
        return;
    m_broken = true;
    // A body without a length ends with the connection.
    if (m_busy && m_parser.hasHeaders() && m_parser.finish() && m_parser.isComplete()) {
        m_busy = false;
        if (const QByteArray body = m_parser.takeBody(); !body.isEmpty())
            emit bodyRead(body);
        emit completed();
        return;
    }
    m_busy = false;
    emit failed(error);
}

} // namespace kantoku::client
