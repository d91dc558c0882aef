#include "daemon/config/knownoptions.h"

#include "daemon/config/sectionreader.h"

#include <algorithm>
#include <numeric>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

/// How a section's name must go on after its kind.
enum class Match {
    Exact, ///< [include]
    Named, ///< [program:x]
    Prefix, ///< [inet_http_server], [inet_http_server:x]: whatever begins so
};

struct SectionKind {
    QLatin1StringView name;
    Match match;
    bool takesAnything;
    QStringList options;
};

const QList<SectionKind> &sectionKinds()
{
    static const QStringList process = {u"command"_s,
                                        u"process_name"_s,
                                        u"numprocs"_s,
                                        u"numprocs_start"_s,
                                        u"priority"_s,
                                        u"autostart"_s,
                                        u"startsecs"_s,
                                        u"startretries"_s,
                                        u"autorestart"_s,
                                        u"exitcodes"_s,
                                        u"stopsignal"_s,
                                        u"stopwaitsecs"_s,
                                        u"stopasgroup"_s,
                                        u"killasgroup"_s,
                                        u"user"_s,
                                        u"redirect_stderr"_s,
                                        u"stdout_logfile"_s,
                                        u"stdout_logfile_maxbytes"_s,
                                        u"stdout_logfile_backups"_s,
                                        u"stdout_capture_maxbytes"_s,
                                        u"stdout_events_enabled"_s,
                                        u"stdout_syslog"_s,
                                        u"stderr_logfile"_s,
                                        u"stderr_logfile_maxbytes"_s,
                                        u"stderr_logfile_backups"_s,
                                        u"stderr_capture_maxbytes"_s,
                                        u"stderr_events_enabled"_s,
                                        u"stderr_syslog"_s,
                                        u"environment"_s,
                                        u"directory"_s,
                                        u"umask"_s,
                                        u"serverurl"_s};
    static const QStringList credentials = {u"username"_s, u"password"_s};
    static const QList<SectionKind> kinds = {
        {"supervisord"_L1,
         Match::Exact,
         false,
         {u"logfile"_s, u"logfile_maxbytes"_s, u"logfile_backups"_s, u"loglevel"_s, u"pidfile"_s, u"umask"_s,
          u"nodaemon"_s, u"silent"_s, u"minfds"_s, u"minprocs"_s, u"nocleanup"_s, u"childlogdir"_s, u"user"_s,
          u"directory"_s, u"strip_ansi"_s, u"environment"_s, u"identifier"_s, u"leftovers"_s}},
        {"unix_http_server"_L1, Match::Prefix, false, QStringList{u"file"_s, u"chmod"_s, u"chown"_s} + credentials},
        {"inet_http_server"_L1, Match::Prefix, false,
         QStringList{u"port"_s, u"certificate"_s, u"key"_s, u"client_ca"_s, u"require_password"_s, u"trusted_hosts"_s}
             + credentials},
        {"supervisorctl"_L1, Match::Exact, false,
         QStringList{u"serverurl"_s, u"prompt"_s, u"history_file"_s} + credentials},
        {"include"_L1, Match::Exact, false, {u"files"_s}},
        {"group"_L1, Match::Named, false, {u"programs"_s, u"priority"_s}},
        {"program"_L1, Match::Named, false, process},
        {"eventlistener"_L1, Match::Named, false,
         process + QStringList{u"events"_s, u"buffer_size"_s, u"result_handler"_s}},
        {"fcgi-program"_L1, Match::Named, false,
         process + QStringList{u"socket"_s, u"socket_backlog"_s, u"socket_owner"_s, u"socket_mode"_s}},
        {"rpcinterface"_L1, Match::Named, true, {}},
        {"ctlplugin"_L1, Match::Named, true, {}},
    };
    return kinds;
}

bool matches(const SectionKind &kind, const QString &section)
{
    switch (kind.match) {
    case Match::Exact: return section == kind.name;
    case Match::Named: return section.startsWith(kind.name) && section.sliced(kind.name.size()).startsWith(u':');
    case Match::Prefix: return section.startsWith(kind.name);
    }
    return false;
}

