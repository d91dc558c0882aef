/* Preloaded into a daemon: it stops, as by SIGSTOP, before it removes the file named in PAUSED_UNLINK for the first time. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int unlink(const char *path)
{
    static int was_paused;
    const char *const paused = getenv("PAUSED_UNLINK");
    if (paused && strcmp(path, paused) == 0 && !was_paused++)
        raise(SIGSTOP);
    return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}
