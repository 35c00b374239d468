#!/usr/bin/env bash
# The Rust of rust-toolchain.toml from Debian's packages, for machines where rustup cannot download.
# Debian ships the same compiler without a standard library for the browser, so that is built here once.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
target=wasm32-unknown-unknown
lib=/usr/lib/rustlib/$target/lib

"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends \
  rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web lld-22 >/dev/null
wanted=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
[ "$(/usr/bin/rustc --version | cut -d' ' -f2)" = "$wanted" ] ||
  { echo "✗ Debian offers $(/usr/bin/rustc --version), and Rust $wanted is needed." >&2; exit 1; }

build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
mkdir "$build/src"
printf '[package]\nname = "empty"\nedition = "2024"\n' > "$build/Cargo.toml"
: > "$build/src/lib.rs"
# Without the bitcode, linking the browser's program as a whole fails ("failed to get bitcode from object file").
(cd "$build" && PATH=/usr/bin:$PATH RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS='-C embed-bitcode=yes' CARGO_TARGET_DIR="$build/target" \
  /usr/bin/cargo build --release --target $target -Z build-std=std,panic_abort)
"${as_root[@]}" mkdir -p "$lib"
"${as_root[@]}" cp "$build/target/$target/release/deps/"*.rlib "$lib/"

host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
"${as_root[@]}" mkdir -p "/usr/lib/rustlib/$host/bin"
"${as_root[@]}" ln -sf "$(command -v wasm-ld-22)" "/usr/lib/rustlib/$host/bin/rust-lld"
rustup toolchain link debian /usr
rustup override set debian
