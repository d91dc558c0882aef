#include "daemon/http/httpconnection.h"

#include <QLocalSocket>
#include <QSslSocket>
#include <QTcpSocket>

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 readBufferBytes = 64 * 1024;
/// With more than this unsent nothing is added to a stream and no further request is read.
constexpr qint64 highWaterBytes = 256 * 1024;

/// What m_device gets at a time, to tell when the socket takes more.
constexpr qsizetype deviceBytes = 64 * 1024;

QByteArray dateHeader()
{
    static qint64 second = -1;
    static QByteArray text;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (const qint64 current = now.toSecsSinceEpoch(); current != second) {
        second = current;
        text = "Date: " + httpDate(now) + "\r\n";
    }
    return text;
}

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, const HttpTimes &times, QObject *parent)
    : QObject(parent)
    , m_peer(peerOf(*socket))
    , m_tcp(socket)
    , m_tls(qobject_cast<QSslSocket *>(socket))
    , m_times(times)
{
    socket->setReadBufferSize(readBufferBytes);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    start(socket);
    if (m_tls) // what was encrypted leaves later than bytesWritten() tells
        connect(m_tls, &QSslSocket::encryptedBytesWritten, this, &HttpConnection::onBytesWritten);
}

HttpConnection::HttpConnection(QLocalSocket *socket, const HttpTimes &times, QObject *parent)
    : QObject(parent)
    , m_peer(peerOf(*socket))
    , m_local(socket)
    , m_times(times)
{
    socket->setReadBufferSize(readBufferBytes);
    connect(socket, &QLocalSocket::disconnected, this, &QObject::deleteLater);
    start(socket);
}

HttpConnection::~HttpConnection() = default;

void HttpConnection::start(QIODevice *device)
{
    m_device = device;
    m_device->setParent(this);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HttpConnection::onTimeout);
    connect(m_device, &QIODevice::readyRead, this, &HttpConnection::readMore);
    connect(m_device, &QIODevice::bytesWritten, this, &HttpConnection::onBytesWritten);
    armTimer();
    // What came before we were connected has had its signal already; our owner connects to us first.
    QMetaObject::invokeMethod(this, &HttpConnection::readMore, Qt::QueuedConnection);
}

void HttpConnection::setGate(Gate gate)
{
    m_gate = std::move(gate);
    m_isStranger = true;
    armTimer();
}

void HttpConnection::readMore()
{
    if (m_state == State::Streaming || m_state == State::Closing) {
        m_device->skip(m_device->bytesAvailable());
        return;
    }
    if (m_state == State::Handling || !hasRoom())
        return; // what arrives waits in the socket
    const bool wasIdle = m_parser.isIdle();
    m_parser.feed(m_device->readAll());
    auto request = m_parser.next();
    if (!request) {
        refuse(request.error().number);
        return;
    }
    if (!m_isAdmitted) {
        const auto head = *request ? nullptr : m_parser.head();
        if ((*request && !admit(**request, true)) || (head && !admit(*head, false)))
            return;
    }
    if (!*request) {
        if (m_parser.takeContinueRequest())
            write({"HTTP/1.1 100 Continue\r\n\r\n"_ba});
        if (wasIdle != m_parser.isIdle()) // the time for a request counts from its first byte
            armTimer();
        return;
    }
    m_state = State::Handling;
    m_timer.stop();
    m_isAdmitted = false; // the next one has to ask anew
    emit requestReceived(this, **request);
}

bool HttpConnection::admit(const http::Request &head, bool isWhole)
{
    m_state = State::Handling;
    m_version = head.version;
    m_keepAlive = head.keepAlive;
    m_isHead = head.method == "HEAD";
    m_isRefused = !isWhole;
    if (m_gate && !m_gate(this, head.headers)) {
        if (m_state == State::Handling)
            m_timer.stop();
        return false;
    }
    m_state = State::Reading;
    m_isRefused = false;
    m_isAdmitted = true;
    m_isStranger = false;
    return true;
}

void HttpConnection::refuse(int status)
{
    m_state = State::Handling;
    m_isRefused = true;
    HttpResponse response = HttpResponse::error(status);
    response.closes = true;
    send(response);
}

QByteArray HttpConnection::head(const HttpResponse &response, bool isStream) const
{
    QByteArray head;
    head.reserve(256);
    head += m_version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ";
    head += QByteArray::number(response.status);
    head += ' ';
    head += reasonPhrase(response.status);
    head += "\r\nServer: kantokud/" KANTOKU_VERSION "\r\n";
    head += dateHeader();
    for (const auto &[name, value] : response.headers)
        head += name + ": " + value + "\r\n";
    if (!response.contentType.isEmpty())
        head += "Content-Type: " + response.contentType + "\r\n";
    qsizetype bytes = 0;
    for (const QByteArray &piece : response.body)
        bytes += piece.size();
    if (!isStream)
        head += "Content-Length: " + QByteArray::number(bytes) + "\r\n";
    else if (m_version == 11)
        head += "Transfer-Encoding: chunked\r\n";
    if (response.closes || !m_keepAlive || (isStream && m_version == 10))
        head += "Connection: close\r\n";
    else if (m_version == 10)
        head += "Connection: Keep-Alive\r\n";
    head += "\r\n";
    return head;
}

void HttpConnection::send(const HttpResponse &response)
{
    if (m_state != State::Handling)
        return;
    QList<QByteArray> pieces{head(response, false)};
    if (!m_isHead)
        pieces += response.body;
    if (response.closes || !m_keepAlive) {
        m_state = State::Closing;
        write(pieces);
        closeWhenWritten();
        return;
    }
    write(pieces);
    m_state = State::Reading;
    armTimer();
    // Later, so that a client that sends many requests at once does not keep the others waiting.
    if (hasRoom() && (!m_parser.isIdle() || m_device->bytesAvailable() > 0))
        QMetaObject::invokeMethod(this, &HttpConnection::readMore, Qt::QueuedConnection);
}

