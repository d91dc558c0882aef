#pragma once

#include <QString>

namespace kantoku::daemon {

/// Names a file whatever it is called, from when it was made until it is gone: its inode, and when it was born where
/// the file system tells, because inodes are used again. Empty with errno where the descriptor is none.
QString fileIdentity(int descriptor);

} // namespace kantoku::daemon
