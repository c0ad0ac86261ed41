#!/bin/sh
# The whole life of a model, by curl alone. Needs a running daemon: tollama serve
set -eu

host=${TOLLAMA_HOST:-localhost:11434}
case $host in
  *://*) ;;
  :*) host="http://localhost$host" ;;
  *) host="http://$host" ;;
esac
folder=$(cd "$(dirname "$0")" && pwd)

# An error status ends the script, and its body is still shown.
call() {
  printf '\n--- %s\n' "$1"
  shift
  curl -sS --fail-with-body "$@"
  echo
}

call 'who answers' "$host/api/version"
call 'install a model, streamed' "$host/api/pull" -d '{"model": "auto"}'
call 'install another' "$host/api/pull" -d '{"model": "theta", "stream": false}'
call 'what is installed' "$host/api/tags"
call 'check a request' "$host/api/validate" -d @"$folder/request.json"
call 'forecast JSON, streamed' "$host/api/forecast" -d @"$folder/request.json"
call 'forecast a CSV, JSON out' -H 'Content-Type: text/csv' --data-binary @"$folder/air-passengers.csv" \
  "$host/api/forecast?model=theta&horizon=3&quantiles=0.1,0.9&stream=false"
call 'forecast a CSV, CSV out' -H 'Content-Type: text/csv' -H 'Accept: text/csv' --data-binary @"$folder/air-passengers.csv" \
  "$host/api/forecast?model=theta&horizon=12&quantiles=0.1,0.9"
call 'what is in memory' "$host/api/ps"
call 'out of memory' "$host/api/unload" -d '{"model": "theta"}'
call 'remove a model' -X DELETE "$host/api/delete" -d '{"model": "theta"}'
