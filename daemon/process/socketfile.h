#pragma once

#include "daemon/descriptor.h"

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

/**
 * Held from the look at what stands under the name of a socket file until somebody listens on our own there.
 *
 * Without it two daemons that start at once both find a file of an earlier time, and the slower one removes what the
 * other has just made. A file beside the socket is locked for that moment, and gone afterwards. It is nobody else's to
 * open, so nobody can keep us waiting by it; the folder itself could be locked by everybody who may read it.
 *
 * Where no such file can be had or locked, as on some network file systems, it does without.
 */
class SocketFileLock {
public:
    explicit SocketFileLock(const QByteArray &path);
    ~SocketFileLock();
    SocketFileLock(const SocketFileLock &) = delete;
    SocketFileLock &operator=(const SocketFileLock &) = delete;

    /// Another process holds it: the name is taken.
    bool isTaken() const { return m_isTaken; }

private:
    const QByteArray m_name;
    Descriptor m_file;
    bool m_isTaken = false;
};

/// Binds the socket to the address; its file has exactly that mode from the beginning. @return 0, or errno
int bindSocketFile(int socket, const sockaddr_un &address, mode_t mode);

/// Gives a socket file that has just been made to (uid, gid). @return 0, or errno: ENOTSOCK where it is another file
/// now
int giveSocketFile(const QByteArray &path, const QPair<int, int> &owner);

/// The process that listens on the address, 0 where that cannot be told; nothing where nobody does. The process may
/// have ended, and the socket may live on in its children.
std::optional<pid_t> listenerOn(const sockaddr_un &address);

} // namespace kantoku::daemon
