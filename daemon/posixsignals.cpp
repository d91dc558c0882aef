#include "daemon/posixsignals.h"

#include <QSocketNotifier>

#include <bitset>
#include <cerrno>
#include <csignal>

#include <unistd.h>

namespace kantoku::daemon {

namespace {

// What a handler may touch: a lock-free number.
volatile std::sig_atomic_t pipeEnd = -1;

void handleSignal(int number)
{
    const int savedError = errno;
    const auto byte = static_cast<unsigned char>(number);
    // A full pipe means that the loop has enough to do; the same number is in there already.
    [[maybe_unused]] const ssize_t written = ::write(pipeEnd, &byte, 1);
    errno = savedError;
}

} // namespace

PosixSignals::PosixSignals(std::initializer_list<int> numbers, QObject *parent)
    : QObject(parent)
    , m_numbers(numbers)
{
    auto pipe = makePipe();
    if (!pipe)
        qFatal("%s", qPrintable(pipe.error().message));
    m_pipe = std::move(*pipe);
    setNonBlocking(m_pipe.readEnd);
    setNonBlocking(m_pipe.writeEnd);
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe.readEnd.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &PosixSignals::readNumbers);

    pipeEnd = m_pipe.writeEnd.get();
    struct sigaction action = {};
    action.sa_handler = handleSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigset_t wanted;
    sigemptyset(&wanted);
    for (const int number : m_numbers) {
        ::sigaction(number, &action, nullptr);
        sigaddset(&wanted, number);
    }
    ::pthread_sigmask(SIG_UNBLOCK, &wanted, nullptr); // whoever started us may have blocked them
}

PosixSignals::~PosixSignals()
{
    for (const int number : m_numbers)
        ::signal(number, SIG_DFL);
    pipeEnd = -1;
}

void PosixSignals::readNumbers()
{
    unsigned char bytes[256];
    const ssize_t count = ::read(m_pipe.readEnd.get(), bytes, sizeof bytes);
    std::bitset<NSIG> told; // twice before anybody looked is once, as with signals that the kernel holds
    for (ssize_t i = 0; i < count; ++i) {
        if (!told[bytes[i]])
            emit received(bytes[i]);
        told.set(bytes[i]);
    }
}

} // namespace kantoku::daemon
