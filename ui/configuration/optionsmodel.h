#pragma once

#include "protocol/processoptions.h"

#include <QAbstractTableModel>

namespace kantoku::ui {

/// The options of one process with what they are in each layer, and where that is written.
class OptionsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Active, Loaded, Disk, Where, ColumnCount };
    enum Role {
        IsSetRole = Qt::UserRole, ///< QString "set" or "default"
        DiffersRole, ///< bool: the layers do not agree
        FileRole, ///< QString: the file of the column Where, whole
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// What differs between the layers comes first.
    void setOptions(const ProcessOptions &given);
    /// How many options are not the same in all layers.
    int differing() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    ProcessOptions m_options;
};

} // namespace kantoku::ui
