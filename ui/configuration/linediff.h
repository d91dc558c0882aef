#pragma once

#include <QList>
#include <QStringList>

namespace kantoku::ui {

/// One row of two texts side by side.
struct DiffRow {
    enum class Kind { Same, Changed, Removed, Added };
    Kind kind = Kind::Same;
    int before = -1; ///< index of the line in the old text; -1 where it has none
    int after = -1; ///< in the new text

    friend bool operator==(const DiffRow &, const DiffRow &) = default;
};

/**
 * Two texts side by side: the fewest lines that were removed and added (Myers' algorithm); what was removed and what
 * was added in the same place stand beside each other as changed. Texts that differ in more than `limit` lines are
 * shown as replaced where they differ.
 */
QList<DiffRow> diffLines(const QStringList &before, const QStringList &after, int limit = 2000);

} // namespace kantoku::ui
