#pragma once

#include <QString>

#include <optional>

/**
 * How Python reads and shows text, where that is visible in Supervisor's dialect and messages.
 *
 * Source: Python's language reference (str.strip, int, repr). Used by the configuration reader, by command lines and
 * by everything that quotes a value in Supervisor's words.
 */
namespace kantoku {

/// True for what Python calls white space; that is more than QChar::isSpace (the separators 0x1C to 0x1F too).
bool isPythonSpace(char32_t character);

/// `text` without white space at both ends.
QString pythonStripped(const QString &text);
QString pythonRightStripped(const QString &text);

/// The text in quotes, as Python's repr shows it: 'a', "it's", 'a\nb', '\x00'.
QString pythonRepr(const QString &text);

/// A whole number as Python's int(text, base) takes it: white space around it, a sign, underscores between digits,
/// decimal digits of any script, with base 8 a prefix 0o. Numbers beyond 64 bits are held at the limit.
std::optional<qint64> pythonInteger(const QString &text, int base = 10);

} // namespace kantoku
