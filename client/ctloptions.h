#pragma once

#include "protocol/error.h"

#include <QStringList>

#include <optional>

namespace kantoku::client {

/**
 * supervisorctl's command line: short options, long options that may be abbreviated as long as they are unique, and
 * from the first word that is no option, the action.
 */
struct CtlOptions {
    std::optional<QString> configurationFile;
    std::optional<QString> serverUrl;
    std::optional<QString> username;
    std::optional<QString> password;
    std::optional<QString> historyFile;
    bool interactive = false;
    bool help = false;
    QStringList action;

    /// @param arguments  without the name of the program
    /// @return Invalid with supervisorctl's text: "option -Z not recognized"
    static Result<CtlOptions> parse(const QStringList &arguments);
    /// The text of --help.
    static QString usage(const QString &program);
};

} // namespace kantoku::client
