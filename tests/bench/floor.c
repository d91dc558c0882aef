/* floor spawn N: what the kernel itself takes to start N programs and to reap them, in milliseconds. */
#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
    int count = argc == 3 && strcmp(argv[1], "spawn") == 0 ? atoi(argv[2]) : 0;
    if (count < 1) {
        fprintf(stderr, "usage: floor spawn N\n");
        return 2;
    }
    char *command[] = {"/bin/true", NULL};
    double begin = milliseconds();
    for (int i = 0; i < count; ++i) {
        pid_t pid;
        if (posix_spawn(&pid, command[0], NULL, NULL, command, environ) != 0)
            return 1;
    }
    for (int i = 0; i < count; ++i) {
        if (wait(NULL) < 0)
            return 1;
    }
    printf("%.3f\n", milliseconds() - begin);
    return 0;
}
