/* call SOCKET BODY CLIENTS SECONDS LEAST [NEEDLE TIMES]: calls over and over; each client has one connection.
 *
 * Sends the file BODY to /RPC2 for SECONDS, but at least LEAST times for each client. Every answer must be 200 and, if
 * given, contain NEEDLE that many times. Prints the calls a second of all clients together, then a line for each call
 * with the milliseconds that it took. */
#define _GNU_SOURCE
#include "clock.h"

#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const char *socket_path, *needle;
static char *request;
static size_t request_length;
static int needle_times;
static long least;
static long long begin, until;

struct client {
    pthread_t thread;
    long count, room;
    double *milliseconds;
};

static int connected(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", socket_path);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        fail(socket_path);
    return fd;
}

static void check(const char *answer)
{
    int times = 0;
    for (const char *at = answer; needle && (at = strstr(at, needle)) != NULL; ++at)
        ++times;
    if (strncmp(answer, "HTTP/1.1 200", 12) != 0 || (needle && times != needle_times)) {
        fprintf(stderr, "call: %s is there %d times in: %.300s\n", needle ? needle : "nothing", times, answer);
        exit(1);
    }
}

/* One call on the kept connection. @return whether the server keeps it */
static int call(int fd, char **answer, size_t *room)
{
    if (write(fd, request, request_length) != (ssize_t)request_length)
        fail("write");
    size_t held = 0, whole = 0;
    while (whole == 0 || held < whole) {
        if (held + 1 >= *room)
            *answer = realloc(*answer, *room *= 2);
        ssize_t got = read(fd, *answer + held, *room - held - 1);
        if (got <= 0)
            fail("read");
        held += (size_t)got;
        (*answer)[held] = '\0';
        char *body = whole ? NULL : strstr(*answer, "\r\n\r\n");
        if (body) {
            char *length = strcasestr(*answer, "content-length:");
            if (!length || length > body)
                fail("an answer without a length");
            whole = (size_t)(body + 4 - *answer) + strtoul(length + 15, NULL, 10);
        }
    }
    return strcasestr(*answer, "connection: close") == NULL;
}

static void *run(void *argument)
{
    struct client *client = argument;
    size_t room = 1 << 16;
    char *answer = malloc(room);
    int fd = connected();
    while (nanoseconds() < until || client->count < least) {
        long long sent = nanoseconds();
        int is_kept = call(fd, &answer, &room);
        if (client->count == client->room)
            client->milliseconds =
                realloc(client->milliseconds, sizeof(double) * (size_t)(client->room = client->room * 2 + 1024));
        client->milliseconds[client->count++] = (double)(nanoseconds() - sent) / 1e6;
        /* Counting what is in a long answer costs as much as the answer does: the first tells for all. */
        if (client->count == 1)
            check(answer);
        if (!is_kept) {
            close(fd);
            fd = connected();
        }
    }
    check(answer);
    close(fd);
    free(answer);
    return NULL;
}

int main(int argc, char **argv)
{
    if (argc != 6 && argc != 8) {
        fputs("usage: call SOCKET BODY CLIENTS SECONDS LEAST [NEEDLE TIMES]\n", stderr);
        return 2;
    }
    static char body[1 << 22];
    FILE *file = fopen(argv[2], "r");
    size_t length = file ? fread(body, 1, sizeof body, file) : 0;
    if (length == 0)
        fail(argv[2]);
    request = malloc(length + 256);
    request_length = (size_t)snprintf(request, 256,
        "POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: %zu\r\n\r\n", length);
    memcpy(request + request_length, body, length);
    request_length += length;
    socket_path = argv[1];
    int clients = atoi(argv[3]);
    least = atol(argv[5]);
    if (argc == 8) {
        needle = argv[6];
        needle_times = atoi(argv[7]);
    }
    struct client *all = calloc((size_t)clients, sizeof *all);
    begin = nanoseconds();
    until = begin + (long long)(atof(argv[4]) * 1e9);
    for (int i = 0; i < clients; ++i) {
        if (pthread_create(&all[i].thread, NULL, run, &all[i]) != 0)
            fail("pthread_create");
    }
    long calls = 0;
    for (int i = 0; i < clients; ++i) {
        pthread_join(all[i].thread, NULL);
        calls += all[i].count;
    }
    printf("%.3f\n", (double)calls * 1e9 / (double)(nanoseconds() - begin));
    for (int i = 0; i < clients; ++i) {
        for (long n = 0; n < all[i].count; ++n)
            printf("%.4f\n", all[i].milliseconds[n]);
    }
    return 0;
}
