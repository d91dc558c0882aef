#include "ui/processes/conditionchips.h"

#include "ui/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace kantoku::ui {

namespace {

constexpr std::array<std::optional<Condition>, 4> conditions{std::nullopt, Condition::Running, Condition::Trouble,
                                                             Condition::Stopped};

} // namespace

ConditionChips::ConditionChips(QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 6, 6, 4);
    row->setSpacing(4);
    auto *group = new QButtonGroup(this);
    for (const auto &condition : conditions) {
        auto *chip = new QToolButton(this);
        chip->setCheckable(true);
        chip->setAutoRaise(true);
        chip->setToolButtonStyle(condition ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonTextOnly);
        chip->setFocusPolicy(Qt::TabFocus);
        group->addButton(chip);
        row->addWidget(chip);
        m_chips.append(chip);
    }
    row->addStretch();
    chooseAll();
    connect(group, &QButtonGroup::buttonToggled, this, [this](QAbstractButton *, bool on) {
        if (on)
            emit chosen();
    });
    connect(Theme::instance(), &Theme::changed, this, &ConditionChips::renewIcons);
    showCounts({});
    renewIcons();
}

std::optional<Condition> ConditionChips::condition() const
{
    const auto it = std::ranges::find_if(m_chips, &QToolButton::isChecked);
    return conditions.at(static_cast<size_t>(it - m_chips.begin()));
}

void ConditionChips::chooseAll()
{
    m_chips.first()->setChecked(true);
}

void ConditionChips::showCounts(const ConditionCounts &counts)
{
    m_chips.at(0)->setText(tr("All %1", "chip: every process, with their number").arg(counts.total()));
    m_chips.at(1)->setText(tr("Running %1", "chip").arg(counts.running));
    m_chips.at(2)->setText(tr("Trouble %1", "chip").arg(counts.trouble));
    m_chips.at(3)->setText(tr("Stopped %1", "chip").arg(counts.stopped));
}

void ConditionChips::renewIcons()
{
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        if (const auto condition = conditions.at(static_cast<size_t>(i)))
            m_chips.at(i)->setIcon(Theme::instance()->conditionIcon(*condition));
    }
}

} // namespace kantoku::ui
