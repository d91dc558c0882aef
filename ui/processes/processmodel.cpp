#include "protocol/namespec.h"
#include "ui/processes/processnode.h"

#include <QSet>

#include <algorithm>
#include <vector>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;

void ConditionCounts::add(const ProcessInfo &process)
{
    switch (condition(process)) {
    case Condition::Trouble: ++trouble; break;
    case Condition::Running: ++running; break;
    case Condition::Stopped: ++stopped; break;
    }
}

ConditionCounts &ConditionCounts::operator+=(const ConditionCounts &other)
{
    running += other.running;
    trouble += other.trouble;
    stopped += other.stopped;
    return *this;
}

/// A row as a new picture wants it. Siblings are sorted by key.
struct ProcessModel::Wanted {
    Kind kind = Kind::Process;
    QString key;
    QString name;
    QString namespec;
    const ProcessInfo *process = nullptr; ///< of the picture; nothing where the row is no process
    ConditionCounts counts = {};
    client::Descendant descendant = {};
    int restarts = 0;
    ConfigLayers config = {};
    QList<Wanted> children = {};
};

const ProcessInfo &ProcessModel::processOf(const Wanted &row)
{
    static const ProcessInfo none;
    return row.process ? *row.process : none;
}

/// They mostly are sorted.
void ProcessModel::sortByKey(QList<Wanted> &rows)
{
    if (!std::ranges::is_sorted(rows, {}, &Wanted::key))
        std::ranges::sort(rows, {}, &Wanted::key);
}

ProcessModel::ProcessModel(QObject *parent, Clock clock)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
    , m_clock(std::move(clock))
{
}

ProcessModel::~ProcessModel() = default;

void ProcessModel::setServer(const ServerPicture &picture)
{
    auto it = std::ranges::find_if(m_root->children, [&](const auto &server) { return server->key == picture.id; });
    if (it == m_root->children.end()) {
        const int row = rowCount();
        beginInsertRows({}, row, row);
        auto server = std::make_unique<Node>();
        server->parent = m_root.get();
        server->key = picture.id;
        server->name = picture.name;
        server->row = row;
        m_root->children.push_back(std::move(server));
        endInsertRows();
        it = std::prev(m_root->children.end());
    }
    Node *server = it->get();

    // One row for each group; a group of one process of its own name is that process.
    QList<Wanted> rows;
    ConditionCounts total;
    int restarts = 0;
    ConfigLayers layers;
    for (qsizetype i = 0; i < picture.processes.size();) {
        const QString group = picture.processes.at(i).group;
        qsizetype end = i;
        while (end < picture.processes.size() && picture.processes.at(end).group == group)
            ++end;
        Wanted wanted{Kind::Group, u"g:"_s + group, group, Namespec{group, {}}.toString()};
        for (; i < end; ++i) {
            const ProcessInfo &process = picture.processes.at(i);
            wanted.counts.add(process);
            const QString name = process.namespec();
            Wanted row{Kind::Process, process.name, process.name, name, &process};
            row.restarts = picture.restarts.value(name);
            row.config = picture.config.value(name);
            wanted.restarts += row.restarts;
            wanted.config.diskDiffers |= row.config.diskDiffers;
            wanted.config.activeDiffers |= row.config.activeDiffers;
            wanted.config.isGoneFromDisk = row.config.isGoneFromDisk; // of all of a group or of none
            wanted.children.append(std::move(row));
        }
        total += wanted.counts;
        restarts += wanted.restarts;
        layers.diskDiffers |= wanted.config.diskDiffers;
        layers.activeDiffers |= wanted.config.activeDiffers;
        if (wanted.children.size() == 1 && wanted.children.first().name == group) {
            wanted = wanted.children.first();
            wanted.key = u"p:"_s + group;
        }
        sortByKey(wanted.children);
        rows.append(std::move(wanted));
    }
    sortByKey(rows);

    const bool wasOffline = server->isOffline();
    server->name = picture.name;
    server->status = picture.status;
    server->updatedAt = picture.updatedAt;
    server->counts = total;
    server->restarts = restarts;
    server->config = layers;
    server->tellsUsage = picture.tellsUsage;
    server->countsEveryStart = picture.countsEveryStart;
    server->clockOffset = picture.clockOffset;
    merge(server, rows);
    sumUp(server);
    if (wasOffline != server->isOffline()) {
        for (const auto &child : server->children) { // their colours change
            emit dataChanged(indexOf(child.get()), indexOf(child.get(), ColumnCount - 1));
            if (!child->children.empty())
                emit dataChanged(indexOf(child->children.front().get()),
                                 indexOf(child->children.back().get(), ColumnCount - 1));
        }
    }
    emit dataChanged(indexOf(server), indexOf(server, ColumnCount - 1));
    publishCounts();
}

