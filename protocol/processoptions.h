#pragma once

#include "protocol/configpreview.h"

namespace kantoku {

/// Every option of one process in the three layers: the answer of kantoku.getConfig, typed.
struct ProcessOptions {
    QString group;
    QString name;
    QString section; ///< "program:web"
    QString file; ///< where the section begins; empty where the server does not tell
    int line = 0; ///< from 1
    bool isDiskReadable = true; ///< false while the files have errors: then disk is as loaded
    QList<ConfigPreview::Option> options; ///< of the process; with an empty process, those of its group

    QVariantMap toMap() const;
    static Result<ProcessOptions> fromMap(const QVariantMap &map);
};

/// One file of the configuration in two layers: an entry of the answer of kantoku.getConfigFiles, typed.
struct ConfigFileText {
    QString file; ///< absolute
    std::optional<QString> loaded; ///< nothing where the file was not there when it was read
    std::optional<QString> disk; ///< nothing where it is gone or no longer included

    QVariantMap toMap() const;
    static Result<ConfigFileText> fromMap(const QVariantMap &map);
};

} // namespace kantoku
