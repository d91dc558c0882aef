#pragma once

#include "daemon/config/configuration.h"

#include <tl/expected.hpp>

#include <functional>

namespace kantoku::daemon {

class World;

/// Everything that is wrong with a configuration; the first is an error. After the errors come warnings of names that
/// nobody reads: what an error misses may be there, misspelt.
struct ConfigErrors {
    QList<Diagnostic> errors;

    /// The first error in Supervisor's words, as it prints after "Error: " and answers in CANT_REREAD.
    QString supervisorText() const;
    /// All of it for people: "file:line: [section] option = value: message. Allowed: ...", one per line.
    QString text() const;
};

/// What the daemon's command line says; it beats the file, also after a reload.
struct ConfigOverrides {
    std::optional<QString> user, directory, logFile, pidFile, identifier, childLogDir;
    std::optional<qint64> logFileMaxBytes;
    std::optional<int> umask, logFileBackups, minFds, minProcs;
    std::optional<LogLevel> logLevel;
    bool noDaemon = false, silent = false, noCleanup = false, stripAnsi = false;
};

/// Reads `file` and what it includes. Touches nothing; may be called at any time.
tl::expected<Configuration, ConfigErrors> loadConfiguration(const QString &file, const World &world,
                                                            const ConfigOverrides &overrides = {});

} // namespace kantoku::daemon
