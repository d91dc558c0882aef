#pragma once

#include "daemon/config/configuration.h"
#include "protocol/error.h"

#include <QString>

#include <memory>

namespace kantoku::daemon {

class LogFile;

/// Supervisor's names of the levels on the command line and in files ("warn"), in any case.
std::optional<LogLevel> logLevelFromName(const QString &name);

/**
 * The daemon's own log, in Supervisor's format: `YYYY-MM-DD HH:MM:SS,mmm LEVL text`, local time.
 *
 * Lines written before open() are kept and come first in the file, because the configuration's warnings arise before
 * the log exists. With `toStdout` (kantokud -n without silent) each line also goes to standard output.
 */
class MainLog {
public:
    MainLog();
    ~MainLog();

    Result<void> open(const QString &path, qint64 maxBytes, int backups, LogLevel level, bool toStdout);
    void close();
    /// Writes a line when `level` is at least as severe as the log's own.
    void write(LogLevel level, const QString &text);
    bool isEnabled(LogLevel level) const;
    /// Opens the file again under its name (SIGUSR2).
    void reopen();
    /// Removes the file and starts a new one (clearLog). @return fault FAILED with the reason
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
