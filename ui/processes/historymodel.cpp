#include "ui/processes/historymodel.h"

#include "ui/processes/processtext.h"
#include "ui/theme.h"

#include <QLocale>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::StateChange;

namespace {

/// Only what a reader may take for trouble is coloured as such: an end by itself may be as expected.
Condition conditionOf(const StateChange &change)
{
    switch (change.to) {
    case ProcessState::Backoff:
    case ProcessState::Fatal:
    case ProcessState::Unknown: return Condition::Trouble;
    case ProcessState::Stopped:
    case ProcessState::Exited: return Condition::Stopped;
    case ProcessState::Starting:
    case ProcessState::Running:
    case ProcessState::Stopping: break;
    }
    return Condition::Running;
}

QString timeText(const QDateTime &when)
{
    const QDateTime time = when.toLocalTime();
    const QString clock = time.toString(u"HH:mm:ss"_s);
    return time.date() == QDate::currentDate() ? clock
                                               : QLocale().toString(time.date(), QLocale::ShortFormat) + u' ' + clock;
}

} // namespace

void HistoryModel::setChanges(const QList<StateChange> &changes)
{
    QList<StateChange> now(changes.crbegin(), changes.crend());
    // The common case: some new ones in front, some old ones gone from the end.
    const qsizetype known = m_changes.isEmpty() ? -1 : now.indexOf(m_changes.first());
    if (known < 0
        || !std::equal(now.cbegin() + known, now.cend(), m_changes.cbegin(),
                       m_changes.cbegin() + std::min(now.size() - known, m_changes.size()))) {
        beginResetModel();
        m_changes = now;
        endResetModel();
        return;
    }
    const qsizetype kept = now.size() - known;
    if (kept < m_changes.size()) {
        beginRemoveRows({}, static_cast<int>(kept), static_cast<int>(m_changes.size()) - 1);
        m_changes.resize(kept);
        endRemoveRows();
    }
    if (known > 0) {
        beginInsertRows({}, 0, static_cast<int>(known) - 1);
        m_changes = now;
        endInsertRows();
    }
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_changes.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const StateChange &change = m_changes.at(index.row());
    if (role == Qt::ForegroundRole && index.column() == Change)
        return Theme::instance()->stateColor(change.to, conditionOf(change));
    if (role == Qt::DecorationRole && index.column() == Change)
        return Theme::instance()->stateIcon(change.to, conditionOf(change));
    if (role == Qt::ToolTipRole && index.column() == Time)
        return QLocale().toString(change.time.toLocalTime(), QLocale::LongFormat);
    if (role == Qt::TextAlignmentRole && index.column() == Pid)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Time: return timeText(change.time);
    case Change: return u"%1 → %2"_s.arg(stateName(change.from), stateName(change.to));
    case Pid: return change.pid > 0 ? QString::number(change.pid) : QString();
    case Detail: return change.detail;
    case Cause: return change.cause;
    default: return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Pid ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time", "column");
    case Change: return tr("Change of state", "column");
    case Pid: return QString(tr("PID", "column") + QChar(0x2003)); // as far from the next column as the figures below
    case Detail: return tr("Details", "column");
    case Cause: return tr("Cause", "column");
    default: return {};
    }
}

} // namespace kantoku::ui
