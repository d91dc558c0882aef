/* follow COUNT [SOCKET PATH]: prints how old COUNT lines that hold a time are when they come, in milliseconds.
 *
 * They come from GET PATH on a unix socket, or else from the standard input. What came with the first read is not
 * counted: it may have been written earlier. */
#define _GNU_SOURCE
#include "clock.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int request(const char *path, const char *resource)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char text[512];
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        fail(path);
    int length = snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", resource);
    if (write(fd, text, (size_t)length) != length)
        fail("write");
    return fd;
}

int main(int argc, char **argv)
{
    if (argc != 2 && argc != 4) {
        fputs("usage: follow COUNT [SOCKET PATH]\n", stderr);
        return 2;
    }
    int fd = argc == 4 ? request(argv[2], argv[3]) : 0;
    long long opened = nanoseconds();
    for (int left = atoi(argv[1]); left > 0;) {
        char text[8192];
        ssize_t got = read(fd, text, sizeof text - 1);
        long long now = nanoseconds();
        if (got <= 0)
            fail("read");
        text[got] = '\0';
        /* Chunk sizes and headers stand between the lines; a time is a number of at least eleven digits. */
        for (char *at = text, *end; *at && left > 0; at = *end ? end + 1 : end) {
            end = at + strcspn(at, "\r\n");
            if (end - at < 11 || strspn(at, "0123456789") != (size_t)(end - at))
                continue;
            long long stamp = strtoll(at, NULL, 10);
            if (stamp < opened)
                continue;
            printf("%.4f\n", (double)(now - stamp) / 1e6);
            --left;
        }
    }
    return 0;
}
