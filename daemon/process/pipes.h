#pragma once

#include "protocol/error.h"

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

class QSocketNotifier;

namespace kantoku::daemon {

/// A descriptor that is closed with its owner.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    Descriptor(Descriptor &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Descriptor() { reset(); }

    int get() const { return m_fd; }
    bool isValid() const { return m_fd >= 0; }
    void reset();
    /// Whoever takes it closes it.
    int release() { return std::exchange(m_fd, -1); }

private:
    int m_fd = -1;
};

struct Pipe {
    Descriptor readEnd;
    Descriptor writeEnd;
};
/// A pipe that children do not inherit. @return Error::Code::System with errno
Result<Pipe> makePipe();
/// @param fd  an end of a pipe from makePipe()
void setNonBlocking(const Descriptor &fd);

/**
 * Our end of a child's output.
 *
 * Reads large pieces into one buffer that all readers share. A pipe that was found full is made larger, so that a
 * child that floods costs few wakes while a quiet one costs little memory. One that writes little but all the time is
 * looked at once a millisecond: a wake for each line costs more than the line, on both sides of the pipe. A pipe that
 * the child closes is forgotten.
 */
class OutputReader {
public:
    using Sink = std::function<void(QByteArrayView)>;

    OutputReader(Descriptor fd, Sink sink);
    ~OutputReader();

    /// Hands over what the pipe holds now and closes it. What somebody writes meanwhile is not waited for: a
    /// grandchild may hold the other end for ever.
    void finish();

private:
    class Notifier;

    void readSome();
    void rest();
    qint64 readOnce(qint64 limit);
    void close();

    Descriptor m_fd;
    Sink m_sink;
    std::unique_ptr<Notifier> m_notifier;
    int m_capacity = 65536; ///< Linux's default
    std::chrono::steady_clock::time_point m_lastRead;
};

/// Our end of a child's input. Keeps what the child has not read yet, up to a limit.
class InputWriter {
public:
    /// As much as the largest request, so whatever a client can send in one is taken by a child that reads.
    static constexpr qsizetype mostPendingBytes = 16 * 1024 * 1024;

    explicit InputWriter(Descriptor fd);
    ~InputWriter();

    bool isOpen() const { return m_fd.isValid(); }
    /// Takes all of the bytes or none. @return Error::Code::System with EPIPE, or ENOBUFS above the limit
    Result<void> write(const QByteArray &bytes);

private:
    bool flush();

    Descriptor m_fd;
    QByteArray m_pending;
    std::unique_ptr<QSocketNotifier> m_notifier; ///< only while something is pending
};

} // namespace kantoku::daemon
