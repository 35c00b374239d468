//! Lists the migrations of both databases for `src/migrations.rs`. sqlx has a macro for this; it brings a second copy of
//! sqlx and of SQLite itself into every build, compiled for the compiler's sake.

use std::path::Path;
use std::{env, fs, io, process};

/// A version, what it is about, and its text, such as `(1, "people", …)` for `0001_people.sql`; in order.
fn listed(kind: &str) -> io::Result<String> {
    let folder =
        Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("migrations").join(kind);
    let mut files = fs::read_dir(&folder)?.map(|file| Ok(file?.path())).collect::<io::Result<Vec<_>>>()?;
    files.sort();
    let mut list = String::new();
    for file in files {
        let named = file.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.split_once('_'));
        let Some((version, about)) = named.and_then(|(n, about)| Some((n.parse::<i64>().ok()?, about)))
        else {
            return Err(io::Error::other(format!("{} is not named NUMBER_WHAT.sql", file.display())));
        };
        list += &format!("    ({version}, {about:?}, include_str!({file:?})),\n");
    }
    Ok(format!("pub(super) const {}: &[super::Step] = &[\n{list}];\n", kind.to_uppercase()))
}

fn main() {
    println!("cargo::rerun-if-changed=migrations");
    let written = env::var("OUT_DIR").map_err(io::Error::other).and_then(|folder| {
        fs::write(Path::new(&folder).join("migrations.rs"), listed("sqlite")? + &listed("postgres")?)
    });
    if let Err(error) = written {
        println!("cargo::error=the migrations could not be listed: {error}");
        process::exit(1);
    }
}
