#pragma once

#include <QAction>
#include <QObject>

class QTreeView;

namespace kantoku::ui {

/**
 * The columns of the tree of processes: which are shown, in which order and width, and by which it is sorted.
 *
 * Each column but the first has an action that shows and hides it; the header's context menu has them all. The column
 * of the badges is as wide as they are while there are some, and otherwise leaves the room to the description.
 */
class TreeColumns : public QObject {
    Q_OBJECT
public:
    explicit TreeColumns(QTreeView *tree);

    /// One for each column that can be hidden, in the order of the model; `view.column.cpu` and so on by name.
    const QList<QAction *> &actions() const { return m_actions; }

    /// All of it as bytes; older ones than this program's are not restored.
    QByteArray save() const;
    void restore(const QByteArray &saved);
    void restoreDefault();

private:
    void fitConfig();
    int configWidth(bool hasBadges) const;
    void showMenu(const QPoint &at);
    void setShown(int column, bool shown);
    void checkActions();

    QTreeView *m_tree;
    QList<QAction *> m_actions;
};

} // namespace kantoku::ui
