#include "ui/processes/processtree.h"

namespace kantoku::ui {

void ProcessTree::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    m_drawsSelected = selectionModel()->isRowSelected(index.row(), index.parent());
    QTreeView::drawBranches(painter, rect, index);
    m_drawsSelected = false;
}

void ProcessTree::initViewItemOption(QStyleOptionViewItem *option) const
{
    QTreeView::initViewItemOption(option);
    if (!m_drawsSelected)
        return;
    const QColor color = option->palette.color(QPalette::HighlightedText);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        option->palette.setColor(role, color);
}

} // namespace kantoku::ui
