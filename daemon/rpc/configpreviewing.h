#pragma once

#include "daemon/config/configloader.h"
#include "protocol/configpreview.h"
#include "protocol/processoptions.h"

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
ConfigPreview previewConfig(const Supervisor &supervisor);
ConfigLayers configLayers(const Supervisor &supervisor);

/// Every option of an active process in all layers.
ProcessOptions processOptions(const ConfigLayers &layers, const QString &group, const QString &process);
/// The texts of the files, those on disk first; errors in them do not matter.
QList<ConfigFileText> configFileTexts(const Supervisor &supervisor);

} // namespace kantoku::daemon
