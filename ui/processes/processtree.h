#pragma once

#include <QTreeView>

namespace kantoku::ui {

/// A tree whose arrows can be seen on the selected row, too: the style paints them as on any other.
class ProcessTree : public QTreeView {
    Q_OBJECT
public:
    using QTreeView::QTreeView;

protected:
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void initViewItemOption(QStyleOptionViewItem *option) const override;

private:
    mutable bool m_drawsSelected = false;
};

} // namespace kantoku::ui
