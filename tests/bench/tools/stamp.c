/* stamp FILE: appends the monotonic time of its first instruction, in nanoseconds, and its pid to FILE, as one line;
 * then waits for a signal. */
#define _GNU_SOURCE
#include "clock.h"

#include <fcntl.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    const long long now = nanoseconds();
    int file = argc == 2 ? open(argv[1], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    char line[64];
    int length = snprintf(line, sizeof line, "%lld %d\n", now, (int)getpid());
    if (file < 0 || write(file, line, (size_t)length) != length)
        fail("stamp");
    close(file);
    for (;;)
        pause();
}
