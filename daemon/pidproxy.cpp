// pidproxy: runs a command and hands signals on to the process whose number is in a file.
//
// For programs that start another process, write its number into a file and wait, as mysqld_safe does: a supervisor
// that signals the program reaches the wrong one of the two. Compatible with Supervisor's program of that name, except
// that it ends at once when the command does, and with the command's exit status.

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr int handedOn[] = {SIGTERM, SIGHUP, SIGINT, SIGUSR1, SIGUSR2, SIGQUIT};

void printUsage(const char *program)
{
    std::printf("pidproxy -- run a command and hand signals on to the process in its pidfile.\n"
                "\n"
                "Usage: %s <pidfile name> <command> [<cmdarg1> ...]\n",
                program);
}

/// The number in the file, or 0 where there is none that a signal may be sent to.
pid_t readPid(const char *file)
{
    std::FILE *stream = std::fopen(file, "re");
    if (!stream)
        return 0;
    long number = 0;
    const bool found = std::fscanf(stream, "%ld", &number) == 1;
    std::fclose(stream);
    // -1 and 0 would reach everybody, 1 is the system.
    const pid_t pid = static_cast<pid_t>(number);
    return found && pid == number && pid > 1 ? pid : 0;
}

pid_t start(char **command, const sigset_t &mask)
{
    const pid_t pid = fork();
    if (pid == 0) {
        sigprocmask(SIG_SETMASK, &mask, nullptr);
        execv(command[0], command);
        std::fprintf(stderr, "pidproxy: can't run %s: %s\n", command[0], std::strerror(errno));
        _exit(127);
    }
    return pid;
}

/// Ends with the command's status once it is gone.
void endWith(pid_t command)
{
    int status = 0;
    if (waitpid(command, &status, WNOHANG) != command)
        return;
    std::exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

void handOn(int number, const char *pidFile)
{
    const pid_t pid = readPid(pidFile);
    if (pid == 0) {
        std::printf("Can't read child pidfile %s!\n", pidFile);
        std::fflush(stdout);
        return;
    }
    const bool wasSent = kill(pid, number) == 0;
    if (!wasSent)
        std::fprintf(stderr, "pidproxy: can't signal pid %ld of %s: %s\n", long(pid), pidFile, std::strerror(errno));
    if (number == SIGTERM || number == SIGINT || number == SIGQUIT)
        std::exit(wasSent ? 0 : 1);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3) {
        printUsage(argv[0]);
        return 1;
    }
    sigset_t watched;
    sigset_t before;
    sigemptyset(&watched);
    sigaddset(&watched, SIGCHLD);
    for (const int number : handedOn)
        sigaddset(&watched, number);
    sigprocmask(SIG_BLOCK, &watched, &before);

    const pid_t command = start(argv + 2, before);
    if (command < 0) {
        std::fprintf(stderr, "pidproxy: can't start a process: %s\n", std::strerror(errno));
        return 1;
    }
    for (;;) {
        int number = 0;
        if (sigwait(&watched, &number) != 0)
            continue;
        if (number == SIGCHLD)
            endWith(command);
        else
            handOn(number, argv[1]);
    }
}
