#include "ui/processes/selection.h"

#include "ui/processes/processproxy.h"

#include <QItemSelectionModel>

#include <algorithm>
#include <numeric>

namespace kantoku::ui {

namespace {

/// The processes at or below a row of the proxy.
QList<ProcessInfo> shownBelow(const ProcessProxy &proxy, const QModelIndex &row)
{
    const ProcessModel::Kind kind = ProcessModel::kindOf(row);
    if (kind == ProcessModel::Kind::Process)
        return {row.data(ProcessModel::ProcessRole).value<ProcessInfo>()};
    QList<ProcessInfo> processes;
    if (kind == ProcessModel::Kind::Descendant)
        return processes;
    for (int below = 0; below < proxy.rowCount(row); ++below)
        processes += shownBelow(proxy, proxy.index(below, 0, row));
    return processes;
}

} // namespace

QList<ProcessInfo> Selection::processes() const
{
    QList<ProcessInfo> all;
    for (const Part &part : parts)
        all += part.processes;
    return all;
}

bool Selection::isDescendantsOnly() const
{
    return !isEmpty()
        && std::ranges::all_of(parts, [](const Part &part) { return part.kind == ProcessModel::Kind::Descendant; });
}

const Selection::Part *Selection::single() const
{
    return parts.size() == 1 && parts.first().kind == ProcessModel::Kind::Process ? &parts.first() : nullptr;
}

QStringList Selection::servers() const
{
    QStringList ids;
    for (const Part &part : parts) {
        if (!ids.contains(part.server))
            ids.append(part.server);
    }
    return ids;
}

QString Selection::hiddenText() const
{
    const int hidden
        = std::accumulate(parts.cbegin(), parts.cend(), 0, [](int sum, const Part &part) { return sum + part.hidden; });
    return hidden == 0 ? QString() : tr("%n more are hidden by the filter and left alone.", nullptr, hidden);
}

Selection selectionOf(const QItemSelectionModel &selected, const ProcessProxy &proxy)
{
    Selection result;
    const auto *model = qobject_cast<const ProcessModel *>(proxy.sourceModel());
    QModelIndexList rows = selected.selectedRows();
    std::ranges::sort(rows, [](const QModelIndex &a, const QModelIndex &b) { return a < b; });
    for (const QModelIndex &row : std::as_const(rows)) {
        bool inside = false;
        for (QModelIndex up = row.parent(); up.isValid() && !inside; up = up.parent())
            inside = selected.isRowSelected(up.row(), up.parent());
        if (inside)
            continue;
        Selection::Part part{row.data(ProcessModel::ServerRole).toString(),
                             row.data(ProcessModel::NamespecRole).toString(), ProcessModel::kindOf(row),
                             shownBelow(proxy, row)};
        part.online = !row.data(ProcessModel::OfflineRole).toBool();
        part.descendant = row.data(ProcessModel::DescendantRole).value<client::Descendant>();
        QSet<QString> shown;
        for (const ProcessInfo &process : std::as_const(part.processes))
            shown.insert(process.namespec());
        for (const ProcessInfo &process : model->processesBelow(proxy.mapToSource(row))) {
            if (shown.contains(process.namespec()))
                continue;
            part.cutGroups.insert(process.group);
            ++part.hidden;
        }
        result.parts.append(part);
    }
    return result;
}

} // namespace kantoku::ui
