#pragma once

#include "protocol/processinfo.h"

#include <QDateTime>
#include <QString>

#include <chrono>

/// Facts about a process in words: what tables, tooltips and the overview say. Pure functions of their arguments.
namespace kantoku::ui {

/// How the window sorts processes into what needs attention and what does not; every process is in exactly one.
enum class Condition {
    Trouble, ///< FATAL, BACKOFF, UNKNOWN, or EXITED with a status that was not expected
    Running, ///< RUNNING, STARTING, STOPPING
    Stopped, ///< STOPPED, or EXITED as expected
};

Condition condition(const ProcessInfo &process);

/// "3:02:11", "2 d 03:02:11": for a column, where many are compared.
QString clockText(std::chrono::seconds duration);
/// "3 h 2 min", "12 s", "2 d 3 h": for a sentence.
QString spanText(std::chrono::seconds duration);

/// "exit status 1", "killed by a signal", "exit status 127 (command not found)".
QString exitText(int exitStatus);

/// "It ended. The server says: can't find command 'x'."; the sentence alone where the server gives
/// no reason, or where it has it already.
QString withReason(const QString &sentence, const ProcessInfo &process);

/**
 * A command and, in lines of their own, why it does not do what it seems to: that it cannot be run, and that it has
 * something that only a shell understands; the command alone where nothing is known against it.
 *
 * @param problem  why it cannot be run, by a server that tells; empty where it can, or is not known
 */
QString commandText(const QString &command, const QString &problem);

/// "2.5 %", "130 %". @param share  of one processor, 1.0 keeps it busy
QString cpuText(double share);
/// "33.2 MiB"
QString memoryText(qint64 bytes);

/**
 * One sentence that answers "why is it not running?" from what the server said; empty for a process that runs.
 *
 * @param now  by the server's clock
 */
QString whyNotRunning(const ProcessInfo &process, const QDateTime &now);

/// "RUNNING for 3 h 2 min", "STOPPED since 2026-03-01 10:02".
QString stateSince(const ProcessInfo &process, const QDateTime &now);

} // namespace kantoku::ui

Q_DECLARE_METATYPE(kantoku::ui::Condition)
