#include "daemon/rpc/changes.h"

#include "daemon/logging/quoted.h"

#include <algorithm>
#include <array>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

/// What the names of methods that only read begin with, after the dot.
constexpr std::array reading = {"get"_L1, "read"_L1, "tail"_L1, "explain"_L1, "preview"_L1, "list"_L1, "method"_L1};
constexpr qsizetype maxCalls = 50;

/// The name as it may stand in a log: a client can call what it likes.
QString shown(const QString &method)
{
    QString name = method.left(100);
    for (QChar &c : name) {
        if (c.unicode() <= u' ' || c.unicode() >= 0x7f)
            c = u'?';
    }
    return name;
}

} // namespace

bool changesState(const QString &method)
{
    const QString name = method.section(u'.', 1);
    return std::ranges::none_of(reading, [&](QLatin1StringView start) { return name.startsWith(start); });
}

QStringList changesOf(const QString &method, const QVariantList &params)
{
    if (method == "system.multicall"_L1) {
        QStringList changes;
        for (const QVariant &one : params.value(0).toList()) {
            const QVariantMap call = one.toMap();
            const QString name = call.value(u"methodName"_s).toString();
            if (name == "system.multicall"_L1 || !changesState(name))
                continue;
            if (changes.size() == maxCalls) {
                changes.append(u"and more within one system.multicall,"_s);
                break;
            }
            changes += changesOf(name, call.value(u"params"_s).toList());
        }
        return changes;
    }
    if (!changesState(method))
        return {};
    const QString first
        = params.isEmpty() || !params[0].canConvert<QString>() ? QString() : quoted(params[0].toString().toUtf8());
    return {u"%1(%2)"_s.arg(shown(method), first)};
}

bool emptiesMainLog(const QString &change)
{
    return change.startsWith("supervisor.clearLog("_L1);
}

} // namespace kantoku::daemon
