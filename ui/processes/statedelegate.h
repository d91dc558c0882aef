#pragma once

#include <QStyledItemDelegate>

namespace kantoku::ui {

/// Paints the State column: icon, word and colour by the state; the Config column as a badge; rows of a server that is
/// offline are greyed.
class StateDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace kantoku::ui
