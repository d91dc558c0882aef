#pragma once

#include "ui/preferences/shortcutrules.h"

#include <QAbstractTableModel>

namespace kantoku::ui {

class ActionRegistry;
class Settings;

/// The actions and their keys, as they are now. Keys that cannot be had are refused with the reason; those that are
/// taken go to the settings, from where the actions get them.
class ShortcutModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Command, Keys, ColumnCount };

    ShortcutModel(ActionRegistry *actions, Settings *settings, QObject *parent);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    QKeySequence keys(int row) const;
    QKeySequence defaultKeys(int row) const;
    /// Why the action of that row cannot have the keys, in a sentence that names the other action; empty where it can.
    QString whyNot(int row, const QKeySequence &keys) const;
    /// Does nothing where whyNot() says something. Empty keys take the shortcut away.
    void setKeys(int row, const QKeySequence &keys);
    /// Gives every action its own keys back.
    void resetAll();

private:
    QString idOf(int row) const;
    Shortcuts current() const;

    ActionRegistry *m_actions;
    Settings *m_settings;
};

} // namespace kantoku::ui
