//! The story leaves nothing out: it reads the store's source and looks for a call of every public function.

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of source") {
        let path = entry.expect("a file of source").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// "residents::get(" for a function of a module, ".commit(" for a method.
fn calls(source: &Path, text: &str) -> Vec<String> {
    let first = source.components().next().expect("a path").as_os_str().to_string_lossy();
    let module = first.trim_end_matches(".rs");
    let is_module = !["db", "store"].contains(&module);
    text.split("pub async fn ")
        .skip(1)
        .map(|rest| {
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            match (is_module, name.as_str()) {
                (true, name) => format!("{module}::{name}("),
                (false, "open") => "Store::open(".into(),
                (false, name) => format!(".{name}("),
            }
        })
        .collect()
}

#[test]
fn the_story_calls_every_function() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = root.join("src");
    let story: String = ["tests/contract", "tests/support"]
        .iter()
        .flat_map(|folder| files(&root.join(folder)))
        .chain([root.join("tests/contract.rs")])
        .map(|path| fs::read_to_string(path).expect("a file of the story"))
        .collect();
    let wanted: Vec<String> = files(&source)
        .iter()
        .flat_map(|path| {
            let text = fs::read_to_string(path).expect("a file of source");
            calls(path.strip_prefix(&source).expect("within the source"), &text)
        })
        .collect();
    assert!(wanted.len() > 100, "the source was read: {} functions", wanted.len());
    let missing: Vec<&String> = wanted.iter().filter(|call| !story.contains(*call)).collect();
    assert!(missing.is_empty(), "not in the story: {missing:?}");
}
