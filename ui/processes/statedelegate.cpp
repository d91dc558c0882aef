#include "ui/processes/statedelegate.h"

#include "ui/processes/processmodel.h"
#include "ui/theme.h"

namespace kantoku::ui {

void StateDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QVariant kind = index.data(ProcessModel::KindRole);
    const bool isServer = kind.value<ProcessModel::Kind>() == ProcessModel::Kind::Server;
    if (isServer && index.column() == ProcessModel::Name)
        option->font.setBold(true);
    if (index.data(ProcessModel::OfflineRole).toBool()) {
        const QColor grey = option->palette.color(QPalette::Disabled, QPalette::Text);
        option->palette.setColor(QPalette::Text, grey);
        if (!isServer)
            option->font.setItalic(true);
    }
    if (option->displayAlignment & Qt::AlignRight)
        option->text += QChar(0x2003); // an em space between the figures and the next column
    if (index.column() != ProcessModel::State)
        return;
    const QVariant state = index.data(ProcessModel::StateRole);
    const auto condition = index.data(ProcessModel::ConditionRole).value<Condition>();
    const Theme *theme = Theme::instance();
    if (state.isValid()) {
        option->icon = theme->stateIcon(state.value<ProcessState>(), condition);
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(16, 16);
        if (!index.data(ProcessModel::OfflineRole).toBool())
            option->palette.setColor(QPalette::Text, theme->stateColor(state.value<ProcessState>(), condition));
    } else if (condition == Condition::Trouble && !index.data(ProcessModel::OfflineRole).toBool()) {
        option->icon = theme->conditionIcon(condition);
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(16, 16);
    }
}

QSize StateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(std::max(size.height(), option.fontMetrics.height() + 8));
    return size;
}

} // namespace kantoku::ui
