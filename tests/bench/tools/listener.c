/* listener FILE: an event listener that acknowledges everything at once; FILE gets a line with the monotonic time, in
 * nanoseconds, at which each event had come. */
#define _GNU_SOURCE
#include "clock.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static void say(int fd, const char *text)
{
    if (write(fd, text, strlen(text)) != (ssize_t)strlen(text))
        fail("write");
}

int main(int argc, char **argv)
{
    int file = argc == 2 ? open(argv[1], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    if (file < 0)
        fail("listener");
    static char text[1 << 20];
    size_t held = 0;
    say(1, "READY\n");
    for (;;) {
        char *newline = memchr(text, '\n', held), *length = NULL;
        if (newline) {
            *newline = '\0';
            length = strstr(text, " len:");
            *newline = '\n';
        }
        size_t whole = length ? (size_t)(newline + 1 - text) + strtoul(length + 5, NULL, 10) : 0;
        if (whole == 0 || held < whole) {
            ssize_t got = read(0, text + held, sizeof text - 1 - held);
            if (got <= 0)
                return 0;
            held += (size_t)got;
            text[held] = '\0';
            continue;
        }
        char line[32];
        snprintf(line, sizeof line, "%lld\n", nanoseconds());
        say(file, line);
        memmove(text, text + whole, held - whole + 1);
        held -= whole;
        say(1, "RESULT 2\nOKREADY\n");
    }
}
