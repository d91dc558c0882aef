#pragma once

#include <QStringList>
#include <QVariant>

namespace kantoku::daemon {

/// True for a method that may change something: whatever is not known to read only.
bool changesState(const QString &method);

/// The calls among these that may change something, as the log shows them: "supervisor.stopProcess('web')". Those
/// inside a system.multicall too. Of the arguments only the first is shown, which names whom it is about; what is sent
/// to a program may be secret.
QStringList changesOf(const QString &method, const QVariantList &params);

/// True for one of these that empties the main log: a line before it would go with the log, or would make a log anew
/// that the call must find missing; and clients expect to find it empty.
bool emptiesMainLog(const QString &change);

} // namespace kantoku::daemon
