#pragma once

#include "client/session.h"
#include "protocol/processinfo.h"
#include "ui/processes/configlayers.h"
#include "ui/processes/processtext.h"

#include <QAbstractItemModel>
#include <QDateTime>
#include <QHash>

#include <functional>
#include <memory>

namespace kantoku::ui {

/// What the tree shows of one server: plain values, taken from a session or made by a test.
struct ServerPicture {
    QString id; ///< what tells servers apart: the address as text
    QString name;
    client::Session::Status status = client::Session::Status::Disconnected;
    QDateTime updatedAt; ///< when the server last confirmed `processes`; invalid before the first time
    QList<ProcessInfo> processes; ///< sorted by group, then name
    QHash<QString, ConfigLayers> config = {}; ///< by namespec; only those whose layers differ
    QHash<QString, int> restarts = {}; ///< by namespec; how often it was started again, 0 where it is not named
    qint64 clockOffset = 0; ///< seconds that our clock is ahead of the server's
    bool tellsUsage = false; ///< whether the server can say what its processes use
    bool countsEveryStart = false; ///< whether `restarts` is told by the server, or only seen from outside
};

/// How many processes are in which condition.
struct ConditionCounts {
    int running = 0;
    int trouble = 0;
    int stopped = 0;

    int total() const { return running + trouble + stopped; }
    void add(const ProcessInfo &process);
    ConditionCounts &operator+=(const ConditionCounts &other);
    friend bool operator==(const ConditionCounts &, const ConditionCounts &) = default;
};

/**
 * Servers, their groups and processes as a tree of rows.
 *
 * A group of one process that is called as the group is one row of its server. Below a process are those of the system
 * that descend from it, where somebody has asked for them. A newer picture is merged: it becomes
 * inserts, removes and dataChanged, so that selection, scrolling and expansion of views survive. The model has no
 * timer: what depends on the time is computed when it is asked for, by `clock`.
 */
class ProcessModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum class Kind { Server, Group, Process, Descendant };
    Q_ENUM(Kind)
    enum Column { Name, State, Pid, Uptime, Cpu, Memory, Restarts, Config, Description, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole, ///< Kind
        ServerRole, ///< QString: the id of the row's server
        NamespecRole, ///< QString: "group:name", "group:*" for a group, empty for a server
        StateRole, ///< ProcessState; only for a process
        ConditionRole, ///< Condition; of a group or server the worst within
        CountsRole, ///< ConditionCounts of all below; only for a group or server
        ProcessRole, ///< ProcessInfo; only for a process
        ConfigRole, ///< ConfigLayers; of a group or server where any within differ
        DescendantRole, ///< client::Descendant; only for a descendant
        OfflineRole, ///< bool: the server is not online, the row shows the last picture
        SortRole, ///< the column's raw value
    };
    using Clock = std::function<QDateTime()>;

    explicit ProcessModel(QObject *parent = nullptr, Clock clock = &QDateTime::currentDateTime);
    ~ProcessModel() override;

    /// Adds the server, or merges a newer picture of it.
    void setServer(const ServerPicture &picture);
    void removeServer(const QString &id);
    /// What the processes of a server use, by namespec; a running process that is not named was not measured yet.
    void setUsage(const QString &server, const QHash<QString, client::ProcessUsage> &usage);
    /// What descends from a process, each after its parent; the process's own child may be among them.
    void setDescendants(const QString &server, const QString &namespec, const QList<client::Descendant> &descendants);
    QStringList servers() const;

    /// Of a row of this model, or of a proxy of it.
    static Kind kindOf(const QModelIndex &row) { return row.data(KindRole).value<Kind>(); }
    static bool isFigure(int column); ///< shown as a number, at the right
    static QString columnTitle(int column);

    /// The row of a process ("group:name"), a group ("group:*") or, with an empty namespec, the server.
    QModelIndex find(const QString &server, const QString &namespec = {}) const;
    /// All processes at or below `index`; of all servers for an invalid one.
    QList<ProcessInfo> processesBelow(const QModelIndex &index) const;
    /// The time by the clock of the row's server; while it is offline, the time of its last picture.
    QDateTime serverTime(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    /// True for a process that has descendants which nobody has asked for yet: setDescendants() brings them.
    bool canFetchMore(const QModelIndex &parent) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    /// How many processes of all servers are in which condition has changed.
    void countsChanged(const kantoku::ui::ConditionCounts &counts);
    /// Of some processes it has become known that they have descendants, or that they have none any more.
    void expandabilityChanged();

private:
    struct Node;
    struct Wanted;

    Node *node(const QModelIndex &index) const;
    QModelIndex indexOf(const Node *node, int column = 0) const;
    static const ProcessInfo &processOf(const Wanted &row);
    static void sortByKey(QList<Wanted> &rows);
    void merge(Node *parent, const QList<Wanted> &wanted);
    void mergeRows(Node *parent, const QList<Wanted> &wanted);
    void mergeDescendants(Node *process, const QList<client::Descendant> &descendants);
    void sumUp(Node *server);
    void publishCounts();

    // processmodeltext.cpp
    QString displayText(const Node &node, int column) const;
    QString processText(const Node &process, int column) const;
    QString serverText(const Node &server) const;
    QVariant sortValue(const Node &node, int column) const;
    QString toolTip(const Node &node, int column) const;
    static QString processAbove(const Node &descendant);

    std::unique_ptr<Node> m_root;
    Clock m_clock;
    ConditionCounts m_counts;
};

} // namespace kantoku::ui

Q_DECLARE_METATYPE(kantoku::ui::ConditionCounts)
Q_DECLARE_METATYPE(kantoku::client::Descendant)
