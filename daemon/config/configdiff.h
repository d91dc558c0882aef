#pragma once

#include "daemon/config/configuration.h"
#include "protocol/processinfo.h"

namespace kantoku::daemon {

/// One option of a process or group that differs between two layers.
struct OptionChange {
    QString process; ///< empty: an option of the group
    QString option;
    OptionValue before; ///< empty value and no origin where it was a default
    OptionValue after;
};

struct GroupDiff {
    enum class Kind { Added, Changed, Removed, Unchanged };
    Kind kind = Kind::Unchanged;
    QString group;
    QStringList addedProcesses;
    QStringList removedProcesses;
    QList<OptionChange> options;
};

/// The differences from `before` (usually the active groups) to `after`: added and changed in the order of `after`,
/// removed in the order of `before`, unchanged groups left out.
QList<GroupDiff> diffGroups(const QList<GroupConfig> &before, const QList<GroupConfig> &after);

/// One option of a process or group as it is in effect, default or not.
struct EffectiveOption {
    QString name;
    QString typed; ///< two values are equal where this text is
    OptionValue shown; ///< as written and expanded; without an origin where it is a default
};

/// Every option of a process, in the order in which people look for them.
QList<EffectiveOption> effectiveOptions(const ProcessConfig &process);
/// Those of a group itself that its type has.
QList<EffectiveOption> effectiveOptions(const GroupConfig &group);

/// The same as reloadConfig answers it.
GroupChanges summary(const QList<GroupDiff> &diff);

} // namespace kantoku::daemon
