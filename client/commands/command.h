#pragma once

#include "protocol/error.h"

#include <QCoro/QCoroTask>
#include <QStringList>

#include <span>

namespace kantoku::client {

class CommandRun;

/**
 * One command of the language: its name, its help and what it does.
 *
 * The table of them is the one source for parsing, help, Tab completion, the shells' completion scripts and the manual
 * page.
 */
struct Command {
    /// What the words after it name.
    enum class Argument { None, Command, Group, Process, Address, File, Shell };
    /// Supervisor's own commands are listed by `help` everywhere; ours to people only.
    enum class Origin { Supervisor, Kantoku };

    const char *name;
    Argument argument;
    Origin origin;
    const char *summary; ///< a few words, for lists
    const char *help; ///< the lines that `help NAME` prints; the last ends with a newline
    /// An error is what went wrong beyond what the command has a text for.
    QCoro::Task<Result<void>> (*execute)(CommandRun &run, QString argument);

    QString nameText() const { return QString::fromLatin1(name); }
};

/// Every command, by name.
std::span<const Command> commands();
/// Null for an unknown name.
const Command *findCommand(QStringView name);

/// The list that `help` prints: `header`, a rule, and the names in columns of at most 80 characters.
QString topicList(const QString &header, const QStringList &names);

} // namespace kantoku::client
