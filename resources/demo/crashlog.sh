# An event listener: says READY, reads one event, writes a line to standard error, answers OK.
field() { # NAME TOKENS: the value of NAME in "a:1 b:2"
    for token in $2; do
        case $token in "$1":*) echo "${token#*:}" ;; esac
    done
}
while :; do
    echo READY
    read -r header || exit 0
    payload=$(dd bs=1 count="$(field len "$header")" 2>/dev/null)
    process=$(field groupname "$payload"):$(field processname "$payload")
    case $(field eventname "$header") in
        PROCESS_STATE_FATAL) echo "$process was given up" >&2 ;;
        *) [ "$(field expected "$payload")" = 1 ] || echo "$process (pid $(field pid "$payload")) crashed" >&2 ;;
    esac
    printf 'RESULT 2\nOK'
done
