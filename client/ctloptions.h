#pragma once

#include "protocol/error.h"

#include <QStringList>

#include <optional>
#include <span>

namespace kantoku::client {

/// One of kantokuctl's options. The table of them is the one source for reading the command line, for --help, for the
/// shells' completion scripts and for the manual page.
struct CtlOption {
    enum class Id { Help, Configuration, Interactive, ServerUrl, Username, Password, HistoryFile };

    Id id;
    char letter;
    QLatin1StringView name; ///< without dashes; empty where there is none
    QLatin1StringView value; ///< what its value is called; empty where it has none
    const char *help; ///< lines of --help; what shells show ends at the first of ; : and (

    bool hasValue() const { return !value.isEmpty(); }
    bool takesFile() const { return value == QLatin1StringView("FILE"); }
    QString summary() const;
};
std::span<const CtlOption> ctlOptions();

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
