#include "ui/processes/processpane.h"

#include "ui/processes/statedelegate.h"
#include "ui/theme.h"

#include <QButtonGroup>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

QList<ProcessInfo> Selection::processes() const
{
    QList<ProcessInfo> all;
    for (const Part &part : parts)
        all += part.processes;
    return all;
}

const Selection::Part *Selection::single() const
{
    return parts.size() == 1 && parts.first().kind == ProcessModel::Kind::Process ? &parts.first() : nullptr;
}

QStringList Selection::servers() const
{
    QStringList ids;
    for (const Part &part : parts) {
        if (!ids.contains(part.server))
            ids.append(part.server);
    }
    return ids;
}

ProcessPane::ProcessPane(ProcessModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_proxy(new ProcessProxy(this))
    , m_filterEdit(new QLineEdit(this))
    , m_tree(new QTreeView(this))
    , m_stack(new QStackedWidget(this))
{
    m_proxy->setSourceModel(model);

    m_filterEdit->setObjectName(u"filterProcesses"_s);
    m_filterEdit->setAccessibleName(tr("Filter processes"));
    m_filterEdit->setPlaceholderText(tr("Filter processes"));
    m_filterEdit->setToolTip(
        tr("Part of a name, a glob such as web:*, state:fatal or group:web; several words must all match"));
    m_filterEdit->setClearButtonEnabled(true);
    m_filterEdit->addAction(Theme::icon(u"filter"_s), QLineEdit::LeadingPosition);
    m_filterEdit->installEventFilter(this);
    connect(m_filterEdit, &QLineEdit::textChanged, this, &ProcessPane::applyFilter);

    auto *chipRow = new QHBoxLayout;
    chipRow->setContentsMargins(6, 6, 6, 4);
    chipRow->setSpacing(4);
    auto *chips = new QButtonGroup(this);
    for (int i = 0; i < 4; ++i) {
        auto *chip = new QToolButton(this);
        chip->setCheckable(true);
        chip->setAutoRaise(true);
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setFocusPolicy(Qt::TabFocus);
        chips->addButton(chip, i);
        chipRow->addWidget(chip);
        m_chips.append(chip);
    }
    m_chips.at(0)->setChecked(true);
    m_chips.at(0)->setToolButtonStyle(Qt::ToolButtonTextOnly);
    chipRow->addStretch();
    connect(chips, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        static constexpr std::array<std::optional<Condition>, 4> conditions{std::nullopt, Condition::Running,
                                                                            Condition::Trouble, Condition::Stopped};
        if (!on)
            return;
        m_only = conditions.at(static_cast<size_t>(id));
        applyFilter();
    });

    m_tree->setObjectName(u"processes"_s);
    m_tree->setAccessibleName(tr("Processes"));
    m_tree->setModel(m_proxy);
    m_tree->setItemDelegate(new StateDelegate(m_tree));
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setSortingEnabled(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->installEventFilter(this);
    m_tree->header()->setFirstSectionMovable(false);
    m_tree->header()->setContextMenuPolicy(Qt::CustomContextMenu);
    restoreDefaultHeader();
    connect(m_tree->header(), &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(tr("Columns"), this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (int column = 1; column < m_model->columnCount(); ++column) {
            QAction *action = menu->addAction(m_model->headerData(column, Qt::Horizontal).toString());
            action->setCheckable(true);
            action->setChecked(!m_tree->isColumnHidden(column));
            connect(action, &QAction::toggled, m_tree,
                    [this, column](bool shown) { m_tree->setColumnHidden(column, !shown); });
        }
        menu->popup(m_tree->header()->mapToGlobal(at));
    });
    connect(m_tree, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { emit contextMenuRequested(m_tree->viewport()->mapToGlobal(at)); });
    connect(m_tree, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        if (m_proxy->hasChildren(index.siblingAtColumn(0)))
            m_tree->setExpanded(index.siblingAtColumn(0), !m_tree->isExpanded(index.siblingAtColumn(0)));
        else
            emit activated();
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ProcessPane::selectionChanged);
    connect(m_proxy, &QAbstractItemModel::dataChanged, this, &ProcessPane::rowsChanged);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &ProcessPane::expandFresh);
    for (const auto &change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(m_proxy, change, this, &ProcessPane::updateEmptyState);
        connect(m_model, change, this, &ProcessPane::updateEmptyState);
    }
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, &ProcessPane::rowsChanged);

    auto *empty = new QWidget(this);
    auto *emptyLayout = new QVBoxLayout(empty);
    m_emptyText = new QLabel(empty);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    m_emptyButton = new QPushButton(tr("&Clear Filter"), empty);
    connect(m_emptyButton, &QPushButton::clicked, this, &ProcessPane::clearFilter);
    emptyLayout->addStretch();
    emptyLayout->addWidget(m_emptyText);
    emptyLayout->addWidget(m_emptyButton, 0, Qt::AlignCenter);
    emptyLayout->addStretch();
    m_stack->addWidget(m_tree);
    m_stack->addWidget(empty);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(chipRow);
    layout->addWidget(m_stack);

    connect(m_model, &ProcessModel::countsChanged, this, &ProcessPane::showCounts);
    connect(Theme::instance(), &Theme::changed, this, &ProcessPane::renewIcons);
    showCounts({});
    renewIcons();
    updateEmptyState();
}

void ProcessPane::renewIcons()
{
    const Theme *theme = Theme::instance();
    m_chips.at(1)->setIcon(theme->conditionIcon(Condition::Running));
    m_chips.at(2)->setIcon(theme->conditionIcon(Condition::Trouble));
    m_chips.at(3)->setIcon(theme->conditionIcon(Condition::Stopped));
    m_tree->viewport()->update();
}

