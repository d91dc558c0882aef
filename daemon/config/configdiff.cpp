#include "daemon/config/configdiff.h"

#include "daemon/config/values.h"
#include "protocol/signalname.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <functional>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

QString shown(bool value)
{
    return value ? u"true"_s : u"false"_s;
}

QString shown(qint64 value)
{
    return QString::number(value);
}

QString octal(std::optional<int> value)
{
    return value ? u"%1"_s.arg(*value, 3, 8, QLatin1Char('0')) : QString();
}

QString shown(AutoRestart value)
{
    return value == AutoRestart::Unexpected ? u"unexpected"_s : shown(value == AutoRestart::Always);
}

QString shown(const QList<int> &values)
{
    QStringList texts;
    for (const int value : values)
        texts.append(QString::number(value));
    return texts.join(u',');
}

QString shown(const Environment &environment)
{
    QStringList pairs;
    for (const auto &[name, value] : environment)
        pairs.append(u"%1=\"%2\""_s.arg(name, value));
    return pairs.join(u',');
}

QString logFile(const LogConfig &log)
{
    switch (log.kind) {
    case LogConfig::Kind::None: return u"NONE"_s;
    case LogConfig::Kind::Auto: return u"AUTO"_s;
    case LogConfig::Kind::File: break;
    }
    return log.path;
}

QString shown(const std::optional<QPair<int, int>> &owner)
{
    return owner ? u"%1:%2"_s.arg(owner->first).arg(owner->second) : QString();
}

/// An option with a way to show its typed value; two values are equal where this text is.
template <typename Config>
struct Field {
    QString option;
    std::function<QString(const Config &)> text;
};

QList<Field<ProcessConfig>> logFields(const QString &channel, LogConfig ProcessConfig::*log)
{
    return {
        {channel + "_logfile"_L1, [log](const auto &p) { return logFile(p.*log); }},
        {channel + "_logfile_maxbytes"_L1, [log](const auto &p) { return shown((p.*log).maxBytes); }},
        {channel + "_logfile_backups"_L1, [log](const auto &p) { return shown(qint64((p.*log).backups)); }},
        {channel + "_capture_maxbytes"_L1, [log](const auto &p) { return shown((p.*log).captureMaxBytes); }},
        {channel + "_events_enabled"_L1, [log](const auto &p) { return shown((p.*log).eventsEnabled); }},
        {channel + "_syslog"_L1, [log](const auto &p) { return shown((p.*log).syslog); }},
    };
}

/// As most people write it: "TERM", a number where it has no name.
QString stopSignal(int number)
{
    const QString name = signalName(number);
    return name.startsWith("SIG"_L1) ? name.sliced(3) : QString::number(number);
}

const QList<Field<ProcessConfig>> &processFields()
{
    static const QList<Field<ProcessConfig>> fields = QList<Field<ProcessConfig>>{
        {u"command"_s, [](const auto &p) { return p.command; }},
        {u"priority"_s, [](const auto &p) { return shown(qint64(p.priority)); }},
        {u"autostart"_s, [](const auto &p) { return shown(p.autoStart); }},
        {u"startsecs"_s, [](const auto &p) { return shown(qint64(p.startSecs.count())); }},
        {u"startretries"_s, [](const auto &p) { return shown(p.startRetries); }},
        {u"autorestart"_s, [](const auto &p) { return shown(p.autoRestart); }},
        {u"exitcodes"_s, [](const auto &p) { return shown(p.exitCodes); }},
        {u"stopsignal"_s, [](const auto &p) { return stopSignal(p.stopSignal); }},
        {u"stopwaitsecs"_s, [](const auto &p) { return shown(qint64(p.stopWait.count())); }},
        {u"stopasgroup"_s, [](const auto &p) { return shown(p.stopAsGroup); }},
        {u"killasgroup"_s, [](const auto &p) { return shown(p.killAsGroup); }},
        {u"user"_s, [](const auto &p) { return p.uid ? shown(qint64(*p.uid)) : QString(); }},
        {u"redirect_stderr"_s, [](const auto &p) { return shown(p.redirectStderr); }},
        {u"environment"_s, [](const auto &p) { return shown(p.environment); }},
        {u"directory"_s, [](const auto &p) { return p.directory.value_or(QString()); }},
        {u"umask"_s, [](const auto &p) { return octal(p.umask); }},
        {u"serverurl"_s, [](const auto &p) { return p.serverUrl.value_or(u"AUTO"_s); }},
    } + logFields(u"stdout"_s, &ProcessConfig::stdoutLog) + logFields(u"stderr"_s, &ProcessConfig::stderrLog);
    return fields;
}

