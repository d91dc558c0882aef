#include "ui/preferences/mutedmodel.h"

#include "ui/servers/serverlist.h"
#include "ui/settings.h"

#include <algorithm>

namespace kantoku::ui {

MutedModel::MutedModel(Settings *settings, const ServerList *servers, QObject *parent)
    : QAbstractTableModel(parent)
    , m_settings(settings)
    , m_servers(servers)
    , m_muted(settings->mutedNotices())
{
    connect(settings, &Settings::changed, this, &MutedModel::load);
}

void MutedModel::load()
{
    const QList<MutedNotice> now = m_settings->mutedNotices();
    if (now == m_muted)
        return;
    beginResetModel();
    m_muted = now;
    endResetModel();
}

int MutedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_muted.size());
}

int MutedModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MutedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MutedNotice &muted = m_muted.at(index.row());
    if (role == Qt::ToolTipRole)
        return muted.server;
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == Process)
        return muted.namespec.isEmpty() ? tr("all of the server") : muted.namespec;
    if (const client::Session *session = m_servers->find(muted.server))
        return session->name();
    const QList<SavedServer> servers = m_settings->savedServers();
    const auto saved = std::ranges::find(servers, muted.server, &SavedServer::address);
    return saved == servers.cend() || saved->name.isEmpty() ? muted.server : saved->name;
}

QVariant MutedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Process ? tr("Process", "column") : tr("Server", "column");
}

void MutedModel::unmute(const QModelIndexList &rows)
{
    QList<MutedNotice> left = m_muted;
    for (const QModelIndex &row : rows)
        left.removeAll(m_muted.at(row.row()));
    m_settings->setMutedNotices(left);
}

} // namespace kantoku::ui
