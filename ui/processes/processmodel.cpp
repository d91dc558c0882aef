#include "ui/processes/processmodel.h"

#include "protocol/namespec.h"

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
    ProcessInfo process;
    ConditionCounts counts;
    QList<Wanted> children;
};

struct ProcessModel::Node {
    Kind kind = Kind::Server;
    Node *parent = nullptr;
    int row = 0;
    QString key; ///< orders siblings and tells them apart
    QString name;
    QString namespec;
    ProcessInfo process; ///< of a process
    ConditionCounts counts; ///< of a group or server
    Session::Status status = Session::Status::Disconnected; ///< of a server
    QDateTime updatedAt; ///< of a server
    qint64 clockOffset = 0; ///< of a server: seconds that our clock is ahead of its
    qint64 offsetFrom = 0; ///< of a server: the `now` that clockOffset was computed from
    std::vector<std::unique_ptr<Node>> children;

    const Node *server() const
    {
        const Node *at = this;
        while (at->kind != Kind::Server)
            at = at->parent;
        return at;
    }
    bool isOffline() const { return server()->status != Session::Status::Online; }
    void renumber(size_t from)
    {
        for (size_t i = from; i < children.size(); ++i)
            children[i]->row = static_cast<int>(i);
    }
};

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
    for (qsizetype i = 0; i < picture.processes.size();) {
        const QString group = picture.processes.at(i).group;
        qsizetype end = i;
        while (end < picture.processes.size() && picture.processes.at(end).group == group)
            ++end;
        Wanted wanted{Kind::Group, u"g:"_s + group, group, Namespec{group, {}}.toString(), {}, {}, {}};
        for (; i < end; ++i) {
            const ProcessInfo &process = picture.processes.at(i);
            wanted.counts.add(process);
            wanted.children.append({Kind::Process, process.name, process.name, process.namespec(), process, {}, {}});
        }
        total += wanted.counts;
        if (wanted.children.size() == 1 && wanted.children.first().name == group) {
            wanted = wanted.children.first();
            wanted.key = u"p:"_s + group;
        }
        std::ranges::sort(wanted.children, {}, &Wanted::key);
        rows.append(std::move(wanted));
    }
    std::ranges::sort(rows, {}, &Wanted::key);

    const bool wasOffline = server->isOffline();
    server->name = picture.name;
    server->status = picture.status;
    server->updatedAt = picture.updatedAt;
    server->counts = total;
    const qint64 now = picture.processes.isEmpty() ? 0 : picture.processes.first().now;
    if (now != 0 && now != server->offsetFrom && picture.updatedAt.isValid()) {
        server->offsetFrom = now;
        server->clockOffset = picture.updatedAt.toSecsSinceEpoch() - now;
    }
    merge(server, rows);
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

void ProcessModel::merge(Node *parent, const QList<Wanted> &wanted)
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

    // Inserts, again one signal for each run; rows[i] then stands for wanted[i].
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
            node->process = wanted.at(k).process;
            node->counts = wanted.at(k).counts;
            fresh.push_back(std::move(node));
        }
        beginInsertRows(parentIndex, static_cast<int>(i), static_cast<int>(end) - 1);
        rows.insert(rows.begin() + i, std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
        parent->renumber(static_cast<size_t>(i));
        endInsertRows();
        i = end;
    }

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
        ProcessInfo before = node->process;
        before.now = now.process.now; // passes by itself
        const bool changed = before != now.process || node->counts != now.counts;
        node->process = now.process;
        node->counts = now.counts;
        if (changed && runStart < 0)
            runStart = i;
        else if (!changed)
            flush(i);
    }
    flush(static_cast<int>(wanted.size()));
    for (int i = 0; i < wanted.size(); ++i) {
        if (wanted.at(i).kind == Kind::Group)
            merge(rows[static_cast<size_t>(i)].get(), wanted.at(i).children);
    }
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

QVariant ProcessModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant((section == Pid || section == Uptime ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Name", "column");
    case State: return tr("State", "column");
    case Pid: return tr("PID", "column");
    case Uptime: return tr("Uptime", "column");
    case Description: return tr("Description", "column");
    default: return {};
    }
}

