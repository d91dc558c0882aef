#pragma once

#include "daemon/config/configuration.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <tl/expected.hpp>

namespace kantoku::daemon {

/// A command that can be executed now.
struct Command {
    QByteArray file; ///< what execve gets: as written, or found in PATH
    QList<QByteArray> arguments; ///< the first as written
};

/// Why a command cannot be run, with Supervisor's text.
struct CommandProblem {
    enum class Kind { Malformed, NotFound, NotExecutable };
    Kind kind = Kind::Malformed;
    QString message; ///< "can't find command '/x'"
};

/**
 * Splits the command and looks its program up in the file system, as it is now.
 *
 * A word with a slash is taken from the working directory of the daemon. Another is searched in PATH, the program's
 * own where `environment` sets one, else the daemon's (`daemonPath`); the first entry that exists counts, even if it
 * cannot be executed.
 */
tl::expected<Command, CommandProblem> resolveCommand(const QString &command, const Environment &environment,
                                                     const QByteArray &daemonPath = qgetenv("PATH"));

} // namespace kantoku::daemon
