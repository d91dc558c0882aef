/* writer FILE PIECE TOTAL: writes TOTAL bytes to its output, PIECE bytes with each write(2), as lines; 0 is endless.
 *
 * FILE gets one line: the monotonic times of the first and after the last write, in nanoseconds. Then it waits for a
 * signal. TOTAL is a multiple of PIECE. */
#define _GNU_SOURCE
#include "clock.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    size_t piece = argc == 4 ? strtoull(argv[2], NULL, 10) : 0;
    unsigned long long total = argc == 4 ? strtoull(argv[3], NULL, 10) : 0;
    if (piece < 1) {
        fputs("usage: writer FILE PIECE TOTAL\n", stderr);
        return 2;
    }
    char *text = malloc(piece);
    for (size_t i = 0; i < piece; ++i)
        text[i] = i % 100 == 99 || i == piece - 1 ? '\n' : (char)('a' + i % 26);
    long long begin = nanoseconds();
    for (unsigned long long done = 0; total == 0 || done < total; done += piece) {
        for (size_t part = 0; part < piece;) {
            ssize_t count = write(1, text + part, piece - part);
            if (count < 0)
                fail("write");
            part += (size_t)count;
        }
    }
    char line[64];
    int length = snprintf(line, sizeof line, "%lld %lld\n", begin, nanoseconds());
    int file = open(argv[1], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0 || write(file, line, (size_t)length) != length)
        fail(argv[1]);
    for (;;)
        pause();
}
