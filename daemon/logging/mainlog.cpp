#include "daemon/logging/mainlog.h"

#include "daemon/logging/logfile.h"
#include "daemon/logging/syslogsink.h"
#include "protocol/faultcode.h"

#include <QFileInfo>

#include <time.h>

using namespace Qt::StringLiterals;

namespace kantoku::daemon {

namespace {

constexpr qsizetype keptLinesLimit = 1000;

/// `YYYY-MM-DD HH:MM:SS,mmm`; the part up to the second is made once a second.
class Clock {
public:
    QByteArray stamp()
    {
        timespec now{};
        clock_gettime(CLOCK_REALTIME, &now);
        if (now.tv_sec != m_second) {
            m_second = now.tv_sec;
            tm local{};
            localtime_r(&now.tv_sec, &local);
            char text[32];
            m_text = QByteArray(text, qsizetype(strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &local)));
        }
        const int milliseconds = int(now.tv_nsec / 1'000'000);
        QByteArray stamp = m_text;
        stamp += ',';
        stamp += char('0' + milliseconds / 100);
        stamp += char('0' + milliseconds / 10 % 10);
        stamp += char('0' + milliseconds % 10);
        return stamp;
    }

private:
    time_t m_second = -1;
    QByteArray m_text;
};

} // namespace

struct MainLog::Private final : LogFile::Reporter {
    struct KeptLine {
        LogLevel level;
        QByteArray line;
    };

    explicit Private(MainLog *log)
        : q(log)
    {
    }

    // There is nowhere to say it until writing works again.
    void writingFailed(const QString &) override {}
    void writingResumed(quint64 lost) override
    {
        q->warn(u"lost %1 bytes of this log, which could not be written"_s.arg(lost));
    }
    void rotationFailed(const QString &reason) override { q->warn(u"this log could not be rotated: %1"_s.arg(reason)); }

    MainLog *q;
    Clock clock;
    LogLevel level = LogLevel::Blather;
    bool isOpen = false;
    QList<KeptLine> kept;
    std::unique_ptr<LogFile> file;
    std::unique_ptr<LogFile> standardOutput;
    std::optional<SyslogSink> syslog;

    QByteArray line(LogLevel severity, QByteArrayView text)
    {
        QByteArray line = clock.stamp();
        line.reserve(line.size() + text.size() + 7);
        line += ' ';
        line += logLevelTag(severity);
        line += ' ';
        line += text;
        line += '\n';
        return line;
    }

    void keep(LogLevel severity, const QByteArray &line)
    {
        if (kept.size() < keptLinesLimit)
            kept.append({severity, line});
    }

    void putKept()
    {
        for (const KeptLine &one : std::exchange(kept, {})) {
            if (q->isEnabled(one.level))
                put(one.line);
        }
    }

    void put(const QByteArray &line)
    {
        putKept();
        if (standardOutput)
            standardOutput->write(line);
        if (syslog)
            syslog->write(line);
        if (file)
            file->write(line);
    }
};

std::optional<LogLevel> logLevelFromName(const QString &name)
{
    static constexpr std::pair<const char *, LogLevel> names[] = {
        {"critical", LogLevel::Critical}, {"error", LogLevel::Error}, {"warn", LogLevel::Warn},
        {"info", LogLevel::Info},         {"debug", LogLevel::Debug}, {"trace", LogLevel::Trace},
        {"blather", LogLevel::Blather},
    };
    for (const auto &[known, level] : names) {
        if (name.compare(QLatin1String(known), Qt::CaseInsensitive) == 0)
            return level;
    }
    return std::nullopt;
}

QByteArray logLevelTag(LogLevel level)
{
    switch (level) {
    case LogLevel::Critical: return "CRIT"_ba;
    case LogLevel::Error: return "ERRO"_ba;
    case LogLevel::Warn: return "WARN"_ba;
    case LogLevel::Info: return "INFO"_ba;
    case LogLevel::Debug: return "DEBG"_ba;
    case LogLevel::Trace: return "TRAC"_ba;
    case LogLevel::Blather: return "BLAT"_ba;
    }
    return {};
}

MainLog::MainLog()
    : d(std::make_unique<Private>(this))
{
}

MainLog::~MainLog() = default;

Result<void> MainLog::open(const QString &path, qint64 maxBytes, int backups, LogLevel level, bool toStdout)
{
    close();
    d->level = level;
    if (toStdout) {
        d->standardOutput = std::make_unique<LogFile>(u"/dev/stdout"_s, 0, 0);
        // A closed standard output is nobody's wish to read it; the file has everything.
        (void)d->standardOutput->open();
    }
    Result<void> opened;
    if (path == u"syslog"_s) {
        d->syslog.emplace();
    } else if (!path.isEmpty()) {
        d->file = std::make_unique<LogFile>(path, maxBytes, backups, d.get());
        opened = d->file->open();
    }
    d->isOpen = true;
    d->putKept();
    return opened;
}

void MainLog::close()
{
    if (std::exchange(d->isOpen, false))
        d->putKept();
    d->file.reset();
    d->standardOutput.reset();
    d->syslog.reset();
}

bool MainLog::isEnabled(LogLevel level) const
{
    return level <= d->level;
}

void MainLog::write(LogLevel level, const QString &text)
{
    if (isEnabled(level))
        writeBytes(level, text.toUtf8());
}

void MainLog::writeBytes(LogLevel level, QByteArrayView text)
{
    if (!isEnabled(level))
        return;
    const QByteArray line = d->line(level, text);
    if (d->isOpen)
        d->put(line);
    else
        d->keep(level, line);
}

void MainLog::infoWithNext(const QString &text)
{
    d->keep(LogLevel::Info, d->line(LogLevel::Info, text.toUtf8()));
}

void MainLog::reopen()
{
    if (!d->file)
        return;
    if (const Result<void> opened = d->file->reopen(); !opened && d->standardOutput)
        error(opened.error().message);
}

Result<void> MainLog::clear()
{
    LogFile *log = file();
    if (!log || !QFileInfo::exists(log->path()))
        return fault(FaultCode::NoFile);
    info(u"reopening log file"_s);
    if (const Result<void> cleared = log->clear(); !cleared)
        return fault(FaultCode::Failed, cleared.error().message);
    return {};
}

LogFile *MainLog::file() const
{
    return d->file && (d->file->isRegular() || !d->file->isOpen()) ? d->file.get() : nullptr;
}

} // namespace kantoku::daemon
