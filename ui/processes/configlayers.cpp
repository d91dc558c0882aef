#include "ui/processes/configlayers.h"

#include <QCoreApplication>

namespace kantoku::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ConfigLayers)
};

using Action = ConfigPreview::Action;

/// Whether a group's difference between two layers reaches that process.
bool reaches(const ConfigPreview::Group &group, Action action, bool ConfigPreview::Option::*differs,
             const QString &process)
{
    if (action != Action::Change)
        return action != Action::Keep;
    bool isNamed = false;
    for (const ConfigPreview::Option &option : group.options) {
        if (!(option.*differs))
            continue;
        if (option.process.isEmpty() || option.process == process)
            return true;
        isNamed = true;
    }
    return !isNamed;
}

} // namespace

QHash<QString, ConfigLayers> configLayers(const ConfigPreview &preview, const QList<ProcessInfo> &processes)
{
    QHash<QString, const ConfigPreview::Group *> groups;
    for (const ConfigPreview::Group &group : preview.groups)
        groups.insert(group.name, &group);
    QHash<QString, ConfigLayers> result;
    for (const ProcessInfo &process : processes) {
        const ConfigPreview::Group *group = groups.value(process.group);
        if (!group)
            continue;
        const ConfigLayers layers{reaches(*group, group->onDisk, &ConfigPreview::Option::diskDiffers, process.name),
                                  reaches(*group, group->onUpdate, &ConfigPreview::Option::activeDiffers, process.name),
                                  group->onDisk == Action::Remove};
        if (layers.differ())
            result.insert(process.namespec(), layers);
    }
    return result;
}

QString configText(const ConfigLayers &layers)
{
    if (layers.isGoneFromDisk)
        return Words::tr("removed", "badge: reread would find it gone");
    if (layers.diskDiffers)
        return Words::tr("changed", "badge: reread would load something else");
    return layers.activeDiffers ? Words::tr("not applied", "badge: update would change what it runs with") : QString();
}

QString configExplanation(const ConfigLayers &layers)
{
    if (layers.isGoneFromDisk)
        return Words::tr(
            "The files on disk do not have it any more. Reread… shows that, Update… stops and removes it.");
    if (layers.diskDiffers && layers.activeDiffers) {
        return Words::tr("What was loaded is not what it runs with, and the files say something else again. Reread… "
                         "shows the files, Update… applies them.");
    }
    if (layers.diskDiffers)
        return Words::tr("The files on disk say something else than the server has loaded. Reread… shows what.");
    return layers.activeDiffers
        ? Words::tr("The server has loaded something else than it runs with. Update… shows what, and applies it.")
        : QString();
}

} // namespace kantoku::ui
