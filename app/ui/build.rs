//! Turns `texts/<language>/<slice>.toml` into Rust functions, so that a missing sentence, a forgotten placeholder
//! or a wrong plural is a compile error that names the file and the key. The rules stand in `src/texts.rs`.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, process};

#[path = "src/texts/categories.rs"]
mod categories;
#[path = "build/check.rs"]
mod check;
#[path = "build/read.rs"]
mod read;
#[path = "build/review.rs"]
mod review;
#[path = "build/write.rs"]
mod write;

use categories::{CATEGORIES, Categories};

/// The language that every text exists in and that others fall back to.
const HOME: &str = "nl";
/// Staff read these; they hold every key.
const COMPLETE: &[&str] = &["nl", "en"];

/// One sentence, or one sentence per plural category.
#[derive(Clone)]
enum Text {
    Plain(String),
    Plural(BTreeMap<String, String>),
}

/// Texts of one language by their path: "fair.sign_up.title".
type Texts = BTreeMap<String, Text>;

#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn add(&mut self, file: &str, key: &str, what: &str) {
        self.0.push(format!("app/ui/texts/{file}: {key}: {what}"));
    }
}

fn main() {
    println!("cargo::rerun-if-changed=texts");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/texts/categories.rs");
    let mut faults = Faults::default();
    let languages = read::read_all(Path::new("texts"), &mut faults);
    check::check_all(&languages, &mut faults);
    let review = review::review(&languages, &mut faults);
    if !faults.0.is_empty() {
        for fault in &faults.0 {
            println!("cargo::error={fault}");
        }
        process::exit(1);
    }
    let code = format!("{}{}{review}", write::modules(&languages), write::public_langs(&languages));
    let target = env::var("OUT_DIR").map(|dir| Path::new(&dir).join("texts.rs"));
    let written = target
        .map_err(|error| error.to_string())
        .and_then(|file| fs::write(file, code).map_err(|error| error.to_string()));
    if let Err(error) = written {
        println!("cargo::error=the texts could not be written: {error}");
        process::exit(1);
    }
}

fn categories_of(tag: &str) -> Option<&'static Categories> {
    CATEGORIES.iter().find(|categories| categories.tag == tag)
}
