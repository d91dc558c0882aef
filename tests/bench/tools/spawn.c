/* spawn COUNT FILE STAMP: the kernel's part in starting and ending COUNT programs.
 *
 * Starts COUNT times "STAMP FILE", each with a pipe for its output, until FILE has a line of each; then ends them with
 * SIGTERM and reaps them. Prints three numbers in milliseconds: until the last was started, the CPU that this took
 * here, and the end of all. */
#define _GNU_SOURCE
#include "clock.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* The latest first instruction in `path`, once it has `count` lines. Reads each of them once: who looks shall not be
 * what is measured. */
static long long last_stamp(const char *path, int count)
{
    FILE *file = NULL;
    long long last = 0;
    char line[64];
    for (int lines = 0; lines < count;) {
        if (!file && !(file = fopen(path, "r"))) {
            usleep(2000);
        } else if (fgets(line, sizeof line, file)) {
            const long long stamp = atoll(line);
            last = stamp > last ? stamp : last;
            ++lines;
        } else {
            clearerr(file);
            usleep(2000);
        }
    }
    fclose(file);
    return last;
}

int main(int argc, char **argv)
{
    int count = argc == 4 ? atoi(argv[1]) : 0;
    if (count < 1) {
        fputs("usage: spawn COUNT FILE STAMP\n", stderr);
        return 2;
    }
    char *command[] = {argv[3], argv[2], NULL};
    pid_t *pids = calloc((size_t)count, sizeof *pids);
    long long begin = nanoseconds(), cpu = cpu_nanoseconds();
    for (int i = 0; i < count; ++i) {
        int ends[2];
        posix_spawn_file_actions_t actions;
        if (pipe2(ends, O_CLOEXEC) != 0)
            fail("pipe");
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
        if (posix_spawn(&pids[i], command[0], &actions, NULL, command, environ) != 0)
            fail(command[0]);
        posix_spawn_file_actions_destroy(&actions);
        close(ends[1]);
    }
    cpu = cpu_nanoseconds() - cpu;
    long long started = last_stamp(argv[2], count) - begin;
    begin = nanoseconds();
    for (int i = 0; i < count; ++i)
        kill(pids[i], SIGTERM);
    for (int i = 0; i < count; ++i) {
        if (wait(NULL) < 0)
            fail("wait");
    }
    printf("%.3f %.3f %.3f\n", (double)started / 1e6, (double)cpu / 1e6, (double)(nanoseconds() - begin) / 1e6);
    return 0;
}
