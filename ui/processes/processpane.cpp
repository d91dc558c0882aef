#include "ui/processes/processpane.h"

#include "ui/processes/conditionchips.h"
#include "ui/processes/processtree.h"
#include "ui/processes/statedelegate.h"
#include "ui/processes/treecolumns.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

/// Milliseconds; a few more, as a timer may be early.
int untilNextSecond()
{
    return 1005 - QTime::currentTime().msec();
}

} // namespace

ProcessPane::ProcessPane(ProcessModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_proxy(new ProcessProxy(this))
    , m_filterEdit(new QLineEdit(this))
    , m_tree(new ProcessTree(this))
    , m_stack(new QStackedWidget(this))
    , m_chips(new ConditionChips(this))
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

    connect(m_chips, &ConditionChips::chosen, this, &ProcessPane::applyFilter);

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
    m_columns = new TreeColumns(m_tree);
    connect(m_tree, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { emit contextMenuRequested(m_tree->viewport()->mapToGlobal(at)); });
    connect(m_tree, &QTreeView::doubleClicked, this,
            [this](const QModelIndex &index) { activate(index.siblingAtColumn(0)); });
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &row) {
        if (ProcessModel::kindOf(row) == ProcessModel::Kind::Process)
            emit processExpanded(row.data(ProcessModel::ServerRole).toString(),
                                 row.data(ProcessModel::NamespecRole).toString());
    });
    // The view keeps for each row whether it can be expanded.
    connect(m_model, &ProcessModel::expandabilityChanged, m_tree, &QTreeView::doItemsLayout);
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ProcessPane::selectionChanged);
    connect(m_proxy, &QAbstractItemModel::dataChanged, this, &ProcessPane::rowsChanged);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &ProcessPane::expandFresh);
    for (const QAbstractItemModel *shown : std::initializer_list<const QAbstractItemModel *>{m_proxy, m_model}) {
        connect(shown, &QAbstractItemModel::rowsInserted, this, &ProcessPane::updateEmptyState);
        connect(shown, &QAbstractItemModel::rowsRemoved, this, &ProcessPane::updateEmptyState);
    }
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, &ProcessPane::rowsChanged);

    auto *empty = new QWidget(this);
    auto *emptyLayout = new QVBoxLayout(empty);
    m_emptyText = new QLabel(empty);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    m_emptyButton = new QPushButton(tr("Clear &Filter"), empty);
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
    layout->addWidget(m_chips);
    layout->addWidget(m_stack);

    connect(m_model, &ProcessModel::countsChanged, m_chips, &ConditionChips::showCounts);
    connect(m_model, &ProcessModel::countsChanged, this, &ProcessPane::updateEmptyState);
    connect(Theme::instance(), &Theme::changed, m_tree->viewport(), qOverload<>(&QWidget::update));
    updateEmptyState();
}

