# A job of ten steps.
step=0
while [ $step -lt 10 ]; do
    step=$((step + 1))
    echo "report: step $step of 10"
    sleep 1
done
echo "report: done"