const QList<Field<GroupConfig>> &groupFields()
{
    static const QList<Field<GroupConfig>> fields = {
        {u"priority"_s, [](const auto &g) { return shown(qint64(g.priority)); }},
        {u"events"_s,
         [](const auto &g) {
             QStringList names = g.events;
             names.sort();
             return names.join(u',');
         }},
        {u"buffer_size"_s,
         [](const auto &g) {
             return g.type == GroupConfig::Type::EventListener ? shown(qint64(g.bufferSize)) : QString();
         }},
        {u"result_handler"_s, [](const auto &g) { return g.resultHandler; }},
        {u"socket"_s, [](const auto &g) { return g.socket ? g.socket->url : QString(); }},
        {u"socket_owner"_s, [](const auto &g) { return g.socket ? shown(g.socket->owner) : QString(); }},
        {u"socket_mode"_s, [](const auto &g) { return g.socket ? octal(g.socket->mode) : QString(); }},
        {u"socket_backlog"_s,
         [](const auto &g) { return g.socket && g.socket->backlog ? shown(qint64(*g.socket->backlog)) : QString(); }},
    };
    return fields;
}

/// The options of which the typed values differ. They are shown as written; where both were written alike, or where
/// [supervisord] has its part in them, by their typed values.
template <typename Config>
QList<OptionChange> changes(const QList<Field<Config>> &fields, const Config &before, const Config &after,
                            const QString &process)
{
    QList<OptionChange> result;
    for (const Field<Config> &field : fields) {
        const QString textBefore = field.text(before);
        const QString textAfter = field.text(after);
        if (textBefore == textAfter)
            continue;
        OptionChange change{process, field.option, before.options.value(field.option),
                            after.options.value(field.option)};
        if (change.before.value == change.after.value || field.option == "environment"_L1) {
            change.before.value = textBefore;
            change.after.value = textAfter;
        }
        result.append(std::move(change));
    }
    return result;
}

template <typename Config>
QList<EffectiveOption> effective(const QList<Field<Config>> &fields, const Config &config)
{
    QList<EffectiveOption> result;
    for (const Field<Config> &field : fields) {
        EffectiveOption option{field.option, field.text(config), config.options.value(field.option)};
        // [supervisord] has its part in the environment.
        if (option.shown.origin.file.isEmpty() || field.option == "environment"_L1)
            option.shown.value = option.typed;
        result.append(std::move(option));
    }
    return result;
}

QStringList namesMissing(const QList<ProcessConfig> &from, const QList<ProcessConfig> &in)
{
    QStringList names;
    for (const ProcessConfig &process : from) {
        if (!std::ranges::any_of(in, [&process](const ProcessConfig &other) { return other.name == process.name; }))
            names.append(process.name);
    }
    return names;
}

GroupDiff compared(const GroupConfig &before, const GroupConfig &after)
{
    GroupDiff diff;
    diff.group = after.name;
    if (before == after)
        return diff;
    diff.kind = GroupDiff::Kind::Changed;
    diff.addedProcesses = namesMissing(after.processes, before.processes);
    diff.removedProcesses = namesMissing(before.processes, after.processes);
    diff.options = changes(groupFields(), before, after, {});
    for (const ProcessConfig &process : after.processes) {
        const auto old = std::ranges::find(before.processes, process.name, &ProcessConfig::name);
        if (old != before.processes.end())
            diff.options.append(changes(processFields(), *old, process, process.name));
    }
    return diff;
}

GroupDiff whole(GroupDiff::Kind kind, const GroupConfig &group)
{
    GroupDiff diff;
    diff.kind = kind;
    diff.group = group.name;
    (kind == GroupDiff::Kind::Added ? diff.addedProcesses : diff.removedProcesses) = namesMissing(group.processes, {});
    return diff;
}

} // namespace

QList<GroupDiff> diffGroups(const QList<GroupConfig> &before, const QList<GroupConfig> &after)
{
    QHash<QString, const GroupConfig *> known;
    QSet<QString> kept;
    for (const GroupConfig &group : before)
        known.insert(group.name, &group);
    QList<GroupDiff> result;
    for (const GroupConfig &group : after) {
        kept.insert(group.name);
        const GroupConfig *const old = known.value(group.name);
        GroupDiff diff = old ? compared(*old, group) : whole(GroupDiff::Kind::Added, group);
        if (diff.kind != GroupDiff::Kind::Unchanged)
            result.append(std::move(diff));
    }
    for (const GroupConfig &group : before) {
        if (!kept.contains(group.name))
            result.append(whole(GroupDiff::Kind::Removed, group));
    }
    return result;
}

QList<EffectiveOption> effectiveOptions(const ProcessConfig &process)
{
    return effective(processFields(), process);
}

QList<EffectiveOption> effectiveOptions(const GroupConfig &group)
{
    QList<EffectiveOption> options = effective(groupFields(), group);
    options.removeIf(
        [](const EffectiveOption &option) { return option.typed.isEmpty() && option.shown.origin.file.isEmpty(); });
    return options;
}

GroupChanges summary(const QList<GroupDiff> &diff)
{
    GroupChanges result;
    for (const GroupDiff &group : diff) {
        switch (group.kind) {
        case GroupDiff::Kind::Added: result.added.append(group.group); break;
        case GroupDiff::Kind::Changed: result.changed.append(group.group); break;
        case GroupDiff::Kind::Removed: result.removed.append(group.group); break;
        case GroupDiff::Kind::Unchanged: break;
        }
    }
    return result;
}

} // namespace kantoku::daemon
