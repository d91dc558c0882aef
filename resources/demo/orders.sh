# An order every three seconds.
order=1000
while :; do
    order=$((order + 1))
    echo "order $order: $((order % 5 + 1)) x item $((order * 37 % 90 + 10))"
    sleep 3
done
