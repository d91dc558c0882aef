#pragma once

#include <QByteArray>
#include <QString>

namespace kantoku::daemon {

/// Data of a client for a log line: quoted, on one line, of bounded length.
QString quoted(const QByteArray &data);

} // namespace kantoku::daemon
