#include "daemon/daemonoptions.h"

#include "daemon/config/values.h"
#include "daemon/config/world.h"
#include "protocol/pythontext.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <functional>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

using Problem = std::optional<QString>;
template <typename T>
using Expected = tl::expected<T, QString>;

struct Option {
    QString shortName; ///< empty where there is none
    QString longName;
    bool takesValue;
    /// Stores the value; returns what is wrong with it.
    std::function<Problem(DaemonOptions &, const QString &value, const World &)> store;
};

// Stores what `read` makes of the value in a member of the overrides.
template <typename Member, typename Read>
auto into(Member member, Read read)
{
    return [member, read](DaemonOptions &options, const QString &text, const World &world) -> Problem {
        const auto value = read(text, world);
        if (!value)
            return value.error().message;
        options.overrides.*member = *value;
        return std::nullopt;
    };
}

template <typename Member>
auto text(Member member)
{
    return into(member, [](const QString &value, const World &) { return Value<QString>(value); });
}

template <typename Member>
auto flag(Member member)
{
    return [member](DaemonOptions &options, const QString &, const World &) -> Problem {
        options.overrides.*member = true;
        return std::nullopt;
    };
}

auto request(DaemonOptions::Request what)
{
    return [what](DaemonOptions &options, const QString &, const World &) -> Problem {
        options.request = what;
        return std::nullopt;
    };
}

Problem checkProfileOptions(DaemonOptions &, const QString &value, const World &)
{
    for (const QString &word : value.split(u',')) {
        if (word != u"cumulative" && word != u"calls" && word != u"callers")
            return u"not a valid profile option: %1"_s.arg(pythonRepr(word));
    }
    return std::nullopt; // there is no Python here that could be profiled
}

const QList<Option> &knownOptions()
{
    using Request = DaemonOptions::Request;
    using O = ConfigOverrides;
    const auto directory = [](const QString &v, const World &w) { return toExistingDirectory(v, w); };
    const auto file = [](const QString &v, const World &w) { return toFileInDirectory(v, w); };
    const auto integer = [](const QString &v, const World &) { return toInteger(v); };
    const auto octal = [](const QString &v, const World &) { return toOctal(v); };
    const auto bytes = [](const QString &v, const World &) { return toByteSize(v); };
    const auto level = [](const QString &v, const World &) { return toLogLevel(v); };
    static const QList<Option> known{
        {u"h"_s, u"help"_s, false, request(Request::Help)},
        {u"?"_s, {}, false, request(Request::Help)},
        {u"v"_s, u"version"_s, false, request(Request::Version)},
        {{}, u"echo-config"_s, false, request(Request::EchoConfig)},
        {{}, u"check"_s, false, request(Request::Check)},
        {u"c"_s, u"configuration"_s, true,
         [](DaemonOptions &options, const QString &value, const World &) -> Problem {
             options.configFile = value;
             return std::nullopt;
         }},
        {u"n"_s, u"nodaemon"_s, false, flag(&O::noDaemon)},
        {u"s"_s, u"silent"_s, false, flag(&O::silent)},
        {u"k"_s, u"nocleanup"_s, false, flag(&O::noCleanup)},
        {u"t"_s, u"strip_ansi"_s, false, flag(&O::stripAnsi)},
        {u"u"_s, u"user"_s, true, text(&O::user)},
        {u"m"_s, u"umask"_s, true, into(&O::umask, octal)},
        {u"d"_s, u"directory"_s, true, into(&O::directory, directory)},
        {u"l"_s, u"logfile"_s, true, into(&O::logFile, file)},
        {u"y"_s, u"logfile_maxbytes"_s, true, into(&O::logFileMaxBytes, bytes)},
        {u"z"_s, u"logfile_backups"_s, true, into(&O::logFileBackups, integer)},
        {u"e"_s, u"loglevel"_s, true, into(&O::logLevel, level)},
        {u"j"_s, u"pidfile"_s, true, into(&O::pidFile, file)},
        {u"i"_s, u"identifier"_s, true, text(&O::identifier)},
        {u"q"_s, u"childlogdir"_s, true, into(&O::childLogDir, directory)},
        {u"a"_s, u"minfds"_s, true, into(&O::minFds, integer)},
        {{}, u"minprocs"_s, true, into(&O::minProcs, integer)},
        {{}, u"profile_options"_s, true, checkProfileOptions},
    };
    return known;
}

struct Given {
    const Option *option;
    QString name; ///< as it was written
    QString value;
};

Expected<const Option *> findLong(const QString &name)
{
    QList<const Option *> matches;
    for (const Option &option : knownOptions()) {
        const QString &known = option.longName;
        if (known == name && !known.isEmpty())
            return &option;
        if (!known.isEmpty() && known.startsWith(name))
            matches.append(&option);
    }
    if (matches.isEmpty())
        return tl::unexpected<QString>(u"option --%1 not recognized"_s.arg(name));
    if (matches.size() > 1)
        return tl::unexpected<QString>(u"option --%1 not a unique prefix"_s.arg(name));
    return matches.first();
}

