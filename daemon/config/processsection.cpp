#include "daemon/config/processsection.h"

#include "daemon/config/sectionreader.h"
#include "daemon/config/world.h"
#include "protocol/shellwords.h"

#include <algorithm>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxProcesses = 100'000;

/// Reads one section: what all its processes share first, then each process.
class ProcessSection {
public:
    ProcessSection(LoadContext &context, const QString &section, const QString &group);

    QList<ProcessConfig> read();

private:
    void readShared();
    void warnOfShellSyntax(const QString &command);
    ProcessConfig readOne(qint64 number);
    void readEnvironment(ProcessConfig &process);
    LogConfig readLog(const QString &channel, LogConfig log);
    void readLogFile(const QString &channel, LogConfig &log);

    LoadContext &m_context;
    SectionReader m_reader;
    QString m_programName;
    QString m_processName; ///< not expanded
    int m_count = 1;
    int m_first = 0;
    ProcessConfig m_shared;
};

QString nameInBrackets(const QString &section)
{
    return section.sliced(section.indexOf(u':') + 1);
}

ProcessSection::ProcessSection(LoadContext &context, const QString &section, const QString &group)
    : m_context(context)
    , m_reader(context, section,
               {{u"here"_s, context.here}, {u"host_node_name"_s, context.world.hostName()}, {u"group_name"_s, group}},
               SectionReader::ErrorForm::WithSection)
{
}

void ProcessSection::readShared()
{
    ProcessConfig &shared = m_shared;
    shared.section = m_reader.section();
    shared.origin = m_reader.origin();
    shared.programName = m_programName;

    // The order is that in which Supervisor reads, so that its first error is our first error.
    shared.priority = m_reader.get(u"priority"_s, shared.priority, toInteger);
    shared.autoStart = m_reader.get(u"autostart"_s, shared.autoStart, toBoolean);
    shared.autoRestart = m_reader.get(u"autorestart"_s, shared.autoRestart, toAutoRestart);
    shared.startSecs
        = std::chrono::seconds(m_reader.get(u"startsecs"_s, qint64(shared.startSecs.count()), toLongInteger));
    shared.startRetries = m_reader.get(u"startretries"_s, shared.startRetries, toLongInteger);
    shared.stopSignal = m_reader.get(u"stopsignal"_s, shared.stopSignal, toSignal);
    shared.stopWait
        = std::chrono::seconds(m_reader.get(u"stopwaitsecs"_s, qint64(shared.stopWait.count()), toLongInteger));
    shared.stopAsGroup = m_reader.get(u"stopasgroup"_s, shared.stopAsGroup, toBoolean);
    shared.killAsGroup = m_reader.get(u"killasgroup"_s, shared.stopAsGroup, toBoolean);
    shared.exitCodes = m_reader.get(u"exitcodes"_s, shared.exitCodes, toExitCodes);
    shared.redirectStderr = m_reader.get(u"redirect_stderr"_s, shared.redirectStderr, toBoolean);
    m_count = m_reader.get(u"numprocs"_s, m_count, toInteger);
    m_first = m_reader.get(u"numprocs_start"_s, m_first, toInteger);
    for (const auto &[channel, log] : {std::pair(u"stdout"_s, &shared.stdoutLog), {u"stderr"_s, &shared.stderrLog}}) {
        log->captureMaxBytes = m_reader.get(channel + "_capture_maxbytes"_L1, log->captureMaxBytes, toByteSize);
        log->eventsEnabled = m_reader.get(channel + "_events_enabled"_L1, log->eventsEnabled, toBoolean);
    }
    shared.serverUrl = m_reader.text(u"serverurl"_s);
    if (shared.serverUrl && shared.serverUrl->trimmed().toUpper() == "AUTO"_L1)
        shared.serverUrl.reset();
    if (const auto user = m_reader.text(u"user"_s)) {
        shared.user = *user;
        shared.uid = m_reader.converted<uint>(u"user"_s, *user, toUser);
    }
    shared.umask = m_reader.find<int>(u"umask"_s, toOctal);
    m_processName = m_reader.raw(u"process_name"_s).value_or(u"%(program_name)s"_s);
    m_processName = m_reader.converted<QString>(u"process_name"_s, m_processName, toName).value_or(m_processName);

    if (m_count > 1 && !m_processName.contains("%(process_num)"_L1)) {
        m_reader.addError(u"process_name"_s, u"%(process_num) must be present within process_name when numprocs > 1"_s,
                          u"a name such as %(program_name)s_%(process_num)02d"_s);
    }
    if (m_count > maxProcesses) {
        m_reader.addError(u"numprocs"_s, u"%1 processes are more than one program can have"_s.arg(m_count),
                          u"at most %1"_s.arg(maxProcesses));
    }
    if (shared.stopAsGroup && !shared.killAsGroup) {
        m_reader.addError(u"killasgroup"_s, u"Cannot set stopasgroup=true and killasgroup=false"_s,
                          u"killasgroup=true, or no killasgroup"_s);
    }
}

