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
    /// From the list of processes on.
    void followEvents();
    void takeEvent(const ServerEvent &event);
    void scheduleNews();
    void takeNews();
    void addNews(QList<ProcessInfo> &list, std::optional<quint64> sequence);
    static ProcessInfo renewed(const ProcessInfo &process, ProcessInfo event);
    /// The connection is of no use any more: tries again later, or not, by the sort of error.
    void lose(const Error &why);
    void setStatus(Status to);
    void takeState(const Result<QVariant> &reply);
    /// @param sequence  of the last event that is in the list, where the server tells
    void takeProcesses(QList<ProcessInfo> list, std::optional<quint64> sequence);
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
    std::optional<quint64> listSequence; ///< of the last event that is in that list, where the server tells

    UsageSampler usage;
    ProcessTrack track;
    ConfigurationWatch configuration;
    Reconnection *reconnection;
    QHash<QString, ProcessFacts> configFacts; ///< of a foreign server; empty until somebody asks

    std::unique_ptr<LogStream> events;
    EventReader eventReader;
    QHash<QString, ServerEvent> news; ///< those with info that are not yet in the picture; by namespec
    bool countsDiffer = false; ///< restarts() is another one than was announced
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
