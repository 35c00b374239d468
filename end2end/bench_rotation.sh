#!/usr/bin/env bash
# Plans every public rotation instance with the release binary; prints the level vector that the checker gives and the time.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release -p server
plan=$(mktemp)
trap 'rm -f "$plan"' EXIT
printf '%-12s %8s  %s\n' instance seconds vector
for instance in app/domain/tests/rotation/instances/*.json; do
  start=$(date +%s.%N)
  target/release/werkronde plan "$instance" > "$plan"
  end=$(date +%s.%N)
  vector=$(target/release/werkronde check-plan "$instance" "$plan" | sed -n 's/.*"vector":\(\[[^]]*\]\).*/\1/p')
  printf '%-12s %8.2f  %s\n' "$(basename "$instance" .json)" "$(awk "BEGIN { print $end - $start }")" "$vector"
done
