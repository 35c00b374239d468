#!/usr/bin/env bash
# Installs what is missing, and nothing else. `setup.sh run` is enough to build and start the app;
# `setup.sh test` adds what the tests need. Everything comes from package registries.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '· %s\n' "$*" >&2; }
stop() { printf '✗ %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# What building itself stands on.
tools() {
  has cc || stop "A C compiler is missing: install gcc or clang (Debian: build-essential) so that 'cc' runs, then try again."
  has git || stop "git is missing: install it with your system's package manager, then try again."
}

# Rust as rust-toolchain.toml names it, able to build for the browser.
rust_is_here() {
  local std
  std=$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null) || return 1
  compgen -G "$std/libstd-*.rlib" >/dev/null && has cargo && cargo clippy -V >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1
}
rust() {
  rust_is_here && return
  if has rustup; then
    say "Rust $(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml): installing with rustup"
    rustup toolchain install --no-self-update && rust_is_here && return
    has apt-get || stop "rustup could not install the toolchain of rust-toolchain.toml: check the network and try again."
    say "rustup could not download it: taking the same compiler from Debian"
    bash end2end/rust_from_debian.sh && rust_is_here && return
    stop "Rust could not be installed: install the toolchain that rust-toolchain.toml names, then try again."
  fi
  stop "Rust is missing: install rustup (from your system's packages or the Rust website), then try again."
}

# wasm-bindgen must be the very version that Cargo.lock has, so it lives here and not in the user's own folders.
wasm_bindgen() {
  local version
  version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"/\1/p}' Cargo.lock)
  [ "$(target/tools/bin/wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $version" ] && return
  say "wasm-bindgen $version: building (about a minute)"
  local install=(cargo install wasm-bindgen-cli --version "$version" --root target/tools --debug --bin wasm-bindgen --force)
  # Its own lock file can name a version that a mirror does not offer; then it may choose.
  CARGO_PROFILE_DEV_DEBUG=0 "${install[@]}" --locked || CARGO_PROFILE_DEV_DEBUG=0 "${install[@]}" ||
    stop "wasm-bindgen could not be built: see the lines above."
}

npm_packages() {
  has node && has npm || stop "Node.js is missing: install node 20 or later with npm, then try again."
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || stop "Node.js is too old: version 20 or later is needed."
  cmp -s end2end/package-lock.json end2end/node_modules/.installed && return
  say "npm packages: esbuild, playwright-core, axe-core, ical.js"
  (cd end2end && npm ci --loglevel=error) || stop "npm could not install the packages of end2end/package-lock.json."
  cp end2end/package-lock.json end2end/node_modules/.installed
}

# What the tests need from the system: a browser, a database server, letters for every language.
system_packages() {
  browser
  local missing=()
  has initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  has fc-list && fc-list 2>/dev/null | grep 'NotoSansArabic' >/dev/null || missing+=(fontconfig fonts-noto-core)
  has python3 || missing+=(python3)
  [ ${#missing[@]} -eq 0 ] || debian "${missing[@]}" || stop "The tests need ${missing[*]} (Debian's names): install them with your system's package manager, then try again."
}

# Chromium without its windows plays the journeys in four fifths of the time. Where there is none, any Chromium will do.
browser() {
  has chromium-headless-shell || debian chromium-headless-shell || has chromium || has chromium-browser || has google-chrome ||
    debian chromium || stop "The tests need a browser: install chromium with your system's package manager, then try again."
}

# Installs these packages where that can be done without asking anybody.
debian() {
  has apt-get || return
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || return
    as_root=(sudo)
  fi
  say "Debian packages: $*"
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

case "${1:-}" in
  run) tools; rust; npm_packages; wasm_bindgen ;;
  test)
    tools
    rust
    # Built while the packages are fetched, as a group of its own that ends with this script.
    set -m
    wasm_bindgen &
    building=$!
    set +m
    trap 'kill -- -"$building" 2>/dev/null || :' EXIT
    trap 'exit 130' INT TERM
    system_packages
    npm_packages
    wait "$building"
    ;;
  *) stop "Say 'setup.sh run' (to build and start) or 'setup.sh test' (all that the tests need)." ;;
esac