/// Removes and inserts until rows[i] stands for wanted[i].
void ProcessModel::mergeRows(Node *parent, const QList<Wanted> &wanted)
{
    const QModelIndex parentIndex = indexOf(parent);
    auto &rows = parent->children;
    const auto isWanted = [&](const std::unique_ptr<Node> &node) {
        return std::ranges::binary_search(wanted, node->key, {}, &Wanted::key);
    };
    // Removes first, from the end, one signal for each run of rows.
    for (size_t end = rows.size(); end > 0;) {
        if (isWanted(rows[end - 1])) {
            --end;
            continue;
        }
        size_t begin = end - 1;
        while (begin > 0 && !isWanted(rows[begin - 1]))
            --begin;
        beginRemoveRows(parentIndex, static_cast<int>(begin), static_cast<int>(end) - 1);
        rows.erase(rows.begin() + static_cast<qsizetype>(begin), rows.begin() + static_cast<qsizetype>(end));
        parent->renumber(begin);
        endRemoveRows();
        end = begin;
    }

    // Inserts, again one signal for each run.
    for (qsizetype i = 0; i < wanted.size();) {
        if (static_cast<size_t>(i) < rows.size() && rows[static_cast<size_t>(i)]->key == wanted.at(i).key) {
            ++i;
            continue;
        }
        const QString until = static_cast<size_t>(i) < rows.size() ? rows[static_cast<size_t>(i)]->key : QString();
        qsizetype end = i + 1;
        while (end < wanted.size() && (until.isNull() || wanted.at(end).key != until))
            ++end;
        std::vector<std::unique_ptr<Node>> fresh;
        for (qsizetype k = i; k < end; ++k) {
            auto node = std::make_unique<Node>();
            node->kind = wanted.at(k).kind;
            node->parent = parent;
            node->key = wanted.at(k).key;
            node->name = wanted.at(k).name;
            node->namespec = wanted.at(k).namespec;
            node->process = processOf(wanted.at(k));
            node->counts = wanted.at(k).counts;
            node->descendant = wanted.at(k).descendant;
            node->restarts = wanted.at(k).restarts;
            node->config = wanted.at(k).config;
            fresh.push_back(std::move(node));
        }
        beginInsertRows(parentIndex, static_cast<int>(i), static_cast<int>(end) - 1);
        rows.insert(rows.begin() + i, std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
        parent->renumber(static_cast<size_t>(i));
        endInsertRows();
        i = end;
    }
}

void ProcessModel::merge(Node *parent, const QList<Wanted> &wanted)
{
    const bool areSameRows = std::ranges::equal(
        parent->children, wanted, {}, [](const auto &node) -> const QString & { return node->key; }, &Wanted::key);
    if (!areSameRows)
        mergeRows(parent, wanted);

    const QModelIndex parentIndex = indexOf(parent);
    const auto &rows = parent->children;
    // Changes, one signal for each run of rows that differ.
    int runStart = -1;
    const auto flush = [&](int end) {
        if (runStart >= 0)
            emit dataChanged(index(runStart, 0, parentIndex), index(end - 1, ColumnCount - 1, parentIndex));
        runStart = -1;
    };
    for (int i = 0; i < wanted.size(); ++i) {
        Node *node = rows[static_cast<size_t>(i)].get();
        const Wanted &now = wanted.at(i);
        const ProcessInfo &process = processOf(now);
        node->process.now = process.now; // passes by itself
        const bool changed = node->process != process || node->counts != now.counts || node->restarts != now.restarts
            || node->config != now.config;
        if (node->kind == Kind::Process && node->process.pid != process.pid) {
            node->usage = {};
            node->processesBelow = 0;
            if (!node->children.empty())
                merge(node, {});
        }
        if (changed)
            node->process = process;
        node->counts = now.counts;
        node->restarts = now.restarts;
        node->config = now.config;
        if (changed && runStart < 0)
            runStart = i;
        else if (!changed)
            flush(i);
    }
    flush(static_cast<int>(wanted.size()));
    for (int i = 0; i < wanted.size(); ++i) {
        if (wanted.at(i).kind == Kind::Group || wanted.at(i).kind == Kind::Descendant)
            merge(rows[static_cast<size_t>(i)].get(), wanted.at(i).children);
    }
}

void ProcessModel::setUsage(const QString &server, const QHash<QString, client::ProcessUsage> &usage)
{
    const auto top = std::ranges::find_if(m_root->children, [&](const auto &each) { return each->key == server; });
    if (top == m_root->children.end())
        return;
    bool expandability = false;
    // One signal for each parent, from the first row that differs to the last.
    const auto apply = [&](Node *parent) {
        int first = -1;
        int last = -1;
        for (const auto &row : parent->children) {
            if (row->kind != Kind::Process)
                continue;
            const auto known = usage.constFind(row->namespec);
            UsageSum now;
            int below = 0;
            if (known != usage.constEnd()) {
                now.add(*known);
                below = std::max(0, known->processes - 1);
            }
            if (row->usage == now && row->processesBelow == below)
                continue;
            const bool could = row->canShowDescendants();
            row->usage = now;
            row->processesBelow = below;
            if (below == 0 && !row->children.empty())
                merge(row.get(), {});
            expandability |= could != row->canShowDescendants();
            first = first < 0 ? row->row : first;
            last = row->row;
        }
        if (first >= 0)
            emit dataChanged(index(first, Cpu, indexOf(parent)), index(last, Memory, indexOf(parent)));
    };
    apply(top->get());
    for (const auto &row : (*top)->children) {
        if (row->kind == Kind::Group)
            apply(row.get());
    }
    sumUp(top->get());
    if (expandability)
        emit expandabilityChanged();
}

/// The sums of groups and of the server from what their processes use.
void ProcessModel::sumUp(Node *server)
{
    const auto add = [](UsageSum &sum, const UsageSum &usage) {
        sum.cpuShare += usage.cpuShare;
        sum.residentBytes += usage.residentBytes;
        sum.measured += usage.measured;
    };
    const auto show = [this](Node *node, const UsageSum &sum) {
        if (std::exchange(node->usage, sum) != sum)
            emit dataChanged(indexOf(node, Cpu), indexOf(node, Memory));
    };
    UsageSum total;
    for (const auto &row : server->children) {
        if (row->kind == Kind::Group) {
            UsageSum sum;
            for (const auto &process : row->children)
                add(sum, process->usage);
            show(row.get(), sum);
        }
        add(total, row->usage);
    }
    show(server, total);
}

void ProcessModel::setDescendants(const QString &server, const QString &namespec,
                                  const QList<client::Descendant> &descendants)
{
    const QModelIndex index = find(server, namespec);
    if (index.isValid() && node(index)->kind == Kind::Process)
        mergeDescendants(node(index), descendants);
}

void ProcessModel::mergeDescendants(Node *process, const QList<client::Descendant> &descendants)
{
    QSet<qint64> placed{process->process.pid}; // a server may name one twice, or a ring
    const auto below = [&](const auto &self, qint64 parent, int depth) -> QList<Wanted> {
        QList<Wanted> rows;
        for (const client::Descendant &each : descendants) {
            if (each.parent != parent || placed.contains(each.pid) || depth > 64)
                continue;
            placed.insert(each.pid);
            Wanted row{Kind::Descendant,
                       u"%1@%2"_s.arg(each.pid, 12, 10, QChar(u'0')).arg(each.start.toMSecsSinceEpoch()),
                       each.name,
                       {}};
            row.descendant = each;
            row.children = self(self, each.pid, depth + 1);
            rows.append(std::move(row));
        }
        sortByKey(rows);
        return rows;
    };
    const bool could = process->canShowDescendants();
    merge(process, below(below, process->process.pid, 0));
    if (could != process->canShowDescendants())
        emit expandabilityChanged();
}

void ProcessModel::removeServer(const QString &id)
{
    for (size_t row = 0; row < m_root->children.size(); ++row) {
        if (m_root->children[row]->key != id)
            continue;
        beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
        m_root->children.erase(m_root->children.begin() + static_cast<qsizetype>(row));
        m_root->renumber(row);
        endRemoveRows();
        publishCounts();
        return;
    }
}

QStringList ProcessModel::servers() const
{
    QStringList ids;
    for (const auto &server : m_root->children)
        ids.append(server->key);
    return ids;
}

void ProcessModel::publishCounts()
{
    ConditionCounts counts;
    for (const auto &server : m_root->children)
        counts += server->counts;
    if (std::exchange(m_counts, counts) != counts)
        emit countsChanged(counts);
}

QModelIndex ProcessModel::find(const QString &server, const QString &namespec) const
{
    for (const auto &top : m_root->children) {
        if (top->key != server)
            continue;
        if (namespec.isEmpty())
            return indexOf(top.get());
        for (const auto &row : top->children) {
            if (row->namespec == namespec)
                return indexOf(row.get());
            for (const auto &process : row->children) {
                if (process->namespec == namespec)
                    return indexOf(process.get());
            }
        }
    }
    return {};
}

QList<ProcessInfo> ProcessModel::processesBelow(const QModelIndex &index) const
{
    const Node *at = index.isValid() ? node(index) : m_root.get();
    if (at != m_root.get() && at->kind == Kind::Process)
        return {at->process};
    if (at != m_root.get() && at->kind == Kind::Descendant)
        return {};
    QList<ProcessInfo> processes;
    for (const auto &child : at->children)
        processes += processesBelow(indexOf(child.get()));
    return processes;
}

QDateTime ProcessModel::serverTime(const QModelIndex &index) const
{
    if (!index.isValid())
        return m_clock();
    const Node *server = node(index)->server();
    const QDateTime ours = server->isOffline() && server->updatedAt.isValid() ? server->updatedAt : m_clock();
    return ours.addSecs(-server->clockOffset);
}

ProcessModel::Node *ProcessModel::node(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex ProcessModel::indexOf(const Node *at, int column) const
{
    return at == m_root.get() ? QModelIndex() : createIndex(at->row, column, at);
}

QModelIndex ProcessModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, node(parent)->children[static_cast<size_t>(row)].get());
}

QModelIndex ProcessModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(node(child)->parent) : QModelIndex();
}

int ProcessModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(node(parent)->children.size());
}

int ProcessModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool ProcessModel::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0 || canFetchMore(parent);
}

bool ProcessModel::canFetchMore(const QModelIndex &parent) const
{
    if (!parent.isValid() || parent.column() > 0)
        return false;
    const Node *at = node(parent);
    return at->kind == Kind::Process && at->children.empty() && at->processesBelow > 0;
}

} // namespace kantoku::ui
