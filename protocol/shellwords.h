#pragma once

#include "protocol/error.h"

#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

namespace kantoku {

/**
 * Splits a command line into words as a POSIX shell would: white space, '...', "..." with backslash before " and \,
 * backslash before anything outside quotes. No variables, no globbing, no comments.
 *
 * @return the words, or Error::Code::Invalid with "No closing quotation" or "No escaped character"
 */
Result<QStringList> splitShellWords(const QString &text);

/**
 * The first in the words of a command that means something to a shell alone: `|`, `2>/dev/null`, `$HOME`, `~/`, or
 * `cd` and `KEY=` in the place of the program; without what stands beside it and may be secret. Empty where there is
 * none: no shell reads commands.
 */
QString wordForShells(const QStringList &words);

/// "the command has |, which only a shell understands, ..."; empty where it has nothing of the kind.
QString shellHint(const QStringList &words);

/// Variables in the order in which they were given; names are unique.
using EnvironmentWords = QList<QPair<QString, QString>>;

/**
 * Reads `KEY=value,KEY2="value two"`, the form of the option `environment`.
 *
 * Words outside quotes have letters, digits, _ and /.+-(): only; quotes at both ends of a value go away; a # outside
 * quotes begins a comment; any single word separates two pairs. A repeated name keeps its place and takes the new
 * value.
 *
 * @return the variables, or Error::Code::Invalid in Supervisor's words, without anything that may be a value
 */
Result<EnvironmentWords> parseEnvironment(const QString &text);

} // namespace kantoku
