#include "ui/processes/configlayers.h"

#include <QCoreApplication>

namespace kantoku::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ConfigLayers)
};

} // namespace

QString configText(const ConfigLayers &layers)
{
    if (layers.diskDiffers)
        return Words::tr("changed", "badge: reread would load something else");
    return layers.activeDiffers ? Words::tr("not applied", "badge: update would change what it runs with") : QString();
}

QString configExplanation(const ConfigLayers &layers)
{
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
