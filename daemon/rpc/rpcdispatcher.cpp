#include "daemon/rpc/rpcdispatcher.h"

#include "daemon/logging/mainlog.h"
#include "daemon/logging/quoted.h"
#include "daemon/rpc/methods.h"
#include "daemon/supervisor.h"
#include "protocol/faultcode.h"

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

QCoro::Task<> replyLater(QCoro::Task<Result<QVariant>> task, RpcDispatcher::Reply reply)
{
    const Result<QVariant> result = co_await task;
    reply(result);
}

QVariantMap faultStruct(const Error &error)
{
    return {{u"faultCode"_s, error.number}, {u"faultString"_s, error.message}};
}

} // namespace

RpcDispatcher::RpcDispatcher(Supervisor &supervisor, std::function<quint64()> lastEvent, QObject *parent)
    : QObject(parent)
    , m_supervisor(&supervisor)
{
    addSystemMethods();
    add(identityMethods(supervisor));
    add(configurationMethods(supervisor));
    add(informationMethods(supervisor));
    add(processMethods(supervisor));
    add(logMethods(supervisor));
    add(kantokuMethods(supervisor, std::move(lastEvent)));
}

void RpcDispatcher::setSupervisorEnabled(bool enabled)
{
    m_supervisorEnabled = enabled;
}

void RpcDispatcher::add(const QList<RpcMethod> &methods)
{
    for (const RpcMethod &method : methods) {
        Q_ASSERT(!m_methods.contains(method.name));
        m_methods.insert(method.name, method);
    }
}

const RpcMethod *RpcDispatcher::find(const QString &name) const
{
    const auto it = m_methods.constFind(name);
    if (it == m_methods.constEnd() || (!m_supervisorEnabled && !name.startsWith("system."_L1)))
        return nullptr;
    return &*it;
}

QStringList RpcDispatcher::listedNames() const
{
    QStringList names;
    for (auto it = m_methods.keyBegin(); it != m_methods.keyEnd(); ++it) {
        if (!it->startsWith("kantoku."_L1) && find(*it))
            names.append(*it);
    }
    names.sort();
    return names;
}

Result<QVariantList> RpcDispatcher::prepare(const RpcMethod *method, const QVariantList &params) const
{
    if (!m_supervisor)
        return fault(FaultCode::ShutdownState);
    if (!method)
        return fault(FaultCode::UnknownMethod);
    auto arguments = method->arguments(params);
    if (arguments && !method->worksInShutdown && m_supervisor->state() != SupervisorState::Running)
        return fault(FaultCode::ShutdownState);
    return arguments;
}

void RpcDispatcher::trace(const QString &text) const
{
    if (m_supervisor)
        m_supervisor->mainLog().write(LogLevel::Trace, text);
}

void RpcDispatcher::call(const QString &method, const QVariantList &params, Reply reply)
{
    if (m_supervisor && m_supervisor->mainLog().isEnabled(LogLevel::Trace)) {
        const QString name = find(method) ? method : quoted(method.toUtf8()); // a client can call what it likes
        trace(u"XML-RPC method called: %1()"_s.arg(name));
        reply = [this, guard = QPointer<RpcDispatcher>(this), name,
                 next = std::move(reply)](const Result<QVariant> &result) {
            if (guard && result)
                trace(u"XML-RPC method %1() returned successfully"_s.arg(name));
            else if (guard)
                trace(u"XML-RPC method %1() returned fault: [%2] %3"_s.arg(name, QString::number(result.error().number),
                                                                           quoted(result.error().message.toUtf8())));
            next(result);
        };
    }
    const RpcMethod *row = find(method);
    const auto arguments = prepare(row, params);
    if (!arguments)
        reply(tl::unexpected(arguments.error()));
    else if (const auto *handler = std::get_if<RpcMethod::Handler>(&row->handler))
        reply((*handler)(*arguments));
    else
        replyLater(std::get<RpcMethod::Deferred>(row->handler)(*arguments), std::move(reply));
}

QCoro::Task<Result<QVariant>> RpcDispatcher::run(QString method, QVariantList params)
{
    const RpcMethod *row = find(method);
    const auto arguments = prepare(row, params);
    if (!arguments)
        co_return tl::unexpected(arguments.error());
    if (const auto *handler = std::get_if<RpcMethod::Handler>(&row->handler))
        co_return (*handler)(*arguments);
    QCoro::Task<Result<QVariant>> task = std::get<RpcMethod::Deferred>(row->handler)(*arguments);
    co_return co_await task;
}

QCoro::Task<Result<QVariant>> RpcDispatcher::multicall(QVariantList calls)
{
    const QPointer<RpcDispatcher> self(this);
    QVariantList results;
    for (const QVariant &entry : std::as_const(calls)) {
        const QVariantMap call = entry.toMap();
        const QString name = call.value(u"methodName"_s).toString();
        Result<QVariant> result;
        if (!call.contains(u"methodName"_s)) {
            result = fault(FaultCode::IncorrectParameters, u"No methodName"_s);
        } else if (name == "system.multicall"_L1) {
            result = fault(FaultCode::IncorrectParameters, u"Recursive system.multicall forbidden"_s);
        } else {
            QCoro::Task<Result<QVariant>> task = run(name, call.value(u"params"_s).toList());
            result = co_await task;
        }
        if (!self) // the daemon ends
            co_return fault(FaultCode::ShutdownState);
        results.append(result ? *result : QVariant(faultStruct(result.error())));
    }
    co_return QVariant(results);
}

void RpcDispatcher::addSystemMethods()
{
    const RpcParameter methodName{RpcType::String, u"name"_s, u"a method, such as supervisor.getState"_s};
    const auto described = [this](const QString &name) -> Result<const RpcMethod *> {
        if (const RpcMethod *method = find(name))
            return method;
        return fault(FaultCode::SignatureUnsupported);
    };
    add({
        {.name = u"system.listMethods"_s,
         .text = u"Names the methods of this server."_s,
         .parameters = {},
         .result = RpcType::Array,
         .resultText = u"the names, sorted"_s,
         .handler = [this](const QVariantList &) -> Result<QVariant> { return QVariant(listedNames()); },
         .worksInShutdown = true},
        {.name = u"system.methodHelp"_s,
         .text = u"Describes a method."_s,
         .parameters = {methodName},
         .result = RpcType::String,
         .resultText = u"the description, with its parameters and result"_s,
         .handler = [described](const QVariantList &a) -> Result<QVariant> {
             return described(a[0].toString()).map([](const RpcMethod *method) { return QVariant(method->help()); });
         },
         .worksInShutdown = true},
        {.name = u"system.methodSignature"_s,
         .text = u"Tells the types of a method."_s,
         .parameters = {methodName},
         .result = RpcType::Array,
         .resultText = u"the type of the result, then that of each parameter"_s,
         .handler = [described](const QVariantList &a) -> Result<QVariant> {
             return described(a[0].toString()).map([](const RpcMethod *method) {
                 return QVariant(method->signature());
             });
         },
         .worksInShutdown = true},
        {.name = u"system.multicall"_s,
         .text = u"Runs several calls, one after the other. Each is a struct with methodName and, where the method has "
                 "parameters, params. A call that fails does not stop the next ones."_s,
         .parameters = {{RpcType::Array, u"calls"_s, u"the calls"_s}},
         .result = RpcType::Array,
         .resultText = u"per call its bare result, or a struct with faultCode and faultString"_s,
         .handler = RpcMethod::Deferred([this](const QVariantList &a) { return multicall(a[0].toList()); }),
         .worksInShutdown = true},
    });
}

} // namespace kantoku::daemon
