#include "ui/logs/logfilterpane.h"

#include "ui/logs/logfiltermodel.h"
#include "ui/logs/logfinder.h"
#include "ui/logs/logview.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

LogFilterPane::LogFilterPane(LogFinder *finder, LogView *view, QWidget *parent)
    : QWidget(parent)
    , m_finder(finder)
    , m_view(view)
    , m_model(new LogFilterModel(finder, view, this))
    , m_list(new QTreeView(this))
    , m_summary(new QLabel(this))
{
    setObjectName(u"logFilterPane"_s);
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Matching lines"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_list->header()->setStretchLastSection(true);
    m_list->header()->setSectionResizeMode(LogFilterModel::LineColumn, QHeaderView::Interactive);
    m_list->header()->resizeSection(LogFilterModel::LineColumn, fontMetrics().averageCharWidth() * 12);
    m_list->header()->hide();
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->installEventFilter(this);
    m_summary->setAccessibleName(tr("What the filter shows"));

    auto *close = new QToolButton(this);
    close->setText(u"×"_s);
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close filter"));
    close->setToolTip(tr("Close the filter (Esc)"));
    connect(close, &QToolButton::clicked, this, &LogFilterPane::closeRequested);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(6, 2, 2, 2);
    head->addWidget(m_summary, 1);
    head->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_list, 1);
    setFocusProxy(m_list);

    const auto choose = [this](const QModelIndex &index) {
        if (!m_followingView && index.isValid())
            emit chosen(index.data(LogFilterModel::AddressRole).toLongLong());
    };
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, choose);
    connect(m_list, &QTreeView::clicked, this, choose);
    connect(m_list, &QTreeView::activated, this, choose);
    connect(view, &LogView::currentLineChanged, this, &LogFilterPane::followView);
    connect(finder, &LogFinder::changed, this, &LogFilterPane::updateSummary);
    connect(finder, &LogFinder::changed, m_list->viewport(), qOverload<>(&QWidget::update));
    updateSummary();
}

void LogFilterPane::followView(qint64 address)
{
    if (!isVisible() || m_list->hasFocus())
        return;
    const QScopedValueRollback guard(m_followingView, true);
    const int row = std::max(0, m_model->rowAt(address));
    if (row < m_model->rowCount())
        m_list->setCurrentIndex(m_model->index(row, LogFilterModel::TextColumn));
    else
        m_list->setCurrentIndex({});
}

void LogFilterPane::updateSummary()
{
    const auto count = int(m_finder->lines().size());
    QString text;
    if (m_finder->pattern().isEmpty())
        text = tr("Type into “Find in log” to see only the lines that match.");
    else if (size_t(count) >= LogFinder::maxLines)
        text = tr("The newest %n matching lines; there are more.", nullptr, count);
    else
        text = tr("%n matching lines", nullptr, count);
    m_summary->setText(text);
}

void LogFilterPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    followView(m_view->currentLine()); // or else the list would choose its first line when it gets the focus
}

bool LogFilterPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        emit closeRequested();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace kantoku::ui
