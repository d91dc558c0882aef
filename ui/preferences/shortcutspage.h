#pragma once

#include <QWidget>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTreeView;

namespace kantoku::ui {

class ActionRegistry;
class Settings;
class ShortcutModel;

/// Every command with its keys, and a line to give the selected one others.
class ShortcutsPage : public QWidget {
    Q_OBJECT
public:
    ShortcutsPage(ActionRegistry *actions, Settings *settings, QWidget *parent = nullptr);

private:
    int currentRow() const;
    void showCurrent();
    void check();

    ShortcutModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QLineEdit *m_filter;
    QTreeView *m_list;
    QKeySequenceEdit *m_keys;
    QPushButton *m_assign;
    QPushButton *m_clear;
    QPushButton *m_default;
    QLabel *m_conflict;
};

} // namespace kantoku::ui
