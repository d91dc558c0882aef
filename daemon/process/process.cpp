#include "daemon/process/process.h"

#include "daemon/events/eventbus.h"
#include "daemon/events/payload.h"
#include "daemon/logging/logfile.h"
#include "daemon/logging/mainlog.h"
#include "daemon/process/childenvironment.h"
#include "daemon/process/childlogs.h"
#include "daemon/process/clock.h"
#include "daemon/process/command.h"
#include "daemon/process/fcgisocket.h"
#include "daemon/process/outputlog.h"
#include "daemon/process/pipes.h"
#include "daemon/process/processdescription.h"
#include "daemon/process/processgroup.h"
#include "daemon/process/processservices.h"
#include "daemon/process/sendsignal.h"
#include "daemon/process/userids.h"
#include "protocol/faultcode.h"
#include "protocol/namespec.h"
#include "protocol/signalname.h"

#include <QFile>
#include <QMetaMethod>

#include <cerrno>
#include <csignal>
#include <utility>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype historyEntries = 32;

std::chrono::seconds toSeconds(std::chrono::milliseconds time)
{
    return std::chrono::floor<std::chrono::seconds>(time);
}

} // namespace

Process::Process(const ProcessConfig &config, ProcessGroup *group, const ProcessServices &services)
    : QObject(group)
    , m_config(config)
    , m_group(group)
    , m_services(services)
    , m_timer(services.clock.createTimer([this] { takeTimerStep(); }))
    , m_stdoutLog(makeLog(Channel::Stdout))
    , m_stderrLog(m_config.redirectStderr ? nullptr : makeLog(Channel::Stderr))
{
}

Process::~Process() = default;

QString Process::namespec() const
{
    return namespecText(m_group->name(), m_config.name);
}

// --- the state machine

void Process::apply(Input input, const QString &cause)
{
    // An action may bring the next input; it is taken when the row at hand is done with.
    m_steps.append({input, cause});
    if (m_steps.size() > 1)
        return;
    while (!m_steps.isEmpty()) {
        const Step step = m_steps.constFirst(); // a copy: the list may grow while it is taken
        take(step);
        m_steps.removeFirst();
    }
    m_steps = {}; // with its memory: a process may stay as it is for months
}

void Process::take(const Step &step)
{
    const Row *const row = findRow(state(), step.input);
    if (!row) {
        m_services.log.debug(u"%1: %2 means nothing in state %3"_s.arg(
            name(), QString::fromLatin1(inputName(step.input)), stateName(state())));
        return;
    }
    const ProcessState from = std::exchange(m_facts.change().state, row->to);
    m_timer->stop();
    run(row->action, step.input);
    if (from == state())
        return;
    record(from, step.cause);
    publish(from);
    if (m_services.stateChanged)
        m_services.stateChanged(this, from, state());
    emit stateChanged(from, state());
    if (step.input == Input::Died)
        emit childEnded();
    else if (row->action == Action::Spawn && m_child)
        emit childStarted();
}

void Process::run(Action action, Input input)
{
    switch (action) {
    case Action::None: return;
    case Action::Spawn: spawn(); return;
    case Action::ReportRunning: reportRunning(); return;
    case Action::AwaitRetry: awaitRetry(input); return;
    case Action::ReportGivenUp: reportGivenUp(); return;
    case Action::SendStopSignal: sendStopSignal(); return;
    case Action::SendKillSignal: sendKillSignal(); return;
    case Action::ReportStopped: reportStopped(); return;
    case Action::ReportExited: reportExited(); return;
    }
}

void Process::record(ProcessState from, const QString &cause)
{
    const bool hasNoChild = from == ProcessState::Backoff && state() != ProcessState::Starting;
    HistoryEntry entry{m_services.clock.wall(), from, state(), hasNoChild ? 0 : m_lastPid, {}, cause};
    if (state() == ProcessState::Exited || (state() == ProcessState::Stopped && from != ProcessState::Backoff))
        entry.detail = m_exit.text();
    else if (state() == ProcessState::Backoff || state() == ProcessState::Fatal)
        entry.detail = m_lastPid != 0 ? m_exit.text() : m_facts->spawnError;
    else if (state() == ProcessState::Unknown)
        entry.detail = m_signalError;
    if (m_history.size() == historyEntries)
        m_history.removeFirst();
    m_history.append(entry);
}

