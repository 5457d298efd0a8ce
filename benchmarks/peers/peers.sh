#!/bin/sh
# Peers in Python, each with its own pins in its own virtual environment (their pins clash).
#   peers.sh install FOLDER              all of them into FOLDER (Python 3.11, some 20 GB, for each brings PyTorch)
#   peers.sh run FOLDER OUT [SEEDS]      runs all of them on all problems, into OUT/PEER.jsonl; resumable; hours
# Needs benchmarks/target/benchmarks.jar: mvn -q -DskipTests package.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
usage() { sed -n 's/^#   //p' "$0" >&2; exit 2; }
[ $# -ge 2 ] || usage
mkdir -p "$2"
venvs=$(cd "$2" && pwd)
case $1 in
install)
    for peer in optuna smac3 ax hebo; do
        python3 -m venv "$venvs/$peer"
        # The files are complete, and HEBO's own pins (numpy < 1.25) are older than what it runs with.
        "$venvs/$peer/bin/pip" install --quiet --no-deps --requirement "$here/requirements-$peer.txt"
    done
    ;;
run)
    [ $# -ge 3 ] || usage
    mkdir -p "$3"
    out=$(cd "$3" && pwd)
    seeds=${4:-10}
    export OMP_NUM_THREADS=1
    cd "$here"
    "$venvs/optuna/bin/python" optuna_tpe.py --seeds "$seeds" --out "$out/optuna-tpe.jsonl"
    "$venvs/optuna/bin/python" optuna_gp.py --seeds "$seeds" --out "$out/optuna-gp.jsonl"
    "$venvs/smac3/bin/python" smac3.py --seeds "$seeds" --out "$out/smac3.jsonl"
    "$venvs/ax/bin/python" ax_botorch.py --seeds "$seeds" --out "$out/ax.jsonl"
    "$venvs/ax/bin/python" ax_penalty.py --seeds "$seeds" --out "$out/ax-penalty.jsonl"
    "$venvs/hebo/bin/python" hebo_peer.py --seeds "$seeds" --out "$out/hebo.jsonl"
    ;;
*) usage ;;
esac
