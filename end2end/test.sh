#!/usr/bin/env bash
# Runs the tests step by step and closes with the counts. A failed step does not stop the next one, so that one run
# shows everything. `test.sh fast` is what `make check` runs, `test.sh all` what `make test` and CI run.
set -uo pipefail
cd "$(dirname "$0")/.."
export CARGO_TERM_PROGRESS_WHEN=never
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
passed=0 failed=0 broken=()

# Adds up what cargo test, nextest and node's test runner say in their closing lines: "passed failed".
counts() {
  sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
    /Summary \[|^test result:/ { for (i = 2; i <= NF; i++) { if ($i ~ /^passed/) p += $(i - 1); if ($i ~ /^failed/) f += $(i - 1) } }
    /^(ℹ|#) pass [0-9]+$/ { p += $3 }
    /^(ℹ|#) fail [0-9]+$/ { f += $3 }
    END { print p + 0, f + 0 }'
}

# step "name" command…: a step without counts of its own (a formatter, a build) counts as one test.
step() {
  local name=$1 start=$SECONDS log="$logs/log" p f
  shift
  printf '\n== %s\n' "$name"
  "$@" 2>&1 | tee "$log"
  local code=${PIPESTATUS[0]}
  read -r p f < <(counts "$log")
  [ "$code" -ne 0 ] && [ "$f" -eq 0 ] && f=1
  [ "$code" -eq 0 ] && [ "$p" -eq 0 ] && p=1
  passed=$((passed + p)) failed=$((failed + f))
  [ "$f" -eq 0 ] || broken+=("$name")
  printf '== %s: %s in %ss\n' "$name" "$([ "$f" -eq 0 ] && echo good || echo FAILED)" $((SECONDS - start))
  [ "$f" -eq 0 ]
}

# One more at a time than there are processors: many wait for a database or another process.
rust_tests() {
  if cargo nextest --version >/dev/null 2>&1; then
    cargo nextest run --no-fail-fast --no-tests=fail --test-threads $(($(nproc) + 1)) "$@"
  else
    # Profiles there are others.
    [ "$1" != --profile ] || shift 2
    cargo test --no-fail-fast "$@"
  fi
}
journey() { node --test --test-concurrency=1 --test-reporter=spec "end2end/journeys/$1.test.mjs"; }
# Two at a time: three on two cores took no less, and made each wait for the others. Only the hall of devices runs beside
# them: it waits for a clock most of the time.
journeys() {
  journey a_hall_of_devices >"$logs/hall" 2>&1 &
  local hall=$! code=0
  node --test --test-concurrency=2 --test-reporter=spec "${@/#/end2end/journeys/}" || code=1
  wait "$hall" || code=1
  cat "$logs/hall"
  return "$code"
}

lint() {
  step "format" cargo fmt --all --check
  # The crates for WebAssembly too, as if for this machine: what they stand on is read once, and nothing is built from it.
  step "clippy" cargo clippy --workspace --all-targets -- -D warnings
}

fast() {
  lint
  # All crates in one go, as they are built for running: other choices would build the dependencies a second time.
  step "fast tests" rust_tests --profile fast --lib
}

all() {
  lint
  # One after the other: each keeps two cores busy by itself.
  step "site and planner for browsers" make --no-print-directory site planner-wasm PLANNER_PROFILE=wasm-release
  local has_site=$?
  if command -v cargo-deny >/dev/null; then step "licences and sources (cargo-deny)" cargo deny --offline check bans licenses sources; fi
  # Without the examples, which are measurements: clippy has read them.
  step "rust tests, SQLite and PostgreSQL" rust_tests --lib --bins --tests
  [ "$has_site" -eq 0 ] || return
  # The journeys open the very program that these tests ran.
  step "the same plan everywhere" journey the_same_plan_everywhere
  step "sizes" journey sizes
  step "journeys" journeys {every_screen_fits,the_first_fair,the_first_fair_on_postgres,kept_on_the_device,sign_up,a_real_start,paper,bad_input,killed,who_comes_later,a_calendar,a_copy_on_the_phone,any_phone}.test.mjs
  step "public pages under load" journey public_load
}

case "${1:-}" in fast | all) "$1" ;; *) echo "Say 'test.sh fast' or 'test.sh all'." >&2; exit 2 ;; esac
printf '\n'
for name in "${broken[@]}"; do printf '✗ %s\n' "$name"; done
printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