const SectionKind *findKind(const QString &section)
{
    const auto it
        = std::ranges::find_if(sectionKinds(), [&section](const SectionKind &kind) { return matches(kind, section); });
    return it == sectionKinds().cend() ? nullptr : &*it;
}

/// How many letters have to be put in, left out, changed or swapped with their neighbour.
qsizetype editDistance(const QString &a, const QString &b)
{
    QList<QList<qsizetype>> rows(a.size() + 1, QList<qsizetype>(b.size() + 1));
    std::iota(rows[0].begin(), rows[0].end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        rows[i][0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const qsizetype change = a.at(i - 1) == b.at(j - 1) ? 0 : 1;
            rows[i][j] = std::min({rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + change});
            if (i > 1 && j > 1 && a.at(i - 1) == b.at(j - 2) && a.at(i - 2) == b.at(j - 1))
                rows[i][j] = std::min(rows[i][j], rows[i - 2][j - 2] + 1);
        }
    }
    return rows.last().last();
}

/// The one of `candidates` that `name` is a slip of, or empty.
QString nearest(const QString &name, const QStringList &candidates)
{
    QString best;
    qsizetype bestDistance = std::clamp<qsizetype>(name.size() / 3, 1, 3) + 1;
    if (name.size() > 64)
        return best;
    const auto letters = [](const QString &text) { return text.toLower().remove(u'_').remove(u'-'); };
    for (const QString &candidate : candidates) {
        const qsizetype distance
            = letters(candidate) == letters(name) ? 0 : editDistance(letters(name), letters(candidate));
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

QString withHint(const QString &message, const QString &meant)
{
    return meant.isEmpty() ? message : u"%1; did you mean %2?"_s.arg(message, meant);
}

QString sectionHint(const QString &section)
{
    const qsizetype colon = section.indexOf(u':');
    QStringList heads;
    for (const SectionKind &kind : sectionKinds()) {
        if (kind.match != (colon < 0 ? Match::Named : Match::Exact))
            heads.append(kind.name);
    }
    const QString head = nearest(colon < 0 ? section : section.first(colon), heads);
    return head.isEmpty() ? QString() : u"[%1%2]"_s.arg(head, colon < 0 ? QString() : section.sliced(colon));
}

/// Options that no section of the file's kinds reads are as good as unknown in [DEFAULT] too.
bool isKnownSomewhere(const QString &option)
{
    return std::ranges::any_of(sectionKinds(),
                               [&option](const SectionKind &kind) { return kind.options.contains(option); });
}

void warn(LoadContext &context, const QString &section, const QString &option, const IniValue &place,
          const QString &message)
{
    Diagnostic warning;
    warning.message = message;
    warning.section = section;
    warning.option = option;
    warning.value = option.isEmpty() ? QString() : place.text;
    warning.origin = {place.file, place.line};
    context.addWarning(std::move(warning));
}

} // namespace

QStringList knownOptions(const QString &section)
{
    const SectionKind *kind = findKind(section);
    return kind ? kind->options : QStringList();
}

bool isKnownSection(const QString &section)
{
    return findKind(section) != nullptr;
}

void warnOfUnknownNames(LoadContext &context)
{
    const IniDocument &document = context.document;
    const QStringList inherited = document.defaultOptions();
    for (const QString &section : document.sections()) {
        const SectionKind *kind = findKind(section);
        if (!kind) {
            warn(context, section, {}, document.sectionOrigin(section),
                 withHint(u"Section [%1] is unknown and ignored"_s.arg(section), sectionHint(section)));
            continue;
        }
        if (kind->takesAnything)
            continue;
        for (const QString &option : document.options(section)) {
            if (kind->options.contains(option) || (inherited.contains(option) && isKnownSomewhere(option)))
                continue;
            warn(context, section, option, *document.value(section, option),
                 withHint(u"Option %1 in [%2] is unknown and ignored"_s.arg(option, section),
                          nearest(option, kind->options)));
        }
    }
}

} // namespace kantoku::daemon
