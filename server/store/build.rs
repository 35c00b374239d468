//! A new migration file rebuilds the crate that carries it.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
