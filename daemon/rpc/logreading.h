#pragma once

#include "protocol/error.h"
#include "protocol/xmlrpc.h"

#include <QByteArray>
#include <QString>

namespace kantoku::daemon {

/**
 * Log files as XML-RPC answers them: bytes become text here and only here, piece by piece. What is no UTF-8, also a
 * character that the range cuts, becomes U+FFFD.
 */

/// A descriptor for reading, or -1 with errno; what is no regular file cannot be read at an offset.
int openLog(const QString &path);

/**
 * A range of a log as a <string>.
 *
 * @param path    empty where there is no log
 * @param offset  from the start; negative: that many bytes before the end, and then length must be 0
 * @param length  0: to the end
 * @return fault NO_FILE, BAD_ARGUMENTS or FAILED
 */
Result<xmlrpc::Fragment> readLog(const QString &path, qint64 offset, qint64 length);

/// The end of a log that somebody polls.
struct LogTail {
    xmlrpc::Fragment text;
    qint64 end = 0; ///< the size of the file
    bool hasOverflow = false; ///< the file goes beyond offset + length; the text is its last `length` bytes
};
/// A file that is not there, or none at all, is an empty tail.
LogTail tailLog(const QString &path, qint64 offset, qint64 length);

} // namespace kantoku::daemon
