#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace kantoku::ui {

/**
 * The lines that were typed, oldest first, and a place among them that Up and Down move.
 *
 * Empty lines, lines that begin with a blank and a repetition of the last line are not kept.
 */
class ConsoleHistory {
public:
    static constexpr qsizetype maxLines = 1000;

    /// Reads a file of an earlier run, if there is one, and appends to it from now on; readable for the user only.
    void useFile(const QString &path);

    const QStringList &lines() const { return m_lines; }
    void add(const QString &line);

    /// The line before the current place. `typed` is what stands in the input line, given back by next() at the end.
    std::optional<QString> previous(const QString &typed);
    /// The line after the current place; after the last one what was typed before previous().
    std::optional<QString> next();
    /// The newest line with `text` in it at index `before` - 1 or lower; `before` < 0 starts at the newest.
    /// @return its index, or nothing
    std::optional<qsizetype> search(const QString &text, qsizetype before = -1) const;

private:
    QStringList m_lines;
    qsizetype m_place = 0; ///< lines().size() where none is chosen
    QString m_typed;
    QString m_path;
};

} // namespace kantoku::ui
