#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace kantoku::ui {

/// Bars of controls in one row where all have the width that they would like, and otherwise below each other. In a row
/// the first one takes what is left.
class BarLayout : public QLayout {
    Q_OBJECT
public:
    BarLayout();
    ~BarLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override;
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    /// As below each other: a row does not keep anybody from making it narrower.
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    bool fitInARow(int width) const;
    std::vector<QLayoutItem *> shown() const;
    QSize column(QSize (QLayoutItem::*size)() const) const;

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace kantoku::ui
