#pragma once

#include "ui/notices/mutednotice.h"

#include <QAbstractTableModel>

namespace kantoku::ui {

class ServerList;
class Settings;

/// What notices are muted for, as the settings have it now.
class MutedModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Process, Server, ColumnCount };

    /// @param servers  whose names are shown; the others have their addresses
    MutedModel(Settings *settings, const ServerList *servers, QObject *parent);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Takes the mutes of these rows out of the settings.
    void unmute(const QModelIndexList &rows);

private:
    void load();

    Settings *m_settings;
    const ServerList *m_servers;
    QList<MutedNotice> m_muted;
};

} // namespace kantoku::ui
