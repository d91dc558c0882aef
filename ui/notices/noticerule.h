#pragma once

#include "protocol/processinfo.h"

#include <QHash>
#include <QStringList>

#include <chrono>
#include <optional>

namespace kantoku::ui {

/// What is told to a person who does not look at the window: one or more processes of one server came into trouble.
struct Notice {
    enum class Kind {
        Fatal, ///< given up
        UnexpectedExit, ///< ended with a status that was not expected, or by a signal
        CrashLoop, ///< started again and again
    };
    QString server;
    Kind kind = Kind::Fatal; ///< the worst of them
    QStringList processes; ///< namespecs, in the order in which they came; never empty

    friend bool operator==(const Notice &, const Notice &) = default;
};

/**
 * Decides what deserves a notice. Knows no widget and no clock: the time is an argument.
 *
 * What was in trouble when a server was first seen is no news. Notices of one server are `between` apart, and what
 * comes in the meantime is told as one. The same of the same process is not told again within `quiet`.
 */
class NoticeRule {
public:
    using Time = std::chrono::milliseconds; ///< since any fixed moment
    static constexpr Time gather{500}; ///< what comes so close together is one notice
    static constexpr Time between{10'000};
    static constexpr Time quiet{60'000};
    static constexpr int loopStarts = 3; ///< so many new starts within `quiet` are a loop

    /// A newer picture of a server. @param restarts  since any fixed moment, by namespec
    void see(const QString &server, const QList<ProcessInfo> &processes, const QHash<QString, int> &restarts, Time now);
    void forget(const QString &server) { m_servers.remove(server); }

    /// What is to be told by now; each is given once.
    QList<Notice> take(Time now);
    /// When there will be something to take; nothing while there is none.
    std::optional<Time> due() const;

private:
    struct Known {
        ProcessState state = ProcessState::Unknown;
        int restarts = 0;
        QList<Time> starts; ///< within `quiet`
        QHash<int, Time> told; ///< by kind
    };
    struct Server {
        QHash<QString, Known> processes;
        std::optional<Notice> pending;
        Time pendingSince{0};
        std::optional<Time> lastTold;
        Time due() const;
    };
    static void add(Server &server, const QString &id, Known &known, const QString &process, Notice::Kind kind,
                    Time now);

    QHash<QString, Server> m_servers;
};

} // namespace kantoku::ui
