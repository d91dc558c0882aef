#pragma once

#include "daemon/config/configloader.h"
#include "protocol/configpreview.h"

#include <QSet>

namespace kantoku::daemon {

class Supervisor;

/// The three layers of a configuration, as values.
struct ConfigLayers {
    tl::expected<Configuration, ConfigErrors> disk;
    QList<GroupConfig> loaded;
    QStringList loadedFiles;
    QList<GroupConfig> active;
};

/// What the processes do now, by "group:process".
struct ProcessFacts {
    QSet<QString> started; ///< RUNNING, STARTING and BACKOFF
    QSet<QString> stoppedByHand; ///< STOPPED after having been started
};

/// What a reread and an update would bring. A configuration on disk that is broken brings nothing but its errors.
ConfigPreview previewConfig(const ConfigLayers &layers, const ProcessFacts &facts);
/// Of a running supervisor; reads the files, changes nothing.
ConfigPreview previewConfig(Supervisor &supervisor);

} // namespace kantoku::daemon
