#include "daemon/process/outputlog.h"

#include "daemon/logging/logfile.h"
#include "daemon/logging/mainlog.h"
#include "daemon/process/process.h"
#include "daemon/process/processservices.h"

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

OutputLog::OutputLog(const LogConfig &config, QString path, const Process &, const QString &, const ProcessServices &)
{
    if (!path.isEmpty())
        m_file = std::make_unique<LogFile>(std::move(path), config.maxBytes, config.backups);
}

OutputLog::~OutputLog() = default;

void OutputLog::open()
{
    if (m_file)
        (void)m_file->open();
}

void OutputLog::write(QByteArrayView bytes)
{
    if (m_file)
        m_file->write(bytes);
}

void OutputLog::close()
{
    if (m_file)
        m_file->close();
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

LogFile *OutputLog::file() const
{
    return m_file.get();
}

} // namespace kantoku::daemon
