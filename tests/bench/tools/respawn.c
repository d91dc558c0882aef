/* respawn COUNT FILE STAMP: the kernel's part in replacing a program that was killed.
 *
 * Kills "STAMP FILE", waits for its end and starts it again, COUNT times. Prints the milliseconds from each kill to the
 * replacement's first instruction. */
#define _GNU_SOURCE
#include "clock.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static long long stamp_of(const char *path, pid_t pid)
{
    for (;;) {
        FILE *file = fopen(path, "r");
        long long stamp;
        int who;
        while (file && fscanf(file, "%lld %d", &stamp, &who) == 2) {
            if (who == pid) {
                fclose(file);
                return stamp;
            }
        }
        if (file)
            fclose(file);
        usleep(500);
    }
}

int main(int argc, char **argv)
{
    int count = argc == 4 ? atoi(argv[1]) : 0;
    if (count < 1) {
        fputs("usage: respawn COUNT FILE STAMP\n", stderr);
        return 2;
    }
    char *command[] = {argv[3], argv[2], NULL};
    pid_t pid;
    if (posix_spawn(&pid, command[0], NULL, NULL, command, environ) != 0)
        fail(command[0]);
    for (int i = 0; i < count; ++i) {
        stamp_of(argv[2], pid);
        usleep(5000);
        long long begin = nanoseconds();
        kill(pid, SIGKILL);
        if (waitpid(pid, NULL, 0) != pid || posix_spawn(&pid, command[0], NULL, NULL, command, environ) != 0)
            fail(command[0]);
        printf("%.3f\n", (double)(stamp_of(argv[2], pid) - begin) / 1e6);
    }
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    return 0;
}
