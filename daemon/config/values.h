#pragma once

#include "daemon/config/configuration.h"

#include <tl/expected.hpp>

/**
 * Single values of the configuration: from the text, after expansion, to their type.
 *
 * Every message is in Supervisor's words; `allowed` is ours. Source: Supervisor's configuration documentation, and
 * the program where they differ.
 */
namespace kantoku::daemon {

class World;

struct ValueError {
    QString message;
    QString allowed;
};

template <typename T>
using Value = tl::expected<T, ValueError>;

/// The name of a program or group: without blanks around it, and without blank, ':' or '/' inside.
Value<QString> toName(const QString &text);
Value<bool> toBoolean(const QString &text);
/// Whole numbers; beyond 32 bits they are held at the limit.
Value<int> toInteger(const QString &text);
/// Whole numbers that may well be large, as seconds are; held at +-9 * 10^12, so that milliseconds fit into 64 bits.
Value<qint64> toLongInteger(const QString &text);
/// Bytes: a number, or one with KB, MB or GB (factor 1024) in any case.
Value<qint64> toByteSize(const QString &text);
Value<int> toOctal(const QString &text);
Value<int> toSignal(const QString &text);
Value<AutoRestart> toAutoRestart(const QString &text);
/// A comma list of 0 to 255; empty for none.
Value<QList<int>> toExitCodes(const QString &text);
/// A comma list; blanks around the items are dropped, empty items stay.
QStringList toList(const QString &text);
Value<LeftoverPolicy> toLeftoverPolicy(const QString &text);
Value<LogLevel> toLogLevel(const QString &text);
/// "debug"
QString logLevelName(LogLevel level);

/// A user by name or number.
Value<uint> toUser(const QString &text, const World &world);
/// "user" or "user:group", by names or numbers; -1 for a group that is not given.
Value<QPair<int, int>> toOwner(const QString &text, const World &world);

struct InetAddress {
    QString host; ///< lower case; empty: all addresses
    quint16 port = 0;
};
/// "port", "*:port" or "host:port".
Value<InetAddress> toInetAddress(const QString &text);

/// With ~ replaced, not made absolute; must exist.
Value<QString> toExistingDirectory(const QString &text, const World &world);
/// With ~ replaced, not made absolute; the directory that it names must exist.
Value<QString> toFileInDirectory(const QString &text, const World &world);
/// With ~ replaced.
QString expandedUser(const QString &text, const World &world);
/// With ~ replaced, absolute and without "." and "..".
QString toAbsolutePath(const QString &text, const World &world);

} // namespace kantoku::daemon
