/* pump FOLDER COUNT COMMAND…: the kernel's part in logging: COUNT commands, the output of each into a file in FOLDER.
 *
 * Reads large pieces from whichever pipe has some and writes each once. Ends with SIGTERM. */
#define _GNU_SOURCE
#include "clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

extern char **environ;
static char buffer[256 * 1024];
static volatile sig_atomic_t is_ended;

static void end(int signal)
{
    (void)signal;
    is_ended = 1;
}

int main(int argc, char **argv)
{
    int count = argc > 3 ? atoi(argv[2]) : 0;
    if (count < 1) {
        fputs("usage: pump FOLDER COUNT COMMAND…\n", stderr);
        return 2;
    }
    struct sigaction action = {.sa_handler = end};
    sigaction(SIGTERM, &action, NULL);
    struct pollfd *pipes = calloc((size_t)count, sizeof *pipes);
    int *files = calloc((size_t)count, sizeof *files);
    pid_t *pids = calloc((size_t)count, sizeof *pids);
    for (int i = 0; i < count; ++i) {
        int ends[2];
        char path[4096];
        snprintf(path, sizeof path, "%s/%d.log", argv[1], i);
        if (pipe2(ends, O_CLOEXEC) != 0)
            fail("pipe");
        fcntl(ends[0], F_SETPIPE_SZ, 1024 * 1024);
        pipes[i] = (struct pollfd){.fd = ends[0], .events = POLLIN};
        files[i] = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
        if (files[i] < 0 || posix_spawn(&pids[i], argv[3], &actions, NULL, argv + 3, environ) != 0)
            fail(argv[3]);
        close(ends[1]);
    }
    while (!is_ended) {
        if (poll(pipes, (nfds_t)count, -1) < 0 && errno != EINTR)
            fail("poll");
        for (int i = 0; i < count && !is_ended; ++i) {
            if (!(pipes[i].revents & POLLIN))
                continue;
            ssize_t got = read(pipes[i].fd, buffer, sizeof buffer);
            if (got > 0 && write(files[i], buffer, (size_t)got) != got)
                fail("write");
        }
    }
    for (int i = 0; i < count; ++i)
        kill(pids[i], SIGKILL);
    return 0;
}