void ProcessSection::readEnvironment(ProcessConfig &process)
{
    const QString option = u"environment"_s;
    const auto given = m_reader.raw(option);
    if (!given)
        return;
    const auto text = m_reader.expanded(*given, option, option);
    const auto words = text ? parseEnvironment(*text) : failure(Error::Code::Invalid, {});
    if (!words) {
        if (text) {
            m_reader.addError(
                option, words.error().message,
                u"KEY=value,KEY2=\"value two\"; quotes around anything but letters, digits and _/.+-():"_s);
        }
        m_reader.setEnvironmentIncomplete();
        return;
    }
    m_reader.remember(option, *text);
    process.environment = *words;
    for (const auto &[name, value] : *words)
        m_reader.setEnvironmentName(name, value);
}

void ProcessSection::readLogFile(const QString &channel, LogConfig &log)
{
    const QString option = channel + "_logfile"_L1;
    auto name = m_reader.text(option);
    if (name)
        name = m_reader.expanded(*name, option, option); // Supervisor expands log file names twice
    if (!name)
        return;
    m_reader.remember(option, *name);
    const QString lower = name->toLower();
    if (lower == "auto"_L1)
        return;
    log.kind = LogConfig::Kind::None;
    if (lower == "syslog"_L1) {
        log.syslog = true;
        m_reader.addWarning(option,
                            u"For [%1], %2=syslog but this is deprecated and will be removed.  Use %3_syslog=true to "
                            "enable syslog instead."_s.arg(m_reader.section(), option, channel));
    } else if (lower != "none"_L1 && lower != "off"_L1) {
        log.path = m_reader.converted<QString>(option, *name, toFileInDirectory).value_or(QString());
        if (!log.path.isEmpty())
            log.kind = LogConfig::Kind::File;
    }
}

LogConfig ProcessSection::readLog(const QString &channel, LogConfig log)
{
    readLogFile(channel, log);
    log.backups = m_reader.get(channel + "_logfile_backups"_L1, log.backups, toInteger);
    log.maxBytes = m_reader.get(channel + "_logfile_maxbytes"_L1, log.maxBytes, toByteSize);
    if (const bool syslog = m_reader.get(channel + "_syslog"_L1, false, toBoolean))
        log.syslog = syslog;
    if (log.kind == LogConfig::Kind::Auto && log.maxBytes == 0) {
        m_reader.addWarning(channel + "_logfile_maxbytes"_L1,
                            u"For [%1], AUTO logging used for %2_logfile without rollover, set maxbytes > 0 to avoid "
                            "filling up filesystem unintentionally"_s.arg(m_reader.section(), channel));
    }
    return log;
}

/// It is run as it is, as by Supervisor, and fails later, where nobody looks at the file.
void ProcessSection::warnOfShellSyntax(const QString &command)
{
    const Result<QStringList> words = splitShellWords(command);
    const QString problem = words ? shellHint(*words) : u"the command cannot be run: "_s + words.error().message;
    if (!problem.isEmpty())
        m_reader.addWarning(u"command"_s, u"For [%1], %2"_s.arg(m_reader.section(), problem));
}

ProcessConfig ProcessSection::readOne(qint64 number)
{
    ProcessConfig process = m_shared;
    m_reader.setName(u"process_num"_s, number);
    m_reader.setName(u"numprocs"_s, qint64(m_count));
    m_reader.resetEnvironment();
    readEnvironment(process);
    process.directory = m_reader.text(u"directory"_s);
    process.stdoutLog = readLog(u"stdout"_s, m_shared.stdoutLog);
    process.stderrLog = readLog(u"stderr"_s, m_shared.stderrLog);
    if (process.redirectStderr) {
        if (process.stderrLog.kind == LogConfig::Kind::File) {
            m_reader.addWarning(
                u"stderr_logfile"_s,
                u"For [%1], redirect_stderr=true but stderr_logfile has also been set to a filename, the "
                "filename has been ignored"_s.arg(m_reader.section()));
        }
        process.stderrLog.kind = LogConfig::Kind::None;
        process.stderrLog.path.clear();
    }
    if (const auto command = m_reader.text(u"command"_s)) {
        process.command = *command;
        warnOfShellSyntax(*command);
    } else if (!m_reader.raw(u"command"_s)) {
        m_reader.addError({}, u"program section %1 does not specify a command"_s.arg(m_reader.section()),
                          u"command=<program and arguments>"_s);
    }
    process.name = m_reader.expanded(m_processName, u"process_name"_s, u"process_name"_s).value_or(m_processName);
    if (m_reader.raw(u"process_name"_s))
        m_reader.remember(u"process_name"_s, process.name);
    process.options = m_reader.options();
    return process;
}

QList<ProcessConfig> ProcessSection::read()
{
    const auto name = m_reader.converted<QString>({}, nameInBrackets(m_reader.section()), toName);
    m_programName = name.value_or(QString());
    m_reader.setName(u"program_name"_s, m_programName);
    readShared();
    QList<ProcessConfig> processes;
    const qsizetype errorsBefore = m_context.errors.size();
    for (int number = 0; number < std::min(m_count, maxProcesses); ++number) {
        processes.append(readOne(qint64(m_first) + number));
        if (m_context.errors.size() > errorsBefore)
            break; // the others have the same ones
    }
    std::ranges::stable_sort(processes, [](const ProcessConfig &a, const ProcessConfig &b) { return a.name < b.name; });
    return processes;
}

} // namespace

QList<ProcessConfig> readProcesses(LoadContext &context, const QString &section, const QString &group)
{
    return ProcessSection(context, section, group).read();
}

} // namespace kantoku::daemon
