#!/bin/sh
# Installs Ray 2.60.0 by pip (Python 3.9 or newer, 390 MB) into FOLDER/venv where it is missing, and starts one head node with two GPUs
# that are none, which serves the Jobs API on a port of 127.0.0.1. No root is needed.
#   scoot-examples/cluster/ray/start.sh FOLDER
#   scoot-examples/cluster/ray/start.sh --stop FOLDER
# Prints the SCOOT_RAY that the tests need.
set -eu
if [ "${1:-}" = --stop ]; then
    kill "$(cat "$2/ray.pid")" # and it ends what it started
    exit
fi
folder=$(mkdir -p "$1" && cd "$1" && pwd)
if [ ! -x "$folder/venv/bin/ray" ]; then
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" install -q 'ray[default]==2.60.0'
fi
address=127.0.0.1:${RAY_JOBS_PORT:-16265}
RAY_USAGE_STATS_ENABLED=0 "$folder/venv/bin/ray" start --head --block --num-cpus=4 --num-gpus=2 --port="${RAY_PORT:-16379}" \
    --dashboard-host=127.0.0.1 --dashboard-port="${address#*:}" --temp-dir="$folder/session" >"$folder/ray.log" 2>&1 </dev/null &
echo $! >"$folder/ray.pid"
tries=0
until "$folder/venv/bin/ray" job list --address "http://$address" >/dev/null 2>&1; do
    tries=$((tries + 1))
    if [ "$tries" -gt 60 ]; then
        tail -n 20 "$folder/ray.log" >&2
        exit 1
    fi
    sleep 1
done
echo "SCOOT_RAY=http://$address"
