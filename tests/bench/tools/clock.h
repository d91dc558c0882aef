/* What the bench's small programs share: the monotonic clock, and an end that says where it came to. */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline long long nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static inline long long cpu_nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static inline _Noreturn void fail(const char *what)
{
    perror(what);
    exit(1);
}
