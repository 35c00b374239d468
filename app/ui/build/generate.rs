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
#[path = "../src/texts/rules.rs"]
mod rules;
#[path = "write.rs"]
mod write;
#[path = "write_resident.rs"]
mod write_resident;

use categories::{CATEGORIES, Categories};

/// The language that every text exists in and that others fall back to.
const HOME: &str = "nl";
/// Staff read these; they hold every key.
const COMPLETE: &[&str] = &["nl", "en"];
/// These hold every key that residents read; a further language may lack some.
const COMPLETE_FOR_RESIDENTS: &[&str] = &["nl", "en", "ar"];
/// The files that residents read, in up to fifteen languages. Their functions give `Words`, which know in which
/// language they are and may come from the overlay of a location; staff texts stay plain strings.
const RESIDENT: &[&str] = &["public", "errors"];

fn is_resident(key: &str) -> bool {
    key.split('.').next().is_some_and(|slice| RESIDENT.contains(&slice))
}

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

/// What a folder of texts became.
#[derive(Debug, PartialEq, Eq)]
pub struct Generated {
    pub code: String,
    /// Per language that residents read: how many texts it lacks; there the Dutch is shown.
    pub missing: BTreeMap<String, usize>,
}

/// The functions of every text in `folder`; or each fault with its file and its key.
pub fn generate(folder: &Path) -> Result<Generated, Vec<String>> {
    let mut faults = Faults::default();
    let languages = read::read_all(folder, &mut faults);
    check::check_all(&languages, &mut faults);
    let review = review::review(folder, &languages, &mut faults);
    if !faults.0.is_empty() {
        return Err(faults.0);
    }
    let code = format!(
        "{}{}{}",
        write::modules(&languages),
        write_resident::entries(&languages, &review),
        write::public_langs(&languages)
    );
    Ok(Generated { code, missing: check::missing(&languages) })
}

fn categories_of(tag: &str) -> Option<&'static Categories> {
    CATEGORIES.iter().find(|categories| categories.tag == tag)
}
