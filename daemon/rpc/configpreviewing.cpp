#include "daemon/rpc/configpreviewing.h"

#include "daemon/config/configdiff.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/supervisor.h"
#include "protocol/namespec.h"

#include <algorithm>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

using GroupAction = ConfigPreview::Action;

GroupAction actionOf(GroupDiff::Kind kind)
{
    switch (kind) {
    case GroupDiff::Kind::Added: return GroupAction::Add;
    case GroupDiff::Kind::Changed: return GroupAction::Change;
    case GroupDiff::Kind::Removed: return GroupAction::Remove;
    case GroupDiff::Kind::Unchanged: break;
    }
    return GroupAction::Keep;
}

ConfigPreview::Message messageOf(const Diagnostic &diagnostic)
{
    ConfigPreview::Message message;
    switch (diagnostic.severity) {
    case Diagnostic::Severity::Info: message.severity = ConfigPreview::Message::Severity::Info; break;
    case Diagnostic::Severity::Warning: message.severity = ConfigPreview::Message::Severity::Warning; break;
    case Diagnostic::Severity::Error: message.severity = ConfigPreview::Message::Severity::Error; break;
    }
    message.text = diagnostic.message;
    if (!diagnostic.allowed.isEmpty())
        message.text += u" (allowed: %1)"_s.arg(diagnostic.allowed);
    message.file = diagnostic.origin.file;
    message.line = diagnostic.origin.line;
    message.section = diagnostic.section;
    message.option = diagnostic.option;
    return message;
}

ConfigPreview::Value valueOf(const OptionValue &option)
{
    return {option.value, option.origin.file, option.origin.line, !option.origin.file.isEmpty()};
}

const GroupConfig *find(const QList<GroupConfig> &groups, const QString &name)
{
    const auto it = std::ranges::find(groups, name, &GroupConfig::name);
    return it == groups.end() ? nullptr : &*it;
}

const GroupDiff *find(const QList<GroupDiff> &diffs, const QString &name)
{
    const auto it = std::ranges::find(diffs, name, &GroupDiff::group);
    return it == diffs.end() ? nullptr : &*it;
}

/// The options that differ from the active layer in one of the others. An option that one of the two differences
/// does not name has there the value that it has in the active layer.
QList<ConfigPreview::Option> optionsOf(const GroupDiff *toDisk, const GroupDiff *toLoaded)
{
    QMap<QPair<QString, QString>, ConfigPreview::Option> options;
    for (const GroupDiff *diff : {toDisk, toLoaded}) {
        if (!diff)
            continue;
        for (const OptionChange &change : diff->options) {
            ConfigPreview::Option &option = options[{change.process, change.option}];
            if (option.name.isEmpty()) {
                option.process = change.process;
                option.name = change.option;
                option.disk = option.loaded = option.active = valueOf(change.before);
            }
            (diff == toDisk ? option.disk : option.loaded) = valueOf(change.after);
        }
    }
    return options.values();
}

QStringList processNames(const GroupConfig *group, auto predicate)
{
    QStringList names;
    if (!group)
        return names;
    for (const ProcessConfig &process : group->processes) {
        const QString name = namespecText(group->name, process.name);
        if (predicate(process, name))
            names.append(name);
    }
    return names;
}

} // namespace

ConfigPreview previewConfig(const ConfigLayers &layers, const ProcessFacts &facts)
{
    ConfigPreview preview;
    const QList<Diagnostic> &diagnostics = layers.disk ? layers.disk->diagnostics : layers.disk.error().errors;
    for (const Diagnostic &diagnostic : diagnostics)
        preview.messages.append(messageOf(diagnostic));
    preview.files = layers.disk ? layers.disk->files : layers.loadedFiles;

    const QList<GroupDiff> toDisk = layers.disk ? diffGroups(layers.active, layers.disk->groups) : QList<GroupDiff>();
    const QList<GroupDiff> toLoaded = diffGroups(layers.active, layers.loaded);
    QStringList names;
    for (const GroupDiff &diff : toDisk)
        names.append(diff.group);
    for (const GroupDiff &diff : toLoaded) {
        if (!names.contains(diff.group))
            names.append(diff.group);
    }

    for (const QString &name : std::as_const(names)) {
        const GroupDiff *diskDiff = find(toDisk, name);
        const GroupDiff *loadedDiff = find(toLoaded, name);
        ConfigPreview::Group group;
        group.name = name;
        group.onReread = diskDiff ? actionOf(diskDiff->kind) : GroupAction::Keep;
        group.onUpdate = loadedDiff ? actionOf(loadedDiff->kind) : GroupAction::Keep;
        group.options = optionsOf(diskDiff, loadedDiff);
        if (group.onReread == GroupAction::Change || group.onReread == GroupAction::Remove)
            group.stops = processNames(find(layers.active, name), [&](const ProcessConfig &, const QString &process) {
                return facts.started.contains(process);
            });
        if (group.onReread == GroupAction::Change || group.onReread == GroupAction::Add) {
            const GroupConfig *config = find(layers.disk->groups, name);
            group.starts
                = processNames(config, [](const ProcessConfig &process, const QString &) { return process.autoStart; });
            group.startsAlthoughStopped = processNames(config, [&](const ProcessConfig &process, const QString &n) {
                return process.autoStart && facts.stoppedByHand.contains(n);
            });
        }
        preview.groups.append(group);
    }
    return preview;
}

ConfigPreview previewConfig(Supervisor &supervisor)
{
    const ConfigLayers layers{supervisor.readConfiguration(), supervisor.loaded().groups, supervisor.loaded().files,
                              supervisor.activeConfigs()};
    ProcessFacts facts;
    for (const ProcessGroup *group : supervisor.groups()) {
        for (const Process *process : group->processes()) {
            if (isStarted(process->state()))
                facts.started.insert(process->namespec());
            else if (process->state() == ProcessState::Stopped && process->info().start != 0)
                facts.stoppedByHand.insert(process->namespec());
        }
    }
    return previewConfig(layers, facts);
}

} // namespace kantoku::daemon
