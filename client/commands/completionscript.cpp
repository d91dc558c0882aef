#include "client/commands/completionscript.h"

#include "client/commands/command.h"
#include "client/commands/commandrun.h"
#include "client/commands/commandset.h"

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
            -c | -s | -u | -p | -r) options+=("$word" "${COMP_WORDS[++i]-}") ;;
            -*) options+=("$word") ;;
            *) action=$word; break ;;
        esac
    done
    case ${COMP_WORDS[COMP_CWORD-1]} in
        -c | -r) [ -n "$action" ] || { COMPREPLY=($(compgen -f -- "$cur")); return; } ;;
    esac
    case $action in
        '')
            case $cur in
                -*) COMPREPLY=($(compgen -W '-c -s -u -p -r -i -h --configuration --serverurl --username --password
                    --history_file --interactive --help' -- "$cur")) ;;
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
        '(-c --configuration)'{-c,--configuration}'[read this file]:file:_files' \
        '(-s --serverurl)'{-s,--serverurl}'[the server]:url:' \
        '(-u --username)'{-u,--username}'[the user]:name:' \
        '(-p --password)'{-p,--password}'[the password]:password:' \
        '(-r --history_file)'{-r,--history_file}'[history file]:file:_files' \
        '(-i --interactive)'{-i,--interactive}'[start the shell]' \
        '(-h --help)'{-h,--help}'[print usage]' \
        '1:action:->action' '*:argument:->argument'
    local -a options
    local option
    for option in -c -s -u -p; do
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
_kantokuctl "$@"
)script";

constexpr auto fishScript = R"script(# fish completion for kantokuctl
function __kantokuctl_names
    kantokuctl status 2>/dev/null | string replace -r ' .*' ''
end
complete -c kantokuctl -f
complete -c kantokuctl -s c -l configuration -r -F -d 'read this file'
complete -c kantokuctl -s s -l serverurl -x -d 'the server'
complete -c kantokuctl -s u -l username -x -d 'the user'
complete -c kantokuctl -s p -l password -x -d 'the password'
complete -c kantokuctl -s r -l history_file -r -F -d 'history file'
complete -c kantokuctl -s i -l interactive -d 'start the shell'
complete -c kantokuctl -s h -l help -d 'print usage'
@ACTIONS@complete -c kantokuctl -n '__fish_seen_subcommand_from @HELP@' -a '@ALL@'
complete -c kantokuctl -n '__fish_seen_subcommand_from @NAMES@' -a 'all (__kantokuctl_names)'
complete -c kantokuctl -n '__fish_seen_subcommand_from @GROUPS@' -a '(__kantokuctl_names | string replace -r ":.*" "")'
complete -c kantokuctl -n '__fish_seen_subcommand_from @SHELLS@' -a 'bash zsh fish'
complete -c kantokuctl -n '__fish_seen_subcommand_from @FILES@' -F
)script";

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
    QString text;
    QChar separator = u'|';
    if (shell == "bash"_L1) {
        text = QString::fromUtf8(bashScript);
    } else if (shell == "zsh"_L1) {
        text = QString::fromUtf8(zshScript);
        text.replace(u"@ACTIONS@"_s, eachAction(u"                '%1:%2'"_s));
    } else if (shell == "fish"_L1) {
        text = QString::fromUtf8(fishScript);
        text.replace(u"@ACTIONS@"_s, eachAction(u"complete -c kantokuctl -n __fish_use_subcommand -a %1 -d '%2'"_s));
        separator = u' ';
    }
    text.replace(u"@ALL@"_s, allNames());
    text.replace(u"@HELP@"_s, namesOf({Command}).join(separator));
    text.replace(u"@NAMES@"_s, namesOf({Process}).join(separator));
    text.replace(u"@GROUPS@"_s, namesOf({Group}).join(separator));
    text.replace(u"@SHELLS@"_s, namesOf({Shell}).join(separator));
    text.replace(u"@FILES@"_s, namesOf({File}).join(separator));
    return text;
}

QString manualSection()
{
    QString text = u".SH ACTIONS\n"_s;
    for (const Command &command : commands()) {
        if (command.nameText() == "EOF"_L1)
            continue;
        QString help = QString::fromUtf8(command.help).trimmed();
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
