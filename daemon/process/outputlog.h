#pragma once

#include "daemon/config/configuration.h"
#include "protocol/error.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace kantoku::daemon {

class LogFile;
class Process;
struct ProcessServices;

/**
 * What becomes of one output channel of a process: written to its log, and where that was asked for, stripped,
 * captured, published and repeated.
 *
 * Lives as long as its process; the log is open only while a child runs.
 */
class OutputLog {
public:
    OutputLog(const LogConfig &config, QString path, const Process &process, const QString &channel,
              const ProcessServices &services);
    ~OutputLog();

    void open();
    void write(QByteArrayView bytes);
    /// After the last write of a child.
    void close();
    void reopen();
    Result<void> clear();
    /// Null where the channel has no log.
    LogFile *file() const;

private:
    std::unique_ptr<LogFile> m_file;
};

} // namespace kantoku::daemon