void ProcessPane::showCounts(const ConditionCounts &counts)
{
    m_chips.at(0)->setText(tr("All %1", "chip: every process, with their number").arg(counts.total()));
    m_chips.at(1)->setText(tr("Running %1", "chip").arg(counts.running));
    m_chips.at(2)->setText(tr("Trouble %1", "chip").arg(counts.trouble));
    m_chips.at(3)->setText(tr("Stopped %1", "chip").arg(counts.stopped));
    updateEmptyState();
}

void ProcessPane::applyFilter()
{
    m_proxy->setFilter(ProcessFilter(m_filterEdit->text(), m_only));
    if (m_proxy->isFiltered())
        m_tree->expandAll();
    updateEmptyState();
    emit rowsChanged();
}

void ProcessPane::updateEmptyState()
{
    const bool noMatch = m_proxy->isFiltered() && m_proxy->rowCount() == 0 && m_model->rowCount() > 0;
    if (noMatch) {
        m_emptyText->setText(m_filterEdit->text().trimmed().isEmpty()
                                 ? tr("No process is in this state.")
                                 : tr("No process matches “%1”.").arg(m_filterEdit->text().trimmed()));
    }
    m_stack->setCurrentIndex(noMatch ? 1 : 0);
}

void ProcessPane::expandFresh(const QModelIndex &parent, int first, int last)
{
    // New servers and groups show what is in them; what the user has collapsed is not new.
    if (!parent.isValid()) {
        for (int row = first; row <= last; ++row)
            m_tree->expandRecursively(m_proxy->index(row, 0));
    } else {
        if (!parent.parent().isValid() && m_proxy->rowCount(parent) == last - first + 1)
            m_tree->expand(parent);
        for (int row = first; row <= last; ++row)
            m_tree->expand(m_proxy->index(row, 0, parent));
    }
}

Selection ProcessPane::selection() const
{
    Selection result;
    const QItemSelectionModel *selected = m_tree->selectionModel();
    QModelIndexList rows = selected->selectedRows();
    std::ranges::sort(rows, [](const QModelIndex &a, const QModelIndex &b) { return a < b; });
    for (const QModelIndex &row : std::as_const(rows)) {
        bool inside = false;
        for (QModelIndex up = row.parent(); up.isValid() && !inside; up = up.parent())
            inside = selected->isRowSelected(up.row(), up.parent());
        if (inside)
            continue;
        const QModelIndex source = m_proxy->mapToSource(row);
        result.parts.append({source.data(ProcessModel::ServerRole).toString(),
                             source.data(ProcessModel::NamespecRole).toString(),
                             source.data(ProcessModel::KindRole).value<ProcessModel::Kind>(),
                             m_model->processesBelow(source), !source.data(ProcessModel::OfflineRole).toBool()});
    }
    return result;
}

void ProcessPane::select(const QString &server, const QString &namespec)
{
    const QModelIndex source = m_model->find(server, namespec);
    QModelIndex index = m_proxy->mapFromSource(source);
    if (source.isValid() && !index.isValid()) { // hidden by the filter
        clearFilter();
        index = m_proxy->mapFromSource(source);
    }
    if (!index.isValid())
        return;
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
}

QByteArray ProcessPane::saveHeader() const
{
    return m_tree->header()->saveState();
}

void ProcessPane::restoreHeader(const QByteArray &header)
{
    if (header.isEmpty() || !m_tree->header()->restoreState(header))
        restoreDefaultHeader();
}

void ProcessPane::restoreDefaultHeader()
{
    const QFontMetrics metrics = m_tree->fontMetrics();
    const auto width = [&](const QString &text) { return metrics.horizontalAdvance(text); };
    for (int column = 0; column < ProcessModel::ColumnCount; ++column) {
        m_tree->header()->moveSection(m_tree->header()->visualIndex(column), column);
        m_tree->setColumnHidden(column, false);
    }
    m_tree->setColumnWidth(ProcessModel::Name, width(u"a_process_name_0000"_s) + 60);
    m_tree->setColumnWidth(ProcessModel::State, width(u"STOPPING"_s) + 52);
    m_tree->setColumnWidth(ProcessModel::Pid, width(u"4194304"_s) + 16);
    m_tree->setColumnWidth(ProcessModel::Uptime, width(u"00 d 00:00:00"_s) + 16);
    m_tree->header()->setStretchLastSection(true);
    m_tree->sortByColumn(ProcessModel::Name, Qt::AscendingOrder);
}

void ProcessPane::focusFilter()
{
    m_filterEdit->setFocus(Qt::ShortcutFocusReason);
    m_filterEdit->selectAll();
}

void ProcessPane::clearFilter()
{
    m_chips.at(0)->setChecked(true);
    m_filterEdit->clear();
}

bool ProcessPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (watched == m_tree && isEnter && key->modifiers() == Qt::NoModifier) {
            emit activated();
            return true;
        }
        if (watched == m_filterEdit && key->key() == Qt::Key_Escape) {
            m_filterEdit->clear();
            m_tree->setFocus();
            return true;
        }
        if (watched == m_filterEdit && (isEnter || key->key() == Qt::Key_Down)) {
            m_tree->setFocus();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

// Uptimes are computed when they are painted: while the pane is seen, a timer has them painted once a second.
void ProcessPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_clockTimer == 0)
        m_clockTimer = startTimer(1000, Qt::CoarseTimer);
}

void ProcessPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (m_clockTimer != 0)
        killTimer(std::exchange(m_clockTimer, 0));
}

void ProcessPane::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_clockTimer && !m_tree->isColumnHidden(ProcessModel::Uptime))
        m_tree->viewport()->update();
}

} // namespace kantoku::ui
