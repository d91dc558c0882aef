#pragma once

#include "client/updateplan.h"

#include <QTreeWidget>

namespace kantoku::ui {

/// An update as a tree: groups with tick boxes, below them the processes with what happens to each, and why.
class UpdatePlanView : public QTreeWidget {
    Q_OBJECT
public:
    enum Column { What, Effect, Cause, Where };

    explicit UpdatePlanView(QWidget *parent = nullptr);

    /// Every group is ticked at first.
    void showPlan(const client::UpdatePlan &plan);
    /// In the order of the plan.
    QStringList checkedGroups() const;
    /// From now on the boxes tell what is done and cannot be changed; the second column of a group is `text`.
    void showProgress(const QString &group, const QString &icon, const QString &text);
    void lock();
    /// The width that shows every column whole.
    int fullWidth() const;

signals:
    void checkedGroupsChanged();

private:
    QTreeWidgetItem *groupItem(const QString &group) const;
    void describe(QTreeWidgetItem *item, const QList<ConfigPreview::Option> &causes);
};

/// "restart", "stop and remove".
QString effectText(const client::UpdatePlan::Process &process);

} // namespace kantoku::ui
