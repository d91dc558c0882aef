#include "daemon/config/values.h"

#include "daemon/config/world.h"
#include "protocol/posixpath.h"
#include "protocol/pythontext.h"
#include "protocol/signalname.h"

#include <array>
#include <limits>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<ValueError> invalid(const QString &message, const QString &allowed)
{
    return tl::unexpected(ValueError{message, allowed});
}

tl::unexpected<ValueError> notANumber(const QString &text, const QString &allowed)
{
    return invalid("invalid literal for int() with base 10: "_L1 + pythonRepr(text), allowed);
}

int saturated(qint64 number)
{
    return int(std::clamp<qint64>(number, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

std::optional<bool> truth(const QString &text)
{
    const QString lower = text.toLower();
    if (QStringList{u"yes"_s, u"true"_s, u"on"_s, u"1"_s}.contains(lower))
        return true;
    if (QStringList{u"no"_s, u"false"_s, u"off"_s, u"0"_s}.contains(lower))
        return false;
    return std::nullopt;
}

constexpr std::array<QLatin1StringView, 7> levelNames
    = {"critical"_L1, "error"_L1, "warn"_L1, "info"_L1, "debug"_L1, "trace"_L1, "blather"_L1};

constexpr auto wholeNumberAllowed = "a whole number"_L1;
constexpr auto portAllowed = "a port from 1 to 65535, or host:port"_L1;
constexpr auto directoryAllowed = "a directory that exists"_L1;

Value<quint16> toPort(const QString &text)
{
    const auto number = pythonInteger(text);
    if (!number)
        return notANumber(text, portAllowed);
    if (*number < 1)
        return invalid(u"%1 is below lower bound (1)"_s.arg(*number), portAllowed);
    if (*number > 0xffff)
        return invalid(u"%1 is above upper bound (65535)"_s.arg(*number), portAllowed);
    return quint16(*number);
}

Value<uint> toGroup(const QString &text, const World &world)
{
    if (const auto number = pythonInteger(text)) {
        if (*number >= 0 && *number <= std::numeric_limits<uint>::max() && world.hasGroup(uint(*number)))
            return uint(*number);
    } else if (const auto group = world.groupByName(text)) {
        return *group;
    }
    return invalid("Invalid group name "_L1 + text, u"a group of this machine, by name or number"_s);
}

} // namespace

Value<QString> toName(const QString &text)
{
    const QString name = pythonStripped(text);
    for (const QChar character : {u' ', u':', u'/'}) {
        if (name.contains(character)) {
            return invalid(
                u"Invalid name: %1 because of character: %2"_s.arg(pythonRepr(text), pythonRepr(QString(character))),
                u"a name without blank, colon and slash"_s);
        }
    }
    return name;
}

Value<bool> toBoolean(const QString &text)
{
    if (const auto value = truth(text))
        return *value;
    return invalid("not a valid boolean value: "_L1 + pythonRepr(text), u"true, yes, on, 1 or false, no, off, 0"_s);
}

Value<int> toInteger(const QString &text)
{
    if (const auto number = pythonInteger(text))
        return saturated(*number);
    return notANumber(text, wholeNumberAllowed);
}

Value<qint64> toLongInteger(const QString &text)
{
    constexpr qint64 limit = 9'000'000'000'000;
    if (const auto number = pythonInteger(text))
        return std::clamp(*number, -limit, limit);
    return notANumber(text, wholeNumberAllowed);
}

Value<qint64> toByteSize(const QString &text)
{
    const QString lower = text.toLower();
    qint64 factor = 1;
    if (lower.endsWith("kb"_L1))
        factor = 1024;
    else if (lower.endsWith("mb"_L1))
        factor = 1024 * 1024;
    else if (lower.endsWith("gb"_L1))
        factor = 1024 * 1024 * 1024;
    const QString number = factor == 1 ? lower : lower.chopped(2);
    const auto value = pythonInteger(number);
    if (!value)
        return notANumber(number, u"a number of bytes, or one with KB, MB or GB"_s);
    constexpr qint64 limit = std::numeric_limits<qint64>::max();
    return std::clamp(*value, -(limit / factor), limit / factor) * factor;
}

Value<int> toOctal(const QString &text)
{
    if (const auto number = pythonInteger(text, 8))
        return saturated(*number);
    return invalid(text + " can not be converted to an octal type"_L1, u"an octal number such as 022"_s);
}

Value<int> toSignal(const QString &text)
{
    const QString allowed = u"a signal by name (TERM, SIGHUP) or number"_s;
    const auto number = pythonInteger(text);
    const Result<int> signal = parseSignal(number ? QString::number(*number) : pythonStripped(text));
    if (signal)
        return *signal;
    return invalid(u"value %1 is not a valid signal %2"_s.arg(pythonRepr(text), number ? u"number"_s : u"name"_s),
                   allowed);
}

Value<AutoRestart> toAutoRestart(const QString &text)
{
    const QString lower = text.toLower();
    if (lower == "unexpected"_L1)
        return AutoRestart::Unexpected;
    if (const auto value = truth(lower))
        return *value ? AutoRestart::Always : AutoRestart::Never;
    return invalid("invalid 'autorestart' value "_L1 + pythonRepr(lower), u"true, false or unexpected"_s);
}

Value<QList<int>> toExitCodes(const QString &text)
{
    QList<int> codes;
    if (text.isEmpty())
        return codes;
    const QStringList items = text.split(u',');
    for (const QString &item : items) {
        const auto code = pythonInteger(item);
        if (!code || *code < 0 || *code > 255) {
            return invalid("not a valid list of exit codes: "_L1 + pythonRepr(text),
                           u"numbers from 0 to 255, separated by commas"_s);
        }
        codes.append(int(*code));
    }
    return codes;
}

QStringList toList(const QString &text)
{
    QStringList items;
    if (!text.isEmpty()) {
        const QStringList parts = text.split(u',');
        for (const QString &part : parts)
            items.append(pythonStripped(part));
    }
    return items;
}

Value<LeftoverPolicy> toLeftoverPolicy(const QString &text)
{
    const QString lower = text.toLower();
    if (lower == "stop"_L1)
        return LeftoverPolicy::Stop;
    if (lower == "wait"_L1)
        return LeftoverPolicy::Wait;
    if (lower == "ignore"_L1)
        return LeftoverPolicy::Ignore;
    return invalid("invalid 'leftovers' value "_L1 + pythonRepr(text), u"stop, wait or ignore"_s);
}

Value<LogLevel> toLogLevel(const QString &text)
{
    const auto it = std::ranges::find(levelNames, text.toLower());
    if (it != levelNames.end())
        return LogLevel(it - levelNames.begin());
    return invalid("bad logging level name "_L1 + pythonRepr(text),
                   u"critical, error, warn, info, debug, trace or blather"_s);
}

QString logLevelName(LogLevel level)
{
    return levelNames.at(size_t(level));
}

Value<uint> toUser(const QString &text, const World &world)
{
    const QString allowed = u"a user of this machine, by name or number"_s;
    const auto number = pythonInteger(text);
    if (!number) {
        if (const auto user = world.userByName(text))
            return user->uid;
        return invalid("Invalid user name "_L1 + text, allowed);
    }
    if (*number >= 0 && *number <= std::numeric_limits<uint>::max() && world.userById(uint(*number)))
        return uint(*number);
    return invalid("Invalid user id "_L1 + text, allowed);
}

Value<QPair<int, int>> toOwner(const QString &text, const World &world)
{
    const qsizetype colon = text.indexOf(u':');
    const Value<uint> user = toUser(colon < 0 ? text : text.first(colon), world);
    const Value<uint> group = colon < 0 ? Value<uint>(uint(-1)) : toGroup(text.sliced(colon + 1), world);
    if (!user || !group)
        return invalid("Invalid user:group definition "_L1 + text, u"user or user:group of this machine"_s);
    return QPair<int, int>(int(*user), int(*group));
}

Value<InetAddress> toInetAddress(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 0) {
        const Value<quint16> port = toPort(text);
        if (!port)
            return invalid(u"not a valid port number: %1 "_s.arg(pythonRepr(text)), portAllowed);
        return InetAddress{{}, *port};
    }
    const QString portText = text.sliced(colon + 1);
    if (portText.isEmpty())
        return invalid(u"no port number specified in ''"_s, portAllowed);
    const Value<quint16> port = toPort(portText);
    if (!port)
        return tl::unexpected(port.error());
    const QString host = text.first(colon).toLower();
    return InetAddress{host == "*"_L1 ? QString() : host, *port};
}

Value<QString> toExistingDirectory(const QString &text, const World &world)
{
    const QString path = expandedUser(text, world);
    if (world.isDirectory(path))
        return path;
    return invalid(text + " is not an existing directory"_L1, directoryAllowed);
}

Value<QString> toFileInDirectory(const QString &text, const World &world)
{
    const QString path = expandedUser(text, world);
    const QString directory = directoryName(path);
    if (directory.isEmpty() || world.isDirectory(directory))
        return path;
    return invalid(u"The directory named as part of the path %1 does not exist"_s.arg(text),
                   u"a file in a directory that exists"_s);
}

QString expandedUser(const QString &text, const World &world)
{
    return withHome(text, [&world](const QString &name) {
        if (name.isEmpty()) {
            const QHash<QString, QString> environment = world.environment();
            if (const auto home = environment.constFind(u"HOME"_s); home != environment.cend())
                return home->isNull() ? u""_s : *home;
        }
        const auto user = name.isEmpty() ? world.userById(world.userId()) : world.userByName(name);
        return user ? user->home : QString();
    });
}

QString toAbsolutePath(const QString &text, const World &world)
{
    return absolutePath(expandedUser(text, world), world.currentDirectory());
}

} // namespace kantoku::daemon
