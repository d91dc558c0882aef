#pragma once

#include "client/transport.h"
#include "protocol/httpparser.h"

#include <QObject>

#include <memory>

namespace kantoku::client {

/**
 * One HTTP/1.1 connection, carrying one exchange at a time.
 *
 * An exchange begins with send() and ends with completed() or failed(). After failed() the connection is of no use any
 * more; after completed() it is when isReusable() says so.
 */
class HttpConnection : public QObject {
    Q_OBJECT
public:
    explicit HttpConnection(std::unique_ptr<Transport> transport, http::Limits limits = {});
    ~HttpConnection() override;

    void send(const QByteArray &request);

    /// The status of the answer; 0 before its headers are there.
    int status() const;
    /// A byte of the answer has arrived.
    bool hasAnswerBegun() const;
    bool isReusable() const;
    /// It carried an exchange before the present one.
    bool isReused() const;

signals:
    /// Once per exchange, when status() is known.
    void headersRead();
    void bodyRead(const QByteArray &bytes);
    void completed();
    void failed(const kantoku::Error &error);

private:
    void read(const QByteArray &bytes);
    void end(const Error &error);

    std::unique_ptr<Transport> m_transport;
    http::ResponseParser m_parser;
    QByteArray m_request; // waits for the transport to open
    int m_exchanges = 0;
    bool m_open = false;
    bool m_busy = false;
    bool m_answerBegun = false;
    bool m_headersTold = false;
    bool m_broken = false;
};

} // namespace kantoku::client
