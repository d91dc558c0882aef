#include "client/commands/completionscript.h"

#include "client/commands/command.h"
#include "client/commands/commandrun.h"
#include "client/commands/commandset.h"
#include "client/ctloptions.h"

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

QStringList namesOf(std::initializer_list<Command::Argument> arguments)
{
    QStringList names;
    for (const Command &command : commands()) {
        if (command.nameText() != "EOF"_L1 && std::ranges::find(arguments, command.argument) != arguments.end())
            names.append(command.nameText());
    }
    return names;
}

QString allNames()
{
    using enum Command::Argument;
    return namesOf({None, Command, Group, Process, Address, File, Shell}).join(u' ');
}

// The names come from the server itself, with the options that stand on the line before the action.
constexpr auto bashScript = R"script(# bash completion for kantokuctl
_kantokuctl() {
    local cur=${COMP_WORDS[COMP_CWORD]} word action= options=() i
    COMP_WORDBREAKS=${COMP_WORDBREAKS//:/}
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
            @WITHVALUE@) options+=("$word" "${COMP_WORDS[++i]-}") ;;
            -*) options+=("$word") ;;
            *) action=$word; break ;;
        esac
    done
    if [ -z "$action" ]; then
        case ${COMP_WORDS[COMP_CWORD-1]} in
            @WITHFILE@) COMPREPLY=($(compgen -f -- "$cur")); return ;;
            @WITHVALUE@) return ;;
        esac
    fi
    case $action in
        '')
            case $cur in
                -*) COMPREPLY=($(compgen -W '@OPTIONS@' -- "$cur")) ;;
                *) COMPREPLY=($(compgen -W '@ALL@' -- "$cur")) ;;
            esac ;;
        @HELP@) COMPREPLY=($(compgen -W '@ALL@' -- "$cur")) ;;
        @NAMES@)
            COMPREPLY=($(compgen -W "all $(kantokuctl "${options[@]}" status 2>/dev/null | cut -d' ' -f1)" -- "$cur")) ;;
        @GROUPS@)
            COMPREPLY=($(compgen -W "$(kantokuctl "${options[@]}" status 2>/dev/null | cut -d' ' -f1 | cut -d: -f1 |
                sort -u)" -- "$cur")) ;;
        @SHELLS@) COMPREPLY=($(compgen -W 'bash zsh fish' -- "$cur")) ;;
        @FILES@) COMPREPLY=($(compgen -f -- "$cur")) ;;
    esac
}
complete -F _kantokuctl kantokuctl
)script";

constexpr auto zshScript = R"script(#compdef kantokuctl
_kantokuctl() {
    local context state line
    typeset -A opt_args
    _arguments -S \
@OPTIONS@        '1:action:->action' '*:argument:->argument'
    local -a options
    local option
    for option in @WITHVALUES@; do
        [[ -n ${opt_args[$option]} ]] && options+=($option ${opt_args[$option]})
    done
    case $state in
        action)
            local -a actions
            actions=(
@ACTIONS@            )
            _describe action actions ;;
        argument)
            case $line[1] in
                @HELP@) compadd -- @ALL@ ;;
                @NAMES@) compadd -- all ${(f)"$(kantokuctl $options status 2>/dev/null | cut -d' ' -f1)"} ;;
                @GROUPS@) compadd -- ${(fu)"$(kantokuctl $options status 2>/dev/null | cut -d' ' -f1 | cut -d: -f1)"} ;;
                @SHELLS@) compadd -- bash zsh fish ;;
                @FILES@) _files ;;
            esac ;;
    esac
}
if [[ $funcstack[1] == _kantokuctl ]]; then
    _kantokuctl "$@"
else
    compdef _kantokuctl kantokuctl
fi
)script";

constexpr auto fishScript = R"script(# fish completion for kantokuctl
# Prints the options before the action, or with --action the action itself.
function __kantokuctl_words
    set -l words (commandline -opc)
    set -e words[1]
    while set -q words[1]
        switch $words[1]
            case @WITHVALUE@
                test "$argv[1]" = --action; or printf '%s\n' $words[1..2]
                set -e words[1]
            case '-*'
                test "$argv[1]" = --action; or printf '%s\n' $words[1]
            case '*'
                test "$argv[1]" = --action; and echo $words[1]
                return
        end
        set -e words[1]
    end
end
function __kantokuctl_action_is
    contains -- (__kantokuctl_words --action; echo) $argv
end
function __kantokuctl_names
    kantokuctl (__kantokuctl_words) status 2>/dev/null | string replace -r ' .*' ''
end
complete -c kantokuctl -f
@OPTIONS@@ACTIONS@complete -c kantokuctl -n '__kantokuctl_action_is @HELP@' -a '@ALL@'
complete -c kantokuctl -n '__kantokuctl_action_is @NAMES@' -a 'all (__kantokuctl_names)'
complete -c kantokuctl -n '__kantokuctl_action_is @GROUPS@' -a '(__kantokuctl_names | string replace -r ":.*" "")'
complete -c kantokuctl -n '__kantokuctl_action_is @SHELLS@' -a 'bash zsh fish'
complete -c kantokuctl -n '__kantokuctl_action_is @FILES@' -F
)script";

