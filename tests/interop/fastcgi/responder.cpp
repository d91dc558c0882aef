// A FastCGI responder: accepts at descriptor 0, one connection at a time, and answers each request with its own pid,
// the request's REQUEST_URI and its body.

#include "record.h"

#include <cstdio>

#include <sys/socket.h>

namespace {

// Names and values are short here: lengths of one byte.
std::string param(const std::string &params, const std::string &wanted)
{
    for (size_t at = 0; at + 2 <= params.size();) {
        const auto nameLength = static_cast<unsigned char>(params[at]);
        const auto valueLength = static_cast<unsigned char>(params[at + 1]);
        if (params.compare(at + 2, nameLength, wanted) == 0)
            return params.substr(at + 2 + nameLength, valueLength);
        at += size_t{2} + nameLength + valueLength;
    }
    return "?";
}

void serve(int connection)
{
    using namespace fastcgi;
    std::string params;
    std::string body;
    bool keep = false;
    while (const auto record = readRecord(connection)) {
        if (record->type == BeginRequest) {
            keep = record->content.size() > 2 && record->content[2] == keepConnection;
            params.clear();
            body.clear();
        } else if (record->type == Params) {
            params += record->content;
        } else if (record->type == Stdin && !record->content.empty()) {
            body += record->content;
        } else if (record->type == Stdin) {
            writeRecord(connection, Stdout, record->request,
                        "Content-Type: text/plain\r\n\r\n" + std::to_string(::getpid()) + ' '
                            + param(params, "REQUEST_URI") + ' ' + body);
            writeRecord(connection, Stdout, record->request, {});
            writeRecord(connection, EndRequest, record->request, std::string(8, '\0'));
            if (!keep)
                return;
        }
    }
}

} // namespace

int main()
{
    for (;;) {
        const int connection = ::accept(STDIN_FILENO, nullptr, nullptr);
        if (connection < 0) {
            std::perror("accept");
            return 1;
        }
        serve(connection);
        ::close(connection);
    }
}
