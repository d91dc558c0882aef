# Lives between 15 and 45 seconds, then fails.
seconds=$((15 + $$ % 31))
echo "pid $$: all is well"
sleep $seconds
echo "pid $$: lost the connection to the moon after $seconds seconds" >&2
exit 3
