#pragma once

#include "protocol/error.h"

#include <QByteArray>
#include <QVariant>

/**
 * XML-RPC from bytes to values and back. No I/O and no policy.
 *
 * Types: int and i4 are int, i8 is qlonglong, boolean is bool, string is QString, double is double, base64 is
 * QByteArray, dateTime.iso8601 is QDateTime, array is QVariantList, struct is QVariantMap. A value without a type is a
 * string. Text that XML 1.0 forbids (control characters but tab, newline and carriage return; lone surrogates) is
 * written as U+FFFD; a carriage return as a character reference, so that it arrives.
 *
 * Source: the XML-RPC specification, and what Supervisor's own reader takes.
 */
namespace kantoku::xmlrpc {

/// A request: `method` is never empty.
struct Call {
    QString method;
    QVariantList params;
};

/// Values nested deeper than this are refused.
inline constexpr int maxDepth = 64;

/// @return the call, or Malformed with the position
Result<Call> parseCall(const QByteArray &body);
QByteArray writeCall(const QString &method, const QVariantList &params);

/// @return the value; Error::Code::Fault with the server's number and text; or Malformed with the position
Result<QVariant> parseResponse(const QByteArray &body);
QByteArray writeResponse(const QVariant &value);
QByteArray writeFault(int code, const QString &text);

} // namespace kantoku::xmlrpc
