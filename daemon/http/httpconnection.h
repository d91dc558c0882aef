#pragma once

#include "daemon/http/httpresponse.h"
#include "daemon/http/httptimes.h"
#include "daemon/http/peer.h"
#include "protocol/httpparser.h"

#include <QObject>
#include <QTimer>

#include <functional>

class QIODevice;
class QLocalSocket;
class QSslSocket;
class QTcpSocket;

namespace kantoku::daemon {

/**
 * One client's connection: reads a request, waits for its answer, reads the next.
 *
 * Requests are handled one at a time and in order (keep-alive, pipelining). While one is handled, or while the client
 * does not take what is written, nothing more is read, so neither side can make us buffer without bounds. A client that
 * takes more than its time ends the connection. A stream whose client takes nothing counts only over TCP: on this
 * machine it has paused, and is noticed when it dies.
 *
 * Deletes itself when the client is gone. Whoever answers later holds a QPointer.
 */
class HttpConnection : public QObject {
    Q_OBJECT
public:
    /// Decides on a request by its header, before its body is read. @return false: it will be answered by send() with
    /// a response that closes, or was
    using Gate = std::function<bool(HttpConnection *connection, const http::Headers &headers)>;

    explicit HttpConnection(QTcpSocket *socket, const HttpTimes &times = {}, QObject *parent = nullptr);
    explicit HttpConnection(QLocalSocket *socket, const HttpTimes &times = {}, QObject *parent = nullptr);
    ~HttpConnection() override;

    const Peer &peer() const { return m_peer; }
    /// At the beginning. Until the gate has let a request through the client is a stranger.
    void setGate(Gate gate);
    /// Answers the present request.
    void send(const HttpResponse &response);
    /// Answers the present request with a body that follows in pieces and ends with the connection. `head.body` is
    /// not used.
    void startStream(const HttpResponse &head);
    /// Adds to a stream. An empty piece is nothing.
    void sendPiece(QByteArrayView piece);
    /// False while the client has enough to read; drained() tells when to go on.
    bool hasRoom() const;
    /// Ends a stream as complete, and the connection.
    void finishStream();
    /// Ends the connection after what is written has been sent.
    void close();

signals:
    /// To be answered by send() or startStream(), now or later.
    void requestReceived(kantoku::daemon::HttpConnection *connection, const kantoku::http::Request &request);
    void drained();

private:
    enum class State {
        Reading, ///< a request is read or waited for
        Handling, ///< somebody owes us an answer
        Streaming, ///< an answer that goes on
        Closing, ///< the rest is sent, whatever arrives is dropped
    };

    void start(QIODevice *device);
    void readMore();
    bool admit(const http::Request &head, bool isWhole);
    void refuse(int status);
    void write(const QList<QByteArray> &pieces);
    void writeUnsent();
    qint64 sendNow();
    void flush();
    void onBytesWritten();
    void onTimeout();
    void armTimer();
    void closeWhenWritten();
    void abort();
    QByteArray head(const HttpResponse &response, bool isStream) const;

    qint64 unsentBytes() const;

    const Peer m_peer;
    QTcpSocket *m_tcp = nullptr; ///< one of the two
    QSslSocket *m_tls = nullptr; ///< the same socket, where it is encrypted
    QLocalSocket *m_local = nullptr;
    QIODevice *m_device = nullptr; ///< the same socket
    http::RequestParser m_parser;
    QList<QByteArray> m_unsent; ///< what neither the socket nor m_device has yet
    qsizetype m_firstSent = 0; ///< how much of the first piece they have
    State m_state = State::Reading;
    const HttpTimes m_times;
    Gate m_gate;
    bool m_isStranger = false;
    // of the present request
    bool m_isAdmitted = false;
    int m_version = 11;
    bool m_keepAlive = true;
    bool m_isHead = false;
    bool m_isRefused = false; ///< unread input may follow: closing waits for the client to notice
    QTimer m_timer;
};

} // namespace kantoku::daemon
