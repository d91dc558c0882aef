#include "app/signalwatcher.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace kantoku {

namespace {

int pipeEnds[2] = {-1, -1};

void handle(int number)
{
    const int saved = errno;
    const auto byte = static_cast<unsigned char>(number);
    [[maybe_unused]] const ssize_t written = ::write(pipeEnds[1], &byte, 1); // full: there is enough to read
    errno = saved;
}

} // namespace

SignalWatcher::SignalWatcher(std::initializer_list<int> numbers)
    : m_numbers(numbers)
{
    if (::pipe2(pipeEnds, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("No pipe for signals: errno %d", errno);
    m_notifier = std::make_unique<QSocketNotifier>(pipeEnds[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SignalWatcher::read);
    struct sigaction action = {};
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    for (const int number : std::as_const(m_numbers))
        sigaction(number, &action, nullptr);
}

SignalWatcher::~SignalWatcher()
{
    for (const int number : std::as_const(m_numbers))
        std::signal(number, SIG_DFL);
    m_notifier.reset();
    ::close(pipeEnds[0]);
    ::close(pipeEnds[1]);
}

void SignalWatcher::read()
{
    unsigned char numbers[64];
    const ssize_t got = ::read(pipeEnds[0], numbers, sizeof numbers);
    for (ssize_t i = 0; i < got; ++i)
        emit arrived(numbers[i]);
}

} // namespace kantoku
