#include "client/ctloptions.h"

#include "client/commands/command.h"
#include "protocol/pythontext.h"

#include <array>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

using Id = CtlOption::Id;

constexpr std::array table = {
    CtlOption{Id::Configuration, 'c', "configuration"_L1, "FILE"_L1,
              "read [supervisorctl] of this file (searched for if not given)"},
    CtlOption{Id::ServerUrl, 's', "serverurl"_L1, "URL"_L1,
              "the server: unix:///path, http://host:port, https://host:port or\n"
              "ssh://[user@]host/path (http://localhost:9001 if nothing names one)"},
    CtlOption{Id::Username, 'u', "username"_L1, "NAME"_L1, "the user to log in as"},
    CtlOption{Id::Password, 'p', "password"_L1, "PASSWORD"_L1, "the password of that user"},
    CtlOption{Id::HistoryFile, 'r', "history_file"_L1, "FILE"_L1, "where the shell keeps the lines that were typed"},
    CtlOption{Id::Interactive, 'i', "interactive"_L1, {}, "start the shell; with an action, let it ask"},
    CtlOption{Id::Help, 'h', "help"_L1, {}, "print this text"},
    CtlOption{Id::Help, '?', {}, {}, ""},
};

/// An option as it was given, with its full name.
struct Given {
    Id id;
    QString shown;
    QString value;
};

tl::unexpected<Error> invalid(const QString &text)
{
    return failure(Error::Code::Invalid, text);
}

Result<CtlOption> findLong(const QString &name)
{
    QList<CtlOption> matching;
    for (const CtlOption &option : table) {
        if (option.name == name && !name.isEmpty())
            return option;
        if (!option.name.isEmpty() && option.name.startsWith(name))
            matching.append(option);
    }
    if (matching.isEmpty())
        return invalid(u"option --%1 not recognized"_s.arg(name));
    if (matching.size() > 1)
        return invalid(u"option --%1 not a unique prefix"_s.arg(name));
    return matching.first();
}

Result<Given> readLong(const QString &word, QStringList &rest)
{
    const qsizetype equals = word.indexOf(u'=');
    const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
    const Result<CtlOption> option = findLong(name);
    if (!option)
        return tl::unexpected(option.error());
    Given given{option->id, u"--"_s + option->name, equals < 0 ? QString() : word.mid(equals + 1)};
    if (option->hasValue() && equals < 0) {
        if (rest.isEmpty())
            return invalid(u"option --%1 requires argument"_s.arg(option->name));
        given.value = rest.takeFirst();
    }
    if (!option->hasValue() && equals >= 0)
        return invalid(u"option --%1 must not have an argument"_s.arg(option->name));
    return given;
}

/// One word of short options: flags, and last perhaps one with its value.
Result<QList<Given>> readShort(const QString &word, QStringList &rest)
{
    QList<Given> all;
    for (qsizetype i = 1; i < word.size(); ++i) {
        const auto option
            = std::ranges::find_if(table, [c = word[i]](const CtlOption &o) { return QLatin1Char(o.letter) == c; });
        if (option == table.end())
            return invalid(u"option -%1 not recognized"_s.arg(word[i]));
        Given given{option->id, u'-' + QString(word[i]), {}};
        if (option->hasValue()) {
            given.value = word.mid(i + 1);
            if (given.value.isEmpty()) {
                if (rest.isEmpty())
                    return invalid(u"option -%1 requires argument"_s.arg(word[i]));
                given.value = rest.takeFirst();
            }
            all.append(given);
            return all;
        }
        all.append(given);
    }
    return all;
}

/// What counts as an address here: a scheme and something after it.
bool isUrl(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon < 1)
        return false;
    const bool isScheme = std::all_of(text.begin(), text.begin() + colon, [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'+' || c == u'-' || c == u'.');
    });
    const QString rest = text.mid(colon + 1);
    return isScheme && !rest.isEmpty() && rest != "//"_L1;
}

Result<void> store(std::optional<QString> &target, const Given &given)
{
    if (target)
        return invalid(u"conflicting command line option "_s + pythonRepr(given.shown));
    target = given.value;
    return {};
}

} // namespace

Result<CtlOptions> CtlOptions::parse(const QStringList &arguments)
{
    QStringList rest = arguments;
    QList<Given> all;
    while (!rest.isEmpty() && rest.first().startsWith(u'-') && rest.first() != "-"_L1) {
        const QString word = rest.takeFirst();
        if (word == "--"_L1)
            break;
        if (word.startsWith("--"_L1)) {
            const Result<Given> given = readLong(word, rest);
            if (!given)
                return tl::unexpected(given.error());
            all.append(*given);
        } else {
            const Result<QList<Given>> several = readShort(word, rest);
            if (!several)
                return tl::unexpected(several.error());
            all += *several;
        }
    }

    CtlOptions parsed;
    parsed.action = rest;
    for (const Given &given : std::as_const(all)) {
        Result<void> stored;
        switch (given.id) {
        case Id::Help: parsed.help = true; return parsed; // whatever comes after it
        case Id::Configuration: stored = store(parsed.configurationFile, given); break;
        case Id::ServerUrl:
            if (!isUrl(given.value)) {
                return invalid(
                    u"invalid value for %1 %2: value %2 is not a URL"_s.arg(given.shown, pythonRepr(given.value)));
            }
            stored = store(parsed.serverUrl, given);
            break;
        case Id::Username: stored = store(parsed.username, given); break;
        case Id::Password: stored = store(parsed.password, given); break;
        case Id::HistoryFile: stored = store(parsed.historyFile, given); break;
        case Id::Interactive:
            if (parsed.interactive)
                stored = invalid(u"conflicting command line option "_s + pythonRepr(given.shown));
            parsed.interactive = true;
            break;
        }
        if (!stored)
            return tl::unexpected(stored.error());
    }
    return parsed;
}

QString CtlOption::summary() const
{
    const QString text = QString::fromLatin1(help);
    const auto end = std::ranges::find_if(text, [](QChar c) { return c == u';' || c == u':' || c == u'('; });
    return text.first(end - text.begin()).trimmed();
}

std::span<const CtlOption> ctlOptions()
{
    return table;
}

QString CtlOptions::usage(const QString &program)
{
    QString text = u"kantokuctl -- control the programs that a kantokud or supervisord runs.\n"
                   "\n"
                   "Usage: %1 [options] [action [arguments]]\n"
                   "\n"
                   "Options:\n"_s.arg(program);
    constexpr int column = 26;
    for (const CtlOption &option : table) {
        if (option.name.isEmpty())
            continue;
        const QString names = u"-%1/--%2"_s.arg(QChar::fromLatin1(option.letter), option.name)
            + (option.hasValue() ? u' ' + QString(option.value) : QString());
        text += names.leftJustified(column)
            + QString::fromLatin1(option.help).replace(u'\n', u'\n' + QString(column, u' ')) + u'\n';
    }
    text += u"\nActions; without one a shell reads them line by line:\n"_s;
    for (const Command &command : commands()) {
        if (command.nameText() != "EOF"_L1)
            text += command.nameText().leftJustified(12) + QString::fromUtf8(command.summary) + u'\n';
    }
    return text;
}

} // namespace kantoku::client
