#pragma once

#include "protocol/processinfo.h"

#include <QStringList>

namespace kantoku::client {

/// A typed line, taken apart as Python's cmd module does.
struct CommandLine {
    QString text; ///< without blanks around it; `?` at the start is written out as `help`
    QString command; ///< letters, digits and underscores at its start; empty where there are none
    QString argument; ///< the rest, without blanks around it

    static CommandLine parse(const QString &line);
};

/// The words of an argument: separated by blanks, no quoting.
QStringList splitWords(const QString &text);

/// A pattern of names (`web-*`, `w?b`, `[ab]*`), other than the whole of a group (`web:*`).
bool isNamePattern(const QString &name);
/// A pattern without a colon is also tried on the name of the process alone.
bool matchesPattern(const QString &pattern, const ProcessInfo &process);

/// What may stand in the place of the last word of `line`, which begins with `word`; each with the blank that follows.
/// @param word  the part that is being completed; empty at the start of a word
QStringList completions(const QString &line, const QString &word, const QList<ProcessInfo> &processes);
/// True where completions() needs the processes.
bool completesNames(const QString &line);

} // namespace kantoku::client
