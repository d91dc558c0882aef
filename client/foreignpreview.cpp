#include "client/foreignpreview.h"

#include "protocol/namespec.h"

#include <algorithm>

namespace kantoku::client {

using namespace Qt::StringLiterals;
using Action = ConfigPreview::Action;

namespace {

using Infos = QMap<QString, QVariantMap>; // by the process's name in its group

Infos ofGroup(const QVariantList &list, const QString &group)
{
    Infos infos;
    for (const QVariant &entry : list) {
        const QVariantMap info = entry.toMap();
        if (info.value(u"group"_s).toString() == group)
            infos.insert(info.value(u"name"_s).toString(), info);
    }
    return infos;
}

ConfigPreview::Value valueOf(const QVariant &value)
{
    if (value.typeId() != QMetaType::QVariantList)
        return {value.toString(), {}, 0, true};
    QStringList texts;
    for (const QVariant &each : value.toList())
        texts.append(each.toString());
    return {texts.join(u','), {}, 0, true};
}

bool isOption(const QString &member)
{
    static const QStringList others{u"name"_s, u"group"_s, u"inuse"_s};
    return !others.contains(member);
}

/// As in the files.
QString optionName(const QString &member)
{
    return member.endsWith("_prio"_L1) ? u"priority"_s : member;
}

/// What differs between two answers about one process.
QList<ConfigPreview::Option> differences(const QString &process, const QVariantMap &before, const QVariantMap &after)
{
    QList<ConfigPreview::Option> options;
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        const ConfigPreview::Value now = valueOf(it.value());
        const ConfigPreview::Value was = valueOf(before.value(it.key()));
        if (!isOption(it.key()) || now.text == was.text)
            continue;
        options.append(
            {it.key() == "group_prio"_L1 ? QString() : process, optionName(it.key()), now, was, was, true, false});
    }
    return options;
}

ConfigPreview::Group groupOf(const QString &name, Action action, const QVariantList &before, const QVariantList &after,
                             const QList<ProcessInfo> &processes)
{
    ConfigPreview::Group group;
    group.name = name;
    group.onReread = group.onUpdate = action;
    const Infos old = ofGroup(before, name);
    const Infos now = ofGroup(after, name);
    for (auto it = now.cbegin(); it != now.cend() && action != Action::Remove; ++it) {
        if (it->value(u"autostart"_s).toBool())
            group.starts.append(namespecText(name, it.key()));
        if (action == Action::Change && old.contains(it.key()))
            group.options.append(differences(it.key(), old.value(it.key()), *it));
    }
    for (const ProcessInfo &process : processes) {
        if (process.group != name || action == Action::Add)
            continue;
        const QString namespec = process.namespec();
        if (isStarted(process.state))
            group.stops.append(namespec);
        else if (process.state == ProcessState::Stopped && process.start != 0 && group.starts.contains(namespec))
            group.startsAlthoughStopped.append(namespec);
    }
    return group;
}

} // namespace

ConfigPreview foreignPreview(const GroupChanges &changes, const QVariantList &before, const QVariantList &after,
                             const QList<ProcessInfo> &processes)
{
    ConfigPreview preview;
    const std::array<std::pair<QStringList, Action>, 3> all{
        {{changes.added, Action::Add}, {changes.changed, Action::Change}, {changes.removed, Action::Remove}}};
    for (const auto &[names, action] : all) {
        for (const QString &name : names)
            preview.groups.append(groupOf(name, action, before, after, processes));
    }
    return preview;
}

std::optional<ProcessOptions> foreignOptions(const QVariantList &configInfo, const Namespec &process)
{
    const Infos infos = ofGroup(configInfo, process.group);
    const auto info = infos.constFind(process.process);
    if (info == infos.cend())
        return std::nullopt;
    ProcessOptions options;
    options.group = process.group;
    options.name = process.process;
    for (auto it = info->cbegin(); it != info->cend(); ++it) {
        if (isOption(it.key()))
            options.options.append({it.key() == "group_prio"_L1 ? QString() : process.process,
                                    optionName(it.key()),
                                    {},
                                    valueOf(it.value()),
                                    {},
                                    false,
                                    false});
    }
    return options;
}

} // namespace kantoku::client
