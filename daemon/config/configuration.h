#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QPair>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

/**
 * A configuration after reading, checking and expansion: plain values, comparable, with the place of every option.
 *
 * Source: Supervisor's configuration documentation; where the program differs from it, the program.
 */
namespace kantoku::daemon {

/// Where a value was written. `line` counts from 1; 0 where the value is a default.
struct Origin {
    QString file;
    int line = 0;
};

/// Options by name as they were written and expanded, for showing and comparing; a default has no origin.
struct OptionValue {
    QString value;
    Origin origin;
};
using OptionMap = QMap<QString, OptionValue>;

/// Variables in the order in which they were given; later ones win.
using Environment = QList<QPair<QString, QString>>;

enum class AutoRestart { Never, Unexpected, Always };

/// What becomes of children that outlived a daemon that was killed.
enum class LeftoverPolicy { Stop, Wait, Ignore };

enum class LogLevel { Critical, Error, Warn, Info, Debug, Trace, Blather };

/// One output channel's log.
struct LogConfig {
    enum class Kind { None, Auto, File };
    Kind kind = Kind::Auto;
    QString path; ///< with Kind::File: expanded, not made absolute
    qint64 maxBytes = 50 * 1024 * 1024; ///< 0 or less: never rotated
    int backups = 10;
    qint64 captureMaxBytes = 0; ///< 0: no capture
    bool eventsEnabled = false;
    bool syslog = false;

    friend bool operator==(const LogConfig &, const LogConfig &) = default;
};

/// One process; numprocs is expanded already.
struct ProcessConfig {
    QString name;
    QString programName; ///< of the section
    QString command; ///< as written, expanded, not yet split
    std::optional<QString> directory;
    std::optional<int> umask;
    int priority = 999;
    bool autoStart = true;
    AutoRestart autoRestart = AutoRestart::Unexpected;
    std::chrono::seconds startSecs{1};
    qint64 startRetries = 3;
    QList<int> exitCodes{0};
    int stopSignal = 15;
    std::chrono::seconds stopWait{10};
    bool stopAsGroup = false;
    bool killAsGroup = false;
    std::optional<uint> uid;
    QString user; ///< the name as written; empty where not set
    LogConfig stdoutLog;
    LogConfig stderrLog;
    bool redirectStderr = false;
    std::optional<QString> serverUrl;
    Environment environment; ///< [supervisord]'s first, then the program's own
    OptionMap options; ///< not part of the comparison
    QString section; ///< "program:web", as written in the brackets
    Origin origin; ///< of the section; not part of the comparison

    friend bool operator==(const ProcessConfig &a, const ProcessConfig &b);
};

struct FcgiSocketConfig {
    enum class Kind { Tcp, Unix };
    Kind kind = Kind::Tcp;
    QString url; ///< "tcp://127.0.0.1:9000", "unix:///run/x.sock"; host in lower case, path normalized
    QString host;
    quint16 port = 0;
    QString path;
    std::optional<int> mode; ///< unix: 0700 where it is not given; never set for TCP
    std::optional<QPair<int, int>> owner; ///< uid, gid; -1 leaves it; unix: the program's user where it is not given
    std::optional<int> backlog; ///< 1 to 65535

    friend bool operator==(const FcgiSocketConfig &, const FcgiSocketConfig &) = default;
};

struct GroupConfig {
    enum class Type { Program, Group, EventListener, FcgiProgram };
    Type type = Type::Program;
    QString name;
    int priority = 999;
    QList<ProcessConfig> processes; ///< in the order of `programs`; those of one program by priority, then name
    // event listeners
    int bufferSize = 10;
    QStringList events; ///< type names, upper case
    QString resultHandler; ///< as written: "module:attribute"
    // FastCGI
    std::optional<FcgiSocketConfig> socket;
    OptionMap options; ///< the group's own, such as priority and events; not part of the comparison
    Origin origin; ///< of the section; not part of the comparison

    friend bool operator==(const GroupConfig &a, const GroupConfig &b);
};

/// One HTTP server.
struct ServerConfig {
    enum class Kind { Inet, Unix };
    Kind kind = Kind::Unix;
    QString section; ///< "unix_http_server", "inet_http_server:two"
    QString host; ///< empty: all addresses
    quint16 port = 0;
    QString path; ///< absolute
    int mode = 0700;
    std::optional<QPair<int, int>> owner; ///< uid, gid; -1 leaves it
    // TLS, inet only; our own options
    QString certificate; ///< absolute path of a PEM file; empty: no TLS
    QString key; ///< absolute path of a PEM file; set where certificate is
    QString clientCa; ///< absolute path of a PEM file; empty: clients need no certificate
    QStringList trustedHosts; ///< further names under which browsers may call; our own option
    QString username; ///< empty: no authentication; null where it is not set
    QString password; ///< clear, or "{SHA}" and hex digits

    friend bool operator==(const ServerConfig &, const ServerConfig &) = default;
};

struct RpcInterfaceConfig {
    QString name;
    QString factory;
    QMap<QString, QString> extras;
};

/// [supervisord]
struct SupervisordConfig {
    QString user; ///< empty where not set
    std::optional<uint> uid;
    int umask = 022;
    std::optional<QString> directory;
    QString logFile; ///< absolute, or "syslog"
    qint64 logFileMaxBytes = 50 * 1024 * 1024;
    int logFileBackups = 10;
    LogLevel logLevel = LogLevel::Info;
    QString pidFile; ///< absolute
    QString identifier;
    QString childLogDir;
    int minFds = 1024;
    int minProcs = 200;
    bool noDaemon = false;
    bool silent = false;
    bool noCleanup = false;
    bool stripAnsi = false;
    LeftoverPolicy leftovers = LeftoverPolicy::Stop; ///< our own option
    Environment environment;
    std::optional<QString> serverUrl; ///< what children see as SUPERVISOR_SERVER_URL
};

/// Something that deserves a word and does not stop the load.
struct Diagnostic {
    enum class Severity { Info, Warning, Error };
    Severity severity = Severity::Warning;
    QString message; ///< Supervisor's words where it has some
    QString section;
    QString option;
    QString value;
    QString allowed; ///< what would be right: "true or false"
    Origin origin;
    QString
        supervisorText; ///< errors: what Supervisor prints after "Error: "; the same for all errors of one syntax check
};

struct Configuration {
    QString file; ///< the main file, absolute
    QStringList files; ///< all that were read, the main file first
    QHash<QString, QByteArray> texts; ///< of each of them, as it was read
    SupervisordConfig supervisord;
    QList<ServerConfig> servers;
    QList<RpcInterfaceConfig> rpcInterfaces;
    QList<GroupConfig> groups; ///< by priority, then name
    QList<Diagnostic> diagnostics; ///< infos and warnings, in the order in which they came up

    const GroupConfig *findGroup(const QString &name) const;
};

} // namespace kantoku::daemon
