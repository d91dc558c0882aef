#include "ui/logs/barlayout.h"

#include <algorithm>

namespace kantoku::ui {

namespace {

constexpr int gap = 12; ///< between bars in a row: wider than between the controls of one

} // namespace

BarLayout::BarLayout() = default;
BarLayout::~BarLayout() = default;

void BarLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
}

int BarLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem *BarLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<size_t>(index)].get() : nullptr;
}

QLayoutItem *BarLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem *item = m_items[static_cast<size_t>(index)].release();
    m_items.erase(m_items.begin() + index);
    return item;
}

std::vector<QLayoutItem *> BarLayout::shown() const
{
    std::vector<QLayoutItem *> items;
    for (const auto &item : m_items) {
        if (!item->isEmpty())
            items.push_back(item.get());
    }
    return items;
}

bool BarLayout::fitInARow(int width) const
{
    const QMargins around = contentsMargins();
    int needed = around.left() + around.right() - gap;
    for (const QLayoutItem *item : shown())
        needed += item->sizeHint().width() + gap;
    return needed <= width;
}

QSize BarLayout::column(QSize (QLayoutItem::*size)() const) const
{
    QSize sum;
    for (const QLayoutItem *item : shown()) {
        const QSize each = (item->*size)();
        sum = {std::max(sum.width(), each.width()),
               sum.height() < 0 ? each.height() : sum.height() + spacing() + each.height()};
    }
    return sum.expandedTo({0, 0}).grownBy(contentsMargins());
}

QSize BarLayout::sizeHint() const
{
    return column(&QLayoutItem::sizeHint);
}

QSize BarLayout::minimumSize() const
{
    return column(&QLayoutItem::minimumSize);
}

int BarLayout::heightForWidth(int width) const
{
    if (!fitInARow(width))
        return sizeHint().height();
    int height = 0;
    for (const QLayoutItem *item : shown())
        height = std::max(height, item->sizeHint().height());
    return height + contentsMargins().top() + contentsMargins().bottom();
}

void BarLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    const QRect inside = rect.marginsRemoved(contentsMargins());
    const std::vector<QLayoutItem *> items = shown();
    if (!fitInARow(rect.width())) {
        int top = inside.top();
        for (QLayoutItem *item : items) {
            item->setGeometry({inside.left(), top, inside.width(), item->sizeHint().height()});
            top += item->sizeHint().height() + spacing();
        }
        return;
    }
    int right = inside.left() + inside.width();
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
        const bool isFirst = item + 1 == items.rend();
        const int width = isFirst ? right - inside.left() : (*item)->sizeHint().width();
        (*item)->setGeometry({right - width, inside.top(), width, inside.height()});
        right -= width + gap;
    }
}

} // namespace kantoku::ui
