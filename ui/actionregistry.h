#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QObject>

namespace kantoku::ui {

/**
 * The window's actions, each once: menus, toolbar, context menus and the command palette use the same objects.
 *
 * An action has a stable id (also its objectName), with which shortcuts are kept. One that is disabled says why in its
 * tooltip.
 */
class ActionRegistry : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// What an action is made from; `keys` are the default ones.
    struct Spec {
        QString id;
        QString text; ///< with mnemonic
        QString help; ///< a sentence for tooltip and status bar
        QString icon; ///< a name for Theme::icon, may be empty
        QList<QKeySequence> keys;
    };
    QAction *add(const Spec &spec);

    /// Takes in an action that is made elsewhere, with its objectName as id.
    void adopt(QAction *action);

    /// The action with that id; asking for one that was never added is a bug.
    QAction *operator[](const QString &id) const;
    /// The keys that the action was made with.
    QList<QKeySequence> defaultKeys(const QString &id) const { return m_entries.value(id).defaultKeys; }
    /// Gives the action other keys, which its tooltip then tells.
    void setKeys(const QString &id, const QList<QKeySequence> &keys);
    const QList<QAction *> &all() const { return m_order; }

    /// @param whyNot  a sentence for the tooltip while disabled; empty enables
    void setAvailable(const QString &id, const QString &whyNot);

private:
    struct Entry {
        QAction *action = nullptr;
        QString help;
        QList<QKeySequence> defaultKeys;
    };
    QHash<QString, Entry> m_entries;
    QList<QAction *> m_order;
};

/// The words that lead to an action from the menu bar: "View", "Colours", "Light"; the action's alone where it is in no
/// menu of it. Of several places the first counts.
QStringList menuPath(const QAction *action);

} // namespace kantoku::ui
