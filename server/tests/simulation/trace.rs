//! What happened, as lines that a person reads and as one number that two runs of the same seed share.

use crate::world::BEGIN_MS;
use std::hash::{DefaultHasher, Hasher};

#[derive(Default)]
pub struct Trace {
    lines: Vec<String>,
    hash: DefaultHasher,
}

impl Trace {
    pub fn line(&mut self, now_ms: i64, what: impl FnOnce() -> String) {
        let s = (now_ms - BEGIN_MS) as f64 / 1000.0;
        let line = format!("{s:>9.3}  {}", what());
        self.hash.write(line.as_bytes());
        self.lines.push(line);
    }

    pub fn hash(&self) -> u64 {
        self.hash.finish()
    }

    pub fn lines(&self) -> &[String] {
        &self.lines
    }
}
