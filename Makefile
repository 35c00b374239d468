# What a person does with this house, one word each. `make help` lists them; end2end/ holds the scripts behind them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: setup run test check dev simulate bench bench-rotation bench-sync kill-test load build clean help site planner-wasm client FORCE

# The bench wants the quick planner. Tests take the browser's own profile, in which all that it stands on is built already.
PLANNER_PROFILE ?= release
PLANNER := target/planner_wasm/$(PLANNER_PROFILE)/planner_wasm.js
WASM := target/wasm32-unknown-unknown/wasm-release
SERVE ?= serve --demo
N ?= 200

setup: ## Install everything that building and testing need.
	@end2end/setup.sh test

run: ## Set up, build and open the living demo fair on http://127.0.0.1:3000.
	@end2end/setup.sh run
	@TIMEFORMAT='Built in %0lR (processor time %0lU + %0lS).'; time { $(MAKE) --no-print-directory site && cargo build -p server; }
	@exec target/debug/werkronde $(SERVE)

test: ## Run every test, set-up included: this is what CI runs.
	@end2end/setup.sh test
	@end2end/test.sh all

check: ## Run format, clippy and the fast tests (warm 20 to 90 seconds).
	@end2end/setup.sh run
	@end2end/test.sh fast

dev: ## Rebuild and restart the demo whenever a source file changes.
	@end2end/setup.sh run
	@end2end/dev.sh

simulate: ## Play SEEDS=2000 simulated days from seed FIRST=0 on, in which everything goes wrong; SEEDS=1 prints the day.
	@end2end/setup.sh run
	@SEEDS=$(SEEDS) FIRST=$(FIRST) cargo test --quiet -p server --test simulation whatever_goes_wrong -- --nocapture

bench: bench-rotation bench-sync load ## Measure the planner, sync and the public pages.

bench-rotation: ## Plan the public rotation instances, native and WebAssembly; print quality, time, memory (6 minutes).
	@end2end/setup.sh run
	@end2end/bench_rotation.sh

bench-sync: ## Measure sync on this machine: commits, slow lines, tablets that come back, 5,000 idle screens (5 minutes).
	@end2end/setup.sh test
	@end2end/bench_sync.sh

kill-test: ## Kill a tablet's browser and the server N times each at random moments, and count what was called saved (N=200).
	@end2end/setup.sh test
	@$(MAKE) --no-print-directory site
	@cargo build -p server
	@KILLS=$(N) nice -n 10 node --test --test-reporter=spec end2end/journeys/killed.test.mjs

load: ## Load the public pages, then 850 sign-ups in 30 seconds and as many as go, on both databases; check the books.
	@end2end/setup.sh test
	@$(MAKE) --no-print-directory build
	@WERKRONDE_BIN=target/release/werkronde node --test --test-reporter=spec end2end/journeys/public_load.test.mjs
	@WERKRONDE_BIN=target/release/werkronde node end2end/load/sign_ups.mjs
	@WERKRONDE_BIN=target/release/werkronde FSYNC=on end2end/postgres.sh run node end2end/load/sign_ups.mjs

build: site ## Build target/release/werkronde and its site files, for running in earnest.
	cargo build --release -p server

site: target/site/version ## Build what browsers load, into target/site.

target/site/version: target/pkg/hall.js target/pkg/office.js target/pkg/day.js target/pkg/plan.js target/pkg/prepare.js target/pkg/house.js end2end/site.mjs end2end/package-lock.json $(shell find style public -type f)
	node end2end/site.mjs
	@touch $@

# Six entries, so that nobody loads the screens of another day: see "Two faces" in ARCHITECTURE.md.
target/pkg/%.js: $(WASM)/%.wasm
	target/tools/bin/wasm-bindgen --target web --no-typescript --remove-name-section --remove-producers-section --out-dir target/pkg --out-name $* $<
	@touch $@

# Cargo decides whether anything changed; the files' times then decide for the steps above.
$(WASM)/hall.wasm $(WASM)/office.wasm $(WASM)/day.wasm $(WASM)/plan.wasm $(WASM)/prepare.wasm $(WASM)/house.wasm &: FORCE
	cargo build -p client --target wasm32-unknown-unknown --profile wasm-release

planner-wasm: $(PLANNER) ## Build the planner alone as WebAssembly, for the bench and (PLANNER_PROFILE=wasm-release) its tests.

target/planner_wasm/%/planner_wasm.js: target/wasm32-unknown-unknown/%/planner_wasm.wasm
	target/tools/bin/wasm-bindgen --target nodejs --no-typescript --out-dir $(@D) --out-name planner_wasm $<
	@touch $@

target/wasm32-unknown-unknown/release/planner_wasm.wasm: FORCE
	cargo build -p planner_wasm --target wasm32-unknown-unknown --release

# Named beside the client, so that both ask their dependencies for the same features.
$(WASM)/planner_wasm.wasm: FORCE
	cargo build -p client -p planner_wasm --lib --target wasm32-unknown-unknown --profile wasm-release

clean: ## Remove everything that was built or fetched; the data folder stays.
	cargo clean
	rm -rf end2end/node_modules end2end/artefacts

help: ## Show this list.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'
