#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QPair>

namespace kantoku::daemon {

/// An answer before it is written; the connection adds what depends on the connection.
struct HttpResponse {
    int status = 200;
    QByteArray contentType;
    QList<QByteArray> body; ///< in pieces
    QList<QPair<QByteArray, QByteArray>> headers; ///< further ones, written as they are
    bool closes = false; ///< the connection ends with this answer

    /// A small page that says the status, with the texts that Supervisor's has.
    static HttpResponse error(int status);
};

/// "Not Found".
QByteArray reasonPhrase(int status);
/// "Sun, 06 Nov 1994 08:49:37 GMT".
QByteArray httpDate(const QDateTime &time);

} // namespace kantoku::daemon
