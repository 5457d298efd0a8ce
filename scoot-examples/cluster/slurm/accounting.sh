#!/bin/sh
# Gives the Slurm that start.sh started in FOLDER accounting: Debian's MariaDB and slurmdbd, as root, on ports of 127.0.0.1. Its
# controller then forgets jobs two seconds after their end, and its REST server on the Unix socket answers for accounting, too.
#   scoot-examples/cluster/slurm/accounting.sh FOLDER
# start.sh --stop FOLDER ends it as well.
set -eu
folder=$(cd "$1" && pwd)
if ! command -v slurmdbd >/dev/null || ! command -v mariadbd >/dev/null; then
    apt-get update -q >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends slurmdbd mariadb-server >/dev/null
fi
end() { # PIDFILE
    pid=$(cat "$folder/$1.pid")
    kill "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
}
wait_for() { # COMMAND
    tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        if [ "$tries" -gt 60 ]; then
            for log in "$folder"/*.log; do tail -n 5 "$log" >&2; done
            exit 1
        fi
        sleep 0.5
    done
}
port=${SLURMDBD_PORT:-16819}
mariadb-install-db --no-defaults --user=root --datadir="$folder/mariadb" --auth-root-authentication-method=normal >/dev/null 2>&1
mariadbd --no-defaults --user=root --datadir="$folder/mariadb" --socket="$folder/mariadb.socket" --pid-file="$folder/mariadbd.pid" \
    --port="${MARIADB_PORT:-16821}" --bind-address=127.0.0.1 >"$folder/mariadbd.log" 2>&1 </dev/null &
sql() {
    mariadb --no-defaults -uroot --socket="$folder/mariadb.socket" -e "$1"
}
wait_for sql 'select 1'
sql "create database slurm_acct_db; delete from mysql.user where user = '';
    create user slurm@'%' identified by 'slurm'; grant all on slurm_acct_db.* to slurm@'%'; flush privileges"
cat >"$folder/slurmdbd.conf" <<CONF
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
AuthAltTypes=auth/jwt
AuthAltParameters=jwt_key=$folder/jwt.key
DbdHost=localhost
DbdAddr=127.0.0.1
DbdPort=$port
SlurmUser=root
LogFile=$folder/slurmdbd.log
PidFile=$folder/slurmdbd.pid
StorageType=accounting_storage/mysql
StorageHost=127.0.0.1
StoragePort=${MARIADB_PORT:-16821}
StorageUser=slurm
StoragePass=slurm
StorageLoc=slurm_acct_db
CONF
chmod 600 "$folder/slurmdbd.conf"
sed -i 's/^MinJobAge=.*/MinJobAge=2/' "$folder/slurm.conf"
cat >>"$folder/slurm.conf" <<CONF
AccountingStorageType=accounting_storage/slurmdbd
AccountingStorageHost=127.0.0.1
AccountingStoragePort=$port
AccountingStoragePass=$folder/munge.socket
AccountingStoreFlags=job_comment
CONF
SLURM_CONF="$folder/slurm.conf"
export SLURM_CONF
slurmdbd
wait_for sacctmgr -n list cluster
sacctmgr -i add cluster scoot >/dev/null
end slurmctld
slurmctld -f "$SLURM_CONF"
end rest/local
rm -f "$folder/rest/socket"
cd "$folder/rest"
setpriv --reuid=nobody --regid=nogroup --clear-groups \
    slurmrestd -a rest_auth/local -s openapi/v0.0.38,openapi/dbv0.0.38 "unix:$folder/rest/socket" >local.log 2>&1 </dev/null &
echo $! >local.pid
wait_for sinfo
wait_for test -S "$folder/rest/socket"
echo "SLURM_CONF=$SLURM_CONF"
