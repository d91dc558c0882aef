#pragma once

#include "protocol/configpreview.h"
#include "protocol/processinfo.h"

#include <QHash>
#include <QMetaType>

namespace kantoku::ui {

/// Where the layers of a process's configuration stand apart. Both false: what is on disk is what it runs with.
struct ConfigLayers {
    bool diskDiffers = false; ///< the files say something else than was loaded: Reread… would load it
    bool activeDiffers = false; ///< what was loaded is not what it runs with: Update… would apply it
    bool isGoneFromDisk = false; ///< the way in which the files differ: they do not have its group any more

    bool differ() const { return diskDiffers || activeDiffers; }
    friend bool operator==(const ConfigLayers &, const ConfigLayers &) = default;
};

/// Where each process stands, by namespec; only those whose layers differ. Where a group differs as a whole, or in no
/// option that can be named, all of its processes do.
QHash<QString, ConfigLayers> configLayers(const ConfigPreview &preview, const QList<ProcessInfo> &processes);

/// One or two words for a badge; empty where the layers do not differ.
QString configText(const ConfigLayers &layers);
/// What the badge means, and which action helps.
QString configExplanation(const ConfigLayers &layers);

} // namespace kantoku::ui

Q_DECLARE_METATYPE(kantoku::ui::ConfigLayers)
