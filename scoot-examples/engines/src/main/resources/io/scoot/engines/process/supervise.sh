# Runs an engine and dies with the tuner, leaving nothing: sh supervise.sh GRACE COMMAND…
# Standard input is a pipe that the tuner holds open: its end, however the tuner came to it, or SIGTERM, stops the engine: SIGTERM
# first, SIGKILL to all that is left after GRACE seconds. Children that fork twice, rename themselves or clean their environment
# are found by their parents and their session; whoever started this has made it the reaper of orphans, where the system can.
grace=$1
shift
exec 3<&0 </dev/null

"$@" 3<&- &
engine=$!
(
    trap '' TERM
    while read -r ignored <&3; do :; done
    kill -TERM $$
) &
watch=$!
stopping=
trap 'stopping=yes' TERM INT HUP

# Sets "family" to all descendants of this process and all of its session, without itself and its watch.
relatives() {
    family=
    known=" $$ "
    more=yes
    while [ -n "$more" ]; do
        more=
        for stat in /proc/[0-9]*/stat; do
            { read -r line <"$stat"; } 2>/dev/null || continue
            pid=${line%% *}
            case $known in *" $pid "*) continue ;; esac
            # State, parent, group and session follow the name, which may hold anything.
            set -- ${line##*) }
            [ "$1" = Z ] && continue
            case $known in
            *" $2 "*) ;;
            *) [ "$4" = "$$" ] || continue ;;
            esac
            known="$known$pid "
            more=yes
            [ "$pid" = "$watch" ] || family="$family $pid"
        done
    done
}

while [ -z "$stopping" ]; do # waited for first: a shell may have reaped one that ended at once
    wait "$engine"
    status=$?
    kill -0 "$engine" 2>/dev/null || break
done
if [ -n "$stopping" ] && kill -TERM "$engine" 2>/dev/null; then
    left=$((grace * 10))
    while [ "$left" -gt 0 ] && kill -0 "$engine" 2>/dev/null; do
        sleep 0.1
        left=$((left - 1))
    done
fi
relatives
while [ -n "$family" ]; do
    kill -KILL $family 2>/dev/null
    sleep 0.05
    relatives
done
wait "$engine" 2>/dev/null
last=$?
[ -n "$stopping" ] && status=$last
kill -KILL "$watch" 2>/dev/null
exit "${status:-1}"
