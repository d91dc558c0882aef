#pragma once

#include "ui/processes/processmodel.h"

#include <QWidget>

#include <optional>

class QToolButton;

namespace kantoku::ui {

/// How many processes there are in which condition; each number is a button that chooses those alone.
class ConditionChips : public QWidget {
    Q_OBJECT
public:
    explicit ConditionChips(QWidget *parent = nullptr);

    /// Nothing for all.
    std::optional<Condition> condition() const;
    void chooseAll();

public slots:
    void showCounts(const kantoku::ui::ConditionCounts &counts);

signals:
    void chosen();

private:
    void renewIcons();

    QList<QToolButton *> m_chips;
};

} // namespace kantoku::ui
