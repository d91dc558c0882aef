#pragma once

#include "client/processtrack.h"

#include <QAbstractTableModel>

namespace kantoku::ui {

/// The changes of state of one process, the newest first.
class HistoryModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Change, Pid, Detail, Cause, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// @param changes  the oldest first, as servers tell them; what is new becomes inserted rows
    void setChanges(const QList<client::StateChange> &changes);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<client::StateChange> m_changes; ///< the newest first
};

} // namespace kantoku::ui
