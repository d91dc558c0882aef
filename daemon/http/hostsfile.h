#pragma once

#include <QStringList>

namespace kantoku::daemon {

/// All names on the lines of /etc/hosts that have `name`: there a machine has its full name, and no server is asked.
QStringList namesBeside(const QString &name);

} // namespace kantoku::daemon
