#pragma once

#include <QAbstractTableModel>
#include <QFont>
#include <QPointer>

namespace kantoku::ui {

class LogFinder;
class LogView;

/// The lines with matches of a LogFinder: where they are, and what they say.
class LogFilterModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { LineColumn, TextColumn, ColumnCount };
    enum Role { AddressRole = Qt::UserRole };

    LogFilterModel(LogFinder *finder, LogView *view, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// The row of the matching line at or next before an address; -1 for none.
    int rowAt(qint64 address) const;

private:
    QString textOf(int row) const;

    LogFinder *m_finder;
    LogView *m_view;
};

} // namespace kantoku::ui
