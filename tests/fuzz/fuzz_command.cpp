// The lines that people type: commands, words, name patterns, what Tab offers.

#include "client/commands/command.h"
#include "client/commands/commandline.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <cstdint>

using namespace kantoku;
using namespace kantoku::client;
using namespace Qt::StringLiterals;

namespace {

using Argument = Command::Argument;

/// One of each sort stands for all: what they do is no part of this.
constexpr std::array table = {
    Command{"EOF", Argument::None, Command::Origin::Supervisor, "", "", nullptr},
    Command{"add", Argument::Group, Command::Origin::Supervisor, "", "", nullptr},
    Command{"check", Argument::File, Command::Origin::Kantoku, "", "", nullptr},
    Command{"completion", Argument::Shell, Command::Origin::Kantoku, "", "", nullptr},
    Command{"help", Argument::Command, Command::Origin::Supervisor, "", "", nullptr},
    Command{"open", Argument::Address, Command::Origin::Supervisor, "", "", nullptr},
    Command{"stop", Argument::Process, Command::Origin::Supervisor, "", "", nullptr},
};

void require(bool condition)
{
    if (!condition)
        __builtin_trap();
}

bool isTrimmed(const QString &text)
{
    return text.trimmed() == text;
}

ProcessInfo process(const QString &group, const QString &name)
{
    ProcessInfo info;
    info.group = group;
    info.name = name;
    return info;
}

} // namespace

namespace kantoku::client {

std::span<const Command> commands()
{
    return table;
}

const Command *findCommand(QStringView name)
{
    const auto it = std::ranges::find_if(table, [name](const Command &each) { return name == each.nameText(); });
    return it == table.end() ? nullptr : &*it;
}

} // namespace kantoku::client

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    // A warning on the user's terminal is a finding too.
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) { __builtin_trap(); });
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString line = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));

    const CommandLine parsed = CommandLine::parse(line);
    require(isTrimmed(parsed.argument));
    require(parsed.text.startsWith(parsed.command) && parsed.text.endsWith(parsed.argument));
    require(std::ranges::none_of(parsed.command, [](QChar c) { return c.isSpace() || c == u'-' || c == u':'; }));
    const CommandLine again = CommandLine::parse(parsed.text);
    require(again.text == parsed.text && again.command == parsed.command && again.argument == parsed.argument);

    const QStringList words = splitWords(parsed.argument);
    for (const QString &word : words) {
        require(!word.isEmpty() && std::ranges::none_of(word, [](QChar c) { return c.isSpace(); }));
    }
    require(splitWords(words.join(u' ')) == words);

    const QList<ProcessInfo> processes
        = {process(u"cat"_s, u"cat"_s), process(u"web"_s, u"web_0"_s), process(u"web"_s, words.value(0).left(40))};
    for (qsizetype i = 0; i < std::min<qsizetype>(words.size(), 4); ++i) {
        const QString pattern = words[i].left(40);
        for (const ProcessInfo &each : processes) {
            const bool matches = matchesPattern(pattern, each);
            const QString full = each.group + u':' + each.name;
            if (std::ranges::none_of(pattern, [](QChar c) { return u"*?[\\"_s.contains(c); }))
                require(matches == (pattern == full || (!pattern.contains(u':') && pattern == each.name)));
        }
    }
    require(matchesPattern(u"*"_s, processes.first()));

    const QStringList typed = splitWords(line);
    const QString word = typed.isEmpty() || line.back().isSpace() ? QString() : typed.last();
    const QStringList offered = completions(line, word, processes);
    for (const QString &candidate : offered)
        require(candidate.startsWith(word) && candidate.endsWith(u' '));
    if (!completesNames(line))
        require(completions(line, word, {}) == offered);
    return 0;
}
