# What a program with a wrong setting does.
echo "broken: cannot read /nowhere/broken.conf" >&2
exit 1
