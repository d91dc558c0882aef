#pragma once

#include "client/configurationwatch.h"
#include "client/reconnection.h"
#include "client/session.h"
#include "protocol/faultcode.h"

#include <QElapsedTimer>
#include <QTimer>

namespace kantoku::client {

/// The picture and the connection; session.cpp holds these, sessionactions.cpp what a user asks for.
struct Session::Private {
    Private(Session *session, ServerAddress address, Credentials credentials);

    QCoro::Task<void> handshake();
    QCoro::Task<void> poll();
    void schedulePoll();
    void followEvents();
    void takeEvent(const ServerEvent &event);
    QCoro::Task<void> refreshStale();
    void scheduleStale();
    /// The connection is of no use any more: tries again later, or not, by the sort of error.
    void lose(const Error &why);
    void setStatus(Status to);
    void takeState(const Result<QVariant> &reply);
    void takeProcesses(const QList<ProcessInfo> &list);

    Session *q;
    RpcClient rpc;
    Status status = Status::Disconnected;
    Error error;
    ServerIdentity identity;
    QString givenName;
    SupervisorState serverState = SupervisorState::Running;
    QList<ProcessInfo> processes;
    QDateTime updatedAt;

    UsageSampler usage;
    ProcessTrack track;
    ConfigurationWatch configuration;
    Reconnection *reconnection;
    QHash<QString, ProcessFacts> configFacts; ///< of a foreign server; empty until somebody asks

    std::unique_ptr<LogStream> events;
    EventReader eventReader;
    QSet<QString> stale; ///< named by events, not yet asked for
    QTimer partialTimer;
    QElapsedTimer sincePartial;
    QTimer pollTimer;
    std::chrono::milliseconds pollInterval = Session::defaultPollInterval;
    std::chrono::milliseconds slowPollInterval{10'000}; ///< while events tell what happens
    int generation = 0; ///< answers to questions of an earlier one are dropped
    bool polling = false;
    bool pollAgain = false; ///< somebody asked while a poll was under way
};

inline constexpr std::chrono::seconds handshakeTimeout{10};

/// True when the client that made the call is gone, and with it perhaps its session: touch nothing.
template <typename T>
bool isCancelled(const Result<T> &result)
{
    return !result && result.error().code == Error::Code::Cancelled;
}

} // namespace kantoku::client
