#include "ui/processes/statedelegate.h"

#include "ui/processes/processmodel.h"
#include "ui/theme.h"

#include <QApplication>
#include <QPainter>

namespace kantoku::ui {

namespace {

bool isOffline(const QModelIndex &index)
{
    return index.data(ProcessModel::OfflineRole).toBool();
}

} // namespace

void StateDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    using Kind = ProcessModel::Kind;
    const auto kind = index.data(ProcessModel::KindRole).value<Kind>();
    if (kind == Kind::Server && index.column() == ProcessModel::Name)
        option->font.setBold(true);
    if (isOffline(index)) {
        const QColor grey = option->palette.color(QPalette::Disabled, QPalette::Text);
        option->palette.setColor(QPalette::Text, grey);
        if (kind != Kind::Server)
            option->font.setItalic(true);
    } else if (kind == Kind::Descendant) {
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
    }
    if (option->displayAlignment & Qt::AlignRight)
        option->text += QChar(0x2003); // an em space between the figures and the next column
    if (index.column() != ProcessModel::State || kind == Kind::Descendant)
        return;
    const QVariant state = index.data(ProcessModel::StateRole);
    const auto condition = index.data(ProcessModel::ConditionRole).value<Condition>();
    const Theme *theme = Theme::instance();
    // Also where there is no icon: the words of all rows stand below each other.
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = QSize(16, 16);
    if (state.isValid()) {
        option->icon = theme->stateIcon(state.value<ProcessState>(), condition);
        if (!isOffline(index))
            option->palette.setColor(QPalette::Text, theme->stateColor(state.value<ProcessState>(), condition));
    } else if (condition == Condition::Trouble && !isOffline(index)) {
        option->icon = theme->conditionIcon(condition);
    }
}

void StateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString badge = index.column() == ProcessModel::Config ? index.data().toString() : QString();
    if (badge.isEmpty()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.text.clear();
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const bool selected = cell.state.testFlag(QStyle::State_Selected);
    const QColor color = selected ? cell.palette.color(QPalette::HighlightedText)
        : isOffline(index)        ? cell.palette.color(QPalette::Text)
                                  : Theme::instance()->warningColor();
    constexpr int margin = 4;
    constexpr int padding = 7;
    QRect room = cell.rect.adjusted(margin, 2, -margin, -2);
    const QString text = cell.fontMetrics.elidedText(badge, Qt::ElideRight, room.width() - 2 * padding);
    room.setWidth(std::min(room.width(), cell.fontMetrics.horizontalAdvance(text) + 2 * padding));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(color);
    painter->setFont(cell.font);
    painter->drawRoundedRect(QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5), room.height() / 2.0, room.height() / 2.0);
    painter->drawText(room, Qt::AlignCenter, text);
    painter->restore();
}

QSize StateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(std::max(size.height(), option.fontMetrics.height() + 8));
    if (index.column() == ProcessModel::Config)
        size.rwidth() += 16;
    return size;
}

} // namespace kantoku::ui
