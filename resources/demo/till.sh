# Adds up the whole numbers that arrive on standard input.
total=0
echo "till: open; type an amount"
while read -r amount; do
    case $amount in
        '' | *[!0-9]*) echo "till: '$amount' is not an amount" ;;
        *)
            total=$((total + amount))
            echo "till: $amount received, $total in all"
            ;;
    esac
done