void Process::publish(ProcessState from)
{
    const EventType type = eventTypeOf(state());
    if (!m_services.events.isWanted(type))
        return;
    const qint64 pid = from == ProcessState::Backoff ? 0 : m_lastPid;
    m_services.events.publish(
        type, processStatePayload({name(), m_group->name(), pid}, from, state(), m_tries, isExpected(m_exit)));
}

void Process::wait(std::chrono::milliseconds delay, Input then, const QString &cause)
{
    m_timerStep = {then, cause};
    m_timer->start(delay);
}

void Process::takeTimerStep()
{
    // The daemon may have begun to end since.
    if (m_timerStep.input != Input::RetryDue || m_services.mayStart())
        apply(m_timerStep.input, m_timerStep.cause);
}

// --- starting

void Process::spawn()
{
    Facts &facts = m_facts.change();
    facts.spawnError.clear();
    facts.exitNumber = 0;
    facts.started = m_services.clock.wall();
    m_lastPid = 0;
    if (m_recentStarts.size() == startBurst)
        m_recentStarts.removeFirst();
    m_recentStarts.append(m_services.clock.monotonic());

    const auto launchPlan = plan();
    if (!launchPlan) {
        failSpawn(launchPlan.error().message);
        return;
    }
    auto child = m_services.launcher.launch(*launchPlan);
    if (!child) {
        switch (child.error().number) {
        case EMFILE:
        case ENFILE: failSpawn(u"too many open files to spawn '%1'"_s.arg(name())); return;
        case EAGAIN: failSpawn(u"Too many processes in process table to spawn '%1'"_s.arg(name())); return;
        default: failSpawn(u"unknown error during fork for '%1': %2"_s.arg(name(), child.error().message)); return;
        }
    }
    m_child = std::move(*child);
    m_isDeaf = false;
    m_facts.change().pid = m_lastPid = m_child->pid();
    m_child->setWatcher(this);
    for (OutputLog *const output : {m_stdoutLog.get(), m_stderrLog.get()}) {
        if (output)
            output->open();
    }
    m_services.log.info(u"spawned: '%1' with pid %2"_s.arg(name()).arg(pid()));
    if (m_config.startSecs <= 0s)
        apply(Input::StayedUp);
    else
        wait(m_config.startSecs, Input::StayedUp);
}

Result<LaunchPlan> Process::plan() const
{
    const auto command = resolveCommand(m_config.command, m_config.environment);
    if (!command)
        return failure(Error::Code::Invalid, command.error().message);
    LaunchPlan result;
    result.file = command->file;
    result.arguments = command->arguments;
    result.environment = childEnvironment(m_services.environment, m_config, m_group->name(), m_services.serverUrl);
    if (m_config.uid) {
        result.userName = QByteArray::number(*m_config.uid);
        if (auto ids = userIds(*m_config.uid))
            result.user = *ids;
        else
            result.userProblem = ids.error().toUtf8();
    }
    if (m_config.directory)
        result.directory = QFile::encodeName(*m_config.directory);
    result.umask = m_config.umask;
    result.redirectStderr = m_config.redirectStderr;
    result.descriptorLimit = m_services.childDescriptorLimit;
    if (FcgiSocket *const socket = m_group->socket()) {
        const Result<int> descriptor = socket->acquire(this);
        if (!descriptor)
            return tl::unexpected<Error>(descriptor.error());
        result.standardInput = *descriptor;
    }
    return result;
}

void Process::failSpawn(const QString &reason)
{
    if (m_group->socket())
        m_group->socket()->release(this);
    m_facts.change().spawnError = reason;
    m_services.log.info(u"spawnerr: "_s + reason);
    apply(Input::SpawnFailed);
}

