//! Deterministic simulation: devices that run the real machines of `app/sync` against the real admission, projections and
//! store on SQLite in memory, in virtual time, while everything goes wrong that architecture.md §4 lists. After quiet
//! the invariants of ARCHITECTURE.md are looked at. A seed is a day; the same seed is the same day.
//!
//! `make simulate SEEDS=20000` plays more days, `make simulate SEEDS=1 FIRST=4711` one again, with its trace.

mod acts;
mod book;
mod chance;
mod check;
mod day;
mod device;
mod eyes;
mod faults;
mod gate;
mod net;
mod page;
mod safeguards;
mod server;
mod trace;
mod world;
mod wrong;

use core_affinity::CoreId;
use day::{Rules, play};
use faults::Faults;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

fn number(name: &str, else_: u64) -> u64 {
    let set = std::env::var(name).ok().filter(|text| !text.is_empty());
    set.map_or(else_, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// Days that end badly, after which no more are played.
const BAD_MAX: usize = 20;

/// Plays one day. What panics is a bad end as well.
fn played(seed: u64) -> Result<day::Played, String> {
    std::panic::catch_unwind(|| play(&Rules::of(seed))).map_err(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        let said = said.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        format!("it broke off: {}", said.unwrap_or_default())
    })
}

/// Plays days on all cores. None: all ended well; else the trace of the first that did not, and what was wrong with
/// each.
fn play_all(first: u64, seeds: u64) -> Option<String> {
    let next = AtomicU64::new(first);
    let bad: Mutex<BTreeMap<u64, (Vec<String>, String)>> = Mutex::default();
    let cores = core_affinity::get_core_ids().unwrap_or_default();
    let work = |core: Option<&CoreId>| {
        // A day and the thread of its database take turns: on one core none of them wakes another that sleeps.
        if let Some(core) = core {
            // Where that is refused the day is played all the same, only slower.
            let _ = core_affinity::set_for_current(*core);
        }
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= first + seeds || bad.lock().unwrap_or_else(PoisonError::into_inner).len() >= BAD_MAX {
                return;
            }
            let (faults, trace) = match played(seed) {
                Ok(played) => (played.faults, played.trace.lines().join("\n")),
                Err(broke_off) => (vec![broke_off], String::new()),
            };
            if seeds == 1 {
                println!("{trace}");
            }
            if !faults.is_empty() {
                bad.lock().unwrap_or_else(PoisonError::into_inner).insert(seed, (faults, trace));
            }
        }
    };
    let threads = cores.len().clamp(1, 8);
    std::thread::scope(|scope| {
        let work = &work;
        for core in (0..threads).map(|n| cores.get(n % cores.len().max(1))) {
            scope.spawn(move || work(core));
        }
    });
    let bad = bad.into_inner().unwrap_or_else(PoisonError::into_inner);
    let (first, (_, trace)) = bad.first_key_value()?;
    let each = bad.iter().map(|(seed, (faults, _))| format!("seed {seed}:\n- {}", faults.join("\n- ")));
    let each: Vec<_> = each.collect();
    Some(format!(
        "seed {first}:\n{trace}\n\n{}\n\nPlay it again: make simulate SEEDS=1 FIRST={first}",
        each.join("\n")
    ))
}

#[test]
fn whatever_goes_wrong_on_a_day_nothing_that_was_called_saved_is_lost() {
    let (first, seeds) = (number("FIRST", 0), number("SEEDS", 2_000));
    let begun = Instant::now();
    if let Some(report) = play_all(first, seeds) {
        panic!("{report}");
    }
    let took = begun.elapsed().as_secs_f64();
    println!("{seeds} days from seed {first} on, every invariant held, in {took:.1} s");
}

#[test]
fn the_same_seed_is_the_same_day() {
    let mut edits = 0;
    for seed in 0..12 {
        let (one, two) = (play(&Rules::of(seed)), play(&Rules::of(seed)));
        let differ = one.trace.lines().iter().zip(two.trace.lines()).find(|(one, two)| one != two);
        assert_eq!(differ, None, "seed {seed}");
        assert_eq!(one.trace.hash(), two.trace.hash(), "seed {seed}");
        assert_eq!(one.outcomes, two.outcomes, "seed {seed}");
        edits += one.edits;
    }
    assert!(edits > 200, "{edits} pulls were told only what changed");
}

/// Device time is evidence and never decides: the same day with right clocks comes to the same.
#[test]
fn a_clock_that_is_a_year_off_changes_no_outcome() {
    let mut wrong = 0;
    for seed in 0..30 {
        let faults = Faults { clocks: true, ..Faults::of(&mut chance::Chance::new(seed)) };
        let rules = Rules { faults: Some(faults), ..Rules::of(seed) };
        let right = Rules { right_clocks: true, ..rules.clone() };
        let (one, two) = (play(&rules), play(&right));
        assert_eq!(one.outcomes, two.outcomes, "seed {seed}");
        wrong += one.outcomes.len();
    }
    assert!(wrong > 500, "{wrong} outcomes were compared");
}
