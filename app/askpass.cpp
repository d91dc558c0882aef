#include "app/askpass.h"

#include <cstdlib>
#include <cstring>
#include <string>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace {

bool writeAll(int descriptor, const char *bytes, std::size_t size)
{
    while (size > 0) {
        const ssize_t written = ::write(descriptor, bytes, size);
        if (written <= 0)
            return false;
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

/// The answer with a 'y' in front, or anything else for none.
std::string ask(const char *path, const std::string &question)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const std::size_t length = std::strlen(path);
    if (length >= sizeof address.sun_path)
        return {};
    std::memcpy(address.sun_path, path, length);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return {};
    std::string answer;
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
        && writeAll(socket, question.data(), question.size())) {
        char buffer[1024];
        for (ssize_t got = 0; (got = ::read(socket, buffer, sizeof buffer)) > 0;)
            answer.append(buffer, static_cast<std::size_t>(got));
    }
    ::close(socket);
    return answer;
}

} // namespace

bool runAsAskpass(int argc, char **argv, int &status)
{
    const char *path = std::getenv("KANTOKU_ASKPASS");
    if (!path || argc != 2)
        return false;
    const char *hint = std::getenv("SSH_ASKPASS_PROMPT");
    std::string question = hint ? hint : "";
    question += '\0';
    question += argv[1];
    question += '\0';
    std::string answer = ask(path, question);
    status = 1;
    if (answer.empty() || answer.front() != 'y')
        return true;
    answer.front() = '\n'; // the newline that ends the answer goes to the end
    answer += answer.front();
    if (writeAll(STDOUT_FILENO, answer.data() + 1, answer.size() - 1))
        status = 0;
    return true;
}
