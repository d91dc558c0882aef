#include "ui/processes/treecolumns.h"

#include "ui/processes/configlayers.h"
#include "ui/processes/processmodel.h"

#include <QHeaderView>
#include <QMenu>
#include <QTreeView>

#include <array>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

/// Goes before what is saved: a header with other columns, or one that cannot be without an order, is not restored.
constexpr QByteArrayView version("3:");

constexpr std::array<const char *, ProcessModel::ColumnCount> ids{"name",   "state",    "pid",    "uptime",     "cpu",
                                                                  "memory", "restarts", "config", "description"};

} // namespace

TreeColumns::TreeColumns(QTreeView *tree)
    : QObject(tree)
    , m_tree(tree)
{
    for (int column = 1; column < ProcessModel::ColumnCount; ++column) {
        auto *action = new QAction(ProcessModel::columnTitle(column), this);
        action->setObjectName(u"view.column."_s + QLatin1StringView(ids.at(static_cast<size_t>(column))));
        action->setIconText(tr("Show Column %1").arg(ProcessModel::columnTitle(column)));
        action->setToolTip(tr("Show or hide this column"));
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, [this, column](bool shown) { setShown(column, shown); });
        m_actions.append(action);
    }
    QHeaderView *header = tree->header();
    header->setFirstSectionMovable(false);
    header->setSortIndicatorClearable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &TreeColumns::showMenu);
    restoreDefault();
    // A server has the badge of any process below it: its own row tells whether there are some.
    connect(tree->model(), &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first) {
        if (!first.parent().isValid())
            fitConfig();
    });
    connect(tree->model(), &QAbstractItemModel::rowsInserted, this, &TreeColumns::fitConfig);
    connect(tree->model(), &QAbstractItemModel::rowsRemoved, this, &TreeColumns::fitConfig);
}

int TreeColumns::configWidth(bool hasBadges) const
{
    const QFontMetrics metrics = m_tree->fontMetrics();
    if (!hasBadges)
        return metrics.horizontalAdvance(ProcessModel::columnTitle(ProcessModel::Config)) + 20;
    int widest = 0;
    for (const ConfigLayers &layers :
         {ConfigLayers{.isGoneFromDisk = true}, ConfigLayers{.diskDiffers = true}, ConfigLayers{.activeDiffers = true}})
        widest = std::max(widest, metrics.horizontalAdvance(configText(layers)));
    return widest + 26;
}

/// A width that is none of the two was chosen by the user, and stays.
void TreeColumns::fitConfig()
{
    const QAbstractItemModel *model = m_tree->model();
    bool hasBadges = false;
    for (int row = 0; row < model->rowCount(); ++row)
        hasBadges = hasBadges || !model->index(row, ProcessModel::Config).data().toString().isEmpty();
    const int now = m_tree->columnWidth(ProcessModel::Config);
    if (now == configWidth(!hasBadges))
        m_tree->setColumnWidth(ProcessModel::Config, configWidth(hasBadges));
}

void TreeColumns::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(tr("Columns"), m_tree);
    menu->setObjectName(u"columnMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_actions);
    menu->addSeparator();
    connect(menu->addAction(tr("&Default Columns")), &QAction::triggered, this, &TreeColumns::restoreDefault);
    menu->popup(m_tree->header()->mapToGlobal(at));
}

void TreeColumns::setShown(int column, bool shown)
{
    m_tree->setColumnHidden(column, !shown);
    if (shown && m_tree->columnWidth(column) < m_tree->header()->minimumSectionSize())
        m_tree->resizeColumnToContents(column);
    if (shown && column == ProcessModel::Config)
        fitConfig();
}

void TreeColumns::checkActions()
{
    for (int column = 1; column < ProcessModel::ColumnCount; ++column)
        m_actions.at(column - 1)->setChecked(!m_tree->isColumnHidden(column));
}

QByteArray TreeColumns::save() const
{
    return version.toByteArray() + m_tree->header()->saveState();
}

void TreeColumns::restore(const QByteArray &saved)
{
    if (!saved.startsWith(version) || !m_tree->header()->restoreState(saved.sliced(version.size())))
        restoreDefault();
    fitConfig();
    checkActions();
}

void TreeColumns::restoreDefault()
{
    const QFontMetrics metrics = m_tree->fontMetrics();
    const auto width = [&](const QString &text) { return metrics.horizontalAdvance(text); };
    for (int column = 0; column < ProcessModel::ColumnCount; ++column) {
        m_tree->header()->moveSection(m_tree->header()->visualIndex(column), column);
        m_tree->setColumnHidden(column, false);
    }
    // A badge is seldom there and must be seen then: in sight before a number that is mostly 0.
    m_tree->header()->moveSection(m_tree->header()->visualIndex(ProcessModel::Config),
                                  m_tree->header()->visualIndex(ProcessModel::Restarts));
    m_tree->setColumnWidth(ProcessModel::Name, width(u"a_process_name_0"_s) + 48);
    m_tree->setColumnWidth(ProcessModel::State, width(u"00 of 00 running"_s) + 22);
    m_tree->setColumnWidth(ProcessModel::Pid, width(u"4194304"_s) + 16);
    m_tree->setColumnWidth(ProcessModel::Uptime, width(u"00:00:00"_s) + 20);
    m_tree->setColumnWidth(ProcessModel::Cpu, width(u"100.0 %"_s) + 18);
    m_tree->setColumnWidth(ProcessModel::Memory, width(u"100.0 MiB"_s) + 18);
    m_tree->setColumnWidth(ProcessModel::Restarts, width(ProcessModel::columnTitle(ProcessModel::Restarts)) + 20);
    m_tree->setColumnWidth(ProcessModel::Config, configWidth(false));
    fitConfig();
    m_tree->setColumnWidth(ProcessModel::Description, m_tree->header()->minimumSectionSize());
    m_tree->header()->setStretchLastSection(true); // the description has what is left
    m_tree->sortByColumn(-1, Qt::AscendingOrder); // no arrow: the order is the rows' own
    checkActions();
}

} // namespace kantoku::ui
