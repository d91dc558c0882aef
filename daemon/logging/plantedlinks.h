#pragma once

#include <QByteArray>

#include <sys/types.h>

namespace kantoku::daemon {

/**
 * open(2) for a file whose name stands in the configuration, over no symbolic link that somebody may have planted: one
 * anywhere in the path that belongs neither to root nor to us, or any at its end in a directory that everybody can
 * write to or that is another user's. Then errno is ELOOP.
 *
 * Nobody can change the way while it is gone: each part is looked at in the directory that was opened before it.
 */
int openUnplanted(const QByteArray &path, int flags, mode_t mode = 0);

} // namespace kantoku::daemon