void Process::reportRunning()
{
    m_tries = 0;
    m_services.log.info(
        u"success: %1 entered RUNNING state, process has stayed up for > than %2 seconds (startsecs)"_s.arg(name()).arg(
            m_config.startSecs.count()));
}

void Process::awaitRetry(Input input)
{
    if (input == Input::Died) {
        m_facts.change().spawnError = u"Exited too quickly (process log may have details)"_s;
        m_services.log.warn(u"exited: %1 (%2; not expected)"_s.arg(name(), m_exit.text()));
    }
    ++m_tries;
    if (m_tries > m_config.startRetries)
        apply(Input::GiveUp, u"startretries"_s);
    else if (m_services.mayStart())
        wait(std::chrono::seconds(m_tries), Input::RetryDue, u"retry"_s);
}

void Process::reportGivenUp()
{
    // Given up for another reason, the end of the daemon, nothing is said.
    if (m_tries > m_config.startRetries) {
        m_services.log.info(u"gave up: %1 entered FATAL state, too many start retries too quickly"_s.arg(name()));
    }
    m_tries = 0;
}

// --- stopping

void Process::sendStopSignal()
{
    wait(m_config.stopWait, Input::StopOverdue);
    kill(m_config.stopSignal, m_config.stopAsGroup);
}

void Process::sendKillSignal()
{
    m_services.log.warn(u"killing '%1' (%2) with SIGKILL"_s.arg(name()).arg(pid()));
    wait(std::max(m_config.stopWait, betweenKills), Input::StopOverdue);
    kill(SIGKILL, m_config.killAsGroup);
}

void Process::kill(int number, bool wholeGroup)
{
    m_services.log.debug(u"killing %1 (pid %2) %3with signal %4"_s.arg(
        name(), QString::number(pid()), wholeGroup ? u"process group "_s : QString(), signalName(number)));
    const auto sent = m_child->sendSignal(number, wholeGroup ? SignalTarget::Group : SignalTarget::Process);
    if (sent)
        return;
    if (sent.error().number == ESRCH) {
        m_services.log.debug(u"unable to signal %1 (pid %2), it probably just exited on its own: %3"_s.arg(
            name(), QString::number(pid()), sent.error().message));
        return;
    }
    m_signalError = u"unknown problem killing %1 (%2):%3"_s.arg(name(), QString::number(pid()), sent.error().message);
    m_services.log.critical(m_signalError);
    apply(Input::SignalFailed);
}

// --- the end of a child

void Process::childExited(const ExitStatus &status)
{
    // We are called by the child; it may go when it has returned.
    m_child.release()->deleteLater();
    Facts &facts = m_facts.change();
    facts.pid = 0;
    facts.ended = m_services.clock.wall();
    m_exit = status;
    for (OutputLog *const output : {m_stdoutLog.get(), m_stderrLog.get()}) {
        if (output)
            output->close();
    }
    if (m_group->socket())
        m_group->socket()->release(this);
    apply(Input::Died);
}

void Process::reportStopped()
{
    m_facts.change().exitNumber = m_exit.number();
    const QString text = u"stopped: %1 (%2)"_s.arg(name(), m_exit.text());
    m_services.log.write(isExpected(m_exit) ? LogLevel::Info : LogLevel::Warn, text);
}

void Process::reportExited()
{
    m_facts.change().exitNumber = m_exit.number();
    const bool expected = isExpected(m_exit);
    if (!expected)
        m_facts.change().spawnError = u"Bad exit code %1"_s.arg(m_facts->exitNumber);
    m_services.log.write(
        expected ? LogLevel::Info : LogLevel::Warn,
        u"exited: %1 (%2; %3)"_s.arg(name(), m_exit.text(), expected ? u"expected"_s : u"not expected"_s));

    const bool restarts
        = m_config.autoRestart == AutoRestart::Always || (m_config.autoRestart == AutoRestart::Unexpected && !expected);
    if (!restarts || !m_services.mayStart())
        return;
    if (const bool flapped = std::exchange(m_flaps, startsOften()); m_flaps && !flapped) {
        m_services.log.warn(u"%1 ends as fast as it is started; it is started at most %2 times a second"_s.arg(
            name(), QString::number(startBurst)));
    }
    if (const auto delay = restartDelay(); delay > 0ms)
        wait(delay, Input::RetryDue, u"autorestart"_s);
    else
        apply(Input::RetryDue, u"autorestart"_s);
}

