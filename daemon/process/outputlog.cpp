#include "daemon/process/outputlog.h"

#include "daemon/events/eventbus.h"
#include "daemon/events/payload.h"
#include "daemon/logging/decodedtext.h"
#include "daemon/logging/mainlog.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/process/processservices.h"

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

OutputLog::OutputLog(const LogConfig &config, QString path, Channel channel, const Process &process,
                     const ProcessServices &services)
    : m_process(process)
    , m_services(services)
    , m_channel(channel)
    , m_publishes(config.eventsEnabled)
{
    if (!path.isEmpty())
        m_file = std::make_unique<LogFile>(std::move(path), config.maxBytes, config.backups, this);
    if (m_file && config.kind == LogConfig::Kind::Auto)
        m_file->setMode(0600);
    if (config.syslog)
        m_syslog = std::make_unique<SyslogSink>(process.name().toUtf8() + ' ');
    if (services.stripAnsi)
        m_stripper = std::make_unique<AnsiStripper>();
    if (config.captureMaxBytes > 0)
        m_capture = std::make_unique<CaptureFilter>(config.captureMaxBytes);
}

OutputLog::~OutputLog() = default;

// Loss is never silent: the main log says when it begins and how much it was.

void OutputLog::writingFailed(const QString &reason)
{
    m_services.log.error(u"the %1 log of %2, %3, cannot be written, output is lost: %4"_s.arg(
        channelName(), m_process.namespec(), m_file->path(), reason));
}

void OutputLog::writingResumed(quint64 lostBytes)
{
    m_services.log.warn(u"the %1 log of %2, %3, can be written again, %4 bytes were lost"_s.arg(
        channelName(), m_process.namespec(), m_file->path(), QString::number(lostBytes)));
}

void OutputLog::rotationFailed(const QString &reason)
{
    m_services.log.error(u"the %1 log of %2, %3, cannot be rotated and goes on growing: %4"_s.arg(
        channelName(), m_process.namespec(), m_file->path(), reason));
}

void OutputLog::open()
{
    if (m_file)
        (void)m_file->open(); // it says so itself, and tries again with each write
}

void OutputLog::write(QByteArrayView bytes)
{
    if (m_stripper)
        bytes = m_stripper->strip(bytes);
    if (m_capture)
        pass(m_capture->feed(bytes));
    else
        append(bytes);
}

void OutputLog::close()
{
    if (m_stripper) {
        const QByteArrayView rest = m_stripper->flush();
        if (m_capture)
            pass(m_capture->feed(rest));
        else
            append(rest);
    }
    if (m_capture)
        pass(m_capture->flush());
    if (m_file)
        m_file->close();
}

void OutputLog::pass(const QList<CaptureFilter::Segment> &segments)
{
    using Kind = CaptureFilter::Segment::Kind;
    for (const CaptureFilter::Segment &segment : segments) {
        switch (segment.kind) {
        case Kind::Text: append(segment.bytes); break;
        case Kind::Captured: repeat(segment.bytes); break;
        case Kind::Complete: {
            const EventType type = m_channel == Channel::Stdout ? EventType::ProcessCommunicationStdout
                                                                : EventType::ProcessCommunicationStderr;
            m_services.events.publish(type, processCommunicationPayload(subject(), segment.bytes));
            m_services.log.debug(u"'%1' %2 emitted a comm event"_s.arg(m_process.name(), channelName()));
            break;
        }
        }
    }
}

void OutputLog::append(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    if (m_file)
        m_file->write(bytes);
    if (m_syslog)
        m_syslog->write(bytes);
    repeat(bytes);
}

// Captured text is repeated too, as there.
void OutputLog::repeat(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    if (m_services.log.isEnabled(LogLevel::Debug)) {
        m_services.log.writeBytes(
            LogLevel::Debug,
            QByteArray(u"'%1' %2 output:\n"_s.arg(m_process.name(), channelName()).toUtf8() + decodedText(bytes)));
    }
    const bool isStderr = m_channel == Channel::Stderr;
    const EventType type = isStderr ? EventType::ProcessLogStderr : EventType::ProcessLogStdout;
    if (m_publishes && m_services.events.isWanted(type))
        m_services.events.publish(type, processLogPayload(subject(), isStderr, bytes));
}

void OutputLog::reopen()
{
    if (m_file && m_file->isOpen())
        (void)m_file->reopen();
}

Result<void> OutputLog::clear()
{
    if (!m_file)
        return {};
    const bool wasOpen = m_file->isOpen();
    const Result<void> cleared = m_file->clear();
    if (!wasOpen)
        m_file->close();
    return cleared;
}

EventSubject OutputLog::subject() const
{
    return {m_process.name(), m_process.group()->name(), m_process.childPid()};
}

QString OutputLog::channelName() const
{
    return m_channel == Channel::Stdout ? u"stdout"_s : u"stderr"_s;
}

} // namespace kantoku::daemon
