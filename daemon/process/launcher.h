#pragma once

#include "protocol/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QObject>

#include <sys/types.h>

#include <memory>
#include <optional>
#include <utility>

namespace kantoku::daemon {

enum class SignalTarget;

/// How a child ended.
struct ExitStatus {
    int code = 0; ///< where it ended by itself
    int signal = 0; ///< where a signal ended it, else 0
    bool coreDumped = false;

    /// Supervisor's exit status: the code, or -1 after a death by signal.
    int number() const { return signal == 0 ? code : -1; }
    /// As in the main log: "exit status 0", "terminated by SIGSEGV (core dumped)".
    QString text() const;

    friend bool operator==(const ExitStatus &, const ExitStatus &) = default;
};

/// What a user's processes run as.
struct UserIds {
    uid_t uid = 0;
    gid_t gid = 0;
    QList<gid_t> groups; ///< the first is gid

    friend bool operator==(const UserIds &, const UserIds &) = default;
};

/// Everything that a new child needs to know, found out before it exists.
struct LaunchPlan {
    QByteArray file;
    QList<QByteArray> arguments;
    QList<QByteArray> environment; ///< "NAME=value"
    std::optional<UserIds> user;
    QByteArray userName; ///< as messages show it: the uid
    QByteArray userProblem; ///< why the user cannot be changed; the child says so and ends
    std::optional<QByteArray> directory;
    std::optional<int> umask;
    bool redirectStderr = false;
    int standardInput = -1; ///< a descriptor to hand over instead of a pipe; stays the caller's
    std::optional<quint64> descriptorLimit; ///< soft RLIMIT_NOFILE of the child
};

/// One live child.
class Child : public QObject {
public:
    enum class Channel { Stdout, Stderr };

    /// Who is told of it. An interface and no signals: a connection costs more memory than the child's own data.
    class Watcher {
    public:
        virtual void childWrote(Channel channel, QByteArrayView bytes) = 0;
        /// The last call, after all output. The pid may belong to somebody else from here on.
        virtual void childExited(const ExitStatus &status) = 0;

    protected:
        ~Watcher() = default;
    };
    /// @param watcher  must outlive the child, or be taken away before
    void setWatcher(Watcher *watcher) { m_watcher = watcher; }

    virtual qint64 pid() const = 0;
    /// @return Error::Code::System with errno; ESRCH once it has ended
    virtual Result<void> sendSignal(int number, SignalTarget target) = 0;
    /// False where standard input is no pipe of ours, or the child closed it.
    virtual bool hasInput() const = 0;
    /// Writes at once what fits, keeps the rest until the child reads.
    /// @return Error::Code::System with EPIPE, or ENOBUFS where too much is kept already; then none of it was taken
    virtual Result<void> write(const QByteArray &bytes) = 0;

protected:
    void tellOutput(Channel channel, QByteArrayView bytes)
    {
        if (m_watcher)
            m_watcher->childWrote(channel, bytes);
    }
    void tellExit(const ExitStatus &status)
    {
        if (Watcher *const watcher = std::exchange(m_watcher, nullptr))
            watcher->childExited(status);
    }

private:
    Watcher *m_watcher = nullptr;
};

class Launcher {
public:
    virtual ~Launcher() = default;
    /// Starts a child. @return Error::Code::System with errno: EMFILE without descriptors, EAGAIN without processes
    virtual Result<std::unique_ptr<Child>> launch(const LaunchPlan &plan) = 0;
};

} // namespace kantoku::daemon
