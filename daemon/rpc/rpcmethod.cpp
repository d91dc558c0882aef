#include "daemon/rpc/rpcmethod.h"

#include "protocol/faultcode.h"

#include <cmath>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

QString typeName(RpcType type)
{
    switch (type) {
    case RpcType::String:
    case RpcType::Bytes: return u"string"_s;
    case RpcType::Int: return u"int"_s;
    case RpcType::Boolean: return u"boolean"_s;
    case RpcType::Array: return u"array"_s;
    case RpcType::Struct: return u"struct"_s;
    }
    return {};
}

bool isNumber(const QVariant &value)
{
    return value.typeId() == QMetaType::Int || value.typeId() == QMetaType::LongLong;
}

/// The value as that type; invalid where it cannot be. As forgiving as the conversions of Supervisor's methods.
QVariant converted(RpcType type, const QVariant &value)
{
    const int id = value.typeId();
    switch (type) {
    case RpcType::String:
        if (id == QMetaType::QByteArray)
            return QString::fromUtf8(value.toByteArray());
        return id == QMetaType::QString || isNumber(value) ? QVariant(value.toString()) : QVariant();
    case RpcType::Bytes:
        if (id == QMetaType::QByteArray)
            return value;
        return id == QMetaType::QString ? QVariant(value.toString().toUtf8()) : QVariant();
    case RpcType::Int: {
        if (isNumber(value) || id == QMetaType::Bool)
            return value.toLongLong();
        if (id == QMetaType::Double) // towards zero, as Python does
            return std::abs(value.toDouble()) < 9e18 ? QVariant(static_cast<qlonglong>(value.toDouble())) : QVariant();
        bool isInteger = false;
        const qlonglong number = value.toString().trimmed().toLongLong(&isInteger);
        return id == QMetaType::QString && isInteger ? QVariant(number) : QVariant();
    }
    case RpcType::Boolean:
        if (id == QMetaType::QString)
            return !value.toString().isEmpty(); // Python's truth
        return id == QMetaType::Bool || id == QMetaType::Double || isNumber(value) ? QVariant(value.toBool())
                                                                                   : QVariant();
    case RpcType::Array: return id == QMetaType::QVariantList ? value : QVariant();
    case RpcType::Struct: return id == QMetaType::QVariantMap ? value : QVariant();
    }
    return {};
}

} // namespace

QStringList RpcMethod::signature() const
{
    QStringList types{typeName(result)};
    for (const RpcParameter &parameter : parameters)
        types.append(typeName(parameter.type));
    return types;
}

QString RpcMethod::help() const
{
    QString help = text + u'\n';
    for (const RpcParameter &parameter : parameters)
        help += u"\n@param %1 %2  %3"_s.arg(typeName(parameter.type), parameter.name, parameter.text);
    help += u"\n@return %1 result  %2"_s.arg(typeName(result), resultText);
    return help;
}

Result<QVariantList> RpcMethod::arguments(const QVariantList &params) const
{
    if (params.size() > parameters.size())
        return fault(FaultCode::IncorrectParameters);
    QVariantList arguments;
    arguments.reserve(parameters.size());
    for (qsizetype i = 0; i < parameters.size(); ++i) {
        if (i >= params.size()) {
            if (!parameters[i].standard.isValid())
                return fault(FaultCode::IncorrectParameters);
            arguments.append(parameters[i].standard);
            continue;
        }
        const QVariant value = converted(parameters[i].type, params[i]);
        if (!value.isValid())
            return fault(FaultCode::IncorrectParameters, params[i].toString());
        arguments.append(value);
    }
    return arguments;
}

} // namespace kantoku::daemon
