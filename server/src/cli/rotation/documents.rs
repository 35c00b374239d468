//! Reading and writing the documents of the command line. Whatever is wrong with one is said with its
//! name, the place in it and the reason.

use crate::cli::Failed;
use domain::rotation::{Instance, Plan};
use std::io::{Read, Write};
use std::path::Path;

/// A document that cannot be used: exit code 2.
pub fn wrong(path: &Path, reason: &str) -> Failed {
    let name = if is_input(path) { "Standard input".into() } else { path.display().to_string() };
    Failed::input(format!("{name}: {reason}."))
}

pub fn is_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

pub fn read(path: &Path) -> Result<String, Failed> {
    let mut text = String::new();
    let done = if is_input(path) {
        std::io::stdin().read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|mut file| file.read_to_string(&mut text))
    };
    done.map_err(|error| wrong(path, &format!("cannot be read: {error}")))?;
    Ok(text)
}

pub fn read_instance(path: &Path) -> Result<Instance, Failed> {
    Instance::parse(&read(path)?).map_err(|fault| wrong(path, &fault.to_string()))
}

pub fn read_plan(path: &Path) -> Result<Plan, Failed> {
    Plan::parse(&read(path)?).map_err(|fault| wrong(path, &fault.to_string()))
}

/// A line on standard output. A reader who went away is a failure, not a panic.
pub fn say(line: &str) -> Result<(), Failed> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").map_err(|error| Failed::work(format!("Could not write: {error}.")))
}
