#!/bin/sh
# The scoot command: this script, and behind it the jar that it starts.
if [ -n "$JAVA_HOME" ]; then java="$JAVA_HOME/bin/java"; else java=java; fi
if ! command -v "$java" >/dev/null 2>&1; then
  echo "scoot needs Java 17 or newer: $java was not found" >&2
  exit 1
fi
# shellcheck disable=SC2086 # options are words
exec "$java" $SCOOT_JAVA_OPTIONS -jar "$0" "$@"
