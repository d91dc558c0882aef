#pragma once

#include "daemon/config/configuration.h"
#include "protocol/error.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace kantoku::daemon {

class LogFile;

/// Supervisor's names of the levels on the command line and in files ("warn"), in any case.
std::optional<LogLevel> logLevelFromName(const QString &name);
/// The four letters in a line: "WARN".
QByteArray logLevelTag(LogLevel level);

/**
 * The daemon's own log, in Supervisor's format: `YYYY-MM-DD HH:MM:SS,mmm LEVL text`, local time.
 *
 * Lines written before open() are kept (the first thousand) and come first in the file, because the configuration's
 * warnings arise before the log exists. With `toStdout` (kantokud -n without silent) each line also goes to standard
 * output.
 */
class MainLog {
public:
    MainLog();
    ~MainLog();

    /// @param path  a file, a special file such as /dev/stdout (then maxBytes should be 0), or "syslog"
    /// @return why the file cannot be opened; the log is open all the same, and each line tries again
    Result<void> open(const QString &path, qint64 maxBytes, int backups, LogLevel level, bool toStdout);
    void close();
    /// Writes a line when `level` is at least as severe as the log's own.
    void write(LogLevel level, const QString &text);
    /// The same for bytes that go in as they are: a child's output at level debug.
    void writeBytes(LogLevel level, QByteArrayView text);
    /// A line that waits for the next one, or for close(): a log that was emptied stays empty as long as nothing
    /// happens.
    void infoWithNext(const QString &text);
    bool isEnabled(LogLevel level) const;
    /// Opens the file again under its name (SIGUSR2).
    void reopen();
    /// Removes the file and starts a new one (clearLog), after the line "reopening log file" in the old one.
    /// @return fault NO_FILE where there is none, FAILED with the reason
    Result<void> clear();
    /// Null before open(), and where the log is not a file.
    LogFile *file() const;

    void critical(const QString &text) { write(LogLevel::Critical, text); }
    void error(const QString &text) { write(LogLevel::Error, text); }
    void warn(const QString &text) { write(LogLevel::Warn, text); }
    void info(const QString &text) { write(LogLevel::Info, text); }
    void debug(const QString &text) { write(LogLevel::Debug, text); }

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kantoku::daemon