QVariant ProcessModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &at = *node(index);
    const bool isProcess = at.kind == Kind::Process;
    switch (role) {
    case Qt::DisplayRole: return displayText(at, index.column());
    case Qt::ToolTipRole: return toolTip(at);
    case Qt::AccessibleTextRole:
        if (index.column() != Name)
            return displayText(at, index.column());
        return tr("%1, %2", "a row's name, its state").arg(at.name, displayText(at, State));
    case Qt::TextAlignmentRole:
        return index.column() == Pid || index.column() == Uptime ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                                 : QVariant();
    case KindRole: return QVariant::fromValue(at.kind);
    case ServerRole: return at.server()->key;
    case NamespecRole: return at.namespec;
    case StateRole: return isProcess ? QVariant::fromValue(at.process.state) : QVariant();
    case ConditionRole:
        if (isProcess)
            return QVariant::fromValue(condition(at.process));
        return QVariant::fromValue(at.counts.trouble > 0       ? Condition::Trouble
                                       : at.counts.running > 0 ? Condition::Running
                                                               : Condition::Stopped);
    case CountsRole: return isProcess ? QVariant() : QVariant::fromValue(at.counts);
    case ProcessRole: return isProcess ? QVariant::fromValue(at.process) : QVariant();
    case OfflineRole: return at.isOffline();
    case SortRole: return sortValue(at, index.column());
    default: return {};
    }
}

QString ProcessModel::displayText(const Node &at, int column) const
{
    if (column == Name)
        return at.name;
    if (at.kind == Kind::Server)
        return column == State ? serverText(at) : QString();
    if (at.kind == Kind::Group) {
        switch (column) {
        case State: return tr("%1 of %2", "running processes, all").arg(at.counts.running).arg(at.counts.total());
        case Description: return at.counts.trouble > 0 ? tr("%n in trouble", nullptr, at.counts.trouble) : QString();
        default: return {};
        }
    }
    const ProcessInfo &process = at.process;
    switch (column) {
    case State: return stateName(process.state);
    case Pid: return process.pid > 0 ? QString::number(process.pid) : u"–"_s;
    case Uptime: {
        if (process.state != ProcessState::Running && process.state != ProcessState::Stopping)
            return u"–"_s;
        const QDateTime now = serverTime(indexOf(&at));
        return clockText(std::chrono::seconds(now.toSecsSinceEpoch() - process.start));
    }
    case Description:
        // While it runs the server's words only repeat the columns beside.
        if (process.state == ProcessState::Running)
            return {};
        return process.spawnError.isEmpty() || condition(process) != Condition::Trouble ? process.description
                                                                                        : process.spawnError;
    default: return {};
    }
}

QString ProcessModel::serverText(const Node &server) const
{
    using enum Session::Status;
    const QString counts
        = tr("%1 of %2", "running processes, all").arg(server.counts.running).arg(server.counts.total());
    switch (server.status) {
    case Online: return counts;
    case Connecting: return tr("connecting…");
    case Disconnected:
    case Retrying:
    case Refused: break;
    }
    const QString word = server.status == Refused ? tr("refused") : tr("offline");
    if (!server.updatedAt.isValid())
        return word;
    const std::chrono::seconds age(server.updatedAt.secsTo(m_clock()));
    return tr("%1, as of %2 ago", "offline, a span of time").arg(word, spanText(age));
}

QVariant ProcessModel::sortValue(const Node &at, int column) const
{
    const ProcessInfo &process = at.process;
    switch (column) {
    case State:
        return isStopped(process.state) ? 1000 + static_cast<int>(process.state) : static_cast<int>(process.state);
    case Pid: return process.pid;
    case Uptime:
        return process.state == ProcessState::Running || process.state == ProcessState::Stopping
            ? serverTime(indexOf(&at)).toSecsSinceEpoch() - process.start
            : qint64(-1);
    default: return displayText(at, column);
    }
}

QString ProcessModel::toolTip(const Node &at) const
{
    if (at.kind == Kind::Process) {
        const QString why = whyNotRunning(at.process, serverTime(indexOf(&at)));
        return why.isEmpty() ? at.namespec : tr("%1: %2", "name, explanation").arg(at.namespec, why);
    }
    if (at.kind == Kind::Server)
        return at.key;
    return tr("%1: %2 running, %3 in trouble, %4 stopped")
        .arg(at.namespec)
        .arg(at.counts.running)
        .arg(at.counts.trouble)
        .arg(at.counts.stopped);
}

} // namespace kantoku::ui
