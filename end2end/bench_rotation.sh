#!/usr/bin/env bash
# Plans every public rotation instance within each budget, natively and as WebAssembly, judges each plan with check_plan.py
# and prints a table. `bench_rotation.sh b c-01` takes only instances that begin so; BENCH_BUDGETS_MS="50 1000" other budgets.
# BENCH_PROCESSOR=1 counts the native budget in processor time, for a machine that is busy with other work.
# Natively as many workers search side by side as the command line takes; BENCH_WORKERS=1 for one.
# WebAssembly is measured warm, a second after one small plan; with BENCH_COLD=1 the very first plan after loading.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release -p domain --example rotation_bench
make --no-print-directory planner-wasm
exec node end2end/bench_rotation.mjs "$@"
