#pragma once

#include "protocol/error.h"

#include <QByteArray>
#include <QString>
#include <QVariantMap>

namespace kantoku {

/// A place in a log that stays the same place when the log is rotated.
struct LogPosition {
    QString generation; ///< the file, as a chunk names it; empty: the one under the log's name now
    qint64 offset = 0; ///< bytes from the start of it; negative: before its end

    friend bool operator==(const LogPosition &, const LogPosition &) = default;
};

/**
 * Bytes of a log and where they stand: the answer of kantoku.readLogChunk, typed.
 *
 * A log is a row of generations, each a file that was appended to until the next took its place: by a rotation, a
 * clear, a reopen after somebody moved it, or because it was emptied. Who reads on from after() gets every byte once,
 * and is told of each that is gone.
 */
struct LogChunk {
    static constexpr qint64 maxBytes = 1024 * 1024;

    QByteArray bytes; ///< at most maxBytes
    qint64 offset = 0; ///< where in the generation they begin
    qint64 size = 0; ///< of the generation, as far as it is written
    QString generation; ///< names the file, also when it is a backup and after a restart of the daemon
    qint64 lost
        = 0; ///< bytes from the place that was asked for that nobody can read any more; -1: nobody knows how many
    QString
        next; ///< the generation at whose start the log goes on after this chunk; empty while it goes on in this one

    /// Where to read on.
    LogPosition after() const;
    QVariantMap toMap() const;
    static Result<LogChunk> fromMap(const QVariantMap &map);
};

} // namespace kantoku
