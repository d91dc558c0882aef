#pragma once

#include "daemon/config/configuration.h"
#include "daemon/events/event.h"
#include "daemon/logging/ansistripper.h"
#include "daemon/logging/capturefilter.h"
#include "daemon/logging/logfile.h"
#include "daemon/logging/syslogsink.h"
#include "protocol/error.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace kantoku::daemon {

class Process;
struct EventSubject;
struct ProcessServices;

/**
 * What becomes of one output channel of a process: written to its log, and where that was asked for, stripped,
 * captured, published and repeated in the main log.
 *
 * Lives as long as its process; the log is open only while a child runs. What nobody asked for costs nothing.
 */
class OutputLog final : public LogFile::Reporter {
public:
    enum class Channel { Stdout, Stderr };

    /// @param path  empty where the channel has no log
    OutputLog(const LogConfig &config, QString path, Channel channel, const Process &process,
              const ProcessServices &services);
    ~OutputLog();

    void open();
    void write(QByteArrayView bytes);
    /// After the last write of a child.
    void close();
    void reopen();
    Result<void> clear();
    /// Null where the channel has no log.
    LogFile *file() const { return m_file.get(); }

private:
    void writingFailed(const QString &reason) override;
    void writingResumed(quint64 lostBytes) override;
    void rotationFailed(const QString &reason) override;
    void pass(const QList<CaptureFilter::Segment> &segments);
    void append(QByteArrayView bytes);
    void repeat(QByteArrayView bytes);
    EventSubject subject() const;
    QString channelName() const;

    const Process &m_process;
    const ProcessServices &m_services;
    const Channel m_channel;
    const bool m_publishes;
    std::unique_ptr<LogFile> m_file;
    // Most logs have none of these.
    std::unique_ptr<SyslogSink> m_syslog;
    std::unique_ptr<AnsiStripper> m_stripper;
    std::unique_ptr<CaptureFilter> m_capture;
};

} // namespace kantoku::daemon
