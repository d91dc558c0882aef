#include "daemon/background.h"

#include "daemon/process/pipes.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void waitForDaemon(pid_t daemon, const Descriptor &pipe)
{
    char byte = 0;
    ssize_t count = 0;
    do {
        count = ::read(pipe.get(), &byte, 1);
    } while (count < 0 && errno == EINTR);
    if (count == 1)
        ::_exit(0);
    int status = 0;
    while (::waitpid(daemon, &status, 0) < 0 && errno == EINTR) {}
    ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
}

} // namespace

void openStandardDescriptors()
{
    int fd = 0;
    do {
        fd = ::open("/dev/null", O_RDWR);
    } while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd > STDERR_FILENO)
        ::close(fd);
}

Result<Background> Background::detach()
{
    auto pipe = makePipe();
    if (!pipe)
        return tl::unexpected<Error>(pipe.error());
    const pid_t pid = ::fork();
    if (pid < 0) {
        return failure(Error::Code::System,
                       u"Going to the background failed: "_s + QString::fromLocal8Bit(std::strerror(errno)), errno);
    }
    if (pid > 0) {
        pipe->writeEnd.reset();
        waitForDaemon(pid, pipe->readEnd);
    }
    return Background(std::move(pipe->writeEnd));
}

void Background::enter()
{
    ::setsid();
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::dup2(null, fd);
    if (null > STDERR_FILENO)
        ::close(null);
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_starter.get(), &byte, 1);
    m_starter.reset();
}

} // namespace kantoku::daemon
