#pragma once

#include "ui/processes/processmodel.h"

#include <optional>
#include <vector>

namespace kantoku::ui {

/// What the processes of a row use together, as far as they were measured.
struct UsageSum {
    double cpuShare = 0;
    qint64 residentBytes = 0;
    int measured = 0; ///< processes that are in the sums; 0: there is nothing to show

    void add(const client::ProcessUsage &usage)
    {
        cpuShare += usage.cpuShare;
        residentBytes += usage.residentBytes;
        ++measured;
    }
    friend bool operator==(const UsageSum &, const UsageSum &) = default;
};

/// One row of the model; for processmodel.cpp and processmodeltext.cpp only.
struct ProcessModel::Node {
    Kind kind = Kind::Server;
    Node *parent = nullptr;
    int row = 0;
    QString key; ///< orders siblings and tells them apart
    QString name;
    QString namespec;
    ProcessInfo process; ///< of a process
    client::Descendant descendant; ///< of a descendant
    int processesBelow = 0; ///< of a process: how many of the system are below it, as measured
    UsageSum usage; ///< of a process with its descendants; of a group or server all together
    int restarts = 0; ///< of a process; of a group or server all together
    ConfigLayers config; ///< of a process; of a group or server of any within
    ConditionCounts counts; ///< of a group or server
    client::Session::Status status = client::Session::Status::Disconnected; ///< of a server
    bool tellsUsage = false; ///< of a server
    bool countsEveryStart = false; ///< of a server
    QDateTime updatedAt; ///< of a server
    qint64 clockOffset = 0; ///< of a server: seconds that our clock is ahead of its
    std::vector<std::unique_ptr<Node>> children;

    const Node *server() const
    {
        const Node *at = this;
        while (at->kind != Kind::Server)
            at = at->parent;
        return at;
    }
    bool isOffline() const { return server()->status != client::Session::Status::Online; }
    bool canShowDescendants() const { return kind == Kind::Process && (processesBelow > 0 || !children.empty()); }
    void renumber(size_t from)
    {
        for (size_t i = from; i < children.size(); ++i)
            children[i]->row = static_cast<int>(i);
    }
};

} // namespace kantoku::ui
