#include "ui/preferences/shortcutrules.h"

#include <QSet>

#include <algorithm>

namespace kantoku::ui {

Shortcuts effectiveShortcuts(const QStringList &order, const Shortcuts &defaults, const Shortcuts &chosen)
{
    Shortcuts effective;
    QSet<QKeySequence> taken;
    const auto give = [&](const QString &action, const QList<QKeySequence> &keys) {
        QList<QKeySequence> free;
        for (const QKeySequence &sequence : keys) {
            if (sequence.isEmpty() || taken.contains(sequence))
                continue;
            taken.insert(sequence);
            free.append(sequence);
        }
        effective.insert(action, free);
    };
    for (const QString &action : order) {
        if (chosen.contains(action))
            give(action, chosen.value(action));
    }
    for (const QString &action : order) {
        if (!chosen.contains(action))
            give(action, defaults.value(action));
    }
    return effective;
}

QString actionWith(const QKeySequence &keys, const Shortcuts &shortcuts, const QString &action)
{
    if (keys.isEmpty())
        return {};
    const auto clashes = [&keys](const QKeySequence &other) {
        return keys.matches(other) != QKeySequence::NoMatch || other.matches(keys) != QKeySequence::NoMatch;
    };
    for (const auto &[other, theirs] : shortcuts.asKeyValueRange()) {
        if (other != action && std::ranges::any_of(theirs, clashes))
            return other;
    }
    return {};
}

bool needsModifier(const QKeySequence &keys)
{
    if (keys.isEmpty())
        return false;
    const QKeyCombination first = keys[0];
    if (first.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    return first.key() < Qt::Key_F1 || first.key() > Qt::Key_F35;
}

} // namespace kantoku::ui
