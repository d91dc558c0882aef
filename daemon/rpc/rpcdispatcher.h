#pragma once

#include "daemon/rpc/rpcmethod.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace kantoku::daemon {

class Supervisor;

/**
 * Runs XML-RPC methods: one table gives the dispatch, the help and the signatures.
 *
 * system.* always exists, supervisor.* where the configuration has the interface, kantoku.* beside it.
 * system.listMethods shows the first two only, because clients compare it with what they know; kantoku.* is
 * advertised by kantoku.getCapabilities.
 */
class RpcDispatcher : public QObject {
    Q_OBJECT
public:
    /// Gets the answer or a fault, once, at once or later.
    using Reply = std::function<void(const Result<QVariant> &)>;

    /// @param lastEvent  the number of the last record of GET /events
    RpcDispatcher(Supervisor &supervisor, std::function<quint64()> lastEvent, QObject *parent = nullptr);

    /// Whether supervisor.* and kantoku.* exist; they do at first.
    void setSupervisorEnabled(bool enabled);
    /// Runs a method. What it began goes on when nobody wants the answer any more.
    void call(const QString &method, const QVariantList &params, Reply reply);

private:
    void add(const QList<RpcMethod> &methods);
    void addSystemMethods();
    const RpcMethod *find(const QString &name) const;
    /// The method and its arguments, or the fault that forbids the call.
    Result<QVariantList> prepare(const RpcMethod *method, const QVariantList &params) const;
    QStringList listedNames() const;
    QCoro::Task<Result<QVariant>> run(QString method, QVariantList params);
    QCoro::Task<Result<QVariant>> multicall(QVariantList calls);
    void trace(const QString &text) const;

    const QPointer<Supervisor> m_supervisor; ///< a call that waited may outlive it
    QHash<QString, RpcMethod> m_methods;
    bool m_supervisorEnabled = true;
};

} // namespace kantoku::daemon
