#pragma once

#include "protocol/configpreview.h"
#include "protocol/processinfo.h"

namespace kantoku::client {

/**
 * What an update would do to each process of the groups that differ from the files, and which options are the cause.
 *
 * Groups come in the order in which an update takes them: removed, changed, added.
 */
struct UpdatePlan {
    enum class Effect {
        Keep, ///< is not running, and stays so, with its new settings
        Start,
        StartThoughStopped, ///< would start, although somebody had stopped it
        Restart,
        Stop, ///< runs now, and does not start by itself afterwards
        Remove, ///< is stopped where it runs, and is gone
    };
    struct Process {
        QString namespec;
        Effect effect = Effect::Keep;
        bool isDisturbed = false; ///< runs now, and would be stopped
        QList<ConfigPreview::Option> causes; ///< its own options that differ
    };
    struct Group {
        QString name;
        ConfigPreview::Action action = ConfigPreview::Action::Keep;
        QList<ConfigPreview::Option> causes; ///< options of the group itself that differ
        QList<Process> processes;
    };
    QList<Group> groups;
    int untouched = 0; ///< processes of all the other groups

    /// How many running processes are stopped when these groups are updated.
    int disturbedBy(const QStringList &groupNames) const;
    /// The same as lines for a shell, one for each group, in order.
    /// @param server  as `kantokuctl -s` takes it
    QStringList commands(const QString &server, const QStringList &groupNames) const;
};

/// In the order in which an update takes them: removed, changed, added; those that would stay come last.
QList<ConfigPreview::Group> inUpdateOrder(QList<ConfigPreview::Group> groups);

/// @param processes  of the server as they are now
UpdatePlan planUpdate(const ConfigPreview &preview, const QList<ProcessInfo> &processes);

} // namespace kantoku::client
