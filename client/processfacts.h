#pragma once

#include "protocol/error.h"

#include <QDateTime>
#include <QHash>
#include <QString>
#include <QVariant>

namespace kantoku::client {

/// What a process is run with, and why it is in its state: what getProcessInfo does not carry.
struct ProcessFacts {
    QString summary; ///< one sentence on its state; empty where the server makes none
    QString command;
    QString commandProblem; ///< why the command could not be run now; empty where it could, or not known
    QString directory; ///< empty: that of the server
    QString user; ///< a name or a number; empty: that of the server
    QString state; ///< the name of the state that `summary` is about; empty where there is none
    QString lastEnd; ///< how the child ended last, where its end led to that state: "terminated by SIGKILL"

    /// Of kantoku.explainProcess.
    static ProcessFacts fromExplanation(const QVariantMap &explanation);
    /// Of one entry of supervisor.getAllConfigInfo.
    static ProcessFacts fromConfigInfo(const QVariantMap &info);
    friend bool operator==(const ProcessFacts &, const ProcessFacts &) = default;
};

/// A process of the operating system below a supervised one, as kantoku.getProcessTree tells it.
struct Descendant {
    qint64 pid = 0;
    qint64 parent = 0;
    QString name;
    QString command;
    QDateTime start;

    static Result<QList<Descendant>> listFromReply(const QVariant &reply);
    friend bool operator==(const Descendant &, const Descendant &) = default;
};

} // namespace kantoku::client
