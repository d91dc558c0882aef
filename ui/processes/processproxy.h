#pragma once

#include "ui/processes/processfilter.h"

#include <QSortFilterProxyModel>

namespace kantoku::ui {

/// Orders names as people count: worker_2 before worker_10. Case does not matter. Below 0, 0 or above, as usual.
int compareNames(QStringView left, QStringView right);

/// Order and choice of ProcessModel's rows: a group or server is shown while something in it is.
class ProcessProxy : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit ProcessProxy(QObject *parent = nullptr);

    /// A column below 0 is the order of their own: by name.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    void setFilter(const ProcessFilter &filter);
    bool isFiltered() const { return !m_filter.isEmpty(); }
    /// Whether rows in trouble come first, in either order of any column.
    void setTroubleFirst(bool first);
    bool troubleFirst() const { return m_troubleFirst; }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    ProcessFilter m_filter;
    bool m_troubleFirst = true;
};

} // namespace kantoku::ui
