#pragma once

#include "protocol/error.h"

#include <QByteArray>
#include <QMetaType>
#include <QVariant>

/**
 * XML-RPC from bytes to values and back. No I/O and no policy.
 *
 * Types: int and i4 are int (qlonglong where 32 bits do not hold the number), i8 is qlonglong, boolean is bool,
 * string is QString, double is double, base64 is QByteArray, dateTime.iso8601 is QDateTime, array is QVariantList,
 * struct is QVariantMap, nil is an invalid QVariant. A value without a type, or of a type that is none of these, is a
 * string. Any whole number is written as int where 32 bits hold it and as i8 otherwise.
 *
 * Text that XML 1.0 forbids (control characters but tab, newline and carriage return; lone surrogates) is written as
 * U+FFFD; a carriage return as a character reference, so that it arrives.
 *
 * Document type declarations are refused, and with them every entity that XML does not define itself.
 *
 * Source: the XML-RPC specification, and what Supervisor's own reader takes.
 */
namespace kantoku::xmlrpc {

/// A request: `method` is never empty.
struct Call {
    QString method;
    QVariantList params;
};

/// A value that is written already: the bytes between <value> and </value>. For answers that are asked for often.
struct Fragment {
    QByteArray xml;
};

/// Values nested deeper than this are refused.
inline constexpr int maxDepth = 64;

/// Of dateTime.iso8601, which has no zone.
inline constexpr QLatin1StringView dateTimeFormat("yyyyMMdd'T'HH:mm:ss");

/// @return the call; Malformed with the position; or Invalid where the XML is right and names no method
Result<Call> parseCall(const QByteArray &body);
QByteArray writeCall(const QString &method, const QVariantList &params);

/// Control characters that XML forbids and Supervisor lets through (from logs) are read as U+FFFD.
/// @return the value; Error::Code::Fault with the server's number and text; or Malformed with the position
Result<QVariant> parseResponse(const QByteArray &body);
QByteArray writeResponse(const QVariant &value);
/// The same in pieces, of which a Fragment is one as it is.
QList<QByteArray> responsePieces(const QVariant &value);
QByteArray writeFault(int code, const QString &text);

/// Appends what stands between <value> and </value>.
void appendValue(QByteArray &out, const QVariant &value);
/// Appends text, escaped as the content of an element.
void appendText(QByteArray &out, QStringView text);
/// Room that a unit of UTF-16 may need.
inline constexpr qsizetype textBytes = 5;
/// Writes the same to where there is room for it. @return the end of what was written
char *writeText(char *at, QStringView text);

} // namespace kantoku::xmlrpc

Q_DECLARE_METATYPE(kantoku::xmlrpc::Fragment)
