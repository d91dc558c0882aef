#include "daemon/process/pipes.h"

#include <QBasicTimer>
#include <QEvent>
#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace kantoku::daemon {

namespace {

constexpr qint64 bufferBytes = 256 * 1024;
constexpr int largestPipeBytes = 1024 * 1024;
/// Reads of less than this in quick succession are too many.
constexpr qint64 littleBytes = 16 * 1024;
constexpr auto restTime = std::chrono::milliseconds(1);

char *sharedBuffer()
{
    static std::array<char, bufferBytes> buffer;
    return buffer.data();
}

tl::unexpected<Error> systemFailure(const QString &what, int error)
{
    return failure(Error::Code::System, what + QString::fromLocal8Bit(std::strerror(error)), error);
}

} // namespace

using namespace Qt::StringLiterals;

Result<Pipe> makePipe()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return systemFailure(u"Making a pipe failed: "_s, errno);
    return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

void setNonBlocking(const Descriptor &fd)
{
    ::fcntl(fd.get(), F_SETFL, O_NONBLOCK); // all that a pipe of ours ever has
}

// Takes the event itself: there are two for each process, and a connection costs more memory than the reader.
class OutputReader::Notifier : public QSocketNotifier {
public:
    explicit Notifier(OutputReader *reader)
        : QSocketNotifier(reader->m_fd.get(), Read)
        , m_reader(reader)
    {
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::Timer) {
            m_rest.stop();
            setEnabled(true);
        } else if (event->type() != QEvent::SockAct) {
            return QSocketNotifier::event(event);
        }
        m_reader->readSome();
        return true;
    }

private:
    friend OutputReader;

    OutputReader *m_reader;
    QBasicTimer m_rest;
};

OutputReader::OutputReader(Descriptor fd, Sink sink)
    : m_fd(std::move(fd))
    , m_sink(std::move(sink))
    , m_notifier(std::make_unique<Notifier>(this))
{
    setNonBlocking(m_fd);
}

OutputReader::~OutputReader() = default;

void OutputReader::readSome()
{
    const qint64 count = readOnce(bufferBytes);
    if (count == 0) {
        close();
        return;
    }
#ifdef F_SETPIPE_SZ
    // Lines do not fill its pages to the last byte.
    if (count >= m_capacity / 4 * 3 && m_capacity < largestPipeBytes) {
        const int granted = ::fcntl(m_fd.get(), F_SETPIPE_SZ, largestPipeBytes);
        m_capacity = granted > 0 ? granted : largestPipeBytes; // refused: not asked again
    }
#endif
    if (count < 0 || !m_notifier)
        return;
    const auto now = std::chrono::steady_clock::now();
    if (count < littleBytes && now - m_lastRead < 2 * restTime)
        rest();
    m_lastRead = now;
}

void OutputReader::rest()
{
    m_notifier->setEnabled(false);
    m_notifier->m_rest.start(static_cast<int>(restTime.count()), Qt::PreciseTimer, m_notifier.get());
}

// Returns 0 at the end of the pipe and -1 where there is nothing now.
qint64 OutputReader::readOnce(qint64 limit)
{
    ssize_t count = 0;
    do {
        count = ::read(m_fd.get(), sharedBuffer(), static_cast<size_t>(std::min(limit, bufferBytes)));
    } while (count < 0 && errno == EINTR);
    if (count < 0)
        return errno == EAGAIN || errno == EWOULDBLOCK ? -1 : 0;
    if (count > 0)
        m_sink(QByteArrayView(sharedBuffer(), count));
    return count;
}

void OutputReader::finish()
{
    int left = 0;
    if (m_fd.isValid() && ::ioctl(m_fd.get(), FIONREAD, &left) == 0) {
        while (left > 0) {
            const qint64 count = readOnce(left);
            if (count <= 0)
                break;
            left -= static_cast<int>(count);
        }
    }
    close();
}

void OutputReader::close()
{
    if (m_notifier) {
        // It may be the one that called us.
        m_notifier->setEnabled(false);
        m_notifier->m_rest.stop();
        m_notifier.release()->deleteLater();
    }
    m_fd.reset();
}

InputWriter::InputWriter(Descriptor fd)
    : m_fd(std::move(fd))
{
    setNonBlocking(m_fd);
}

InputWriter::~InputWriter() = default;

Result<void> InputWriter::write(const QByteArray &bytes)
{
    if (!isOpen())
        return systemFailure(u"Writing to a child failed: "_s, EPIPE);
    if (bytes.size() > mostPendingBytes - m_pending.size())
        return systemFailure(u"Writing to a child failed: "_s, ENOBUFS);
    m_pending += bytes;
    if (!flush())
        return systemFailure(u"Writing to a child failed: "_s, EPIPE);
    return {};
}

// False once nobody reads any more.
bool InputWriter::flush()
{
    while (!m_pending.isEmpty()) {
        const ssize_t count = ::write(m_fd.get(), m_pending.constData(), static_cast<size_t>(m_pending.size()));
        if (count >= 0) {
            m_pending.remove(0, count);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (!m_notifier) {
                m_notifier = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Write);
                QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { flush(); });
            }
            m_notifier->setEnabled(true);
            return true;
        } else if (errno != EINTR) {
            m_pending.clear();
            if (m_notifier)
                m_notifier->setEnabled(false);
            m_fd.reset();
            return false;
        }
    }
    m_pending = {};
    if (m_notifier)
        m_notifier->setEnabled(false);
    return true;
}

} // namespace kantoku::daemon
