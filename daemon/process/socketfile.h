#pragma once

#include <QByteArray>
#include <QPair>

#include <sys/types.h>
#include <sys/un.h>

#include <optional>

/**
 * The file of a unix socket, in a folder that may be somebody else's: whoever can write there can put a link or another
 * file in its place at any moment, so nothing is done to what stands under its name only because of the name.
 */
namespace kantoku::daemon {

/// The address of a socket file; nothing where its name is too long for one.
std::optional<sockaddr_un> socketAddress(const QByteArray &path);

/// Binds the socket to the address; its file has exactly that mode from the beginning. @return 0, or errno
int bindSocketFile(int socket, const sockaddr_un &address, mode_t mode);

/// Gives a socket file that has just been made to (uid, gid). @return 0, or errno: ENOTSOCK where it is another file
/// now
int giveSocketFile(const QByteArray &path, const QPair<int, int> &owner);

/// The process that listens on the address, 0 where that cannot be told; nothing where nobody does. The process may
/// have ended, and the socket may live on in its children.
std::optional<pid_t> listenerOn(const sockaddr_un &address);

} // namespace kantoku::daemon
