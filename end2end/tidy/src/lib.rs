//! Rules about the code, as tests: crate graph, slice order, shape of files, styles, licences, links in the documents.
//! Each module states its rules and proves with a made-up wrong input that they can fail. No rule about behaviour is here.

pub mod code;
pub mod crates;
pub mod documents;
pub mod licences;
pub mod pure;
pub mod reader;
pub mod slices;
pub mod styles;

use std::fmt;
use std::path::{Path, PathBuf};

/// One breach: where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    pub file: String,
    /// Counted from 1; 0 when the breach is about the file as a whole.
    pub line: usize,
    pub what: String,
}

impl Breach {
    pub fn new(file: &str, line: usize, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.what),
            line => write!(f, "{}:{line}: {}", self.file, self.what),
        }
    }
}

/// Fails with one line per breach, so that a run names everything that is to be mended.
pub fn assert_none(breaches: &[Breach]) {
    let lines: Vec<String> = breaches.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
}

/// A file of the project: its path from the root, with forward slashes, and its text.
#[derive(Clone, Debug)]
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }
}

/// The root of the project.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// All text files below `folder` (from the root) that end in one of `endings`, in order of path.
/// What is built, fetched or made while testing is left out.
pub fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    collect(&root(), &root().join(folder), endings, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(root: &Path, folder: &Path, endings: &[&str], found: &mut Vec<File>) {
    const LEFT_OUT: [&str; 5] = ["target", "node_modules", "artefacts", ".git", "data"];
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !LEFT_OUT.contains(&name.as_str()) {
                collect(root, &path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending))
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            let from_root = path.strip_prefix(root).unwrap_or(&path);
            found.push(File { path: from_root.to_string_lossy().replace('\\', "/"), text });
        }
    }
}
