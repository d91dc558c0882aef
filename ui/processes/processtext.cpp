#include "ui/processes/processtext.h"
#include "protocol/shellwords.h"
#include "ui/translations.h"

#include <QCoreApplication>
#include <QLocale>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ProcessText)
};

QString timeText(qint64 unixSeconds, const QDateTime &now)
{
    const QDateTime time = QDateTime::fromSecsSinceEpoch(unixSeconds);
    return time.date() == now.date() ? QLocale().toString(time.time(), QLocale::ShortFormat)
                                     : QLocale().toString(time, QLocale::ShortFormat);
}

/// When the process came into its present state, as far as the server tells; 0 where it does not.
qint64 since(const ProcessInfo &process)
{
    return isStopped(process.state) || process.state == ProcessState::Backoff ? process.stop : process.start;
}

} // namespace

Condition condition(const ProcessInfo &process)
{
    switch (process.state) {
    case ProcessState::Starting:
    case ProcessState::Running:
    case ProcessState::Stopping: return Condition::Running;
    case ProcessState::Stopped: return Condition::Stopped;
    case ProcessState::Exited: return process.spawnError.isEmpty() ? Condition::Stopped : Condition::Trouble;
    case ProcessState::Backoff:
    case ProcessState::Fatal:
    case ProcessState::Unknown: break;
    }
    return Condition::Trouble;
}

QString clockText(std::chrono::seconds duration)
{
    const qint64 total = std::max<qint64>(duration.count(), 0);
    const QString clock = u"%1:%2:%3"_s.arg(total / 3600 % 24)
                              .arg(total / 60 % 60, 2, 10, QChar(u'0'))
                              .arg(total % 60, 2, 10, QChar(u'0'));
    return total < 86400 ? clock : Words::tr("%1 d %2", "days, clock").arg(total / 86400).arg(clock);
}

QString spanText(std::chrono::seconds duration)
{
    const qint64 total = std::max<qint64>(duration.count(), 0);
    if (total < 60)
        return Words::tr("%1 s", "seconds").arg(total);
    if (total < 3600)
        return Words::tr("%1 min", "minutes").arg(total / 60);
    if (total < 86400)
        return Words::tr("%1 h %2 min", "hours, minutes").arg(total / 3600).arg(total / 60 % 60);
    return Words::tr("%1 d %2 h", "days, hours").arg(total / 86400).arg(total / 3600 % 24);
}

QString exitText(int exitStatus)
{
    switch (exitStatus) {
    case -1: return Words::tr("killed by a signal");
    case 126: return Words::tr("exit status 126 (a shell's “cannot be executed”)");
    case 127: return Words::tr("exit status 127 (a shell's “command not found”)");
    default: return Words::tr("exit status %1").arg(exitStatus);
    }
}

QString withReason(const QString &sentence, const ProcessInfo &process)
{
    if (sentence.contains(process.spawnError)) // nothing is in everything
        return sentence;
    return joinedSentences({sentence, Words::tr("The server says: %1.").arg(process.spawnError)});
}

QString commandText(const QString &command, const QString &problem)
{
    const auto words = splitShellWords(command);
    QString text = command;
    if (const QString reason = words || !problem.isEmpty() ? problem : words.error().message; !reason.isEmpty())
        text = Words::tr("%1\n(could not be run now: %2)", "command, reason").arg(text, reason);
    if (const QString word = words ? wordForShells(*words) : QString(); !word.isEmpty()) {
        text = Words::tr("%1\n(only a shell understands %2, and none reads this: sh -c '...' would)",
                         "command, word of it")
                   .arg(text, word);
    }
    return text;
}

QString cpuText(double share)
{
    const double percent = std::max(0.0, share) * 100;
    return Words::tr("%1 %", "a share of a processor").arg(QLocale().toString(percent, 'f', percent < 9.95 ? 1 : 0));
}

QString memoryText(qint64 bytes)
{
    return QLocale().formattedDataSize(std::max<qint64>(bytes, 0), 1);
}

QString whyNotRunning(const ProcessInfo &process, const QDateTime &now)
{
    switch (process.state) {
    case ProcessState::Running:
    case ProcessState::Starting: return {};
    case ProcessState::Stopping: return Words::tr("It was asked to stop and has not ended yet.");
    case ProcessState::Stopped:
        if (process.start == 0)
            return Words::tr("It has not been started since the server came up: it does not start by itself.");
        return process.stop == 0 ? Words::tr("It was stopped on request.")
                                 : Words::tr("It was stopped on request at %1.").arg(timeText(process.stop, now));
    case ProcessState::Exited:
        if (process.spawnError.isEmpty())
            return Words::tr("It ended by itself at %1 with %2, and is not to be restarted after that.")
                .arg(timeText(process.stop, now), exitText(process.exitStatus));
        return Words::tr("It ended unexpectedly at %1 with %2, and is not to be restarted by itself.")
            .arg(timeText(process.stop, now), exitText(process.exitStatus));
    case ProcessState::Backoff:
        return withReason(Words::tr("It ended too soon after its start; another try follows by itself."), process);
    case ProcessState::Fatal:
        return withReason(Words::tr("It could not be started, and no more tries are made."), process);
    case ProcessState::Unknown: break;
    }
    return withReason(Words::tr("The server does not know what became of it."), process);
}

QString stateSince(const ProcessInfo &process, const QDateTime &now)
{
    const qint64 time = since(process);
    const QString name = stateName(process.state);
    if (time <= 0)
        return name;
    if (process.state == ProcessState::Running || process.state == ProcessState::Starting) {
        const std::chrono::seconds span(now.toSecsSinceEpoch() - time);
        return Words::tr("%1 for %2", "state, span of time").arg(name, spanText(span));
    }
    return Words::tr("%1 since %2", "state, point in time").arg(name, timeText(time, now));
}

} // namespace kantoku::ui
