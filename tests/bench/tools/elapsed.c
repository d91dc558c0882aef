/* elapsed SECONDS LEAST COMMAND…: runs COMMAND over and over, its output nowhere, and prints the milliseconds of each
 * run, from before it is started until it is reaped. One that fails ends it. */
#define _GNU_SOURCE
#include "clock.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

extern char **environ;

int main(int argc, char **argv)
{
    if (argc < 4) {
        fputs("usage: elapsed SECONDS LEAST COMMAND…\n", stderr);
        return 2;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    long long end = nanoseconds() + (long long)(atof(argv[1]) * 1e9);
    for (long count = 0; count < atol(argv[2]) || nanoseconds() < end; ++count) {
        long long begin = nanoseconds();
        pid_t pid;
        int status;
        if (posix_spawnp(&pid, argv[3], &actions, NULL, argv + 3, environ) != 0 || waitpid(pid, &status, 0) != pid)
            fail(argv[3]);
        if (status != 0) {
            fprintf(stderr, "elapsed: %s ends with status %d\n", argv[3], status);
            return 1;
        }
        printf("%.4f\n", (double)(nanoseconds() - begin) / 1e6);
    }
    return 0;
}
