#pragma once

#include <QByteArray>

namespace kantoku::daemon {

/// O_NOFOLLOW for a file in a directory that others can write to, where a link may have been planted, else 0. A
/// directory that is missing gives 0: opening tells why.
int linkFlags(const QByteArray &path);

} // namespace kantoku::daemon
