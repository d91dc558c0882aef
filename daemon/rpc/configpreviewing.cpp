#include "daemon/rpc/configpreviewing.h"

#include "daemon/config/configdiff.h"
#include "daemon/config/configfiles.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/supervisor.h"
#include "protocol/namespec.h"

#include <algorithm>
#include <array>

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

const ProcessConfig *find(const QList<ProcessConfig> &processes, const QString &name)
{
    const auto it = std::ranges::find(processes, name, &ProcessConfig::name);
    return it == processes.end() ? nullptr : &*it;
}

/// What one layer says of an option; both parts are missing where the process is not in it.
struct Layer {
    std::optional<QString> typed;
    ConfigPreview::Value shown;
};

Layer layerOf(const QList<EffectiveOption> &options, const QString &name)
{
    const auto it = std::ranges::find(options, name, &EffectiveOption::name);
    return it == options.end() ? Layer() : Layer{it->typed, valueOf(it->shown)};
}

/// Each option that one of the layers has.
template <typename Config>
QList<ConfigPreview::Option> layered(const QString &process, const Config *disk, const Config *loaded,
                                     const Config *active)
{
    const auto optionsOf
        = [](const Config *config) { return config ? effectiveOptions(*config) : QList<EffectiveOption>(); };
    const std::array<QList<EffectiveOption>, 3> layers{optionsOf(disk), optionsOf(loaded), optionsOf(active)};
    QStringList names;
    for (const QList<EffectiveOption> &layer : layers) {
        for (const EffectiveOption &option : layer) {
            if (!names.contains(option.name))
                names.append(option.name);
        }
    }
    QList<ConfigPreview::Option> result;
    for (const QString &name : std::as_const(names)) {
        Layer onDisk = layerOf(layers[0], name);
        Layer inLoaded = layerOf(layers[1], name);
        Layer inActive = layerOf(layers[2], name);
        // Where a layer has no such process at all, none of its options is a difference.
        const bool diskDiffers = disk && loaded && onDisk.typed != inLoaded.typed;
        const bool activeDiffers = active && loaded && inActive.typed != inLoaded.typed;
        // Written alike and meant differently, as a user whose number has changed.
        const bool looksAlike = (diskDiffers && onDisk.shown.text == inLoaded.shown.text)
            || (activeDiffers && inActive.shown.text == inLoaded.shown.text);
        for (Layer *layer : {&onDisk, &inLoaded, &inActive}) {
            if (looksAlike && layer->typed)
                layer->shown.text = *layer->typed;
        }
        result.append({process, name, onDisk.shown, inLoaded.shown, inActive.shown, diskDiffers, activeDiffers});
    }
    return result;
}

QList<ConfigPreview::Option> layeredProcess(const QString &name, const GroupConfig *disk, const GroupConfig *loaded,
                                            const GroupConfig *active)
{
    const auto in = [&name](const GroupConfig *group) { return group ? find(group->processes, name) : nullptr; };
    return layered(name, in(disk), in(loaded), in(active));
}

/// The options that differ, of the group and of the processes that are in at least two layers.
QList<ConfigPreview::Option> differingOptions(const GroupConfig *disk, const GroupConfig *loaded,
                                              const GroupConfig *active)
{
    const std::array groups{disk, loaded, active};
    QMap<QString, int> processes;
    for (const GroupConfig *group : groups) {
        for (const ProcessConfig &process : group ? group->processes : QList<ProcessConfig>())
            ++processes[process.name];
    }
    QList<ConfigPreview::Option> options;
    if (std::ranges::count(groups, nullptr) < 2)
        options = layered(QString(), disk, loaded, active);
    for (auto it = processes.cbegin(); it != processes.cend(); ++it) {
        if (it.value() > 1)
            options.append(layeredProcess(it.key(), disk, loaded, active));
    }
    options.removeIf([](const ConfigPreview::Option &o) { return !o.diskDiffers && !o.activeDiffers; });
    return options;
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
    const QList<GroupDiff> onDisk = layers.disk ? diffGroups(layers.loaded, layers.disk->groups) : QList<GroupDiff>();
    QStringList names;
    for (const QList<GroupDiff> &diffs : {toDisk, toLoaded, onDisk}) {
        for (const GroupDiff &diff : diffs) {
            if (!names.contains(diff.group))
                names.append(diff.group);
        }
    }

    for (const QString &name : std::as_const(names)) {
        const auto action = [&name](const QList<GroupDiff> &diffs) {
            const GroupDiff *diff = find(diffs, name);
            return diff ? actionOf(diff->kind) : GroupAction::Keep;
        };
        ConfigPreview::Group group;
        group.name = name;
        group.onReread = action(toDisk);
        group.onDisk = action(onDisk);
        group.onUpdate = action(toLoaded);
        const GroupConfig *loaded = find(layers.loaded, name);
        group.options = differingOptions(layers.disk ? find(layers.disk->groups, name) : loaded, loaded,
                                         find(layers.active, name));
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

ConfigLayers configLayers(const Supervisor &supervisor)
{
    return {supervisor.readConfiguration(), supervisor.loaded().groups, supervisor.loaded().files,
            supervisor.activeConfigs()};
}

ConfigPreview previewConfig(const Supervisor &supervisor)
{
    ProcessFacts facts;
    for (const ProcessGroup *group : supervisor.groups()) {
        for (const Process *process : group->processes()) {
            if (isStarted(process->state()))
                facts.started.insert(process->namespec());
            else if (process->state() == ProcessState::Stopped && process->info().start != 0)
                facts.stoppedByHand.insert(process->namespec());
        }
    }
    return previewConfig(configLayers(supervisor), facts);
}

ProcessOptions processOptions(const ConfigLayers &layers, const QString &groupName, const QString &processName)
{
    const GroupConfig *loaded = find(layers.loaded, groupName);
    const GroupConfig *active = find(layers.active, groupName);
    // Files with errors say nothing: they count as not changed.
    const GroupConfig *disk = layers.disk ? find(layers.disk->groups, groupName) : loaded;
    ProcessOptions result;
    result.group = groupName;
    result.name = processName;
    if (const ProcessConfig *config = active ? find(active->processes, processName) : nullptr) {
        result.section = config->section;
        result.file = config->origin.file;
        result.line = config->origin.line;
    }
    result.isDiskReadable = layers.disk.has_value();
    result.options = layeredProcess(processName, disk, loaded, active);
    const auto isProgram = [](const GroupConfig *group) { return !group || group->type == GroupConfig::Type::Program; };
    // A program's group has no section of its own.
    if (!isProgram(disk) || !isProgram(loaded) || !isProgram(active))
        result.options.append(layered(QString(), disk, loaded, active));
    return result;
}

QList<ConfigFileText> configFileTexts(const Supervisor &supervisor)
{
    const Configuration &loaded = supervisor.loaded();
    const ConfigFiles disk = readConfigFiles(supervisor.configurationFile(), supervisor.world());
    QStringList files = disk.files;
    for (const QString &file : loaded.files) {
        if (!files.contains(file))
            files.append(file);
    }
    QList<ConfigFileText> result;
    for (const QString &file : std::as_const(files)) {
        ConfigFileText text;
        text.file = file;
        if (const auto it = loaded.texts.constFind(file); it != loaded.texts.cend())
            text.loaded = QString::fromUtf8(*it);
        if (const auto it = disk.texts.constFind(file); it != disk.texts.cend())
            text.disk = QString::fromUtf8(*it);
        result.append(text);
    }
    return result;
}

} // namespace kantoku::daemon
