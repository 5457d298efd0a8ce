#!/bin/sh
# Installs Slurm (Debian's slurm-wlm) where it is missing, and starts one node with two fake GPUs on this machine, as root; and its
# REST server as nobody, twice: on the Unix socket FOLDER/rest/socket (rest_auth/local), and on a port of 127.0.0.1 (rest_auth/jwt).
#   scoot-examples/cluster/slurm/start.sh FOLDER   starts it; configuration, state and logs are in FOLDER
#   scoot-examples/cluster/slurm/start.sh --stop FOLDER
# Prints the SLURM_CONF that its commands need.
set -eu
stop() {
    for daemon in rest/local rest/jwt slurmd slurmctld slurmdbd mariadbd munged; do
        if [ -f "$1/$daemon.pid" ]; then
            kill "$(cat "$1/$daemon.pid")" 2>/dev/null || true
        fi
    done
}
if [ "${1:-}" = --stop ]; then
    stop "$2"
    exit
fi
folder=$(mkdir -p "$1" && cd "$1" && pwd)
chmod 755 "$folder"
if ! command -v slurmctld >/dev/null || ! command -v slurmrestd >/dev/null || ! dpkg -s slurm-wlm-jwt-plugin >/dev/null 2>&1; then
    apt-get update -q >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        slurm-wlm munge slurmrestd slurm-wlm-jwt-plugin >/dev/null
fi
mkdir -p "$folder/state" "$folder/spool"
host=$(hostname -s)
for gpu in gpu0 gpu1; do # devices that are none
    [ -e "$folder/$gpu" ] || mknod "$folder/$gpu" c 1 3
done
cat >"$folder/gres.conf" <<CONF
NodeName=$host Name=gpu File=$folder/gpu[0-1]
CONF
cat >"$folder/cgroup.conf" <<CONF
CgroupAutomount=no
CONF
cat >"$folder/slurm.conf" <<CONF
ClusterName=scoot
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
SlurmctldPort=${SLURMCTLD_PORT:-16817}
SlurmdPort=${SLURMD_PORT:-16818}
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
AuthAltTypes=auth/jwt
AuthAltParameters=jwt_key=$folder/jwt.key
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
GresTypes=gpu
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=batch_sched_delay=0,sched_interval=2
KillWait=2
MinJobAge=300
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN Gres=gpu:2
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
CONF
dd if=/dev/urandom of="$folder/munge.key" bs=128 count=1 2>/dev/null
dd if=/dev/urandom of="$folder/jwt.key" bs=32 count=1 2>/dev/null
chmod 600 "$folder/munge.key" "$folder/jwt.key"
mkdir -p "$folder/munge" && chmod 755 "$folder/munge"
munged --force --key-file "$folder/munge.key" --socket "$folder/munge.socket" --pid-file "$folder/munged.pid" \
    --log-file "$folder/munged.log" --seed-file "$folder/munged.seed"
SLURM_CONF="$folder/slurm.conf"
export SLURM_CONF
slurmctld -f "$SLURM_CONF"
slurmd -f "$SLURM_CONF"
tries=0
until sinfo -h -o %T 2>/dev/null | grep -q idle; do
    tries=$((tries + 1))
    if [ "$tries" -gt 60 ]; then
        sinfo >&2 || true
        for log in "$folder"/*.log; do tail -n 5 "$log" >&2; done
        exit 1
    fi
    sleep 0.5
done
# The REST servers refuse to be root's. They have no accounting, whose part would not start without slurmdbd.
rest="$folder/rest"
address=127.0.0.1:${SLURMRESTD_PORT:-16820}
mkdir -p "$rest" && chown nobody "$rest"
rm -f "$rest/socket"
serve() { # NAME ADDRESS
    cd "$rest"
    setpriv --reuid=nobody --regid=nogroup --clear-groups \
        slurmrestd -a "rest_auth/$1" -s openapi/v0.0.37,openapi/v0.0.38 "$2" >"$rest/$1.log" 2>&1 </dev/null &
    echo $! >"$rest/$1.pid"
}
(serve local "unix:$rest/socket")
(SLURM_JWT=daemon && export SLURM_JWT && serve jwt "$address")
echo "http://$address" >"$rest/address"
tries=0
until [ -S "$rest/socket" ] && bash -c ": </dev/tcp/127.0.0.1/${address#*:}" 2>/dev/null; do
    tries=$((tries + 1))
    if [ "$tries" -gt 60 ]; then
        tail -n 5 "$rest"/*.log >&2
        exit 1
    fi
    sleep 0.5
done
echo "SLURM_CONF=$SLURM_CONF"
