//! Turns `texts/<language>/<slice>.toml` into Rust functions, so that a sentence that staff miss, a forgotten
//! placeholder or a wrong plural is a compile error that names the file and the key. The rules stand in `src/texts.rs`.

use std::path::Path;
use std::{env, fs, process};

#[path = "build/generate.rs"]
mod generate;

fn main() {
    println!("cargo::rerun-if-changed=texts");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/texts/categories.rs");
    println!("cargo::rerun-if-changed=src/texts/rules.rs");
    let generated = generate::generate(Path::new("texts")).unwrap_or_else(|faults| {
        for fault in faults {
            println!("cargo::error={fault}");
        }
        process::exit(1);
    });
    for (tag, missing) in generated.missing.iter().filter(|(_, missing)| **missing > 0) {
        println!("cargo::warning=texts in {tag}: {missing} are missing and shown in Dutch");
    }
    let target = env::var("OUT_DIR").map(|dir| Path::new(&dir).join("texts.rs"));
    let written = target
        .map_err(|error| error.to_string())
        .and_then(|file| fs::write(file, generated.code).map_err(|error| error.to_string()));
    if let Err(error) = written {
        println!("cargo::error=the texts could not be written: {error}");
        process::exit(1);
    }
}
