#pragma once

#include "ui/processes/processmodel.h"
#include "ui/processes/processproxy.h"

#include <QHash>
#include <QSet>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace kantoku::ui {

class TreeColumns;

/// What the user has selected: whole servers and groups count as such, so that an action can say its scope.
struct Selection {
    struct Part {
        QString server;
        QString namespec; ///< "group:name", "group:*", or empty for the whole server
        ProcessModel::Kind kind = ProcessModel::Kind::Process;
        QList<ProcessInfo> processes; ///< those within that are shown
        QSet<QString> cutGroups = {}; ///< the groups of which the filter hides some
        int hidden = 0; ///< how many processes it hides of what is selected
        bool online = false;
        client::Descendant descendant = {}; ///< where kind is Descendant
    };
    QList<Part> parts; ///< none is inside another

    bool isEmpty() const { return parts.isEmpty(); }
    QList<ProcessInfo> processes() const;
    /// What descends from a process is seen, but not controlled: true where nothing else is selected.
    bool isDescendantsOnly() const;
    /// The one process that is selected, if it is one.
    const Part *single() const;
    QStringList servers() const;
    /// How many processes the filter hides of what is selected, as a sentence; empty where it hides none.
    QString hiddenText() const;
};

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
    QList<ProcessInfo> shownBelow(const QModelIndex &row) const;
    void applyFilter();
    void showCounts(const ConditionCounts &counts);
    void updateEmptyState();
    static ProcessModel::Kind kindOf(const QModelIndex &row);
    void forEachGroup(const std::function<void(const QModelIndex &)> &visit) const;
    void rememberCollapsed();
    void collapseAgain();
    void expandFresh(const QModelIndex &parent, int first, int last);
    void renewIcons();

    ProcessModel *m_model;
    ProcessProxy *m_proxy;
    QLineEdit *m_filterEdit = nullptr;
    QTreeView *m_tree = nullptr;
    TreeColumns *m_columns = nullptr;
    QList<QPersistentModelIndex> m_collapsed; ///< rows of the model, while a filter has expanded all
    QStackedWidget *m_stack = nullptr;
    QLabel *m_emptyText = nullptr;
    QPushButton *m_emptyButton = nullptr;
    QList<QToolButton *> m_chips;
    std::optional<Condition> m_only;
    int m_clockTimer = 0;
};

} // namespace kantoku::ui
