#pragma once

#include "protocol/error.h"

#include <QCoro/QCoroTask>
#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <functional>
#include <variant>

namespace kantoku::daemon {

/// Types of parameters and results by their names on the wire.
enum class RpcType {
    String,
    Bytes, ///< "string" on the wire; base64 is taken too, and numbers are not
    Int,
    Boolean,
    Array,
    Struct,
};

struct RpcParameter {
    RpcType type = RpcType::String;
    QString name;
    QString text; ///< what it is, for the help
    QVariant standard = {}; ///< taken where the caller leaves it out; invalid: it must be given
};

/**
 * One row of the method table: everything that is known of a method.
 *
 * A handler gets exactly as many arguments as there are parameters, each of the parameter's type (Bytes is
 * QByteArray, Int is qlonglong). A deferred handler is a coroutine; it takes its arguments by value and must live
 * without anything but the Supervisor after a co_await.
 */
struct RpcMethod {
    using Handler = std::function<Result<QVariant>(const QVariantList &arguments)>;
    using Deferred = std::function<QCoro::Task<Result<QVariant>>(const QVariantList &arguments)>;

    QString name; ///< "supervisor.startProcess"
    QString text; ///< what it does, for the help
    QList<RpcParameter> parameters;
    RpcType result = RpcType::Boolean;
    QString resultText;
    std::variant<Handler, Deferred> handler;
    bool worksInShutdown = false;

    /// The result's type and those of the parameters, also of the optional ones: ["boolean", "string", "boolean"].
    QStringList signature() const;
    /// The text with lines "@param type name text" and "@return type result text".
    QString help() const;
    /// The arguments for the handler, with standards filled in. @return fault INCORRECT_PARAMETERS
    Result<QVariantList> arguments(const QVariantList &params) const;
};

} // namespace kantoku::daemon