/// The options' names as they are typed, those for which `wanted` is true.
template <typename Predicate>
QStringList optionNames(Predicate wanted)
{
    QStringList names;
    for (const CtlOption &option : ctlOptions()) {
        if (!option.name.isEmpty() && wanted(option)) {
            names.append(u"-"_s + QChar::fromLatin1(option.letter));
            names.append(u"--"_s + option.name);
        }
    }
    return names;
}

QString zshOptions()
{
    QString text;
    for (const CtlOption &option : ctlOptions()) {
        if (option.name.isEmpty())
            continue;
        QString summary = option.summary();
        summary.replace(u'[', u"\\["_s).replace(u']', u"\\]"_s);
        const QString value = option.hasValue()
            ? u":%1:%2"_s.arg(option.value.toString().toLower(), option.takesFile() ? u"_files"_s : QString())
            : QString();
        text += u"        '(-%1 --%2)'{-%1,--%2}'[%3]%4' \\\n"_s.arg(QChar::fromLatin1(option.letter), option.name,
                                                                     summary, value);
    }
    return text;
}

QString fishOptions()
{
    QString text;
    for (const CtlOption &option : ctlOptions()) {
        if (option.name.isEmpty())
            continue;
        const QString value = option.takesFile() ? u" -r -F"_s : option.hasValue() ? u" -x"_s : QString();
        text += u"complete -c kantokuctl -s %1 -l %2%3 -d '%4'\n"_s.arg(QChar::fromLatin1(option.letter), option.name,
                                                                        value, option.summary());
    }
    return text;
}

/// A line for each action, `pattern` with its name and summary in it.
QString eachAction(const QString &pattern)
{
    QString text;
    for (const Command &command : commands()) {
        if (command.nameText() != "EOF"_L1) {
            QString summary = QString::fromUtf8(command.summary);
            text += pattern.arg(command.nameText(), summary.replace(u'\'', u"'\\''"_s)) + u'\n';
        }
    }
    return text;
}

} // namespace

QString completionScript(const QString &shell)
{
    using enum Command::Argument;
    const auto any = [](const CtlOption &) { return true; };
    const auto withValue = [](const CtlOption &option) { return option.hasValue(); };
    const auto withFile = [](const CtlOption &option) { return option.takesFile(); };
    QString text;
    QString separator = u" | "_s;
    if (shell == "bash"_L1) {
        text = QString::fromUtf8(bashScript);
        text.replace(u"@OPTIONS@"_s, optionNames(any).join(u' '));
    } else if (shell == "zsh"_L1) {
        text = QString::fromUtf8(zshScript);
        text.replace(u"@OPTIONS@"_s, zshOptions());
        text.replace(u"@WITHVALUES@"_s, optionNames(withValue).join(u' '));
        text.replace(u"@ACTIONS@"_s, eachAction(u"                '%1:%2'"_s));
        separator = u"|"_s;
    } else if (shell == "fish"_L1) {
        text = QString::fromUtf8(fishScript);
        text.replace(u"@OPTIONS@"_s, fishOptions());
        text.replace(u"@ACTIONS@"_s,
                     eachAction(u"complete -c kantokuctl -n '__kantokuctl_action_is \"\"' -a %1 -d '%2'"_s));
        separator = u" "_s;
    }
    text.replace(u"@WITHVALUE@"_s, optionNames(withValue).join(separator));
    text.replace(u"@WITHFILE@"_s, optionNames(withFile).join(separator));
    text.replace(u"@ALL@"_s, allNames());
    text.replace(u"@HELP@"_s, namesOf({Command}).join(separator));
    text.replace(u"@NAMES@"_s, namesOf({Process}).join(separator));
    text.replace(u"@GROUPS@"_s, namesOf({Group}).join(separator));
    text.replace(u"@SHELLS@"_s, namesOf({Shell}).join(separator));
    text.replace(u"@FILES@"_s, namesOf({File}).join(separator));
    return text;
}

namespace {

/// With blanks instead of tabs, as a terminal shows them.
QString withoutTabs(const QString &text)
{
    constexpr qsizetype tabWidth = 8;
    QString plain;
    qsizetype column = 0;
    for (const QChar c : text) {
        const qsizetype count = c == u'\t' ? tabWidth - column % tabWidth : 1;
        plain += c == u'\t' ? QString(count, u' ') : QString(c);
        column = c == u'\n' ? 0 : column + count;
    }
    return plain;
}

} // namespace

QString manualSection()
{
    QString text = u".SH ACTIONS\n"_s;
    for (const Command &command : commands()) {
        if (command.nameText() == "EOF"_L1)
            continue;
        QString help = withoutTabs(QString::fromUtf8(command.help).trimmed());
        help.replace(u'\\', u"\\e"_s);
        help.replace(u'-', u"\\-"_s);
        text += u".TP\n.B %1\n%2.\n.nf\n%3\n.fi\n"_s.arg(command.nameText(), QString::fromUtf8(command.summary), help);
    }
    return text;
}

QCoro::Task<Result<void>> completionCommand(CommandRun &run, QString argument)
{
    const QString script = argument == "man"_L1 ? manualSection() : completionScript(argument);
    if (script.isEmpty()) {
        run.print(u"Error: completion requires bash, zsh or fish"_s);
        run.fail(exitstatus::usage);
        run.printHelp(u"completion");
    } else {
        run.output().write(script.toUtf8());
    }
    co_return Result<void>();
}

} // namespace kantoku::client
