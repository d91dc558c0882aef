/* answer SOCKET BYTES: the kernel's part in answering: each request of any size up to 64 KiB, read at once, gets the same
 * HTTP answer with BYTES of text. Many clients, one thread. Ends with a signal. */
#define _GNU_SOURCE
#include "clock.h"

#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    size_t bytes = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
    if (bytes < 1) {
        fputs("usage: answer SOCKET BYTES\n", stderr);
        return 2;
    }
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", argv[1]);
    int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(server, (struct sockaddr *)&address, sizeof address) != 0 || listen(server, 64) != 0)
        fail(argv[1]);
    char *text = malloc(bytes + 256);
    size_t length = (size_t)snprintf(text, 256, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", bytes);
    memset(text + length, 'x', bytes);
    length += bytes;
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = server};
    epoll_ctl(epoll, EPOLL_CTL_ADD, server, &event);
    static char request[65536];
    while (epoll_wait(epoll, &event, 1, -1) == 1) {
        int fd = event.data.fd;
        if (fd == server) {
            struct epoll_event next = {.events = EPOLLIN, .data.fd = accept(server, NULL, NULL)};
            epoll_ctl(epoll, EPOLL_CTL_ADD, next.data.fd, &next);
        } else if (read(fd, request, sizeof request) <= 0) {
            close(fd);
        } else {
            for (size_t sent = 0; sent < length;) {
                ssize_t count = send(fd, text + sent, length - sent, MSG_NOSIGNAL);
                if (count < 0)
                    break;
                sent += (size_t)count;
            }
        }
    }
    return 0;
}
