#!/usr/bin/env bash
# Measures sync and prints it with the machine: admission on both databases, a tablet after twelve hours offline, 500
# tablets that come back, 5,000 idle lines, and screens over slow lines in a browser. Times are printed and never judged:
# what must hold on any machine is a test. `bench_sync.sh sockets back` takes only these.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release -p server --bins --example bench_sync
bench=target/release/examples/bench_sync
[ $# -gt 0 ] || set -- admission drain back sockets screens
printf '%s, %s cores, load %s, Linux %s\n' \
  "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(cut -d' ' -f1-3 /proc/loadavg)" "$(uname -r)"
for part in "$@"; do
  case "$part" in
    admission)
      "$bench" admission
      FSYNC=on end2end/postgres.sh run sh -c "\"$bench\" admission \"\$DATABASE_URL\"" ;;
    screens)
      make --no-print-directory site
      node end2end/bench_screens.mjs ;;
    *) "$bench" "$part" ;;
  esac
done
