#pragma once

#include <QHash>
#include <QKeySequence>
#include <QStringList>

/// Which action has which keys. Pure functions of action ids and keys.
namespace kantoku::ui {

using Shortcuts = QHash<QString, QList<QKeySequence>>; ///< by action id

/**
 * The keys that each action has: the user's own where they chose, else its default ones.
 *
 * The same keys never belong to two actions, which would do nothing for either: the user's choice wins over a default,
 * and of equals the one that comes first in `order`. What is chosen for an action that is not in `order` is ignored.
 */
Shortcuts effectiveShortcuts(const QStringList &order, const Shortcuts &defaults, const Shortcuts &chosen);

/// The id of the action other than `action` that has `keys`, or keys with which they begin or that begin with them;
/// empty where there is none.
QString actionWith(const QKeySequence &keys, const Shortcuts &shortcuts, const QString &action);

/// Whether a key alone would be taken from text and lists: a letter, Delete, Return, with Shift at most. Function keys
/// would not.
bool needsModifier(const QKeySequence &keys);

} // namespace kantoku::ui
