#pragma once

#include <QStyledItemDelegate>

namespace kantoku::ui {

/// Rows of text with the room between them that an icon would make.
class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, 6);
    }
};

} // namespace kantoku::ui
