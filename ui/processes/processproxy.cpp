#include "ui/processes/processproxy.h"

#include "ui/processes/processmodel.h"

namespace kantoku::ui {

// QCollator's numeric mode does nothing in the C locale, in which many servers' sessions run.
int compareNames(QStringView left, QStringView right)
{
    const auto number = [](QStringView text, qsizetype from) {
        qsizetype end = from;
        while (end < text.size() && text.at(end).isDigit())
            ++end;
        while (from < end - 1 && text.at(from) == u'0')
            ++from;
        return std::pair(text.sliced(from, end - from), end);
    };
    qsizetype i = 0;
    qsizetype k = 0;
    while (i < left.size() && k < right.size()) {
        if (left.at(i).isDigit() && right.at(k).isDigit()) {
            const auto [one, oneEnd] = number(left, i);
            const auto [other, otherEnd] = number(right, k);
            if (one.size() != other.size())
                return one.size() < other.size() ? -1 : 1;
            if (const int order = one.compare(other); order != 0)
                return order;
            i = oneEnd;
            k = otherEnd;
            continue;
        }
        const QChar one = left.at(i++).toCaseFolded();
        const QChar other = right.at(k++).toCaseFolded();
        if (one != other)
            return one < other ? -1 : 1;
    }
    if (const qsizetype rest = (left.size() - i) - (right.size() - k); rest != 0)
        return rest < 0 ? -1 : 1;
    return left.compare(right); // "a01" and "a1", "A" and "a" still have an order
}

ProcessProxy::ProcessProxy(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    setSortRole(ProcessModel::SortRole);
    ProcessProxy::sort(-1);
}

void ProcessProxy::sort(int column, Qt::SortOrder order)
{
    if (column < 0)
        QSortFilterProxyModel::sort(ProcessModel::Name, Qt::AscendingOrder);
    else
        QSortFilterProxyModel::sort(column, order);
}

void ProcessProxy::setFilter(const ProcessFilter &filter)
{
    m_filter = filter;
    invalidateFilter();
}

void ProcessProxy::setTroubleFirst(bool first)
{
    if (std::exchange(m_troubleFirst, first) != first)
        invalidate();
}

bool ProcessProxy::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (m_filter.isEmpty())
        return true;
    QModelIndex row = sourceModel()->index(sourceRow, 0, sourceParent);
    using Kind = ProcessModel::Kind;
    while (row.data(ProcessModel::KindRole).value<Kind>() == Kind::Descendant) // seen with the process above it
        row = row.parent();
    const QVariant process = row.data(ProcessModel::ProcessRole);
    return process.isValid() && m_filter.matches(process.value<ProcessInfo>());
}

bool ProcessProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const auto kind = left.data(ProcessModel::KindRole).value<ProcessModel::Kind>();
    const bool ascending = sortOrder() == Qt::AscendingOrder;
    if (kind == ProcessModel::Kind::Server) // stay as they were opened
        return ascending ? left.row() < right.row() : left.row() > right.row();
    if (m_troubleFirst) {
        const bool leftTrouble = left.data(ProcessModel::ConditionRole).value<Condition>() == Condition::Trouble;
        const bool rightTrouble = right.data(ProcessModel::ConditionRole).value<Condition>() == Condition::Trouble;
        if (leftTrouble != rightTrouble)
            return ascending ? leftTrouble : rightTrouble;
    }
    const QVariant leftValue = left.data(ProcessModel::SortRole);
    const QVariant rightValue = right.data(ProcessModel::SortRole);
    const int byName = compareNames(left.siblingAtColumn(ProcessModel::Name).data().toString(),
                                    right.siblingAtColumn(ProcessModel::Name).data().toString());
    if (leftValue == rightValue) // equal values: by name, whichever the order
        return ascending ? byName < 0 : byName > 0;
    if (leftValue.typeId() == QMetaType::QString)
        return compareNames(leftValue.toString(), rightValue.toString()) < 0;
    if (leftValue.typeId() == QMetaType::Double)
        return leftValue.toDouble() < rightValue.toDouble();
    return leftValue.toLongLong() < rightValue.toLongLong();
}

} // namespace kantoku::ui
