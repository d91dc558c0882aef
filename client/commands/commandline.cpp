#include "client/commands/commandline.h"

#include "client/commands/command.h"

#include <QRegularExpression>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

bool isIdentifier(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
}

/// The command whose arguments are being completed; null while the command itself is.
const Command *completedCommand(const QString &line, const QStringList &words)
{
    const bool inFirstWord = words.isEmpty() || (words.size() == 1 && !line.back().isSpace());
    return inFirstWord ? nullptr : findCommand(words.first());
}

QStringList groupNames(const QList<ProcessInfo> &processes)
{
    QStringList names;
    for (const ProcessInfo &process : processes) {
        if (!names.contains(process.group))
            names.append(process.group);
    }
    return names;
}

QStringList processNames(const QString &word, const QList<ProcessInfo> &processes)
{
    QStringList names;
    for (const ProcessInfo &process : processes) {
        if (!word.contains(u':') && process.name == process.group) {
            names.append(process.name);
            continue;
        }
        names.append(process.group + u':' + process.name);
        const QString whole = process.group + u":*"_s;
        if (!names.contains(whole))
            names.append(whole);
    }
    return names;
}

} // namespace

CommandLine CommandLine::parse(const QString &line)
{
    CommandLine parsed;
    parsed.text = line.trimmed();
    if (parsed.text.startsWith(u'?'))
        parsed.text = QString(u"help "_s + parsed.text.mid(1)).trimmed();
    const auto end = std::ranges::find_if_not(parsed.text, isIdentifier);
    const qsizetype length = end - parsed.text.begin();
    parsed.command = parsed.text.left(length);
    parsed.argument = parsed.text.mid(length).trimmed();
    return parsed;
}

QStringList splitWords(const QString &text)
{
    QStringList words;
    for (qsizetype i = 0; i < text.size();) {
        if (text[i].isSpace()) {
            ++i;
            continue;
        }
        qsizetype end = i;
        while (end < text.size() && !text[end].isSpace())
            ++end;
        words.append(text.mid(i, end - i));
        i = end;
    }
    return words;
}

bool isNamePattern(const QString &name)
{
    const QString singled = name.endsWith(":*"_L1) ? name.chopped(2) : name;
    return std::ranges::any_of(singled, [](QChar c) { return c == u'*' || c == u'?' || c == u'['; });
}

bool matchesPattern(const QString &pattern, const ProcessInfo &process)
{
    const auto matches = [&pattern](const QString &name) {
        // Shell patterns, in which nothing is special about a slash.
        const auto options = QRegularExpression::UnanchoredWildcardConversion;
        const QString source = QRegularExpression::wildcardToRegularExpression(pattern, options);
        const QRegularExpression expression(QRegularExpression::anchoredPattern(source));
        return expression.isValid() ? expression.match(name).hasMatch() : name == pattern; // `a[`: nothing special
    };
    if (pattern.contains(u':'))
        return matches(process.group + u':' + process.name);
    return matches(process.namespec()) || matches(process.name);
}

QStringList completions(const QString &line, const QString &word, const QList<ProcessInfo> &processes)
{
    const QStringList words = splitWords(line);
    const Command *command = completedCommand(line, words);
    QStringList candidates;
    const bool firstWord = words.isEmpty() || (words.size() == 1 && !line.back().isSpace());
    if (firstWord || (command && command->argument == Command::Argument::Command)) {
        for (const Command &each : commands()) {
            if (each.nameText() != "EOF"_L1) // as a word it is for pipes
                candidates.append(each.nameText());
        }
    } else if (command && command->argument == Command::Argument::Group) {
        candidates = groupNames(processes);
    } else if (command && command->argument == Command::Argument::Process) {
        candidates = processNames(word, processes);
    }
    QStringList matching;
    for (const QString &candidate : std::as_const(candidates)) {
        if (candidate.startsWith(word))
            matching.append(candidate + u' ');
    }
    return matching;
}

bool completesNames(const QString &line)
{
    const Command *command = completedCommand(line, splitWords(line));
    return command
        && (command->argument == Command::Argument::Group || command->argument == Command::Argument::Process);
}

} // namespace kantoku::client
