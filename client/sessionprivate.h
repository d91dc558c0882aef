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
    struct Transition {
        QString namespec;
        ProcessState from;
        ProcessState to;
    };
    using Transitions = QList<Transition>;

    Private(Session *session, ServerAddress address, Credentials credentials);

    QCoro::Task<void> handshake();
    QCoro::Task<void> poll(bool wantsList = true);
    void schedulePoll();
    /// @param since  the number of the last event before the list that was taken; none: what happens from now on
    void followEvents(std::optional<quint64> since);
    void takeEvent(const ServerEvent &event);
    void scheduleNews();
    void takeNews();
    void addNews(QList<ProcessInfo> &list);
    static ProcessInfo renewed(const ProcessInfo &process, ProcessInfo event);
    /// The connection is of no use any more: tries again later, or not, by the sort of error.
    void lose(const Error &why);
    void setStatus(Status to);
    void takeState(const Result<QVariant> &reply);
    void takeProcesses(QList<ProcessInfo> list);
    void announce(bool differs, const Transitions &changes);
    /// Equal but for the time of the answer.
    static bool sameProcess(ProcessInfo a, const ProcessInfo &b);

    Session *q;
    RpcClient rpc;
    Status status = Status::Disconnected;
    Error error;
    ServerIdentity identity;
    QString givenName;
    SupervisorState serverState = SupervisorState::Running;
    QList<ProcessInfo> processes;
    QHash<QString, qsizetype> places; ///< in processes, by namespec
    QDateTime updatedAt;
    qint64 clockOffset = 0;
    QElapsedTimer sinceList; ///< when the server last told all processes

    UsageSampler usage;
    ProcessTrack track;
    ConfigurationWatch configuration;
    Reconnection *reconnection;
    QHash<QString, ProcessFacts> configFacts; ///< of a foreign server; empty until somebody asks

    std::unique_ptr<LogStream> events;
    EventReader eventReader;
    QHash<QString, ProcessInfo> news; ///< told by events, not yet in the picture; by namespec
    QTimer newsTimer;
    QElapsedTimer sinceNews;
    QTimer pollTimer;
    std::chrono::milliseconds pollInterval = Session::defaultPollInterval;
    std::chrono::milliseconds slowPollInterval{10'000}; ///< while events tell what happens
    std::chrono::milliseconds betweenLists{60'000}; ///< likewise
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
