/* Preloaded into a daemon: the system does not let it signal the process whose pid the file named in REFUSED_KILL holds, as
 * when that has become another user. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

int kill(pid_t pid, int number)
{
    const char *const path = getenv("REFUSED_KILL");
    FILE *const file = path ? fopen(path, "re") : NULL;
    int refused = 0;
    if (file) {
        if (fscanf(file, "%d", &refused) != 1)
            refused = 0;
        fclose(file);
    }
    if (refused > 1 && (pid == refused || pid == -refused)) {
        errno = EPERM;
        return -1;
    }
    return (int)syscall(SYS_kill, pid, number);
}
