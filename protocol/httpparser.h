#pragma once

#include "protocol/error.h"

#include <QByteArray>
#include <QList>
#include <QPair>

#include <functional>
#include <memory>

/**
 * HTTP/1.0 and 1.1 messages, incrementally from bytes, in both directions. No I/O.
 *
 * The parsing is Boost.Beast's; it is included by httpparser.cpp alone, because its headers are slow to compile.
 * Source: RFC 9112.
 */
namespace kantoku::http {

struct Headers {
    QList<QPair<QByteArray, QByteArray>> fields; ///< in the order of the message, names as they were written

    /// The first field of that name, in any case; empty where there is none.
    QByteArray value(QByteArrayView name) const;
    bool contains(QByteArrayView name) const;
};

struct Request {
    QByteArray method; ///< "POST"
    QByteArray target; ///< as written: "/logtail/a%3Ab?x"
    int version = 11; ///< 10 or 11
    bool keepAlive = true;
    Headers headers;
    QByteArray body;
};

/// What a parser refuses, in bytes. A response's body is counted only while nobody has taken it.
struct Limits {
    qsizetype headerBytes = 64 * 1024;
    qsizetype bodyBytes = 16 * 1024 * 1024;
};

/// Reads requests that follow one another on a connection (keep-alive, pipelining).
class RequestParser {
public:
    explicit RequestParser(Limits limits = {});
    ~RequestParser();
    RequestParser(RequestParser &&) noexcept;
    RequestParser &operator=(RequestParser &&) noexcept;

    /// Adds bytes that arrived.
    void feed(QByteArrayView bytes);
    /// The next complete request; null when more bytes are needed; or an error, after which nothing more is read:
    /// HttpStatus with 400 (malformed), 411 (a chunked body: Supervisor's servers refuse them), 413 (body too large),
    /// 431 (header too large).
    Result<std::unique_ptr<Request>> next();
    /// The request that next() waits for, without its body, as soon as its header is there; else null.
    std::unique_ptr<Request> head() const;
    /// True once for a request whose sender waits for "100 Continue" before it sends the body.
    bool takeContinueRequest();
    /// True between messages: nothing of a further request has arrived.
    bool isIdle() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Reads responses that follow one another on a connection; bodies arrive in pieces.
class ResponseParser {
public:
    explicit ResponseParser(Limits limits = {});
    ~ResponseParser();
    ResponseParser(ResponseParser &&) noexcept;
    ResponseParser &operator=(ResponseParser &&) noexcept;

    /// Adds bytes that arrived; an error is Malformed and final.
    Result<void> feed(QByteArrayView bytes);
    /// The peer closed the connection: completes a body that ends with it; Malformed where a message is cut off.
    Result<void> finish();

    bool hasHeaders() const;
    int status() const; ///< 200; 0 before the headers are there
    const Headers &headers() const;
    bool keepAlive() const;
    /// The part of the body that arrived since the last call, without chunk framing.
    QByteArray takeBody();
    /// True once the message is complete; reset() makes ready for the next. Interim responses (100) are skipped.
    bool isComplete() const;
    void reset();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kantoku::http
