#!/bin/sh
# Runs the command that follows, and leaves its result line, or its last words, as the job's comment, which the controller keeps: the
# node's disk need not be anybody else's.
log=$(mktemp)
{
    "$@" 2>&1
    echo $? >"$log.status"
} | tee "$log"
status=$(cat "$log.status")
words=$(grep '^scoot-result: ' "$log" | tail -n 1)
[ -n "$words" ] || words=$(grep -v '^[[:space:]]*$' "$log" | tail -n 1 | cut -c 1-200)
rm -f "$log" "$log.status"
tries=0
until [ -z "$words" ] || scontrol update "JobId=$SLURM_JOB_ID" "Comment=$words" 2>/dev/null || [ "$tries" -ge 10 ]; do
    tries=$((tries + 1))
    sleep 2
done
# Of a command that a signal ended: by the same signal, for accounting takes 128 off a status and would call it an exit.
ulimit -c 0
[ "$status" -le 128 ] || kill "-$((status - 128))" $$ 2>/dev/null
exit "$status"
