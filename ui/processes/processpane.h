#pragma once

#include "ui/processes/processmodel.h"
#include "ui/processes/processproxy.h"
#include "ui/processes/selection.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace kantoku::ui {

class ConditionChips;
class TreeColumns;

/// The left side: chips and filter above the tree of processes, and in place of an empty tree why it is empty.
class ProcessPane : public QWidget {
    Q_OBJECT
public:
    explicit ProcessPane(ProcessModel *model, QWidget *parent = nullptr);

    QTreeView *tree() const { return m_tree; }
    /// Lives in the window's toolbar; the pane owns what it means.
    QLineEdit *filterEdit() const { return m_filterEdit; }
    ProcessProxy *proxy() const { return m_proxy; }

    /// What the filter hides is not selected, though its group or server is.
    Selection selection() const;
    void select(const QString &server, const QString &namespec);

    TreeColumns *columns() const { return m_columns; }
    /// The processes of a server that are in sight, by namespec.
    QStringList visibleProcesses(const QString &server) const;
    /// Those of them whose descendants are shown.
    QStringList expandedProcesses(const QString &server) const;

public slots:
    void focusFilter();
    void clearFilter();

signals:
    /// While the pane is seen: what tells spans of time tells others now.
    void secondBegan();
    void selectionChanged();
    /// What rows say has changed, and so perhaps the state of what is selected. Comes often.
    void rowsChanged();
    /// Enter or a double click on a process.
    void activated();
    /// Somebody wants to see what descends from that process.
    void processExpanded(const QString &server, const QString &namespec);
    void contextMenuRequested(const QPoint &globalPosition);

protected:
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void activate(const QModelIndex &row);
    void selectFirstMatch();
    void applyFilter();
    void updateEmptyState();
    void forEachGroup(const std::function<void(const QModelIndex &)> &visit) const;
    void rememberCollapsed();
    void collapseAgain();
    void expandFresh(const QModelIndex &parent, int first, int last);

    ProcessModel *m_model;
    ProcessProxy *m_proxy;
    QLineEdit *m_filterEdit = nullptr;
    QTreeView *m_tree = nullptr;
    TreeColumns *m_columns = nullptr;
    QList<QPersistentModelIndex> m_collapsed; ///< rows of the model, while a filter has expanded all
    QStackedWidget *m_stack = nullptr;
    QLabel *m_emptyText = nullptr;
    QPushButton *m_emptyButton = nullptr;
    ConditionChips *m_chips = nullptr;
    int m_clockTimer = 0;
};

} // namespace kantoku::ui
