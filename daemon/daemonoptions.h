#pragma once

#include "daemon/config/configloader.h"

#include <QStringList>

#include <tl/expected.hpp>

namespace kantoku::daemon {

class World;

/// What the command line asks kantokud for.
struct DaemonOptions {
    enum class Request { Run, Help, Version, EchoConfig, Check };
    Request request = Request::Run;
    QString configFile; ///< empty: searched in the default places
    ConfigOverrides overrides;
};

/**
 * Reads supervisord's command line, and our own `--check` and `--echo-config`.
 *
 * As there: long names may be abbreviated while they are unique, values follow as the next word or behind the short
 * letter or "=", and the first word that is no option ends them.
 *
 * @param arguments  without the program's name
 * @return the options, or what is wrong in Supervisor's words
 */
tl::expected<DaemonOptions, QString> parseDaemonOptions(const QStringList &arguments, const World &world);

/// What -h prints.
QString daemonUsage(const QString &program);

/// Where a configuration is looked for without -c. @param executable  the path of the running program
QStringList defaultConfigFiles(const QString &executable);

} // namespace kantoku::daemon
