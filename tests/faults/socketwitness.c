/* Preloaded into a daemon: tells the file named in SOCKET_WITNESS what a socket's file looks like when it is listened on, and
 * what a file looks like when it gets another name: "listen PATH MODE UID GID". */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

static void tell(const char *call, const char *path)
{
    const char *const witness = getenv("SOCKET_WITNESS");
    struct stat status;
    FILE *const file = witness ? fopen(witness, "ae") : NULL;
    if (!file)
        return;
    if (lstat(path, &status) == 0)
        fprintf(file, "%s %s %o %u %u\n", call, path, status.st_mode & 07777u, status.st_uid, status.st_gid);
    fclose(file);
}

int listen(int socket, int backlog)
{
    struct sockaddr_un address = {0};
    socklen_t size = sizeof address;
    if (getsockname(socket, (struct sockaddr *)&address, &size) == 0 && address.sun_family == AF_UNIX)
        tell("listen", address.sun_path);
    return (int)syscall(SYS_listen, socket, backlog);
}

int link(const char *from, const char *to)
{
    tell("link", from);
    return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}
