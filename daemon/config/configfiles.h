#pragma once

#include "daemon/config/configuration.h"
#include "protocol/ini.h"

namespace kantoku::daemon {

class World;

/// The texts of a configuration: the main file and what it includes, as one document.
struct ConfigFiles {
    IniDocument document;
    QString file; ///< the main file, absolute
    QString here; ///< its folder
    QStringList files; ///< all that were read, the main file first, absolute
    QHash<QString, QByteArray> texts; ///< of each of them
    QList<Diagnostic> messages; ///< infos and warnings
    QList<Diagnostic> errors;
};

/**
 * Reads `file` and the files that its [include] section names.
 *
 * With an [include] section %(here)s becomes text as soon as a file is read: the folder of that file. A wrong syntax
 * in any file, and a wrong [include], are errors; with them the document is not complete.
 */
ConfigFiles readConfigFiles(const QString &file, const World &world);

} // namespace kantoku::daemon
