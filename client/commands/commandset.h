#pragma once

#include "protocol/error.h"

#include <QCoro/QCoroTask>
#include <QString>

/// The coroutine of every command; their table is in commandtable.cpp.
namespace kantoku::client {

class CommandRun;
using CommandResult = QCoro::Task<Result<void>>;

CommandResult addCommand(CommandRun &run, QString argument);
CommandResult availCommand(CommandRun &run, QString argument);
CommandResult checkCommand(CommandRun &run, QString argument);
CommandResult clearCommand(CommandRun &run, QString argument);
CommandResult completionCommand(CommandRun &run, QString argument);
CommandResult fgCommand(CommandRun &run, QString argument);
CommandResult helpCommand(CommandRun &run, QString argument);
CommandResult leaveCommand(CommandRun &run, QString argument);
CommandResult maintailCommand(CommandRun &run, QString argument);
CommandResult openCommand(CommandRun &run, QString argument);
CommandResult pidCommand(CommandRun &run, QString argument);
CommandResult planCommand(CommandRun &run, QString argument);
CommandResult reloadCommand(CommandRun &run, QString argument);
CommandResult removeCommand(CommandRun &run, QString argument);
CommandResult rereadCommand(CommandRun &run, QString argument);
CommandResult restartCommand(CommandRun &run, QString argument);
CommandResult shutdownCommand(CommandRun &run, QString argument);
CommandResult signalCommand(CommandRun &run, QString argument);
CommandResult startCommand(CommandRun &run, QString argument);
CommandResult statusCommand(CommandRun &run, QString argument);
CommandResult stopCommand(CommandRun &run, QString argument);
CommandResult tailCommand(CommandRun &run, QString argument);
CommandResult treeCommand(CommandRun &run, QString argument);
CommandResult updateCommand(CommandRun &run, QString argument);
CommandResult versionCommand(CommandRun &run, QString argument);
CommandResult whyCommand(CommandRun &run, QString argument);

} // namespace kantoku::client
