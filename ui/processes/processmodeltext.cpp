// What the rows of the model say.

#include "ui/processes/processnode.h"

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;

bool ProcessModel::isFigure(int column)
{
    return column == Pid || column == Uptime || column == Cpu || column == Memory || column == Restarts;
}

QString ProcessModel::columnTitle(int column)
{
    switch (column) {
    case Name: return tr("Name", "column");
    case State: return tr("State", "column");
    case Pid: return tr("PID", "column");
    case Uptime: return tr("Uptime", "column");
    case Cpu: return tr("CPU", "column");
    case Memory: return tr("Memory", "column");
    case Restarts: return tr("Restarts", "column");
    case Config: return tr("Config", "column");
    case Description: return tr("Description", "column");
    default: return {};
    }
}

QVariant ProcessModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((isFigure(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::DisplayRole) // as far from the next column as the figures below
        return isFigure(section) ? columnTitle(section) + QChar(0x2003) : columnTitle(section);
    if (role != Qt::ToolTipRole)
        return {};
    switch (section) {
    case Cpu: return tr("Share of one processor that the process and its descendants use; 200 % keeps two busy");
    case Memory: return tr("Resident memory of the process and its descendants; what they share counts for each");
    case Restarts: return tr("How often the process was started again since this window has known its server");
    case Config: return tr("Where the configuration on disk or as loaded is not what the process runs with");
    default: return columnTitle(section);
    }
}

QVariant ProcessModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &at = *node(index);
    const bool isProcess = at.kind == Kind::Process;
    const bool isDescendant = at.kind == Kind::Descendant;
    switch (role) {
    case Qt::DisplayRole: return displayText(at, index.column());
    case Qt::ToolTipRole: return toolTip(at, index.column());
    case Qt::AccessibleTextRole:
        if (index.column() != Name || isDescendant)
            return displayText(at, index.column());
        return tr("%1, %2", "a row's name, its state").arg(at.name, displayText(at, State));
    case Qt::TextAlignmentRole:
        return isFigure(index.column()) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case KindRole: return QVariant::fromValue(at.kind);
    case ServerRole: return at.server()->key;
    case NamespecRole: return at.namespec;
    case StateRole: return isProcess ? QVariant::fromValue(at.process.state) : QVariant();
    case ConditionRole:
        if (isProcess)
            return QVariant::fromValue(condition(at.process));
        return QVariant::fromValue(at.counts.trouble > 0                       ? Condition::Trouble
                                       : at.counts.running > 0 || isDescendant ? Condition::Running
                                                                               : Condition::Stopped);
    case CountsRole: return isProcess || isDescendant ? QVariant() : QVariant::fromValue(at.counts);
    case ProcessRole: return isProcess ? QVariant::fromValue(at.process) : QVariant();
    case ConfigRole: return QVariant::fromValue(at.config);
    case DescendantRole: return isDescendant ? QVariant::fromValue(at.descendant) : QVariant();
    case OfflineRole: return at.isOffline();
    case SortRole: return sortValue(at, index.column());
    default: return {};
    }
}

QString ProcessModel::displayText(const Node &at, int column) const
{
    if (column == Name)
        return at.name;
    if (at.kind == Kind::Descendant) {
        switch (column) {
        case Pid: return QString::number(at.descendant.pid);
        case Uptime: return clockText(std::chrono::seconds(at.descendant.start.secsTo(serverTime(indexOf(&at)))));
        case Description: return at.descendant.command;
        default: return {};
        }
    }
    const bool tellsUsage = at.server()->tellsUsage;
    const bool isSum = at.kind != Kind::Process;
    switch (column) {
    case Cpu:
        if (at.usage.measured > 0)
            return cpuText(at.usage.cpuShare);
        return isSum && tellsUsage ? QString() : u"–"_s;
    case Memory:
        if (at.usage.measured > 0)
            return memoryText(at.usage.residentBytes);
        return isSum && tellsUsage ? QString() : u"–"_s;
    case Restarts:
        if (at.kind == Kind::Server)
            return {};
        return QString::number(at.restarts);
    case Config: return configText(at.config);
    default: break;
    }
    if (at.kind == Kind::Server)
        return column == State ? serverText(at) : QString();
    if (at.kind == Kind::Process)
        return processText(at, column);
    switch (column) {
    case State: return tr("%1 of %2 running", "running processes, all").arg(at.counts.running).arg(at.counts.total());
    case Description: return at.counts.trouble > 0 ? tr("%n in trouble", nullptr, at.counts.trouble) : QString();
    default: return {};
    }
}

QString ProcessModel::processText(const Node &at, int column) const
{
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
    switch (server.status) {
    case Online:
        return tr("%1 of %2 running", "running processes, all").arg(server.counts.running).arg(server.counts.total());
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
    if (at.kind == Kind::Descendant) {
        switch (column) {
        case Pid: return at.descendant.pid;
        case Uptime: return -at.descendant.start.toSecsSinceEpoch();
        default: return displayText(at, column);
        }
    }
    switch (column) {
    case State:
        if (at.kind != Kind::Process)
            return -1;
        return isStopped(process.state) ? 1000 + static_cast<int>(process.state) : static_cast<int>(process.state);
    case Pid: return process.pid;
    case Uptime:
        return process.state == ProcessState::Running || process.state == ProcessState::Stopping
            ? serverTime(indexOf(&at)).toSecsSinceEpoch() - process.start
            : qint64(-1);
    case Cpu: return at.usage.measured > 0 ? at.usage.cpuShare : -1.0;
    case Memory: return at.usage.measured > 0 ? at.usage.residentBytes : qint64(-1);
    case Restarts: return at.restarts;
    case Config: return (at.config.diskDiffers ? 1 : 0) + (at.config.activeDiffers ? 2 : 0);
    default: return displayText(at, column);
    }
}

QString ProcessModel::toolTip(const Node &at, int column) const
{
    const Node *server = at.server();
    if (at.kind == Kind::Descendant) {
        return tr("%1\nA process of the operating system, started by %2 or by one of its own.", "command line, name")
            .arg(at.descendant.command, processAbove(at));
    }
    if ((column == Cpu || column == Memory) && !server->tellsUsage && server->status == Session::Status::Online)
        return tr("This server cannot tell what its processes use; a kantokud can.");
    if (column == Restarts && at.kind != Kind::Server) {
        return server->countsEveryStart
            ? tr("Starts after the first since this window connected, each told by the server.")
            : tr("Counted by changes of the process id and the start time since this window was opened; this server "
                 "does not tell its starts, so quick ones may be missing.");
    }
    if (column == Config && at.config.differ())
        return configExplanation(at.config);
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

QString ProcessModel::processAbove(const Node &descendant)
{
    const Node *at = &descendant;
    while (at->kind == Kind::Descendant)
        at = at->parent;
    return at->namespec;
}

} // namespace kantoku::ui