Expected<Given> readLong(const QString &word, QStringList &rest)
{
    const qsizetype equals = word.indexOf(u'=');
    const auto option = findLong(word.mid(2, equals < 0 ? -1 : equals - 2));
    if (!option)
        return tl::unexpected<QString>(option.error());
    Given given{*option, u"--"_s + (*option)->longName, {}};
    if (!(*option)->takesValue) {
        if (equals >= 0)
            return tl::unexpected<QString>(u"option %1 must not have an argument"_s.arg(given.name));
    } else if (equals >= 0) {
        given.value = word.mid(equals + 1);
    } else if (rest.isEmpty()) {
        return tl::unexpected<QString>(u"option %1 requires argument"_s.arg(given.name));
    } else {
        given.value = rest.takeFirst();
    }
    return given;
}

// One word may hold several letters: "-nt", "-nlfile".
Expected<QList<Given>> readShort(const QString &word, QStringList &rest)
{
    QList<Given> result;
    for (qsizetype i = 1; i < word.size(); ++i) {
        const QString letter = word.mid(i, 1);
        const Option *found = nullptr;
        for (const Option &option : knownOptions()) {
            if (letter == option.shortName)
                found = &option;
        }
        if (!found)
            return tl::unexpected<QString>(u"option -%1 not recognized"_s.arg(letter));
        Given given{found, u"-"_s + letter, {}};
        if (found->takesValue) {
            given.value = word.mid(i + 1);
            i = word.size();
            if (given.value.isEmpty()) {
                if (rest.isEmpty())
                    return tl::unexpected<QString>(u"option -%1 requires argument"_s.arg(letter));
                given.value = rest.takeFirst();
            }
        }
        result.append(given);
    }
    return result;
}

Expected<QList<Given>> readWords(QStringList words)
{
    QList<Given> result;
    while (!words.isEmpty() && words.first().startsWith(u'-') && words.first() != u"-") {
        const QString word = words.takeFirst();
        if (word == u"--")
            break;
        if (word.startsWith(u"--")) {
            const auto given = readLong(word, words);
            if (!given)
                return tl::unexpected<QString>(given.error());
            result.append(*given);
        } else {
            const auto given = readShort(word, words);
            if (!given)
                return tl::unexpected<QString>(given.error());
            result.append(*given);
        }
    }
    if (!words.isEmpty()) {
        QStringList shown;
        for (const QString &word : std::as_const(words))
            shown.append(pythonRepr(word));
        return tl::unexpected<QString>(u"positional arguments are not supported: [%1]"_s.arg(shown.join(u", ")));
    }
    return result;
}

} // namespace

Expected<DaemonOptions> parseDaemonOptions(const QStringList &arguments, const World &world)
{
    const auto words = readWords(arguments);
    if (!words)
        return tl::unexpected<QString>(words.error());
    DaemonOptions options;
    QSet<const Option *> seen;
    for (const Given &given : *words) {
        if (const Problem problem = given.option->store(options, given.value, world)) {
            return tl::unexpected<QString>(
                u"invalid value for %1 %2: %3"_s.arg(given.name, pythonRepr(given.value), *problem));
        }
        if (options.request == DaemonOptions::Request::Help || options.request == DaemonOptions::Request::Version)
            return options; // as there, what follows is not looked at
        if (seen.contains(given.option))
            return tl::unexpected<QString>(u"conflicting command line option '%1'"_s.arg(given.name));
        seen.insert(given.option);
    }
    return options;
}

QString daemonUsage(const QString &program)
{
    return uR"(%1 -- run a set of applications as daemons.

Usage: %1 [options]

Options:
-c/--configuration FILENAME -- the configuration file (searched for where not given)
-n/--nodaemon -- stay in the foreground (nodaemon=true in the file)
-s/--silent -- do not copy the log to standard output (silent=true in the file)
-h/--help -- print this text and exit
-v/--version -- print the version and exit
-u/--user USER -- run as this user, a name or a number
-m/--umask UMASK -- octal umask in the background (022)
-d/--directory DIRECTORY -- working directory in the background
-l/--logfile FILENAME -- the main log
-y/--logfile_maxbytes BYTES -- size from which the main log is rotated; KB, MB, GB; 0 for never
-z/--logfile_backups NUM -- how many rotated main logs are kept
-e/--loglevel LEVEL -- critical, error, warn, info, debug, trace or blather
-j/--pidfile FILENAME -- where the process id is written
-i/--identifier STR -- the name of this instance
-q/--childlogdir DIRECTORY -- the folder of automatic logs of programs
-k/--nocleanup -- keep the automatic logs of an earlier run
-a/--minfds NUM -- file descriptors that must be available
-t/--strip_ansi -- remove ANSI escapes from the output of programs
--minprocs NUM -- processes that must be available
--check -- read the configuration, print everything that is wrong with it, and exit
--echo-config -- print a sample configuration and exit
)"_s.arg(program);
}

QStringList defaultConfigFiles(const QString &executable)
{
    const QString above = QFileInfo(QFileInfo(executable).path()).path();
    return {above + u"/etc/supervisord.conf"_s, above + u"/supervisord.conf"_s, u"supervisord.conf"_s,
            u"etc/supervisord.conf"_s,          u"/etc/supervisord.conf"_s,     u"/etc/supervisor/supervisord.conf"_s};
}

} // namespace kantoku::daemon
