# Works off invented jobs: worker.sh NUMBER
number=$1
job=0
while :; do
    job=$((job + 1))
    echo "worker $number: job $job begins"
    sleep $((2 + (job + number) % 4))
    echo "worker $number: job $job done"
done
