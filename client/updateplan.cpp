#include "client/updateplan.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace kantoku::client {

using namespace Qt::StringLiterals;
using Action = ConfigPreview::Action;
using Effect = UpdatePlan::Effect;

namespace {

Effect effectOn(const ConfigPreview::Group &group, const QString &namespec, bool isRunning)
{
    if (group.onReread == Action::Remove)
        return Effect::Remove;
    if (group.startsAlthoughStopped.contains(namespec))
        return Effect::StartThoughStopped;
    const bool starts = group.starts.contains(namespec);
    if (isRunning)
        return starts ? Effect::Restart : Effect::Stop;
    return starts ? Effect::Start : Effect::Keep;
}

UpdatePlan::Group planGroup(const ConfigPreview::Group &group, const QList<ProcessInfo> &processes)
{
    UpdatePlan::Group plan{group.name, group.onReread, {}, {}};
    const auto differing = [&group](const QString &process) {
        QList<ConfigPreview::Option> options;
        std::ranges::copy_if(group.options, std::back_inserter(options), [&process](const auto &option) {
            return option.process == process && option.updateChanges();
        });
        return options;
    };
    plan.causes = differing({});
    QStringList known;
    for (const ProcessInfo &process : processes) {
        if (process.group != group.name)
            continue;
        const QString namespec = process.namespec();
        known.append(namespec);
        const bool isRunning = isStarted(process.state);
        plan.processes.append({namespec, effectOn(group, namespec, isRunning), isRunning, differing(process.name)});
    }
    for (const QString &namespec : group.starts) {
        if (!known.contains(namespec))
            plan.processes.append({namespec, Effect::Start, false, {}});
    }
    return plan;
}

QString shellWord(const QString &word)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_./:@%+=,-]+$"_s);
    if (plain.match(word).hasMatch())
        return word;
    return u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

int UpdatePlan::disturbedBy(const QStringList &groupNames) const
{
    qsizetype count = 0;
    for (const Group &group : groups) {
        if (groupNames.contains(group.name))
            count += std::ranges::count_if(group.processes, &Process::isDisturbed);
    }
    return static_cast<int>(count);
}

QStringList UpdatePlan::commands(const QString &server, const QStringList &groupNames) const
{
    QStringList lines;
    for (const Group &group : groups) {
        if (groupNames.contains(group.name))
            lines.append(u"kantokuctl -s %1 update %2"_s.arg(shellWord(server), shellWord(group.name)));
    }
    return lines;
}

QList<ConfigPreview::Group> inUpdateOrder(QList<ConfigPreview::Group> groups)
{
    static constexpr std::array order{Action::Remove, Action::Change, Action::Add, Action::Keep};
    std::ranges::stable_sort(groups, {}, [](const ConfigPreview::Group &group) {
        return std::ranges::find(order, group.onReread) - order.begin();
    });
    return groups;
}

UpdatePlan planUpdate(const ConfigPreview &preview, const QList<ProcessInfo> &processes)
{
    UpdatePlan plan;
    QStringList names;
    for (const ConfigPreview::Group &group : inUpdateOrder(preview.groups)) {
        if (group.onReread == Action::Keep)
            break;
        plan.groups.append(planGroup(group, processes));
        names.append(group.name);
    }
    plan.untouched = static_cast<int>(
        std::ranges::count_if(processes, [&names](const ProcessInfo &p) { return !names.contains(p.group); }));
    return plan;
}

} // namespace kantoku::client