void ProcessPane::applyFilter()
{
    const ProcessFilter filter(m_filterEdit->text(), m_chips->condition());
    if (!filter.isEmpty() && !m_proxy->isFiltered())
        rememberCollapsed();
    m_proxy->setFilter(filter);
    forEachGroup([this](const QModelIndex &row) { m_tree->expand(row); }); // what matches is seen
    if (filter.isEmpty())
        collapseAgain();
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

/// Calls `visit` with each server's and each group's row of the proxy.
void ProcessPane::forEachGroup(const std::function<void(const QModelIndex &)> &visit) const
{
    for (int top = 0; top < m_proxy->rowCount(); ++top) {
        const QModelIndex server = m_proxy->index(top, 0);
        visit(server);
        for (int row = 0; row < m_proxy->rowCount(server); ++row) {
            const QModelIndex group = m_proxy->index(row, 0, server);
            if (ProcessModel::kindOf(group) == ProcessModel::Kind::Group)
                visit(group);
        }
    }
}

// A filter shows what matches wherever it is; without it, what the user had collapsed is collapsed again.
void ProcessPane::rememberCollapsed()
{
    m_collapsed.clear();
    forEachGroup([this](const QModelIndex &row) {
        if (!m_tree->isExpanded(row))
            m_collapsed.append(QPersistentModelIndex(m_proxy->mapToSource(row)));
    });
}

void ProcessPane::collapseAgain()
{
    for (const QPersistentModelIndex &row : std::exchange(m_collapsed, {})) {
        if (row.isValid())
            m_tree->collapse(m_proxy->mapFromSource(row));
    }
}

void ProcessPane::expandFresh(const QModelIndex &parent, int first, int last)
{
    // New servers and groups show what is in them; what the user has collapsed is not new. Processes stay collapsed.
    const bool isOnlyContent = m_proxy->rowCount(parent) == last - first + 1;
    if (parent.isValid() && isOnlyContent && ProcessModel::kindOf(parent) == ProcessModel::Kind::Server)
        m_tree->expand(parent);
    for (int row = first; row <= last; ++row) {
        const QModelIndex fresh = m_proxy->index(row, 0, parent);
        if (ProcessModel::kindOf(fresh) == ProcessModel::Kind::Process)
            continue;
        m_tree->expand(fresh);
        for (int below = 0; below < m_proxy->rowCount(fresh); ++below)
            expandFresh(fresh, below, below);
    }
}

QStringList ProcessPane::visibleProcesses(const QString &server) const
{
    QStringList names;
    const int bottom = m_tree->viewport()->height();
    for (QModelIndex row = m_tree->indexAt(QPoint(1, 1)); row.isValid(); row = m_tree->indexBelow(row)) {
        if (m_tree->visualRect(row).top() > bottom)
            break;
        if (row.data(ProcessModel::ServerRole).toString() != server)
            continue;
        const ProcessModel::Kind kind = ProcessModel::kindOf(row);
        if (kind == ProcessModel::Kind::Process)
            names.append(row.data(ProcessModel::NamespecRole).toString());
    }
    return names;
}

QStringList ProcessPane::expandedProcesses(const QString &server) const
{
    QStringList names;
    const int bottom = m_tree->viewport()->height();
    for (QModelIndex row = m_tree->indexAt(QPoint(1, 1)); row.isValid(); row = m_tree->indexBelow(row)) {
        if (m_tree->visualRect(row).top() > bottom)
            break;
        const QModelIndex first = row.siblingAtColumn(0);
        if (ProcessModel::kindOf(first) == ProcessModel::Kind::Process && m_tree->isExpanded(first)
            && first.data(ProcessModel::ServerRole).toString() == server)
            names.append(first.data(ProcessModel::NamespecRole).toString());
    }
    return names;
}

Selection ProcessPane::selection() const
{
    return selectionOf(*m_tree->selectionModel(), *m_proxy);
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

/// A process is opened; what has others below it shows or hides them.
void ProcessPane::activate(const QModelIndex &row)
{
    if (ProcessModel::kindOf(row) == ProcessModel::Kind::Process)
        emit activated();
    else if (row.isValid() && m_proxy->hasChildren(row))
        m_tree->setExpanded(row, !m_tree->isExpanded(row));
}

/// The process that is current stays so where it matches.
void ProcessPane::selectFirstMatch()
{
    const auto isChosen = [this](const QModelIndex &row) {
        return row.isValid() && ProcessModel::kindOf(row) == ProcessModel::Kind::Process
            && m_tree->selectionModel()->isRowSelected(row.row(), row.parent());
    };
    if (isChosen(m_tree->currentIndex().siblingAtColumn(0)))
        return;
    QModelIndex row = m_proxy->index(0, 0);
    while (row.isValid() && ProcessModel::kindOf(row) != ProcessModel::Kind::Process)
        row = m_tree->indexBelow(row);
    if (row.isValid())
        m_tree->setCurrentIndex(row);
}

void ProcessPane::focusFilter()
{
    m_filterEdit->setFocus(Qt::ShortcutFocusReason);
    m_filterEdit->selectAll();
}

void ProcessPane::clearFilter()
{
    m_chips->chooseAll();
    m_filterEdit->clear();
}

bool ProcessPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (watched == m_tree && isEnter && key->modifiers() == Qt::NoModifier) {
            activate(m_tree->currentIndex().siblingAtColumn(0));
            return true;
        }
        if (watched == m_filterEdit && key->key() == Qt::Key_Escape) {
            m_filterEdit->clear();
            m_tree->setFocus();
            return true;
        }
        if (watched == m_filterEdit && (isEnter || key->key() == Qt::Key_Down)) {
            if (m_proxy->isFiltered())
                selectFirstMatch();
            m_tree->setFocus();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

// Uptimes are computed when they are painted: while the pane is seen, a timer has them painted as each second begins,
// so that all that is painted within it tells the same time.
void ProcessPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_clockTimer == 0)
        m_clockTimer = startTimer(untilNextSecond(), Qt::PreciseTimer);
}

void ProcessPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (m_clockTimer != 0)
        killTimer(std::exchange(m_clockTimer, 0));
}

void ProcessPane::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_clockTimer)
        return;
    killTimer(m_clockTimer);
    m_clockTimer = startTimer(untilNextSecond(), Qt::PreciseTimer);
    emit secondBegan();
    if (m_tree->isColumnHidden(ProcessModel::Uptime))
        return;
    const int left = m_tree->columnViewportPosition(ProcessModel::Uptime);
    m_tree->viewport()->update(left, 0, m_tree->columnWidth(ProcessModel::Uptime), m_tree->viewport()->height());
}

} // namespace kantoku::ui