bool Process::startsOften() const
{
    return m_recentStarts.size() == startBurst && m_services.clock.monotonic() - m_recentStarts.constFirst() < 2s;
}

// With startsecs=0 a program that ends at once would otherwise be started as fast as the machine can.
std::chrono::milliseconds Process::restartDelay() const
{
    if (m_recentStarts.size() < startBurst)
        return 0ms;
    return std::max(0ms, m_recentStarts.constFirst() + 1s - m_services.clock.monotonic());
}

// --- what others ask for

Result<void> Process::checkCommand() const
{
    const auto command = resolveCommand(m_config.command, m_config.environment);
    if (command)
        return {};
    const bool isMissing = command.error().kind == CommandProblem::Kind::NotFound;
    return fault(isMissing ? FaultCode::NoFile : FaultCode::NotExecutable, command.error().message);
}

Result<void> Process::start(const QString &cause)
{
    if (isStarted(state()))
        return fault(FaultCode::AlreadyStarted, namespec());
    if (state() == ProcessState::Unknown)
        return fault(FaultCode::Failed, u"%1 is in an unknown process state"_s.arg(namespec()));
    if (state() == ProcessState::Stopping) {
        m_services.log.warn(u"process '%1' already running"_s.arg(name()));
        return fault(FaultCode::AbnormalTermination, namespec());
    }
    if (const qint64 other = m_services.survivor ? m_services.survivor(m_group->name(), name()) : 0; other != 0) {
        const QString reason = u"%1: an earlier child still runs with pid %2"_s.arg(namespec()).arg(other);
        m_services.log.warn(u"not started: %1"_s.arg(reason));
        return fault(FaultCode::SpawnError, reason);
    }
    m_tries = 0;
    apply(Input::Start, cause);
    return {};
}

bool Process::isStoppable() const
{
    return isStarted(state()) || (state() == ProcessState::Exited && m_timer->isActive());
}

Result<void> Process::stop(const QString &cause)
{
    if (!isStoppable())
        return fault(FaultCode::NotRunning, namespec());
    if (state() == ProcessState::Backoff)
        m_services.log.debug(u"Attempted to kill %1, which is in BACKOFF state."_s.arg(name()));
    m_signalError.clear();
    apply(Input::Stop, cause);
    if (!m_signalError.isEmpty())
        return fault(FaultCode::Failed, m_signalError);
    return {};
}

void Process::giveUp(const QString &cause)
{
    if (state() == ProcessState::Backoff)
        apply(Input::GiveUp, cause);
}

Result<void> Process::signal(int number)
{
    if (!m_child || !isSignallable(state()))
        return fault(FaultCode::NotRunning, namespec());
    m_services.log.debug(u"sending %1 (pid %2) sig %3"_s.arg(name(), QString::number(pid()), signalName(number)));
    const auto sent = m_child->sendSignal(number, SignalTarget::Process);
    if (sent)
        return {};
    if (sent.error().number == ESRCH) {
        m_services.log.debug(u"unable to signal %1 (pid %2), it probably just now exited on its own: %3"_s.arg(
            name(), QString::number(pid()), sent.error().message));
        return {};
    }
    m_signalError
        = u"unknown problem sending sig %1 (%2):%3"_s.arg(name(), QString::number(pid()), sent.error().message);
    m_services.log.critical(m_signalError);
    apply(Input::SignalFailed);
    return fault(FaultCode::Failed, m_signalError);
}

