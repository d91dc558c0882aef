/* ticker MILLISECONDS: writes the monotonic time, in nanoseconds, as a line every so often, for as long as it lives. */
#define _GNU_SOURCE
#include "clock.h"

#include <unistd.h>

int main(int argc, char **argv)
{
    int pause_ms = argc == 2 ? atoi(argv[1]) : 0;
    if (pause_ms < 1) {
        fputs("usage: ticker MILLISECONDS\n", stderr);
        return 2;
    }
    for (;;) {
        char line[32];
        usleep((useconds_t)pause_ms * 1000);
        int length = snprintf(line, sizeof line, "%lld\n", nanoseconds());
        if (write(1, line, (size_t)length) != length)
            fail("write");
    }
}
