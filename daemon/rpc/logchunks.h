#pragma once

#include "protocol/logchunk.h"

namespace kantoku::daemon {

class LogFile;

/**
 * A range of a log as it is, byte for byte, found again across rotations.
 *
 * @param path    empty where there is no log
 * @param log     the writer of that file, which knows what became of earlier generations; null where there is none
 * @param from    an offset beyond the end gives nothing, with the size
 * @param length  how many bytes at most; 0: to the end
 * @return fault NO_FILE, BAD_ARGUMENTS or FAILED
 */
Result<LogChunk> readLogChunk(const QString &path, LogFile *log, const LogPosition &from, qint64 length);

} // namespace kantoku::daemon