void HttpConnection::startStream(const HttpResponse &response)
{
    if (m_state != State::Handling)
        return;
    m_state = State::Streaming;
    write({head(response, true)});
    armTimer();
    if (m_isHead)
        close();
    else
        m_device->skip(m_device->bytesAvailable());
}

void HttpConnection::sendPiece(QByteArrayView piece)
{
    if (m_state != State::Streaming || piece.isEmpty())
        return;
    if (m_version == 10) {
        write({piece.toByteArray()});
    } else {
        QByteArray bytes = QByteArray::number(piece.size(), 16);
        bytes.reserve(bytes.size() + piece.size() + 4);
        bytes += "\r\n";
        bytes += piece;
        bytes += "\r\n";
        write({bytes});
    }
    if (!m_timer.isActive())
        armTimer();
}

void HttpConnection::finishStream()
{
    if (m_state != State::Streaming)
        return;
    if (m_version == 11)
        write({"0\r\n\r\n"_ba});
    close();
}

bool HttpConnection::hasRoom() const
{
    return unsentBytes() < highWaterBytes;
}

qint64 HttpConnection::unsentBytes() const
{
    qint64 bytes = m_device->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0) - m_firstSent;
    for (const QByteArray &piece : m_unsent)
        bytes += piece.size();
    return bytes;
}

void HttpConnection::close()
{
    if (m_state == State::Closing)
        return;
    m_state = State::Closing;
    closeWhenWritten();
}

void HttpConnection::write(const QList<QByteArray> &pieces)
{
    m_unsent += pieces;
    writeUnsent();
}

// Straight from where it is into the socket: an answer may be long, and others may be getting the same one. What the
// socket does not take waits here; the device gets a little of it at a time, and tells when there is room again.
void HttpConnection::writeUnsent()
{
    while (!m_unsent.isEmpty() && m_device->bytesToWrite() == 0 && (!m_tls || m_tls->encryptedBytesToWrite() == 0)) {
        m_firstSent += sendNow();
        while (!m_unsent.isEmpty() && m_firstSent >= m_unsent.constFirst().size())
            m_firstSent -= m_unsent.takeFirst().size();
        if (m_unsent.isEmpty())
            return;
        const QByteArray &first = m_unsent.constFirst();
        const qsizetype count = std::min(deviceBytes, first.size() - m_firstSent);
        if (m_device->write(first.constData() + m_firstSent, count) != count)
            return; // closed
        m_firstSent += count;
        flush();
    }
}

// Errors are the device's to notice.
qint64 HttpConnection::sendNow()
{
    if (m_tls)
        return 0;
    std::array<iovec, 4> parts;
    msghdr message = {};
    message.msg_iov = parts.data();
    qsizetype skipped = m_firstSent;
    for (const QByteArray &piece : std::as_const(m_unsent)) {
        if (message.msg_iovlen == parts.size())
            break;
        parts[message.msg_iovlen++] = {const_cast<char *>(piece.constData()) + skipped, // sendmsg does not write there
                                       static_cast<size_t>(piece.size() - skipped)};
        skipped = 0;
    }
    const auto socket = static_cast<int>(m_tcp ? m_tcp->socketDescriptor() : m_local->socketDescriptor());
    return std::max<ssize_t>(0, ::sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL));
}

void HttpConnection::flush()
{
    if (m_tcp)
        m_tcp->flush();
    else
        m_local->flush();
}

void HttpConnection::onBytesWritten()
{
    writeUnsent();
    if (m_state == State::Streaming)
        armTimer(); // the client has taken something
    if (m_state == State::Closing)
        closeWhenWritten();
    else if (m_state == State::Streaming && hasRoom())
        emit drained();
    else if (m_state == State::Reading && hasRoom()) {
        armTimer();
        readMore();
    }
}

void HttpConnection::closeWhenWritten()
{
    if (unsentBytes() > 0) {
        m_timer.start(m_times.stalled);
        return;
    }
    if (!m_isRefused || m_tls) {
        if (m_tcp)
            m_tcp->disconnectFromHost();
        else
            m_local->disconnectFromServer();
        return;
    }
    // Closing with input unread would reset the connection, and the client would not see why it was refused.
    ::shutdown(static_cast<int>(m_tcp ? m_tcp->socketDescriptor() : m_local->socketDescriptor()), SHUT_WR);
    m_timer.start(m_times.linger);
    m_device->skip(m_device->bytesAvailable()); // a full buffer tells of nothing more
}

void HttpConnection::armTimer()
{
    if (m_state == State::Streaming) {
        if (unsentBytes() > 0 && !m_local)
            m_timer.start(m_times.stalled);
        else
            m_timer.stop();
        return;
    }
    if (m_state != State::Reading)
        return;
    if (unsentBytes() > 0)
        m_timer.start(m_times.stalled);
    else if (!m_parser.isIdle())
        m_timer.start(m_times.request);
    else
        m_timer.start(m_isStranger ? m_times.stranger : m_times.silent);
}

void HttpConnection::onTimeout()
{
    if (m_state == State::Reading && unsentBytes() == 0) {
        if (m_parser.isIdle())
            close();
        else
            refuse(408);
        return;
    }
    abort();
}

void HttpConnection::abort()
{
    m_unsent.clear();
    m_firstSent = 0;
    if (m_tcp)
        m_tcp->abort();
    else
        m_local->abort();
    deleteLater(); // an aborted socket may have been disconnected already
}

} // namespace kantoku::daemon
