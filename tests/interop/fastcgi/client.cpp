// client PATH|HOST:PORT COUNT: sends COUNT requests, each on a connection of its own, all of them open until the last
// is answered: as many responders must be there. Prints the answers, a line each.

#include "record.h"

#include <cstdio>
#include <cstring>
#include <vector>

#include <netdb.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace {

int connectUnix(const char *path)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    return ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 ? fd : -1;
}

int connectTcp(const std::string &host, const std::string &port)
{
    addrinfo hints = {};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (::getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0)
        return -1;
    const int fd = ::socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    const bool connected = ::connect(fd, found->ai_addr, found->ai_addrlen) == 0;
    ::freeaddrinfo(found);
    return connected ? fd : -1;
}

int connectTo(const std::string &address)
{
    const size_t colon = address.rfind(':');
    return address.front() == '/' || colon == std::string::npos
        ? connectUnix(address.c_str())
        : connectTcp(address.substr(0, colon), address.substr(colon + 1));
}

std::string pair(const std::string &name, const std::string &value)
{
    return std::string{static_cast<char>(name.size()), static_cast<char>(value.size())} + name + value;
}

void ask(int fd, uint16_t request)
{
    using namespace fastcgi;
    const std::string number = std::to_string(request);
    writeRecord(fd, BeginRequest, request, {0, responderRole, keepConnection, 0, 0, 0, 0, 0});
    writeRecord(fd, Params, request, pair("REQUEST_METHOD", "POST") + pair("REQUEST_URI", "/page/" + number));
    writeRecord(fd, Params, request, {});
    writeRecord(fd, Stdin, request, "body " + number);
    writeRecord(fd, Stdin, request, {});
}

bool printAnswer(int fd, uint16_t request)
{
    using namespace fastcgi;
    std::string answer;
    while (const auto record = readRecord(fd)) {
        if (record->request != request)
            return false;
        if (record->type == Stdout)
            answer += record->content;
        if (record->type != EndRequest)
            continue;
        const size_t body = answer.find("\r\n\r\n");
        if (body == std::string::npos)
            return false;
        std::puts(answer.c_str() + body + 4);
        return true;
    }
    return false;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    std::vector<int> connections;
    const int count = std::atoi(argv[2]);
    for (int request = 1; request <= count; ++request) {
        const int fd = connectTo(argv[1]);
        if (fd < 0) {
            std::perror(argv[1]);
            return 1;
        }
        connections.push_back(fd);
        ask(fd, static_cast<uint16_t>(request));
    }
    for (int request = 1; request <= count; ++request) {
        if (!printAnswer(connections[static_cast<size_t>(request - 1)], static_cast<uint16_t>(request)))
            return 1;
    }
}
