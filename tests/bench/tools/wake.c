/* wake PIPES SECONDS COMMAND…: the kernel's part in one turn of an event loop, in microseconds of CPU.
 *
 * COMMAND writes to a pipe, now and then; PIPES others are silent. What is waited for with epoll is read. */
#define _GNU_SOURCE
#include "clock.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <unistd.h>

extern char **environ;

static void watch(int epoll, int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0)
        fail("epoll_ctl");
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fputs("usage: wake PIPES SECONDS COMMAND…\n", stderr);
        return 2;
    }
    int epoll = epoll_create1(EPOLL_CLOEXEC), ends[2];
    for (int i = 0; i < atoi(argv[1]); ++i) {
        if (pipe2(ends, O_CLOEXEC) != 0)
            fail("pipe");
        watch(epoll, ends[0]);
    }
    if (pipe2(ends, O_CLOEXEC) != 0)
        fail("pipe");
    watch(epoll, ends[0]);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    pid_t pid;
    if (posix_spawn(&pid, argv[3], &actions, NULL, argv + 3, environ) != 0)
        fail(argv[3]);
    long long wakes = 0, cpu = cpu_nanoseconds(), end = nanoseconds() + (long long)(atof(argv[2]) * 1e9);
    while (nanoseconds() < end) {
        struct epoll_event event;
        char text[4096];
        if (epoll_wait(epoll, &event, 1, 1000) == 1 && read(event.data.fd, text, sizeof text) > 0)
            ++wakes;
    }
    cpu = cpu_nanoseconds() - cpu;
    kill(pid, SIGKILL);
    if (wakes == 0)
        return 1;
    printf("%.3f\n", (double)cpu / 1e3 / (double)wakes);
    return 0;
}
