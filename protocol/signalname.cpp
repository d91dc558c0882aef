#include "protocol/signalname.h"

#include <array>
#include <csignal>

namespace kantoku {

using namespace Qt::StringLiterals;

namespace {

struct SignalEntry {
    QLatin1StringView name;
    int number;
};

// The first name of a number is the one that is shown; the rest are accepted as input only.
const std::array signalTable = {
    SignalEntry{"SIGABRT"_L1, SIGABRT},     SignalEntry{"SIGALRM"_L1, SIGALRM},   SignalEntry{"SIGBUS"_L1, SIGBUS},
    SignalEntry{"SIGCHLD"_L1, SIGCHLD},     SignalEntry{"SIGCONT"_L1, SIGCONT},   SignalEntry{"SIGFPE"_L1, SIGFPE},
    SignalEntry{"SIGHUP"_L1, SIGHUP},       SignalEntry{"SIGILL"_L1, SIGILL},     SignalEntry{"SIGINT"_L1, SIGINT},
    SignalEntry{"SIGKILL"_L1, SIGKILL},     SignalEntry{"SIGPIPE"_L1, SIGPIPE},   SignalEntry{"SIGPROF"_L1, SIGPROF},
    SignalEntry{"SIGQUIT"_L1, SIGQUIT},     SignalEntry{"SIGSEGV"_L1, SIGSEGV},   SignalEntry{"SIGSTOP"_L1, SIGSTOP},
    SignalEntry{"SIGSYS"_L1, SIGSYS},       SignalEntry{"SIGTERM"_L1, SIGTERM},   SignalEntry{"SIGTRAP"_L1, SIGTRAP},
    SignalEntry{"SIGTSTP"_L1, SIGTSTP},     SignalEntry{"SIGTTIN"_L1, SIGTTIN},   SignalEntry{"SIGTTOU"_L1, SIGTTOU},
    SignalEntry{"SIGURG"_L1, SIGURG},       SignalEntry{"SIGUSR1"_L1, SIGUSR1},   SignalEntry{"SIGUSR2"_L1, SIGUSR2},
    SignalEntry{"SIGVTALRM"_L1, SIGVTALRM}, SignalEntry{"SIGWINCH"_L1, SIGWINCH}, SignalEntry{"SIGXCPU"_L1, SIGXCPU},
    SignalEntry{"SIGXFSZ"_L1, SIGXFSZ},
#ifdef SIGPOLL
    SignalEntry{"SIGPOLL"_L1, SIGPOLL},
#endif
#ifdef SIGIO
    SignalEntry{"SIGIO"_L1, SIGIO},
#endif
#ifdef SIGPWR
    SignalEntry{"SIGPWR"_L1, SIGPWR},
#endif
#ifdef SIGSTKFLT
    SignalEntry{"SIGSTKFLT"_L1, SIGSTKFLT},
#endif
#ifdef __linux__
    SignalEntry{"SIGIOT"_L1, SIGABRT},      SignalEntry{"SIGCLD"_L1, SIGCHLD},
#endif
};

// SIGRTMIN and SIGRTMAX are function calls in glibc, so they stand outside the table.
const SignalEntry *findByNumber(int number)
{
#ifdef SIGRTMIN
    static const SignalEntry realtime[] = {{"SIGRTMIN"_L1, SIGRTMIN}, {"SIGRTMAX"_L1, SIGRTMAX}};
    for (const SignalEntry &entry : realtime) {
        if (entry.number == number)
            return &entry;
    }
#endif
    for (const SignalEntry &entry : signalTable) {
        if (entry.number == number)
            return &entry;
    }
    return nullptr;
}

} // namespace

Result<int> parseSignal(const QString &text)
{
    const QString trimmed = text.trimmed();
    bool isNumber = false;
    const int number = trimmed.toInt(&isNumber);
    if (isNumber) {
        if (number == 0 || findByNumber(number))
            return number;
        return failure(Error::Code::Invalid, u"value '%1' is not a valid signal number"_s.arg(text));
    }
    QString name = trimmed.toUpper();
    if (!name.startsWith("SIG"_L1))
        name.prepend("SIG"_L1);
    for (const SignalEntry &entry : signalTable) {
        if (entry.name == name)
            return entry.number;
    }
#ifdef SIGRTMIN
    if (name == "SIGRTMIN"_L1)
        return SIGRTMIN;
    if (name == "SIGRTMAX"_L1)
        return SIGRTMAX;
#endif
    return failure(Error::Code::Invalid, u"value '%1' is not a valid signal name"_s.arg(text));
}

QString signalName(int number)
{
    const SignalEntry *entry = findByNumber(number);
    return entry ? QString(entry->name) : u"signal %1"_s.arg(number);
}

} // namespace kantoku
