//! Texts in, Rust out: reads a folder of texts, holds them against the rules, and writes their functions. No output of
//! its own, so that `tests/text_generator.rs` can hold it against texts that are wrong.

use std::collections::BTreeMap;
use std::path::Path;

#[path = "../src/texts/categories.rs"]
mod categories;
#[path = "check.rs"]
mod check;
#[path = "read.rs"]
mod read;
#[path = "review.rs"]
mod review;
#[path = "write.rs"]
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

/// The functions of every text in `folder`; or each fault with its file and its key.
pub fn generate(folder: &Path) -> Result<String, Vec<String>> {
    let mut faults = Faults::default();
    let languages = read::read_all(folder, &mut faults);
    check::check_all(&languages, &mut faults);
    let review = review::review(folder, &languages, &mut faults);
    if !faults.0.is_empty() {
        return Err(faults.0);
    }
    Ok(format!("{}{}{review}", write::modules(&languages), write::public_langs(&languages)))
}

fn categories_of(tag: &str) -> Option<&'static Categories> {
    CATEGORIES.iter().find(|categories| categories.tag == tag)
}
