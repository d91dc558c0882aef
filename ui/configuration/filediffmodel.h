#pragma once

#include "protocol/configpreview.h"
#include "protocol/processoptions.h"
#include "ui/configuration/linediff.h"

#include <QAbstractTableModel>

namespace kantoku::ui {

/// One configuration file in two layers, line beside line; long runs of lines that are alike are one row.
class FileDiffModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { LoadedLine, LoadedText, DiskLine, DiskText, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole, ///< int of DiffRow::Kind
        FoldedRole, ///< int: lines that a row stands for; 0 for a row of its own
    };
    /// Lines that are shown around a difference.
    static constexpr int context = 3;

    using QAbstractTableModel::QAbstractTableModel;

    /// @param marked  a line of the text on disk, from 1, that has a mark and is not folded; 0 for none
    /// @param severity  of what is said about that line
    void setFile(const ConfigFileText &file, int marked = 0,
                 ConfigPreview::Message::Severity severity = ConfigPreview::Message::Severity::Error);
    /// The marked row; -1 where there is none.
    int markedRow() const { return m_markedRow; }
    /// Rows in which something differs.
    int differences() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        DiffRow lines;
        int folded = 0;
    };
    QString text(const Row &row, int column) const;

    QStringList m_loaded;
    QStringList m_disk;
    QList<Row> m_rows;
    int m_markedRow = -1;
    ConfigPreview::Message::Severity m_markedAs = ConfigPreview::Message::Severity::Error;
};

} // namespace kantoku::ui
