//! The public set of tests/rotation, for the tests beside it.

use std::fs;
use std::path::PathBuf;

use domain::rotation::{Instance, Plan, Trace};

pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rotation")
}

pub fn text(path: &str) -> String {
    let file = folder().join(path);
    fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

#[allow(dead_code, reason = "each test binary uses its part of this file")]
pub fn instance(name: &str) -> Instance {
    Instance::parse(&text(&format!("instances/{name}.json"))).unwrap()
}

#[allow(dead_code, reason = "each test binary uses its part of this file")]
pub fn plan(name: &str) -> Plan {
    Plan::parse(&text(&format!("plans/{name}.plan.json"))).unwrap()
}

#[allow(dead_code, reason = "each test binary uses its part of this file")]
pub fn trace(name: &str) -> Trace {
    Trace::parse(&text(&format!("traces/{name}.trace.json"))).unwrap()
}

/// All instance names, in order.
#[allow(dead_code, reason = "each test binary uses its part of this file")]
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder().join("instances"))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            path.file_stem().unwrap().to_str().unwrap().to_owned()
        })
        .collect();
    names.sort();
    assert_eq!(names.len(), 25, "the public set is complete");
    names
}

/// A seeded generator for tests (xorshift*).
#[allow(dead_code, reason = "each test binary uses its part of this file")]
pub struct Dice(u64);

#[allow(dead_code, reason = "each test binary uses its part of this file")]
impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n.max(1)
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}
