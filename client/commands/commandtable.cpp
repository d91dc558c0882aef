#include "client/commands/command.h"
#include "client/commands/commandset.h"

#include <algorithm>
#include <array>

namespace kantoku::client {

namespace {

using Argument = Command::Argument;
using Origin = Command::Origin;

// By name, as `help` lists them. Help is what supervisorctl prints.
constexpr std::array table = {
    Command{"EOF", Argument::None, Origin::Supervisor, "leave the shell", "", leaveCommand},
    Command{"add", Argument::Group, Origin::Supervisor, "activate a group that was read",
            "add <name> [...]\tActivates any updates in config for process/group\n", addCommand},
    Command{"avail", Argument::None, Origin::Supervisor, "list all configured processes",
            "avail\t\t\tDisplay all configured processes\n", availCommand},
    Command{"check", Argument::File, Origin::Kantoku, "read a configuration file and tell what is wrong",
            "check\t\t\tRead the configuration file in use, without a daemon\n"
            "check <file>\t\tRead that one\n",
            checkCommand},
    Command{"clear", Argument::Process, Origin::Supervisor, "empty the logs of processes",
            "clear <name>\t\tClear a process' log files.\n"
            "clear <name> <name>\tClear multiple process' log files\n"
            "clear all\t\tClear all process' log files\n",
            clearCommand},
    Command{"completion", Argument::Shell, Origin::Kantoku, "print a completion script for a shell",
            "completion bash|zsh|fish\tPrint the script that completes names in that shell\n"
            "completion man\t\tPrint the actions as a section of a manual page\n",
            completionCommand},
    Command{"exit", Argument::None, Origin::Supervisor, "leave the shell", "exit\tExit the supervisor shell.\n",
            leaveCommand},
    Command{"fg", Argument::Process, Origin::Supervisor, "connect the terminal to a process",
            "fg <process>\tConnect to a process in foreground mode\n"
            "\t\tCtrl-C to exit\n",
            fgCommand},
    Command{"help", Argument::Command, Origin::Supervisor, "list the commands, or explain one",
            "help\t\tPrint a list of available actions\n"
            "help <action>\tPrint help for <action>\n",
            helpCommand},
    Command{"maintail", Argument::None, Origin::Supervisor, "show the end of the daemon's own log",
            "maintail -f \tContinuous tail of supervisor main log file (Ctrl-C to exit)\n"
            "maintail -100\tlast 100 *bytes* of supervisord main log file\n"
            "maintail\tlast 1600 *bytes* of supervisor main log file\n"
            "\n",
            maintailCommand},
    Command{"open", Argument::Address, Origin::Supervisor, "go on with another server",
            "open <url>\tConnect to a remote supervisord process.\n"
            "\t\t(for UNIX domain socket, use unix:///socket/path)\n",
            openCommand},
    Command{"pid", Argument::Process, Origin::Supervisor, "print process ids",
            "pid\t\t\tGet the PID of supervisord.\n"
            "pid <name>\t\tGet the PID of a single child process by name.\n"
            "pid all\t\t\tGet the PID of every child process, one per line.\n",
            pidCommand},
    Command{"plan", Argument::None, Origin::Kantoku, "show what update would do",
            "plan\t\t\tShow what update would change, without loading anything\n"
            "plan --json\t\tThe same for programs\n",
            planCommand},
    Command{"quit", Argument::None, Origin::Supervisor, "leave the shell", "quit\tExit the supervisor shell.\n",
            leaveCommand},
    Command{"reload", Argument::None, Origin::Supervisor, "restart the daemon",
            "reload \t\tRestart the remote supervisord.\n", reloadCommand},
    Command{"remove", Argument::Group, Origin::Supervisor, "deactivate a stopped group",
            "remove <name> [...]\tRemoves process/group from active config\n", removeCommand},
    Command{"reread", Argument::None, Origin::Supervisor, "read the configuration files",
            "reread \t\t\tReload the daemon's configuration files without add/remove\n", rereadCommand},
    Command{"restart", Argument::Process, Origin::Supervisor, "stop and start processes",
            "restart <name>\t\tRestart a process\n"
            "restart <gname>:*\tRestart all processes in a group\n"
            "restart <name> <name>\tRestart multiple processes or groups\n"
            "restart all\t\tRestart all processes\n"
            "Note: restart does not reread config files. For that, see reread and update.\n",
            restartCommand},
    Command{"shutdown", Argument::None, Origin::Supervisor, "end the daemon",
            "shutdown \tShut the remote supervisord down.\n", shutdownCommand},
    Command{"signal", Argument::Process, Origin::Supervisor, "send a signal to processes",
            "signal <signal name> <name>\t\tSignal a process\n"
            "signal <signal name> <gname>:*\t\tSignal all processes in a group\n"
            "signal <signal name> <name> <name>\tSignal multiple processes or groups\n"
            "signal <signal name> all\t\tSignal all processes\n",
            signalCommand},
    Command{"start", Argument::Process, Origin::Supervisor, "start processes",
            "start <name>\t\tStart a process\n"
            "start <gname>:*\t\tStart all processes in a group\n"
            "start <name> <name>\tStart multiple processes or groups\n"
            "start all\t\tStart all processes\n",
            startCommand},
    Command{"status", Argument::Process, Origin::Supervisor, "show processes",
            "status <name>\t\tGet status for a single process\n"
            "status <gname>:*\tGet status for all processes in a group\n"
            "status <name> <name>\tGet status for multiple named processes\n"
            "status\t\t\tGet all process status info\n",
            statusCommand},
    Command{"stop", Argument::Process, Origin::Supervisor, "stop processes",
            "stop <name>\t\tStop a process\n"
            "stop <gname>:*\t\tStop all processes in a group\n"
            "stop <name> <name>\tStop multiple processes or groups\n"
            "stop all\t\tStop all processes\n",
            stopCommand},
    Command{"tail", Argument::Process, Origin::Supervisor, "show the end of a process's log",
            "tail [-f] <name> [stdout|stderr] (default stdout)\n"
            "Ex:\n"
            "tail -f <name>\t\tContinuous tail of named process stdout\n"
            "\t\t\tCtrl-C to exit.\n"
            "tail -100 <name>\tlast 100 *bytes* of process stdout\n"
            "tail <name> stderr\tlast 1600 *bytes* of process stderr\n",
            tailCommand},
    Command{"tree", Argument::Group, Origin::Kantoku, "show groups with their processes",
            "tree\t\t\tShow every group with its processes\n"
            "tree <gname> [...]\tShow these groups\n"
            "tree --json\t\tThe same for programs\n",
            treeCommand},
    Command{"update", Argument::Group, Origin::Supervisor, "read the configuration and apply what changed",
            "update\t\t\tReload config and add/remove as necessary, and will restart affected programs\n"
            "update all\t\tReload config and add/remove as necessary, and will restart affected programs\n"
            "update <gname> [...]\tUpdate specific groups\n",
            updateCommand},
    Command{"version", Argument::None, Origin::Supervisor, "print the daemon's version",
            "version\t\t\tShow the version of the remote supervisord process\n", versionCommand},
    Command{"why", Argument::Process, Origin::Kantoku, "explain the state of processes",
            "why <name> [...]\tExplain why a process is in the state that it is in\n", whyCommand},
};

} // namespace

std::span<const Command> commands()
{
    return table;
}

const Command *findCommand(QStringView name)
{
    const auto it = std::ranges::find_if(table, [name](const Command &c) { return name == QLatin1StringView(c.name); });
    return it == table.end() ? nullptr : &*it;
}

} // namespace kantoku::client
