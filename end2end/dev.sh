#!/usr/bin/env bash
# Builds and restarts the demo whenever a source changes; Ctrl-C ends it. A build that fails leaves the old one running.
# `cargo leptos watch` works on the same workspace for those who have it; nothing here needs it.
set -uo pipefail
cd "$(dirname "$0")/.."

newest() { find app server style public demo Cargo.toml Cargo.lock -type f -printf '%T@ %p\n' | sort -n | tail -1; }
stop() { [ -z "${server:-}" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; }; }
trap 'stop; exit 0' INT TERM

server=
seen=
while true; do
  now=$(newest)
  if [ "$now" != "$seen" ]; then
    seen=$now
    echo "· building after a change in ${now#* }"
    if make --no-print-directory site && cargo build -p server; then
      stop
      target/debug/werkronde serve --demo & server=$!
    else
      echo "✗ not built; waiting for the next change"
    fi
  fi
  sleep 1
done
