#pragma once

#include "client/commands/commandengine.h"

namespace kantoku::client {

/// Supervisorctl's exit statuses.
namespace exitstatus {
inline constexpr int generic = 1;
inline constexpr int usage = 2;
inline constexpr int noNamespace = 3; ///< the server lacks the supervisor methods
inline constexpr int somethingStopped = 3; ///< of `status`
inline constexpr int refused = 4;
inline constexpr int unknown = 4; ///< of `status`
inline constexpr int wrongVersion = 5;
inline constexpr int notRunning = 7;
inline constexpr int cancelled = 130; ///< as a shell shows a death by SIGINT
} // namespace exitstatus

/// One line under way: what its command may use, and the exit status that it builds.
class CommandRun {
public:
    explicit CommandRun(CommandEngine &engine)
        : m_engine(engine)
    {
    }

    CommandOutput &output() const { return m_engine.m_output; }
    void print(const QString &line) const;
    /// The help of the command that is called so.
    void printHelp(QStringView command) const;

    int exitStatus = 0;
    void fail(int status = exitstatus::generic) { exitStatus = status; }
    /// As a fault that stands in a result means it; `ignored` is none.
    void failByFault(int fault, int ignored = 0);

    bool isInteractive() const { return m_engine.m_options.interactive; }
    QString serverUrl() const { return m_engine.m_options.serverUrl; }
    QString configurationFile() const { return m_engine.m_options.configurationFile; }

    /// Null, with the reason, for an address that is none.
    Result<RpcClient *> rpc() const { return m_engine.rpc(); }
    QCoro::Task<Result<QVariant>> call(QString method, QVariantList params = {},
                                       std::chrono::milliseconds timeout = RpcClient::defaultTimeout) const;
    QCoro::Task<Result<QList<ProcessInfo>>> allProcesses() const;
    /// Whether the server can be reached and is one; says so where not, and sets the exit status.
    QCoro::Task<Result<bool>> isUp();

    /// After the fault CANT_REREAD, whose text names no line and often not all that is wrong: each error with its file
    /// and line, as errors. Nothing where the fault is another one, or the server cannot tell.
    QCoro::Task<void> tellConfigProblems(Error error) const;

    /// Names with patterns in the place of names replaced by what they match; one that matches nothing stays.
    QCoro::Task<Result<QStringList>> expandPatterns(QStringList names) const;

    /// Called when the user interrupts, while this line runs.
    void onCancel(std::function<void()> callback) const { m_engine.m_onCancel.push_back(std::move(callback)); }
    void switchTo(const QString &url) const { m_engine.setServerUrl(url); }
    void leave() const { m_engine.m_leaving = true; }

private:
    CommandEngine &m_engine;
};

/// Parameters of a call.
template <typename... T>
QVariantList parameters(const T &...values)
{
    QVariantList list;
    (list.append(QVariant(values)), ...);
    return list;
}

} // namespace kantoku::client
