# Twenty coloured lines, a pause, and again.
green=$(printf '\033[32m') yellow=$(printf '\033[33m') red=$(printf '\033[1;31m') dim=$(printf '\033[2m')
off=$(printf '\033[0m')
n=0
while :; do
    i=0
    while [ $i -lt 20 ]; do
        i=$((i + 1))
        n=$((n + 1))
        case $((n % 23)) in
            0) echo "${red}ERROR${off} request $n: the teapot refused to brew coffee ${dim}(418)${off}" ;;
            7 | 15) echo "${yellow}WARN${off}  request $n took ${yellow}$((n % 700 + 300)) ms${off}" ;;
            *) echo "${green}INFO${off}  request $n answered in $((n % 40 + 1)) ms ${dim}GET /item/$((n % 97))${off}" ;;
        esac
    done
    sleep 1
done