Result<void> Process::writeStdin(const QByteArray &bytes)
{
    if (!m_child || state() == ProcessState::Stopping)
        return fault(FaultCode::NotRunning, namespec());
    const Result<void> written = m_child->write(bytes);
    const bool wasDeaf = std::exchange(m_isDeaf, !written && written.error().number == ENOBUFS);
    if (m_isDeaf) {
        const QString reason
            = u"%1 does not read its standard input, and %2 MiB are kept for it at most"_s.arg(namespec())
                  .arg(InputWriter::mostPendingBytes >> 20);
        if (!wasDeaf)
            m_services.log.warn(reason);
        return fault(FaultCode::Failed, reason);
    }
    if (!written)
        return fault(FaultCode::NoFile, namespec());
    return {};
}

Result<void> Process::clearLogs()
{
    for (OutputLog *const output : {m_stdoutLog.get(), m_stderrLog.get()}) {
        if (!output)
            continue;
        if (const Result<void> cleared = output->clear(); !cleared)
            return fault(FaultCode::Failed, cleared.error().message);
    }
    return {};
}

void Process::reopenLogs()
{
    for (OutputLog *const output : {m_stdoutLog.get(), m_stderrLog.get()}) {
        if (output)
            output->reopen();
    }
}

ProcessInfo Process::life() const
{
    const auto now = toSeconds(m_services.clock.wall());
    ProcessInfo info;
    info.name = name();
    info.group = m_group->name();
    info.state = state();
    info.start = toSeconds(m_facts->started).count();
    info.stop = toSeconds(m_facts->ended).count();
    info.now = now.count();
    info.exitStatus = m_facts->exitNumber;
    info.spawnError = m_facts->spawnError;
    info.pid = pid();
    return info;
}

ProcessInfo Process::info() const
{
    ProcessInfo info = life();
    info.stdoutLogFile = logPath(Channel::Stdout);
    info.stderrLogFile = logPath(Channel::Stderr);
    info.description = describe(info);
    return info;
}

// --- output

std::unique_ptr<OutputLog> Process::makeLog(Channel channel)
{
    const bool isStdout = channel == Channel::Stdout;
    const LogConfig &config = isStdout ? m_config.stdoutLog : m_config.stderrLog;
    QString path = config.path;
    if (config.kind == LogConfig::Kind::None) {
        path.clear();
    } else if (config.kind == LogConfig::Kind::Auto) {
        const AutoLog log = createAutoLog(m_services.childLogDir, name(), isStdout ? u"stdout"_s : u"stderr"_s,
                                          m_services.identifier);
        if (!log.made)
            m_services.log.error(log.made.error().message);
        path = log.path;
    }
    return std::make_unique<OutputLog>(config, path, isStdout ? OutputLog::Channel::Stdout : OutputLog::Channel::Stderr,
                                       *this, m_services);
}

OutputLog *Process::log(Channel channel) const
{
    return channel == Channel::Stdout || m_config.redirectStderr ? m_stdoutLog.get() : m_stderrLog.get();
}

void Process::childWrote(Channel channel, QByteArrayView bytes)
{
    log(channel)->write(bytes);
    if (m_tellsOutput && channel == Channel::Stdout)
        emit standardOutput(bytes);
}

LogFile *Process::logFile(Channel channel) const
{
    const OutputLog *const output = channel == Channel::Stdout ? m_stdoutLog.get() : m_stderrLog.get();
    return output ? output->file() : nullptr;
}

QString Process::logPath(Channel channel) const
{
    const LogFile *const file = logFile(channel);
    return file ? file->path() : QString();
}

void Process::connectNotify(const QMetaMethod &signal)
{
    if (signal == QMetaMethod::fromSignal(&Process::standardOutput))
        m_tellsOutput = true;
    if (signal != QMetaMethod::fromSignal(&Process::logChanged) || std::exchange(m_tellsLogChanges, true))
        return;
    for (const Channel channel : {Channel::Stdout, Channel::Stderr}) {
        if (LogFile *const file = logFile(channel)) {
            connect(file, &LogFile::appended, this, [this, channel] { emit logChanged(channel); });
            connect(file, &LogFile::replaced, this, [this, channel] { emit logChanged(channel); });
        }
    }
}

} // namespace kantoku::daemon
