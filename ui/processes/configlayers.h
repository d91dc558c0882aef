#pragma once

#include <QMetaType>
#include <QString>

namespace kantoku::ui {

/// Where the layers of a process's configuration stand apart. Both false: what is on disk is what it runs with.
struct ConfigLayers {
    bool diskDiffers = false; ///< the files say something else than was loaded: Reread… would load it
    bool activeDiffers = false; ///< what was loaded is not what it runs with: Update… would apply it

    bool differ() const { return diskDiffers || activeDiffers; }
    friend bool operator==(const ConfigLayers &, const ConfigLayers &) = default;
};

/// One or two words for a badge; empty where the layers do not differ.
QString configText(const ConfigLayers &layers);
/// What the badge means, and which action helps.
QString configExplanation(const ConfigLayers &layers);

} // namespace kantoku::ui

Q_DECLARE_METATYPE(kantoku::ui::ConfigLayers)
