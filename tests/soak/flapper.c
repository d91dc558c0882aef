/* A program as it should not be. flapper LOCK VIOLATIONS: lives for a random while or not at all, says a few lines, ends in a
 * random way, and sometimes does not mind SIGTERM. A second copy of it, which there must never be, writes to VIOLATIONS.
 * flapper --flood: writes lines, about 6 MB a second, and never ends by itself. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

static void nap(long milliseconds)
{
    const struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    nanosleep(&time, NULL);
}

static void say(int fd, const char *text, size_t size)
{
    while (size > 0) {
        const ssize_t count = write(fd, text, size);
        if (count < 0)
            _exit(9);
        text += count;
        size -= (size_t)count;
    }
}

static void flood(void)
{
    static char block[65536];
    for (size_t i = 0; i < sizeof block; ++i)
        block[i] = i % 64 == 63 ? '\n' : (char)('a' + i % 26);
    for (;;) {
        say(STDOUT_FILENO, block, sizeof block);
        nap(10);
    }
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--flood") == 0)
        flood();
    if (argc != 3)
        return 2;
    const int lock = open(argv[1], O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        const int violations = open(argv[2], O_WRONLY | O_APPEND | O_CREAT, 0600);
        say(violations, argv[1], strlen(argv[1]));
        say(violations, "\n", 1);
    }
    srandom((unsigned)(getpid() ^ time(NULL)));
    if (random() % 8 == 0)
        signal(SIGTERM, SIG_IGN);
    for (long line = random() % 20; line > 0; --line)
        say(line % 3 ? STDOUT_FILENO : STDERR_FILENO, "a line of it\n", 13);
    const long way = random() % 4;
    if (way > 0)
        nap(way == 1 ? random() % 100 : random() % 3000);
    if (way == 3)
        abort();
    return (int)(random() % 3);
}
